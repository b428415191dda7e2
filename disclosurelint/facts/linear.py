"""Reading tables that have become text: a row a line, a cell a line, or everything run together.

The labels of the form are looked for in their order among the letters of the text, so that a label may be cut by line
ends and by its own numbers. The numbers between a label and the next one are its row: exactly as many as the row has
cells, or one run of exactly as many digits, else the row is unreadable. An ordinal that stuck to the numbers before it
(`00000002.其他法律…`) belongs to its label.
"""

from __future__ import annotations

from itertools import pairwise

from disclosurelint.facts.forms import RowForm
from disclosurelint.facts.harvest import Harvest, note_columns
from disclosurelint.facts.linear_heads import columns_named, foreign_blocks, narrowed
from disclosurelint.facts.linear_rows import is_ordinal, note_added, note_renamed, unknown_rows
from disclosurelint.facts.marks import MEASURES, Hit, Lines, chain_of, insert_damaged, marks_of, occurrences
from disclosurelint.facts.numbers import read_cell
from disclosurelint.facts.tokens import Token, tokens_of
from disclosurelint.records import field, record
from disclosurelint.report import Figure, Label

GLUED = Label("单元格边界已丢失，数字连在一起", "the borders of cells are lost, digits run together")
MISFIT = Label("数字的个数与表式的格数对不上", "there are more or fewer numbers than the form has cells")

PARTLY = Label("表格已成文字，有的行未能找到", "the table has become text, and some of its rows were not found")

_MOST_LEFT_OUT = 2
"""Columns that a header may leave out and still be the form's."""
_ALL = 0.8
"""Of the form's labels, so many in order are the table and no sentence."""
_FEW = 5
"""Cells of a row under which a run of digits may well be one number."""


@record
class _Row:
    """The numbers found for a row."""

    row: RowForm
    cells: list[Token] = field(default_factory=list)
    reason: Label | None = None
    start: int = 0
    end: int = 0
    alone: bool = True
    """Whether there are no other numbers before the next label."""
    runs_on: bool = False
    """Whether a word that is no label sticks to its last number (12若干): some cell holds no number."""


def read_rows_lines(lines: Lines, harvest: Harvest, *, share: float) -> bool:
    """Takes the rows that a text holds and no grid had. `share`: how many of the form's rows must be found at least.

    Returns whether any row was found, readable or not.
    """
    form = harvest.form
    marks = marks_of(form)
    known = "\n".join(mark.words for mark in marks)
    chain = chain_of(occurrences(lines, marks))
    rows = [hit for hit in chain if hit.mark.row is not None]
    if len(rows) < max(2, share * len(form.rows)) and not (rows and len(chain) > len(rows) and share < 0.5):
        return False
    insert_damaged(lines, chain, marks)
    found = _all_rows(lines, chain, known, {})
    columns = _columns(lines, rows[0].begin, found, harvest)
    if columns:
        narrow = {id(entry.row): narrowed(entry.row, columns) for entry in found}
        found = _all_rows(lines, chain, known, narrow)
    if sum(bool(entry.cells) for entry in found) * 2 < len(found):
        if len(rows) >= _ALL * len(form.rows):
            _apart(lines, harvest, chain)
        return False
    found += _in_other_words(lines, chain, found, known, harvest)
    _unglue(found)
    foreign = foreign_blocks(lines, harvest)
    for entry in found:
        if entry.row.block.index in foreign:
            entry.reason = MISFIT
    taken = [_put(lines, harvest, entry) for entry in found]
    if any(taken):
        if not harvest.complete and PARTLY not in harvest.reasons and _left_over(lines, chain, found):
            harvest.reasons.append(PARTLY)
        harvest.linear = True
        harvest.spans.append(lines.text.span(chain[0].start, chain[-1].end))
        if columns:
            note_columns(harvest, form.blocks[0], columns)
    return True


def _all_rows(lines: Lines, chain: list[Hit], known: str, instead: dict[int, RowForm]) -> list[_Row]:
    """The numbers of each row; `instead` are rows, by identity, in whose place others are read."""
    return [
        _numbers(
            lines,
            hit,
            instead.get(id(hit.mark.row), hit.mark.row),
            chain[place + 1].begin if place + 1 < len(chain) else None,
            known,
        )
        for place, hit in enumerate(chain)
        if hit.mark.row is not None
    ]


def _columns(lines: Lines, first: int, found: list[_Row], harvest: Harvest) -> list[int]:
    """The columns that the table has, where its header leaves some out and the rows have as many numbers."""
    form = harvest.form
    if len(form.blocks) > 1 or form.template.shape != "rows" or harvest.rows:
        return []
    block = form.blocks[0]
    named = columns_named(lines, first, block)
    if not len(block.columns) - _MOST_LEFT_OUT <= len(named) < len(block.columns):
        return []
    sizes = [_digits(entry) if len(entry.cells) == 1 else len(entry.cells) for entry in found]
    return named if sizes.count(len(named)) > sizes.count(len(block.columns)) else []


