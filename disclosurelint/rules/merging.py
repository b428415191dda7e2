"""Putting a rule set together out of its files: an edition, what it includes, the overlays on it.

Maps merge, lists and single values replace, `+key` appends to a list. Every piece of the result remembers the
file and line that it came from.
"""

from __future__ import annotations

import re
from typing import Any

from disclosurelint.records import field, record
from disclosurelint.report import Label
from disclosurelint.rules.problems import Problem, RuleSetError, unknown
from disclosurelint.rules.sources import Source, included
from disclosurelint.rules.trees import Data, Path, Tree, read_tree

RULE_ID = re.compile(r"([A-Z]{2,8})([0-9]{3})")


@record
class Piece:
    """A file of a rule set."""

    source: Source
    tree: Tree

    @property
    def data(self) -> dict[str, Any]:
        """The content; a file that holds no map is an empty one (the schema refuses it)."""
        return self.tree.data if isinstance(self.tree.data, dict) else {}


def _followed(tree: Tree, base: Path, path: Path) -> tuple[int, Path]:
    """How far a path of a rule can be followed in the file that says a part of it, and the node reached."""
    here = base
    for depth, step in enumerate(path):
        appended = f"+{step}"
        if (*here, step) in tree.lines:
            here = (*here, step)
        elif (*here, appended) in tree.lines:
            here = (*here, appended)
        else:
            return depth, here
    return len(path), here


@record
class RuleDraft:
    """A rule as written, overlays applied. `places` are the files and paths that say it, the latest first."""

    data: dict[str, Any]
    places: list[tuple[Piece, Path]]

    def problem(self, path: Path, message: Label) -> Problem:
        """A problem at a part of the rule, in the file that says that part."""
        piece, where = max(
            ((piece, _followed(piece.tree, base, path)) for piece, base in self.places),
            key=lambda entry: entry[1][0],
        )
        return piece.tree.problem(where[1], message)

    @property
    def is_shipped(self) -> bool:
        """Whether it is defined in a shipped file."""
        return self.places[-1][0].source.shipped

    @property
    def origin(self) -> str:
        """File and line of the definition."""
        piece, base = self.places[-1]
        return f"{piece.source.shown}:{piece.tree.line(base)}"


@record
class Draft:
    """A rule set that is being put together. `form` holds `sections`, `tables`, `sets` and the head of the edition;
    `layers` are the overlays applied."""

    id: str
    head: Piece | None
    pieces: list[Piece] = field(default_factory=list)
    form: dict[str, Any] = field(default_factory=dict)
    words: dict[str, Any] = field(default_factory=dict)
    instruments: dict[str, Any] = field(default_factory=dict)
    rules: dict[str, RuleDraft] = field(default_factory=dict)
    layers: list[Piece] = field(default_factory=list)
    not_applied: list[tuple[str, Label]] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def problem(self, path: Path, message: Label) -> Problem:
        """A problem with a part of the form: of the overlay that touches it, if one does, else of the edition."""
        touching = [piece for piece in reversed(self.layers) if path[:1] in piece.tree.lines]
        pieces = touching or [piece for piece in (self.head,) if piece is not None]
        piece = max(pieces, key=lambda one: _followed(one.tree, (), path)[0])
        return piece.tree.problem(_followed(piece.tree, (), path)[1], message)

    @property
    def years(self) -> tuple[int, int]:
        """The report years of the edition, inclusive."""
        return years_of(self.form.get("years"))


def years_of(data: Data) -> tuple[int, int]:
    """The pair of a `{from, to}`; what is left out is open."""
    if not isinstance(data, dict):
        return (0, 9999)
    first, last = data.get("from", 0), data.get("to", 9999)
    return (first if isinstance(first, int) else 0, last if isinstance(last, int) else 9999)


def read_piece(source: Source) -> Piece:
    """A file, read. Raises `RuleSetError`."""
    return Piece(source, read_tree(source.read(), source.shown))


def draft_edition(head: Piece) -> Draft:
    """The draft of an edition with all that it includes."""
    draft = Draft(str(head.data.get("id", "")), head, [head])
    draft.form = {key: head.data[key] for key in head.data if key not in ("include", "rules", "words", "instruments")}
    for piece in _includes(head, draft):
        _take(draft, piece)
    _take(draft, head, own=True)
    return draft


def draft_common(editions: list[Source]) -> Draft:
    """The rules of all editions, without the form of any."""
    draft = Draft("common", None)
    seen: set[str] = set()
    for source in editions:
        head = read_piece(source)
        draft.pieces.append(head)
        for piece in _includes(head, draft):
            if str(piece.source.path) not in seen:
                seen.add(str(piece.source.path))
                _take(draft, piece)
        _take_rules(draft, head)
    return draft


