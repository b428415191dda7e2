"""The labels of the form among the letters of a text, in the form's order, whatever cuts or damages them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from itertools import compress

from disclosurelint.characters import normalise
from disclosurelint.document import Text
from disclosurelint.facts.forms import GroupForm, RowForm, TableForm
from disclosurelint.facts.labels import Lexicon, letters, ordinal_of
from disclosurelint.facts.tokens import Token, tokens_of, without_pages, without_tags, without_units
from disclosurelint.records import record

_OCCURRENCES = 12
_REACH = 400
"""How many occurrences back the one before another is looked for."""
_BEFORE = 120
"""How far before the first label found another, damaged one is looked for."""
MEASURES = frozenset("件条项宗次起例份个年月日余多%")
"""Letters that follow a number in a sentence."""


@record
class Mark:
    """A label to look for: its letters, its place in the form's order, and the row that it opens, if any."""

    words: str
    order: int
    row: RowForm | None
    ordinal: str = ""
    digits: str = ""
    """Digits inside the label (计1条)."""


@record
class Hit:
    """An occurrence of a mark: where it starts and ends in the text."""

    mark: Mark
    start: int
    end: int
    begin: int
    """Where it begins with its ordinal: the numbers of the row before end there."""
    score: float = 0.0
    before: Hit | None = None


@record
class Lines:
    """A stretch of text made ready: `value` without page numbers, its letters, and where each of them stands."""

    text: Text
    value: str
    letters: str
    places: list[int]


def lines_of(text: Text, *, units: bool = False) -> Lines:
    """A text made ready for looking up labels; `units`: words of units that stand alone are passed over as well."""
    value = without_tags(without_pages(text.value))
    if units:
        value = without_units(value)
    places = list(compress(range(len(value)), map(str.isalpha, value)))
    return Lines(text, value, letters(value), places)


def marks_of(form: TableForm) -> list[Mark]:
    """The labels of a table in the form's order: captions and column labels of each block, groups, rows."""
    if form.marks is None:
        form.marks = _marks_of(form)
    return form.marks


def _marks_of(form: TableForm) -> list[Mark]:
    marks: list[Mark] = []
    order = 0
    for block in form.blocks:
        for label in (block.template.caption, *block.template.variants):
            if label:
                marks.append(_mark(label, order, None))
        order += 1
        if len(form.blocks) > 1:
            for column in block.columns:
                for label in (column.template.label.zh, *column.template.variants):
                    marks.append(_mark(label, order, None))
                order += 1
        group = None
        for row, template in zip(block.rows, block.template.rows, strict=True):
            if row.group and row.group != group:
                group = row.group
                if letters(normalise(group)) != letters(normalise(row.label.zh)):
                    marks.extend(_group_marks(form, row, order))
                order += 1
            for label in (row.label.zh, *template.variants):
                marks.append(_mark(label, order, row))
                marks.extend(_bare(label, order, row))
            order += 1
    return [mark for mark in marks if len(mark.words) > 1]


def _group_marks(form: TableForm, row: RowForm, order: int) -> Iterable[Mark]:
    assert row.group is not None
    found = form.lexicon.find(normalise(row.group))
    instead = found[0].instead if found is not None and isinstance(found[0], GroupForm) else None
    yield _mark(row.group, order, instead)
    if instead is not None:
        yield from _bare(row.group, order, instead)


def _mark(label: str, order: int, row: RowForm | None) -> Mark:
    compact = "".join(normalise(label).split())
    ordinal, bare = ordinal_of(compact)
    return Mark(letters(compact), order, row, ordinal, "".join(filter(str.isdigit, bare)))


def _bare(label: str, order: int, row: RowForm | None) -> Iterable[Mark]:
    mark = _mark(label, order, row)
    compact = "".join(normalise(label).split())
    remark = compact.find("(", 1)
    if remark > 3:
        yield Mark(letters(compact[:remark]), order, row, mark.ordinal)
        compact = compact[:remark]
    bare = letters(ordinal_of(compact)[1])
    if len(bare) > 3:
        yield Mark(bare, order, row, mark.ordinal)


