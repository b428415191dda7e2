"""Reading the table of section four where it has become text: fifteen numbers in a row, or five for each block."""

from __future__ import annotations

from disclosurelint.facts.forms import BlockForm, TableForm
from disclosurelint.facts.harvest import Harvest
from disclosurelint.facts.labels import letters
from disclosurelint.facts.linear import GLUED, MISFIT
from disclosurelint.facts.marks import Lines, letters_between
from disclosurelint.facts.numbers import read_cell
from disclosurelint.facts.tokens import Token, tokens_of
from disclosurelint.facts.wide import Target, adds_up, block_named, outcome_named, targets_in_order
from disclosurelint.records import record
from disclosurelint.report import Figure, Label


@record
class _Run:
    """Numbers with no letters between them, and the letters before them since the last run."""

    cells: list[Token]
    before: str


def read_wide_lines(lines: Lines, harvest: Harvest) -> bool:
    """Takes the blocks that a text holds. Returns whether the table was found, readable or not."""
    form = harvest.form
    outcomes = [letters(column.template.label.zh) for column in form.blocks[0].columns]
    start = lines.letters.find("".join(outcomes[:-1]))
    if start < 0 and sum(word in lines.letters for word in outcomes) < len(outcomes):
        return False
    runs = _runs(lines)
    chosen = _whole(runs, form, outcomes) or _by_block(runs, form, outcomes) or _one_each(runs, form)
    short = [] if chosen else _in_order(runs, form)
    if chosen:
        for block, cells in chosen:
            for column, token in enumerate(cells):
                _put(lines, harvest, block, column, token)
    elif short:
        for (block, column), token in short:
            _put(lines, harvest, block, column, token)
    else:
        likely = [run for run in runs if _follows_head(run, outcomes)]
        if not likely:
            return _note_head(lines, harvest, runs, start)
        cells = [token for run in likely for token in run.cells]
        _lose(lines, harvest, cells)
    first = lines.places[start] if start >= 0 else 0
    harvest.spans.append(lines.text.span(first, first + 1))
    harvest.linear = True
    return True


def _runs(lines: Lines) -> list[_Run]:
    runs: list[_Run] = []
    since = 0
    cells: list[Token] = []
    for token in tokens_of(lines.value, 0, len(lines.value)):
        if token.kind != "word":
            cells.append(token)
        elif cells:
            runs.append(_Run(cells, letters_between(lines, since, cells[0].start)))
            since, cells = cells[-1].end, []
    if cells:
        runs.append(_Run(cells, letters_between(lines, since, cells[0].start)))
    return runs


def _follows_head(run: _Run, outcomes: list[str]) -> bool:
    return run.before.endswith((outcomes[-1], "合计")) and outcomes[0] in run.before


def _split(cells: list[Token], wanted: int) -> list[Token] | None:
    """As many numbers as cells, or one run of as many digits."""
    if len(cells) == wanted:
        whole = all(
            (not token.padded and token.text.lstrip("+-")[:1] == token.text[:1]) or token.kind == "blank"
            for token in cells
        )
        return cells if whole and not any("." in token.text for token in cells) else None
    if len(cells) == 1 and cells[0].plain and len(cells[0].text) == wanted:
        first = cells[0]
        return [Token("number", digit, first.start + at, first.start + at + 1) for at, digit in enumerate(first.text)]
    return None


def _whole(runs: list[_Run], form: TableForm, outcomes: list[str]) -> list[tuple[BlockForm, list[Token]]] | None:
    size = len(outcomes)
    fitting = [run for run in runs if _follows_head(run, outcomes) and _split(run.cells, size * len(form.blocks))]
    if len(fitting) != 1:
        return None
    cells = _split(fitting[0].cells, size * len(form.blocks)) or []
    return [(block, cells[place * size : (place + 1) * size]) for place, block in enumerate(form.blocks)]


def _by_block(runs: list[_Run], form: TableForm, outcomes: list[str]) -> list[tuple[BlockForm, list[Token]]] | None:
    chosen: dict[int, list[Token]] = {}
    for run in runs:
        single = _follows_head(run, outcomes) and run.before.count(outcomes[0]) == 1
        cells = _split(run.cells, len(outcomes)) if single else None
        block = block_named(form, run.before[-60:]) if cells else None
        if cells is None or block is None:
            continue
        if block.index in chosen:
            return None
        chosen[block.index] = cells
    return [(form.blocks[index], cells) for index, cells in chosen.items()] or None


def _one_each(runs: list[_Run], form: TableForm) -> list[tuple[BlockForm, list[Token]]] | None:
    """A number after each outcome's own label, all fifteen in the form's order."""
    size = len(form.blocks[0].columns)
    single = [(run, outcome_named(form.blocks[0], run.before)) for run in runs if len(run.cells) == 1]
    named = [(run, column) for run, column in single if column is not None]
    if len(named) != size * len(form.blocks):
        return None
    if any(column.index != place % size or run.cells[0].padded for place, (run, column) in enumerate(named)):
        return None
    cells = [run.cells[0] for run, _ in named]
    return [(block, cells[place * size : (place + 1) * size]) for place, block in enumerate(form.blocks)]


def _in_order(runs: list[_Run], form: TableForm) -> list[tuple[Target, Token]]:
    """As many numbers as the header before them names outcomes, in its order, though fewer than the form has."""
    found: list[list[tuple[Target, Token]]] = []
    for run in runs:
        targets = targets_in_order(_outcomes_in(run.before, form.blocks[0]), form)
        cells = _split(run.cells, len(targets)) if targets else None
        if cells is not None and adds_up([token.text for token in cells], targets):
            found.append(list(zip(targets, cells, strict=True)))
    return found[0] if len(found) == 1 else []


def _outcomes_in(words: str, block: BlockForm) -> list[int]:
    """The outcomes that words name, in their order."""
    places: list[tuple[int, int]] = []
    for column in block.columns:
        label = letters(column.template.label.zh)
        at = words.find(label)
        while at >= 0:
            places.append((at, column.index))
            at = words.find(label, at + 1)
    return [index for _, index in sorted(places)]


def _note_head(lines: Lines, harvest: Harvest, runs: list[_Run], start: int) -> bool:
    """Notes a table whose header stands there with numbers behind it that fit no reading of it."""
    place = lines.places[start] if start >= 0 else 0
    digits = sum(len(token.text) for run in runs for token in run.cells if token.start > place)
    if start < 0 or digits < len(harvest.form.blocks[0].columns):
        return False
    harvest.reasons.append(MISFIT)
    harvest.spans.append(lines.text.span(place, place + 1))
    return True


def _put(lines: Lines, harvest: Harvest, block: BlockForm, column: int, token: Token) -> None:
    row = block.rows[0]
    slot = row.slots[column]
    if slot.key in harvest.figures:
        return
    harvest.rows[row.index] = True
    state, value, _ = read_cell(token.text, slot.kind)
    span = lines.text.span(token.start, token.end)
    harvest.figures[slot.key] = Figure(slot, state, value, token.text, span)


def _lose(lines: Lines, harvest: Harvest, cells: list[Token]) -> None:
    text = lines.value[cells[0].start : cells[-1].end]
    span = lines.text.span(cells[0].start, cells[-1].end)
    reason: Label = GLUED if len(cells) < len(harvest.form.blocks) * len(harvest.form.blocks[0].columns) else MISFIT
    for row in harvest.form.rows:
        if row.index not in harvest.rows:
            harvest.lose(row, text, span, reason)
