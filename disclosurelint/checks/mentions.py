"""Mentions of one thing that must be the same throughout: the body's name, the date of the document.

`of: body` holds the title's name against signature and preamble; names pair where one is the other's end, a department
may compile the report of its government, and an office sign it. `of: date` holds signature, date under the title and
the page's own data against each other; a page may well be dated later than the document, but not before it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from disclosurelint.facts.bodies import core, same_body
from disclosurelint.outcomes import Hit, Term
from disclosurelint.report import DateMention, Label, Report
from disclosurelint.rules.loading import catalogue
from disclosurelint.rules.model import Rule

SCHEMA: dict[str, Any] = {
    "type": "object",
    "required": ["of"],
    "additionalProperties": False,
    "properties": {"of": {"enum": ["body", "date"], "description": "what is mentioned in several places"}},
}
_OFFICES = ("办公室", "办公厅", "办")
_PLACE_ENDS = tuple("省市县区旗州盟镇乡道")

PLACEHOLDERS = ("first", "first_place", "second", "second_place")

_PLACES = {
    "title": Label("标题", "the title"),
    "preamble": Label("开头说明", "the preamble"),
    "signature": Label("落款", "the signature"),
    "under-title": Label("标题下", "the line under the title"),
    "head": Label("页面信息", "the page head"),
    "metadata": Label("页面信息", "the page's data"),
}


def check(report: Report, rule: Rule) -> Iterator[Hit]:
    """A hit at the later of two mentions that disagree."""
    yield from _bodies(report) if rule.params["of"] == "body" else _dates(report)


def _bodies(report: Report) -> Iterator[Hit]:
    words = catalogue().words
    titles = [mention for mention in report.body.mentions if mention[0] == "title"]
    if not titles:
        return
    _, title, title_span = titles[0]
    for where in ("signature", "preamble"):
        for place, name, span in report.body.mentions:
            if place != where or same_body(title, name, words):
                continue
            if not (_of_government(title, name, words) and (where == "preamble" or name.endswith(_OFFICES))):
                yield Hit(
                    span=span,
                    values=_values(title, "title", name, place),
                    expected=title,
                    actual=name,
                    terms=[Term(_PLACES["title"], title, title_span)],
                )
                return


def _of_government(title: str, name: str, words: Mapping[str, Any]) -> bool:
    """Whether the name is that of an office or department of the government whose report it is (条例 art. 49)."""
    government = core(title, words).removesuffix("管理委员会")
    if government[-1:] not in _PLACE_ENDS:
        return False
    return any(name.startswith(government[at:]) for at in range(len(government) - 1))


def _dates(report: Report) -> Iterator[Hit]:
    own = [mention for mention in report.dates if mention.role in ("signature", "under-title") and mention.value]
    if not own:
        return
    first = own[0]
    for mention in own[1:]:
        if mention.value != first.value:
            yield _apart(first, mention)
            return
    for mention in report.dates:
        if mention.role in ("head", "metadata") and mention.value and first.value and mention.value < first.value:
            yield _apart(mention, first)
            return


def _apart(first: DateMention, second: DateMention) -> Hit:
    one, other = _day(first), _day(second)
    return Hit(
        span=second.text.span(),
        values=_values(one, first.role, other, second.role),
        expected=one,
        actual=other,
        terms=[Term(_PLACES[first.role], one, first.text.span() if first.text.value else None)],
    )


def _day(mention: DateMention) -> str:
    return mention.value.isoformat() if mention.value is not None else mention.text.compact().value


def _values(first: str, first_place: str, second: str, second_place: str) -> dict[str, str | int | Label]:
    return {
        "first": first,
        "first_place": _PLACES[first_place],
        "second": second,
        "second_place": _PLACES[second_place],
    }
