"""Overlays: what a province, a city or an office changes of a rule set, or adds to it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from disclosurelint.report import Label
from disclosurelint.rules.merging import RULE_ID, Draft, Piece, RuleDraft, merge, read_piece
from disclosurelint.rules.problems import Problem, RuleSetError, unknown
from disclosurelint.rules.sources import Source, looks_like_path, refused, shipped, shipped_folder, users


def is_overlay(piece: Piece) -> bool:
    """Whether a file is an overlay rather than an edition: an edition has years."""
    return "years" not in piece.data


def overlay_source(name: str, beside: Source | None = None) -> Source:
    """The file of an overlay: a user's path (an overlay's `extends` may name one beside it), or a shipped id."""
    if looks_like_path(name):
        if beside is not None and (Path(name).is_absolute() or not name.endswith((".yaml", ".yml"))):
            # A rule set from a stranger is not to open other files.
            raise refused(
                name, 0, "extends 只能写相对路径的 .yaml 文件", "extends takes a relative path of a .yaml file"
            )
        if beside is not None and (beside.path.parent / name).is_file():
            return users(beside.path.parent / name)
        return users(name)
    known = sorted(path.stem for path in (shipped_folder() / "overlays").glob("*.yaml"))
    if name not in known:
        message = unknown(Label("叠加规则集", "overlay"), name, known)
        raise refused(name, 0, message.zh, message.en)
    return shipped(f"overlays/{name}.yaml")


def read_overlays(names: Sequence[str], editions: Sequence[str]) -> list[Piece]:
    """The overlays in the order in which they are applied: each after those that it extends, none twice.

    Raises `RuleSetError`.
    """
    pieces: list[Piece] = []
    problems: list[Problem] = []
    for name in names:
        try:
            _read(overlay_source(name), editions, pieces, ())
        except RuleSetError as error:
            problems.extend(error.problems)
    if problems:
        raise RuleSetError(problems)
    return pieces


def _read(source: Source, editions: Sequence[str], pieces: list[Piece], within: tuple[str, ...]) -> None:
    if any(piece.source.path == source.path for piece in pieces):
        return
    piece = read_piece(source)
    if str(source.path) in within:
        raise RuleSetError(
            [piece.tree.problem(("extends",), Label("extends 形成了循环", "extends goes round in a circle"))]
        )
    extends = piece.data.get("extends", [])
    for place, name in enumerate(extends if isinstance(extends, list) else []):
        if name in editions:
            continue
        try:
            _read(overlay_source(str(name), source), editions, pieces, (*within, str(source.path)))
        except RuleSetError as error:
            if error.line == 0:
                raise RuleSetError([piece.tree.problem(("extends", place), error.message)]) from None
            raise
    pieces.append(piece)


def fits(piece: Piece, draft: Draft, editions: Sequence[str]) -> Label | None:
    """Why an overlay does not fit the edition, or None where it does."""
    named = piece.data.get("editions")
    extended = [name for name in piece.data.get("extends", []) if name in editions]
    wanted = [*(named if isinstance(named, list) else []), *extended]
    if not wanted or draft.id in wanted:
        return None
    return Label(f"仅适用于 {'、'.join(wanted)}", f"fits {', '.join(wanted)} only")


def apply_overlay(draft: Draft, piece: Piece, shipped_prefixes: frozenset[str]) -> None:
    """Applies an overlay that has passed its schema; what is wrong with it goes to the draft's problems."""
    data = piece.data
    draft.pieces.append(piece)
    draft.layers.append(piece)
    words = _alike(draft.words, data.get("words", {}), piece, ("words",), draft.problems)
    for key, target, extra in (
        ("words", draft.words, words),
        ("instruments", draft.instruments, data.get("instruments", {})),
    ):
        merge(target, extra, piece.tree, (key,), draft.problems)
    if draft.head is not None:
        for key in ("sections", "tables", "sets"):
            if key in data:
                merge(draft.form, {key: data[key]}, piece.tree, (), draft.problems)
    for id_, change in data.get("rules", {}).items():
        _change(draft, piece, id_, change)
    for place, rule in enumerate(data.get("add", [])):
        _add(draft, piece, ("add", place), rule, shipped_prefixes)


def _alike(
    base: dict[str, Any], extra: dict[str, Any], piece: Piece, path: tuple[str, ...], problems: list[Problem]
) -> dict[str, Any]:
    """The words that may be merged: what puts something else in the place of a list or a group of lists is a problem."""
    kept = {}
    for key, value in extra.items():
        known = base.get(key)
        here = (*path, key)
        if isinstance(known, dict) and isinstance(value, dict):
            kept[key] = _alike(known, value, piece, here, problems)
        elif isinstance(known, dict | list) and not isinstance(value, type(known)):
            what = ("一组词表", "a group of lists") if isinstance(known, dict) else ("词表", "a list of words")
            label = Label(
                f"“{key}”是{what[0]}，不能换成别的内容", f"{key} is {what[1]} and cannot become anything else"
            )
            problems.append(piece.tree.problem(here, label))
        else:
            kept[key] = value
    return kept


def _change(draft: Draft, piece: Piece, id_: str, change: dict[str, Any]) -> None:
    rule = draft.rules.get(id_)
    path = ("rules", id_)
    if rule is None:
        draft.problems.append(piece.tree.problem(path, unknown(Label("规则", "rule"), id_, draft.rules)))
        return
    merged = dict(rule.data)
    merge(merged, change, piece.tree, path, draft.problems)
    draft.rules[id_] = RuleDraft(merged, [(piece, path), *rule.places])


def _add(
    draft: Draft, piece: Piece, path: tuple[str | int, ...], data: dict[str, Any], prefixes: frozenset[str]
) -> None:
    id_ = data["id"]
    match = RULE_ID.fullmatch(id_)
    prefix = match[1] if match else id_
    if id_ in draft.rules:
        first = draft.rules[id_].origin
        label = Label(f"规则编号 {id_} 重复（另见 {first}）", f"the rule id {id_} is repeated (see {first})")
        draft.problems.append(piece.tree.problem((*path, "id"), label))
    elif prefix in prefixes:
        label = Label(
            f"{prefix} 是内置规则的前缀，叠加规则请用自己的前缀",
            f"{prefix} is a prefix of shipped rules; use one of your own",
        )
        draft.problems.append(piece.tree.problem((*path, "id"), label))
    else:
        draft.rules[id_] = RuleDraft(data, [(piece, path)])