def _in_other_words(lines: Lines, chain: list[Hit], found: list[_Row], known: str, harvest: Harvest) -> list[_Row]:
    """Rows of the form in other words, with their numbers; they and added ones are noted."""
    by_start = {entry.start: entry for entry in found}
    places = [place for place, hit in enumerate(chain) if hit.start in by_start and hit.mark.row is not None]
    renamed: list[_Row] = []
    present = {entry.row.index for entry in found} | set(harvest.rows)
    for first, second in pairwise(places):
        before, after = by_start[chain[first].start], by_start[chain[second].start]
        if not before.cells or before.row.index < 0 or after.row.index < 0:
            continue
        between = [hit for hit in chain[first + 1 : second] if hit.mark.row is None]
        unknown = unknown_rows(lines, between, before.cells[-1].end, chain[second].begin, known)
        gap = [row for row in harvest.form.rows[before.row.index + 1 : after.row.index] if row.index not in present]
        if not unknown or any(row.index in entry.folded for entry in harvest.form.instead for row in gap):
            continue
        wanted = gap or [before.row] * len(unknown)
        if len(wanted) != len(unknown) or (not gap and len(before.row.slots) < 2):
            continue
        if not all(_fits(entry.cells, row, lines.value) for entry, row in zip(unknown, wanted, strict=True)):
            continue
        if before.reason is MISFIT and _fits(before.cells, before.row, lines.value):
            before.reason = None
        for entry, row in zip(unknown, wanted, strict=True):
            if gap:
                note_renamed(lines, harvest, row, entry)
                renamed.append(_Row(row, entry.cells, None, entry.start, entry.end))
            else:
                note_added(lines, harvest, entry)
    return renamed


def _apart(lines: Lines, harvest: Harvest, chain: list[Hit]) -> None:
    """Notes a table whose labels and numbers stand in different places (a column a line): there, but not to be read."""
    tokens = tokens_of(lines.value, chain[0].begin, len(lines.value))
    if sum(token.kind == "number" for token in tokens) >= len(harvest.form.rows) and not harvest.rows:
        harvest.reasons.append(MISFIT)
        harvest.spans.append(lines.text.span(chain[0].start, chain[-1].end))


def _left_over(lines: Lines, chain: list[Hit], found: list[_Row]) -> bool:
    """Whether numbers stand among the rows that belong to none of them: a label was lost, not left out."""
    used = {token.start for entry in found for token in entry.cells}
    for hit in chain:
        used.update(token.start for token in tokens_of(lines.value, hit.begin, hit.start))
        if hit.mark.row is None or hit.mark.digits:
            used.update(token.start for token in tokens_of(lines.value, hit.start, hit.end))
    numbers = tokens_of(lines.value, max(0, chain[0].begin - 40), chain[-1].begin)
    return any(token.kind == "number" and token.start not in used for token in numbers)


# Numbers.


def _numbers(lines: Lines, hit: Hit, row: RowForm | None, end: int | None, known: str) -> _Row:
    assert row is not None
    last = end is None
    stop = max(len(lines.value) if end is None else end, hit.end)
    entry = _Row(row, start=hit.start, end=stop)
    tokens = tokens_of(lines.value, hit.start, stop)
    if hit.mark.digits:
        own = [token for token in tokens if token.text == hit.mark.digits and _inside(lines.value, token)][-1:]
        tokens = [token for token in tokens if token not in own]
    tokens = [token for token in tokens if token.start < hit.end or not is_ordinal(lines.value, token)]
    if _is_sentence(lines.value, tokens, hit.end, known):
        return entry
    segments: list[list[Token]] = [[]]
    for token in tokens:
        if token.kind != "word":
            segments[-1].append(token)
        elif token.start >= hit.end and segments[-1]:
            segments.append([])
    segments = [segment for segment in segments if segment]
    if not segments:
        return entry
    entry.cells = segments[0]
    entry.alone = len(segments) == 1
    behind = next((token for token in tokens if token.start == entry.cells[-1].end), None)
    entry.runs_on = behind is not None and behind.kind == "word" and behind.text not in known
    wanted = len(row.slots)
    if wanted == 1 and not entry.alone and not last:
        # One number is soon found; with more of them about, whose it is stays open.
        entry.reason = MISFIT
        return entry
    by_line = _by_line(lines.value, entry.cells, hit.start)
    if not _fits(entry.cells, row, lines.value):
        lines_fit = _one_line(lines.value, by_line, row)
        if lines_fit is not None:
            entry.cells = lines_fit
        else:
            entry.reason = GLUED if _has_glue(entry.cells, wanted) else MISFIT
    elif {1} < {min(len(tokens), 2) for tokens in by_line.values()}:
        # A number alone on a line beside others that share theirs may be a page's.
        entry.reason = MISFIT
    return entry


def _is_sentence(value: str, tokens: list[Token], end: int, known: str) -> bool:
    """Whether words that are no label lead from the label to its first number, or a measure word follows that."""
    for token in tokens:
        if token.kind == "word" and token.start >= end and token.text not in known:
            return True
        if token.kind != "word":
            return token.kind == "number" and value[token.end : token.end + 1] in MEASURES
    return False


