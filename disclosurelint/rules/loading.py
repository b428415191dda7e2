"""Loading rule sets: the way into this room.

    load_ruleset("prc-2021")            a shipped edition; `prc-2021@1.0` asks for a version
    load_ruleset("common")              the rules of all editions, for a report whose year is not known
    load_ruleset("own/edition.yaml")    a user's file
    load_ruleset("prc-2021", ["shanghai", "own/overlay.yaml"])

A rule set that is wrong anywhere is refused whole, with every problem that was found (`RuleSetError`).
"""

from __future__ import annotations

import gc
import os
from collections.abc import Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from disclosurelint.files import read_file
from disclosurelint.report import Label
from disclosurelint.rules import cache, sources
from disclosurelint.rules.building import build_ruleset
from disclosurelint.rules.model import RuleName, RuleSet
from disclosurelint.rules.problems import Problem, RuleSetError

__all__ = [
    "Catalogue",
    "CatalogueEntry",
    "Problem",
    "RuleSetError",
    "catalogue",
    "examples_of",
    "load_ruleset",
    "rule_names",
]


class CatalogueEntry(NamedTuple):
    """A shipped edition or overlay. `editions` are those that an overlay fits, None for all."""

    id: str
    version: str
    title: Label
    years: tuple[int, int] = (0, 9999)
    editions: tuple[str, ...] | None = None


class Catalogue(NamedTuple):
    """What is shipped: editions and overlays, and the words by which a report's year and body are known."""

    editions: list[CatalogueEntry]
    overlays: list[CatalogueEntry]
    words: dict[str, Any]

    def edition_for(self, year: int) -> str | None:
        """The edition that governs reports for a year, or None for a year before the first."""
        return next((entry.id for entry in self.editions if entry.years[0] <= year <= entry.years[1]), None)


_shipped: list[str] = []
_rulesets: dict[str, RuleSet] = {}
_catalogues: dict[str, Catalogue] = {}


def load_ruleset(name: str, overlays: Sequence[str] = ()) -> RuleSet:
    """The rule set `name` with overlays on it, in their order. Shared between callers: not to be changed.

    A name among `overlays` may also be an edition: a shipped one pins its version (`prc-2021@1.0`), a user's own
    takes the place of the shipped edition for its years. Overlays that do not fit are named in `not_applied`.
    Raises `RuleSetError`.
    """
    key = _key(name, overlays)
    if key in _rulesets:
        return _rulesets[key]
    plain, ruleset = _kept(key)
    if ruleset is None:
        plain = _compile(name, overlays, key)[0]
        ruleset = build_ruleset(plain)
    if not plain["files"]:
        # What rests on a user's files may change while a process serves.
        _rulesets[key] = ruleset
    return ruleset


def _kept(key: str) -> tuple[dict[str, Any], RuleSet | None]:
    """What the cache holds, built; None where it holds nothing, or nothing that is right."""
    # Thousands of objects that all stay: the collector would walk them, and all that is loaded, for nothing.
    collecting = gc.isenabled()
    gc.disable()
    try:
        plain: dict[str, Any] = cache.read(key)
        return plain, build_ruleset(plain) if _unchanged(plain["files"]) else None
    except (KeyError, TypeError, ValueError, IndexError, AttributeError):
        return {}, None
    finally:
        if collecting:
            gc.enable()


def examples_of(name: str, overlays: Sequence[str] = ()) -> dict[str, dict[str, list[dict[str, Any]]]]:
    """The examples of each rule of a rule set, as written: `{rule: {failing: [...], passing: [...]}}`."""
    key = _key(name, overlays)
    load_ruleset(name, overlays)
    more = cache.read(f"{key}-more")
    return more if isinstance(more, dict) else _compile(name, overlays, key)[1]


def catalogue() -> Catalogue:
    """What is shipped. Raises `RuleSetError` where the shipped files are damaged."""
    key = f"catalogue-{_shipped_digest()[:32]}"
    if key not in _catalogues:
        plain = cache.read(key)
        try:
            _catalogues[key] = _catalogue(plain)
        except (KeyError, TypeError, ValueError):
            from disclosurelint.rules.assembling import named_catalogue

            plain = named_catalogue()
            cache.write(key, plain)
            _catalogues[key] = _catalogue(plain)
    return _catalogues[key]


@lru_cache(maxsize=1)
def rule_names() -> list[RuleName]:
    """The ids and names of all shipped rules: what a selector may name, without loading the rules themselves."""
    key = f"names-{_shipped_digest()[:32]}"
    plain = cache.read(key)
    try:
        return [RuleName(id_, name) for id_, name in plain]
    except (TypeError, ValueError):
        names = [RuleName(rule.id, rule.name) for rule in load_ruleset("common").rules.values()]
        cache.write(key, [[rule.id, rule.name] for rule in names])
        return names


def _catalogue(plain: dict[str, Any]) -> Catalogue:
    return Catalogue(
        [
            CatalogueEntry(id_, version, Label(zh, en), (years[0], years[1]))
            for id_, version, zh, en, years in plain["editions"]
        ],
        [
            CatalogueEntry(id_, version, Label(zh, en), (0, 9999), tuple(editions) if editions else None)
            for id_, version, zh, en, editions in plain["overlays"]
        ],
        plain["words"],
    )


def _compile(name: str, overlays: Sequence[str], key: str) -> tuple[dict[str, Any], dict[str, Any]]:
    from disclosurelint.rules.assembling import compile_named

    run, more = compile_named(name, overlays)
    run["files"] = [[path, _file_digest(path)] for path in run["files"]]
    cache.write(f"{key}-more", more)
    cache.write(key, run)
    return run, more


def _unchanged(files: list[list[str]]) -> bool:
    """Whether a user's files, those included or extended among them, are what they were."""
    return all(_file_digest(path) == known for path, known in files)


def _file_digest(path: str) -> str:
    try:
        return cache.digest([read_file(path)])
    except OSError:
        return ""


def _key(name: str, overlays: Sequence[str]) -> str:
    """The name under which a compiled rule set is kept: over the content of the files that it is asked for by."""
    parts = [_shipped_digest().encode()]
    for wanted in (name, *overlays):
        parts.append(wanted.encode())
        if sources.looks_like_path(wanted):
            source = sources.users(wanted)
            parts.append(str(source.path).encode())
            parts.append(source.read())
    return f"rules-{cache.digest(parts)[:32]}"


def _shipped_digest() -> str:
    """One digest over all shipped files, worked out once a process."""
    if not _shipped:
        parts: list[bytes] = []
        for inside, path in sources.shipped_files():
            with open(path, "rb") as file:
                parts += (inside.encode(), file.read())
        if sources.is_checkout():
            parts += _checkout_marks()
        _shipped.append(cache.digest(parts))
    return _shipped[0]


def _checkout_marks() -> list[bytes]:
    """In a checkout the code that checks and compiles rule sets may change under the same version."""
    package = sources.package_folder()
    marks = []
    for room in ("rules", "checks"):
        with os.scandir(package / room) as entries:
            for entry in entries:
                if entry.name.endswith(".py"):
                    status = entry.stat()
                    marks.append(f"{room}/{entry.name} {status.st_mtime_ns} {status.st_size}".encode())
    return sorted(marks)
