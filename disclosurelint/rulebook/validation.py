"""Whether a rule set is right in every respect: schema, references, and its examples, which are run."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from disclosurelint.rulebook.examples import run_examples
from disclosurelint.rules.assembling import draft_named, edition_sources, named_catalogue
from disclosurelint.rules.checking import reference_problems, schema_problems
from disclosurelint.rules.merging import Draft, Piece, read_piece
from disclosurelint.rules.overlays import fits, is_overlay, overlay_source
from disclosurelint.rules.problems import Problem, RuleSetError
from disclosurelint.rules.sources import looks_like_path, users

_PART = {"rules", "words", "instruments"}


def validate(name: str) -> list[Problem]:
    """All that is wrong with a rule set: a shipped edition or overlay by its id, `common` for all, or a file.

    A file that holds only rules is validated within the editions that include it.
    """
    try:
        return _validate(name)
    except RuleSetError as error:
        return error.problems


def _validate(name: str) -> list[Problem]:
    editions = list(edition_sources())
    if name == "common":
        named_catalogue()
        return _once(problem for edition in editions for problem in _edition(edition))
    if not looks_like_path(name):
        return _edition(name) if name.partition("@")[0] in editions else _overlay(name, editions)
    piece = read_piece(users(name))
    if not is_overlay(piece):
        return _edition(name)
    return _part(piece, editions) if piece.data and set(piece.data) <= _PART else _overlay(name, editions)


def _edition(name: str) -> list[Problem]:
    draft = draft_named(name)
    return reference_problems(draft, edition_sources(), strict=True) + _examples(draft, name)


def _examples(
    draft: Draft,
    name: str,
    overlays: Sequence[str] = (),
    rules: Iterable[str] | None = None,
    editions: Sequence[str] | None = None,
) -> list[Problem]:
    return [
        draft.rules[failure.rule].problem(("examples", failure.kind, failure.place), failure.message)
        for failure in run_examples(name, overlays, rules, editions)
    ]


def _overlay(name: str, editions: list[str]) -> list[Problem]:
    """An overlay within each edition that it fits; the examples of the rules that it adds are run."""
    piece = read_piece(overlay_source(name))
    problems = schema_problems([piece], {piece.source.shown: "overlay"})
    if problems:
        return problems
    fitting = [edition for edition in editions if fits(piece, draft_named(edition), editions) is None]
    added = [rule["id"] for rule in piece.data.get("add", [])]
    for edition in fitting:
        try:
            draft = draft_named(edition, [name])
        except RuleSetError as error:
            problems += error.problems
        else:
            strict = reference_problems(draft, editions, strict=True)
            problems += [problem for problem in strict if problem.file == piece.source.shown]
            problems += _examples(draft, edition, [name], added, fitting)
    return _once(problems)


def _part(piece: Piece, editions: list[str]) -> list[Problem]:
    """The rules of a file that editions include."""
    problems = schema_problems([piece], {})
    if problems:
        return problems
    ids = [rule["id"] for rule in piece.data.get("rules", [])]
    for edition in editions:
        try:
            draft = draft_named(edition)
        except RuleSetError as error:
            problems += [problem for problem in error.problems if problem.file == piece.source.shown]
        else:
            strict = reference_problems(draft, editions, strict=True)
            problems += [problem for problem in strict if problem.file == piece.source.shown]
            problems += _examples(draft, edition, rules=[id_ for id_ in ids if id_ in draft.rules])
    return _once(problems)


def _once(problems: Iterable[Problem]) -> list[Problem]:
    return list(dict.fromkeys(problems))