def _inside(value: str, token: Token) -> bool:
    """Whether a number stands between two letters on its line, as one of the label's own does (计1条)."""
    before, after = value[max(0, token.start - 3) : token.start], value[token.end : token.end + 3]
    return before.rstrip(" ")[-1:].isalpha() and after.lstrip(" ")[:1].isalpha()


def _fits(cells: list[Token], row: RowForm, value: str) -> bool:
    """Whether there is one number or blank for each cell, each of the cell's kind.

    A sign or a fraction where a count belongs is two cells run together, unless the number stands apart.
    """
    if len(cells) != len(row.slots):
        return False
    for token, slot in zip(cells, row.slots, strict=True):
        if token.padded:
            return False
        odd = (token.text[0] in "+-" and slot.kind != "signed") or ("." in token.text and slot.kind != "money")
        if odd and token.kind == "number" and not _stands_apart(value, token):
            return False
    return True


def _stands_apart(value: str, token: Token) -> bool:
    before, after = value[token.start - 1 : token.start], value[token.end : token.end + 1]
    return before.isspace() and (not after or after.isspace())


def _by_line(value: str, cells: list[Token], start: int) -> dict[int, list[Token]]:
    by_line: dict[int, list[Token]] = {}
    line, at = 0, start
    for token in cells:
        line += value.count("\n", at, token.start)
        at = token.start
        by_line.setdefault(line, []).append(token)
    return by_line


def _one_line(value: str, by_line: dict[int, list[Token]], row: RowForm) -> list[Token] | None:
    """The one line with as many numbers as cells, where all other numbers stand alone on lines as page numbers do."""
    fitting = [tokens for tokens in by_line.values() if len(tokens) == len(row.slots) and _fits(tokens, row, value)]
    if len(fitting) != 1 or (len(row.slots) == 1 and fitting[0] is not by_line.get(0)):
        return None
    rest = [tokens for tokens in by_line.values() if tokens is not fitting[0]]
    alone = all(len(tokens) == 1 and len(tokens[0].text) <= 3 and _is_alone(value, tokens[0]) for tokens in rest)
    return fitting[0] if alone else None


def _is_alone(value: str, token: Token) -> bool:
    """Whether a number has a line to itself."""
    before = value[value.rfind("\n", 0, token.start) + 1 : token.start]
    end = value.find("\n", token.end)
    after = value[token.end : end if end >= 0 else len(value)]
    return token.plain and not before.strip() and not after.strip()


def _has_glue(cells: list[Token], wanted: int) -> bool:
    return any(token.padded for token in cells) or len(cells) < wanted


def _unglue(rows: list[_Row]) -> None:
    """One run of as many digits as cells is a digit each; where rows are so throughout, with stray spaces too.

    Of few cells a run may as well be one number, the others left blank: there a zero before other digits must show,
    in this row or another, that cells run together and zeros are written.
    """
    runs = [
        row for row in rows if row.reason and row.alone and not row.runs_on and _digits(row) == len(row.row.slots) > 1
    ]
    glued = [row for row in runs if len(row.cells) == 1]
    zeros = any(row.cells[0].padded for row in glued)
    for row in runs:
        few = len(row.row.slots) < _FEW
        if few and not (row.cells[0].padded or (zeros and len(row.row.slots) > 2)):
            continue
        if len(row.cells) == 1 or (len(glued) > 2 and not few):
            row.cells = [
                Token("number", digit, token.start + place, token.start + place + 1)
                for token in row.cells
                for place, digit in enumerate(token.text)
            ]
            row.reason = None


def _digits(row: _Row) -> int:
    """How many digits a row has; 0 where there is anything else."""
    return sum(len(token.text) for token in row.cells) if all(token.plain for token in row.cells) else 0


def _put(lines: Lines, harvest: Harvest, entry: _Row) -> bool:
    """Takes a row's figures, readable or not; whether there was anything to take that no grid had."""
    row = entry.row
    if row.index in harvest.rows or (not entry.cells and row.index < 0):
        return False
    if not entry.cells:
        harvest.lose(row, "", lines.text.span(entry.start, entry.end), MISFIT)
        return True
    span = lines.text.span(entry.cells[0].start, entry.cells[-1].end)
    if entry.reason is not None:
        harvest.lose(row, lines.value[entry.cells[0].start : entry.cells[-1].end], span, entry.reason)
        return True
    if row.index < 0:
        if row in harvest.instead or any(index in harvest.rows for index in row.folded):
            return False
        harvest.instead.append(row)
    else:
        harvest.rows[row.index] = True
    for place, (slot, token) in enumerate(zip(row.slots, entry.cells, strict=True)):
        state, value, _ = read_cell(token.text, slot.kind, row.block.columns[place].unit)
        harvest.figures.setdefault(
            slot.key, Figure(slot, state, value, token.text, lines.text.span(token.start, token.end))
        )
    return True
