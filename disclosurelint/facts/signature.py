"""The signature (落款) and the dates of the document itself (成文日期)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from disclosurelint.document import Document, Text
from disclosurelint.facts.closing import Dated
from disclosurelint.facts.dates import find_dates, read_date
from disclosurelint.facts.identity import Identity
from disclosurelint.report import DateMention, Signature

if TYPE_CHECKING:
    from disclosurelint.facts.outline import Outline

Role = Literal["signature", "under-title", "head", "metadata"]


def read_signature(
    document: Document, identity: Identity, outline: Outline
) -> tuple[Signature | None, list[DateMention]]:
    """The signature, at the end or in a dated line under the title, and every date that is the document's own."""
    closing, opening = identity.closing, identity.opening
    named = closing.names[0] if closing.names else opening.names[0] if opening.names else None
    signature = Signature(named.name, named.text) if named is not None else None
    dates = [_mention(dated, "signature") for dated in closing.dates]
    dates += [_mention(dated, "under-title") for dated in opening.dates]
    dates += [_mention(dated, "head") for dated in [*opening.head_dates, *_head(identity)]]
    dates += _metadata(document)
    return signature, dates


def _mention(dated: Dated, role: Role) -> DateMention:
    return DateMention(dated.text, dated.found.value, role, dated.found.form)


def _head(identity: Identity) -> list[Dated]:
    """Dates of the page's own head: in lines before the title, alone or behind 发布时间 and the like."""
    page = identity.words["page"]
    keys = (*page["date-keys"], *page["other-keys"])
    found: list[Dated] = []
    for line in identity.lines[: min(identity.title_line, 60)]:
        value = line.value
        if len(value) > 120:
            continue
        alone = read_date(value)
        if alone is not None:
            found.append(Dated(alone, line.text.cut(alone.start, alone.end)))
        elif line.compact.startswith(keys):
            found += [Dated(one, line.text.cut(one.start, one.end)) for one in find_dates(value) if one.value]
    return found


def _metadata(document: Document) -> list[DateMention]:
    value = document.metadata.get("published", "")
    found = read_date(value[:40]) or next(iter(find_dates(value[:40])), None)
    if found is None:
        return []
    at = document.source.find(value)
    text = Text.of(document.normal, at, at + len(value)) if at >= 0 else Text(value, [0], [0])
    return [DateMention(text, found.value, "metadata", found.form)]
