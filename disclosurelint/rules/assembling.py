"""From the name of a rule set to its checked draft: which files, in which order, on top of each other."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from disclosurelint.report import Label
from disclosurelint.rules import sources
from disclosurelint.rules.checking import merged_problems, reference_problems, schema_problems
from disclosurelint.rules.compiling import compile_catalogue, compile_draft
from disclosurelint.rules.merging import RULE_ID, Draft, Piece, draft_common, draft_edition, merge, read_piece, years_of
from disclosurelint.rules.overlays import apply_overlay, fits, is_overlay, read_overlays
from disclosurelint.rules.problems import RuleSetError, unknown

Plain = dict[str, Any]


def compile_named(name: str, overlays: Sequence[str] = ()) -> tuple[Plain, Plain]:
    """The compiled form of a rule set by name: what a run needs, and the examples. Raises `RuleSetError`."""
    draft = draft_named(name, overlays)
    run, more = compile_draft(draft)
    run["files"] = [str(piece.source.path) for piece in draft.pieces if not piece.source.shipped]
    return run, more


def draft_named(name: str, overlays: Sequence[str] = ()) -> Draft:
    """The checked draft of a rule set by name: a shipped edition, `common`, or a file, with overlays on it.

    Raises `RuleSetError` with all that is wrong.
    """
    editions = edition_sources()
    draft = _base(name, editions)
    names, draft = _split(overlays, draft, editions)
    roles = {source.shown: "edition" for source in editions.values()}
    if draft.head is not None:
        roles[draft.head.source.shown] = "edition"
    _refuse(draft.problems + schema_problems(draft.pieces, roles))
    prefixes = _prefixes(draft)
    pieces = read_overlays(names, list(editions))
    _refuse(schema_problems(pieces, {piece.source.shown: "overlay" for piece in pieces}))
    for piece in pieces:
        why = fits(piece, draft, list(editions))
        if why is None:
            apply_overlay(draft, piece, prefixes)
        else:
            draft.not_applied.append((piece.data["id"], why))
    _refuse(draft.problems)
    _refuse(merged_problems(draft))
    _refuse(reference_problems(draft, editions))
    return draft


def _refuse(problems: list[Any]) -> None:
    if problems:
        raise RuleSetError(problems)


def edition_sources() -> dict[str, sources.Source]:
    """The shipped editions by id, in order."""
    folder = sources.shipped_folder() / "editions"
    return {path.stem: sources.shipped(f"editions/{path.name}") for path in sorted(folder.glob("*.yaml"))}


def _base(name: str, editions: dict[str, sources.Source]) -> Draft:
    if name == "common":
        draft = draft_common(list(editions.values()))
        draft.form = {"title": {"zh": "各版本共同的规则", "en": "rules of all editions"}, "version": "1.0"}
        return draft
    if sources.looks_like_path(name):
        piece = read_piece(sources.users(name))
        if is_overlay(piece):
            raise sources.refused(
                name,
                0,
                "这是叠加规则集（没有 years），要与一个版本一起使用",
                "this is an overlay (it has no years); it is used together with an edition",
            )
        return draft_edition(piece)
    id_, _, version = name.partition("@")
    if id_ not in editions:
        message = unknown(Label("规则集", "rule set"), id_, [*editions, "common"])
        raise sources.refused(name, 0, message.zh, message.en)
    draft = draft_edition(read_piece(editions[id_]))
    _check_version(name, version, draft)
    return draft


def _check_version(name: str, version: str, draft: Draft) -> None:
    has = str(draft.form.get("version"))
    if version and version != has:
        raise sources.refused(
            name,
            0,
            f"此处提供的 {draft.id} 是 {has} 版，不是 {version} 版",
            f"{draft.id} comes as version {has} here, not {version}",
        )


def _split(names: Sequence[str], draft: Draft, editions: dict[str, sources.Source]) -> tuple[list[str], Draft]:
    """The overlays among the names that a user gave, and the draft to lay them on.

    A shipped edition among them pins its version and is passed over by other editions. A user's own edition takes
    the place of the shipped one for its years.
    """
    overlays: list[str] = []
    for name in names:
        id_, _, version = name.partition("@")
        if id_ in editions:
            if id_ == draft.id:
                _check_version(name, version, draft)
            continue
        piece = read_piece(sources.users(name)) if sources.looks_like_path(name) else None
        if piece is None or is_overlay(piece):
            overlays.append(name)
            continue
        years = years_of(piece.data["years"])
        if draft.head is not None and years[0] <= draft.years[1] and draft.years[0] <= years[1]:
            draft = draft_edition(piece)
        else:
            draft.not_applied.append((name, Label("适用于其他年度", "speaks of other years")))
    return overlays, draft


def _prefixes(draft: Draft) -> frozenset[str]:
    """The families of the shipped rules."""
    return frozenset(match[1] for id_ in draft.rules if (match := RULE_ID.fullmatch(id_)))


def named_catalogue() -> Plain:
    """The compiled form of the catalogue. Raises `RuleSetError`."""
    head = read_piece(sources.shipped("catalogue.yaml"))
    parts = [
        read_piece(source) for name in head.data.get("include", []) for source in sources.included(head.source, name)
    ]
    _refuse(schema_problems([head, *parts], {head.source.shown: "catalogue"}))
    words: Plain = {}
    for piece in (*parts, head):
        merge(words, piece.data.get("words", {}), piece.tree, ("words",), [])
    editions = [read_piece(source) for source in edition_sources().values()]
    folder = sources.shipped_folder() / "overlays"
    overlays = [read_piece(sources.shipped(f"overlays/{path.name}")) for path in sorted(folder.glob("*.yaml"))]
    _refuse(schema_problems(editions, {piece.source.shown: "edition" for piece in editions}))
    _refuse(schema_problems(overlays, {piece.source.shown: "overlay" for piece in overlays}))
    return compile_catalogue(words, [piece.data for piece in editions], [piece.data for piece in overlays])


__all__ = ["Piece", "compile_named", "draft_named", "edition_sources", "named_catalogue", "years_of"]
