"""Which files a run is about: files, folders and patterns, as they were named."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from glob import glob, has_magic
from pathlib import Path

SUFFIXES = (".md", ".markdown", ".txt", ".html", ".htm", ".docx", ".pdf", ".doc", ".wps")
"""The file name endings of drafts."""


def expand(named: Iterable[str]) -> list[Path]:
    """The files behind the names, each once: a folder's drafts in the order of their names, patterns filled in.

    Hidden folders and the lock files of Word (`~$…`) are passed over. A name that is no file stays in the list, so
    that its reader can say what is wrong with it.
    """
    files: dict[Path, None] = {}
    for name in named:
        for path in _matches(name):
            if path.is_dir():
                files.update(dict.fromkeys(drafts_in(path)))
            else:
                files[path] = None
    return list(files)


def _matches(name: str) -> list[Path]:
    path = Path(name)
    if not has_magic(name) or path.exists():
        return [path]
    return [Path(found) for found in sorted(glob(name, recursive=True))] or [path]


def drafts_in(folder: Path) -> Iterator[Path]:
    """The drafts below a folder."""
    for path in sorted(folder.iterdir()):
        if path.name.startswith((".", "~$")):
            continue
        if path.is_dir():
            yield from drafts_in(path)
        elif path.suffix.lower() in SUFFIXES:
            yield path
