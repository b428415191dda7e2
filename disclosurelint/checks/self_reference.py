"""The report speaks of itself by another body's name: 我局 in the report of a town, another county's portal, another
province's rules as basis.

What a body may call itself is told by its type and name; its superiors, subordinates and partners are left alone, and
so is whatever the name does not decide. `words` (a map) holds:

- `selves`: for each 我 … (我局) the types that cannot say so (`never`), unless their name has one of `own`;
- `by-end`: what a name of no known type may be;
- `offices`: the same for a bare 县政府 that opens a clause (`opens`: what stands before it);
- `names`: which ends of place names are of a type's level or above it, by which words a portal or an office is told,
  which words stand before a name, which are in none;
- `speakers`: sentences on the body's own work that name another body of its level as their subject (`_speakers`);
- `provinces`, each with its prefectures; `basis`: words before a rule that the report rests on, `basis-pattern` the
  rule of a province.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from disclosurelint.checks._passages import Match, Passages, passages, words_of
from disclosurelint.checks._speakers import speakers
from disclosurelint.outcomes import Hit, NotAssessed
from disclosurelint.regexes import compiled
from disclosurelint.report import Label, Report
from disclosurelint.rules.loading import catalogue
from disclosurelint.rules.model import Rule

SCHEMA: dict[str, Any] = {
    "type": "object",
    "required": ["words"],
    "additionalProperties": False,
    "properties": {"words": {"type": "string", "description": "the word list (a map)"}},
}
PLACEHOLDERS = ("words", "body", "count")
MESSAGES = ("message", "place", "speaker", "basis")

_SHORTEST, _LONGEST = 2, 7


def check(report: Report, rule: Rule) -> Iterator[Hit | NotAssessed]:
    """A hit at the first place of each foreign name."""
    names = [name for _, name, _ in report.body.mentions] or ([report.body.name] if report.body.name else [])
    if not names:
        reason = Label("编制机关未能确定", "the body is not known")
        yield NotAssessed(reason, Label("用 --body 指定", "give --body"))
        return
    words: Mapping[str, Any] = words_of(report, rule.params["words"])
    whole = passages(report, "report")
    yield from _selves(report, whole, words, names)
    placed = list(_places(report, whole, words, names))
    yield from placed
    told = [hit.actual for hit in placed]
    for match in speakers(
        whole, passages(report, "preamble"), names, report.body.type, words["speakers"], catalogue().words
    ):
        if not any(name in match.words for name in told if name):
            yield _hit(report, match, "speaker", whole.joined.count(match.words))
    yield from _basis(report, words, names)


def _selves(report: Report, whole: Passages, words: Mapping[str, Any], names: list[str]) -> Iterator[Hit]:
    types = _types(report, words)
    for word, known in words["selves"].items():
        if _may_say(types, names, known):
            continue
        found = [
            at
            for at in _all_of(whole.joined, word)
            if whole.joined[at - 1 : at] not in known.get("before", "自“忘")
            and whole.joined[at + len(word) : at + len(word) + 1] not in known.get("after", " ")
        ]
        if found:
            yield _hit(report, whole.at(found[0], found[0] + len(word)), "message", len(found))
    for word, known in words["offices"].items():
        if _may_say(types, names, known):
            continue
        found = [at for at in _all_of(whole.joined, word) if whole.joined[max(0, at - 1) : at] in words["opens"]]
        if found:
            yield _hit(report, whole.at(found[0], found[0] + len(word)), "message", len(found))


def _types(report: Report, words: Mapping[str, Any]) -> set[str]:
    """What the body may be: its type, or the types that the end of its name leaves open."""
    if report.body.type is not None:
        return {report.body.type}
    name = report.body.name or ""
    return {type_ for end, types in words["by-end"].items() if name.endswith(end) for type_ in types}


def _may_say(types: set[str], names: list[str], known: Mapping[str, Any]) -> bool:
    """Whether the body may speak of itself so, or its type does not tell."""
    if not types or not types <= set(known["never"]):
        return True
    return any(end in name for name in names for end in known.get("own", ()))


def _all_of(text: str, word: str) -> Iterator[int]:
    at = text.find(word)
    while at >= 0:
        yield at
        at = text.find(word, at + 1)


def _places(report: Report, whole: Passages, words: Mapping[str, Any], names: list[str]) -> Iterator[Hit]:
    """Another place of the body's own level as that whose portal or office the report names as its own."""
    known = words["names"]
    told: set[str] = set()
    for ends in known["levels"].get(report.body.type, ()):
        own = _own_places(names, ends)
        if not own:
            continue
        for part, behind in ((whole, known["portals"]), (passages(report, "preamble"), known["offices"])):
            for word in behind:
                for at in _all_of(part.joined, word):
                    name = _name_before(part.joined, at, known)
                    if name is None or name in told or not name.endswith(tuple(ends)) or _is_own(name, own, names):
                        continue
                    told.add(name)
                    yield _hit(report, part.at(at - len(name), at), "place", whole.joined.count(name))


def _own_places(names: list[str], ends: list[str]) -> list[str]:
    """The places of one level in the body's names: 清沅县 of 清沅县栖梧镇人民政府."""
    found = []
    for name in names:
        for end in ends:
            at = name.find(end, 1)
            if at > 0:
                found.append(name[: at + len(end)])
    return found


def _is_own(name: str, own: list[str], names: list[str]) -> bool:
    """Whether a place is the body's own, or its name has something of it (平潭县 of 平潭综合实验区)."""
    return any(place.endswith(name) or name.endswith(place) for place in own) or any(name[:2] in one for one in names)


def _name_before(text: str, at: int, known: Mapping[str, Any]) -> str | None:
    """The place name that ends here: behind a mark, or one of the words that stand before a name."""
    line = text[max(0, at - _LONGEST - 4) : at]
    start = max((line.rfind(mark) + len(mark) for mark in known["before"] if mark in line), default=0)
    if start == 0:
        return None
    name = line[start:]
    if not _SHORTEST < len(name) <= _LONGEST or not all("一" <= letter <= "鿿" for letter in name):
        return None
    return None if any(word in name for word in known["no-names"]) else name


def _basis(report: Report, words: Mapping[str, Any], names: list[str]) -> Iterator[Hit]:
    """Another province's rules among what the preamble says that the report rests on."""
    provinces: Mapping[str, list[str]] = words["provinces"]
    preamble = passages(report, "preamble")
    if not any(word in preamble.joined for word in words["basis"]):
        return
    own = _province_of(names, provinces)
    if own is None:
        return
    for match in compiled(words["basis-pattern"]).finditer(preamble.joined):
        place = match[1]
        other = next((name for name, more in provinces.items() if name.startswith(place) or place in more), None)
        if other is not None and other != own:
            yield _hit(report, preamble.at(match.start(1), match.end(1)), "basis", 1)
            return


def _province_of(names: list[str], provinces: Mapping[str, list[str]]) -> str | None:
    """The one province that the body's names tell."""
    found = {
        province
        for name in names
        for province, prefectures in provinces.items()
        if name.startswith((province, *prefectures))
    }
    return found.pop() if len(found) == 1 else None


def _hit(report: Report, match: Match, message: str, count: int) -> Hit:
    section = match.passage.section
    return Hit(
        span=match.span,
        values={"words": match.words, "body": report.body.name or "", "count": count},
        message=message,
        section=section.number if section is not None else None,
        expected=report.body.name,
        actual=match.words,
    )