def _includes(head: Piece, draft: Draft) -> list[Piece]:
    names = head.data.get("include", [])
    pieces: list[Piece] = []
    for place, name in enumerate(names if isinstance(names, list) else []):
        try:
            sources = included(head.source, str(name))
        except FileNotFoundError:
            message = Label(f"找不到要包含的“{name}”", f"“{name}”, which is included here, does not exist")
            draft.problems.append(head.tree.problem(("include", place), message))
            continue
        for source in sources:
            try:
                pieces.append(read_piece(source))
            except RuleSetError as error:
                draft.problems.extend(error.problems)
    draft.pieces.extend(pieces)
    return pieces


def _take(draft: Draft, piece: Piece, *, own: bool = False) -> None:
    """Adds the words, instruments and rules of a file; those of the edition itself go over what it includes."""
    for key, target in (("words", draft.words), ("instruments", draft.instruments)):
        extra = piece.data.get(key)
        if isinstance(extra, dict):
            if not own:
                _refuse_repeats(draft, piece, (key,), target, extra)
            merge(target, extra, piece.tree, (key,), draft.problems)
    _take_rules(draft, piece)


def _refuse_repeats(draft: Draft, piece: Piece, path: Path, base: dict[str, Any], extra: dict[str, Any]) -> None:
    for key, value in extra.items():
        if key not in base:
            continue
        if isinstance(value, dict) and isinstance(base[key], dict):
            _refuse_repeats(draft, piece, (*path, key), base[key], value)
        else:
            message = Label(f"“{key}”在另一个文件中已有定义", f"“{key}” is defined in another file as well")
            draft.problems.append(piece.tree.problem((*path, key), message))


def _take_rules(draft: Draft, piece: Piece) -> None:
    rules = piece.data.get("rules")
    for place, data in enumerate(rules if isinstance(rules, list) else []):
        if isinstance(data, dict) and isinstance(data.get("id"), str):
            _add_rule(draft, piece, ("rules", place), data)


def _add_rule(draft: Draft, piece: Piece, path: Path, data: dict[str, Any]) -> None:
    id_ = data["id"]
    if id_ in draft.rules:
        first = draft.rules[id_].origin
        message = Label(f"规则编号 {id_} 重复（另见 {first}）", f"the rule id {id_} is repeated (see {first})")
        draft.problems.append(piece.tree.problem((*path, "id"), message))
        return
    draft.rules[id_] = RuleDraft(data, [(piece, path)])


def merge(base: dict[str, Any], extra: dict[str, Any], tree: Tree, path: Path, problems: list[Problem]) -> None:
    """Merges a map into another, in place. A list of entries with `key` may be addressed as a map of these keys."""
    for key, value in extra.items():
        here = (*path, key)
        if key.startswith("+"):
            _append(base, key[1:], value, tree, here, problems)
        elif isinstance(value, dict) and isinstance(base.get(key), dict):
            base[key] = dict(base[key])
            merge(base[key], value, tree, here, problems)
        elif isinstance(value, dict) and is_keyed(base.get(key)):
            base[key] = _merge_keyed(base[key], value, tree, here, problems)
        elif isinstance(value, dict):
            base[key] = {}
            merge(base[key], value, tree, here, problems)
        else:
            base[key] = value


def is_keyed(value: Data) -> bool:
    """Whether a value is a list of maps that each have a `key`."""
    return (
        isinstance(value, list) and bool(value) and all(isinstance(entry, dict) and "key" in entry for entry in value)
    )


def _merge_keyed(
    entries: list[Any], extra: dict[str, Any], tree: Tree, path: Path, problems: list[Problem]
) -> list[Any]:
    merged = [dict(entry) for entry in entries]
    by_key = {entry["key"]: entry for entry in merged}
    for key, value in extra.items():
        if key not in by_key:
            problems.append(tree.problem((*path, key), unknown(Label("条目", "entry"), key, by_key)))
        elif isinstance(value, dict):
            merge(by_key[key], value, tree, (*path, key), problems)
    return merged


def _append(base: dict[str, Any], key: str, value: Data, tree: Tree, path: Path, problems: list[Problem]) -> None:
    known = base.get(key, [])
    if isinstance(known, list) and isinstance(value, list):
        base[key] = [*known, *(entry for entry in value if entry not in known)]
        return
    message = Label(f"“+{key}”只能把列表追加到列表", f"“+{key}” appends a list to a list, nothing else")
    problems.append(tree.problem(path, message))