def occurrences(lines: Lines, marks: list[Mark]) -> list[Hit]:
    """Where the labels stand, those of rows not in a sentence; from the top, longer ones first."""
    hits = []
    for mark in marks:
        at = -1
        for _ in range(_OCCURRENCES):
            at = lines.letters.find(mark.words, at + 1)
            if at < 0:
                break
            start, end = lines.places[at], lines.places[at + len(mark.words) - 1] + 1
            if mark.row is None or not _in_prose(lines.value, end):
                hits.append(Hit(mark, start, end, _begin(lines.value, start, mark.ordinal)))
    hits.sort(key=lambda hit: (hit.start, -hit.end))
    return hits


def _in_prose(value: str, end: int) -> bool:
    """Whether a number with a measure word follows at once, as in a sentence (予以公开12件)."""
    at = end
    while at < len(value) and at < end + 20 and (value[at].isdigit() or value[at] in " ,."):
        at += 1
    return value[at - 1].isdigit() and at > end and value[at : at + 1] in MEASURES


def _begin(value: str, start: int, ordinal: str) -> int:
    """The place where a label with its ordinal begins."""
    if not ordinal:
        return start
    at = start
    while at > 0 and value[at - 1] in " \t\n" and start - at < 20:
        at -= 1
    point = at > 0 and value[at - 1] in ".、,)"
    if point:
        at -= 1
    while point and at > 0 and value[at - 1] == " " and start - at < 20:
        at -= 1
    first = at - len(ordinal)
    if first < 0 or value[first:at] != ordinal:
        return start
    if point or (at == start and (first == 0 or value[first - 1] == "\n")):
        return first - 1 if value[first - 1 : first] == "(" else first
    return start


def chain_of(hits: list[Hit]) -> list[Hit]:
    """The occurrences in the form's order that together hold the most letters, and lie nearest to each other."""
    best: Hit | None = None
    # What is asked of each again and again stands at hand: every one is held against all before it.
    known: list[tuple[int, int, float, Hit]] = []
    for hit in hits:
        order, start, own = hit.mark.order, hit.start, float(len(hit.mark.words))
        hit.score = own
        for other_order, end, score, other in known[-_REACH:]:
            if other_order < order and end <= start and score + own > hit.score:
                together = score + own - min(start - end, 3000) / 3000
                if together > hit.score:
                    hit.score, hit.before = together, other
        known.append((order, hit.end, hit.score, hit))
        if best is None or hit.score > best.score:
            best = hit
    chain: list[Hit] = []
    while best is not None:
        chain.append(best)
        best = best.before
    return chain[::-1]


def insert_damaged(lines: Lines, chain: list[Hit], marks: list[Mark]) -> None:
    """Labels that lost letters: a run of letters between numbers that is near to a label missing at just this place."""
    present = {hit.mark.order for hit in chain}
    missing = {mark.order: mark for mark in reversed(marks) if mark.order not in present and mark.row}
    if not missing:
        return
    first = [mark for order, mark in missing.items() if order < chain[0].mark.order]
    inserted = list(_damaged(lines, max(0, chain[0].begin - _BEFORE), chain[0].begin, first)) if first else []
    for place, hit in enumerate(chain):
        after = chain[place + 1] if place + 1 < len(chain) else None
        bound = after.mark.order if after is not None else max(missing) + 1
        near = [mark for order, mark in missing.items() if hit.mark.order < order < bound]
        if near:
            inserted.extend(_damaged(lines, hit.end, after.begin if after is not None else len(lines.value), near))
    chain.extend(inserted)
    chain.sort(key=lambda hit: hit.start)


def _damaged(lines: Lines, start: int, end: int, near: list[Mark]) -> Iterable[Hit]:
    lexicon: Lexicon[Mark] = Lexicon()
    for mark in near:
        lexicon.add(mark.words, mark)
    run: list[Token] = []
    for token in [*tokens_of(lines.value, start, min(end, start + 2000)), None]:
        if token is not None and token.kind == "word":
            run.append(token)
            continue
        if token is not None and run and not token.text.isdigit():
            continue
        if run:
            found = lexicon.find("".join(word.text for word in run))
            if found is not None:
                mark = found[0]
                yield Hit(mark, run[0].start, run[-1].end, _begin(lines.value, run[0].start, mark.ordinal))
        run = []


def letters_between(lines: Lines, start: int, end: int) -> str:
    """The letters of a stretch of the text."""
    return lines.letters[bisect_left(lines.places, start) : bisect_right(lines.places, end - 1)]
