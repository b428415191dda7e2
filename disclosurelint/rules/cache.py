"""Compiled rule sets kept between runs, by content.

A cache folder may be written by others, so what is kept is JSON, and a damaged entry counts as none. Whatever
goes wrong here (no folder, read-only, full disk) costs time and nothing else.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from disclosurelint import __version__

Data = Any
"""Plain JSON data."""

FORMAT = 2
"""Raised whenever the compiled form changes."""

_KEPT = 60


def digest(parts: Iterable[bytes]) -> str:
    """The SHA-256 over parts, each with its length, as hex digits."""
    from disclosurelint.digests import sha256

    total = sha256(f"{__version__} {FORMAT}".encode())
    for part in parts:
        total.update(b"%d:" % len(part))
        total.update(part)
    return str(total.hexdigest())


def folder() -> Path | None:
    """The cache folder: `DISCLOSURELINT_CACHE` (`off` for none), else the user's."""
    given = os.environ.get("DISCLOSURELINT_CACHE")
    if given:
        return None if given == "off" else Path(given)
    if sys.platform == "win32":
        base = os.environ.get("LOCALAPPDATA")
    elif sys.platform == "darwin":
        base = os.path.expanduser("~/Library/Caches")
    else:
        base = os.environ.get("XDG_CACHE_HOME") or os.path.expanduser("~/.cache")
    if not base or base.startswith("~"):
        return None
    return Path(base) / "disclosurelint"


def read(name: str) -> Data:
    """What is kept under a name, or None."""
    place = folder()
    if place is None:
        return None
    try:
        with open(place / f"{name}.json", "rb") as file:
            return json.loads(file.read())
    except (OSError, ValueError, RecursionError):
        return None


def write(name: str, content: Data) -> None:
    """Keeps plain data under a name: written aside, then renamed, so that other processes see all or nothing."""
    place = folder()
    if place is None:
        return
    aside = place / f".{name}.{os.getpid()}.tmp"
    try:
        place.mkdir(parents=True, exist_ok=True)
        aside.write_bytes(json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode())
        aside.replace(place / f"{name}.json")
        _prune(place)
    except OSError:
        aside.unlink(missing_ok=True) if place.is_dir() else None


def _prune(place: Path) -> None:
    """Drops the oldest entries, and what an interrupted run left behind."""
    kept = sorted(place.glob("*.json"), key=lambda path: path.stat().st_mtime, reverse=True)
    for path in kept[_KEPT:]:
        path.unlink(missing_ok=True)
