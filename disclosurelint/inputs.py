"""Which files a run is about: files, folders and patterns, as they were named."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path

from disclosurelint.wording import COPY_ENDING, COPY_MARK

SUFFIXES = (".md", ".markdown", ".txt", ".html", ".htm", ".docx", ".pdf", ".doc", ".wps")
"""The file name endings of drafts."""
_MOST_COMMENTS = 16 * 1024 * 1024


def expand(named: Iterable[str]) -> list[Path]:
    """The files behind the names, each once: a folder's drafts in the order of their names, patterns filled in.

    Hidden folders, the lock files of Word (`~$…`) and copies with comments that this program wrote are passed over; a
    copy that is named alone is meant. A name that is no file stays in the list, so that its reader can say what is
    wrong with it.
    """
    files: dict[Path, None] = {}
    names = list(named)
    for name in names:
        for path in _matches(name):
            if is_folder(path):
                files.update(dict.fromkeys(drafts_in(path)))
            elif names == [str(path)] or not is_copy(path):
                files[path] = None
    return list(files)


def _matches(name: str) -> list[Path]:
    path = Path(name)
    if not any(letter in name for letter in "*?[") or is_there(path):
        return [path]
    from glob import glob

    return [Path(found) for found in sorted(glob(name, recursive=True))] or [path]


def is_folder(path: Path) -> bool:
    """Whether a path is a folder; one that no system could hold is none."""
    try:
        return path.is_dir()
    except (OSError, ValueError):
        return False


def is_there(path: Path) -> bool:
    """Whether there is something at a path."""
    try:
        return path.exists()
    except (OSError, ValueError):
        return False


def drafts_in(folder: Path) -> Iterator[Path]:
    """The drafts below a folder; a folder that cannot be looked into stands for what is in it."""
    open_folders = [iter([folder])]
    seen: set[tuple[int, int]] = set()
    while open_folders:
        path = next(open_folders[-1], None)
        if path is None:
            open_folders.pop()
        elif path is folder or (not path.name.startswith((".", "~$")) and is_folder(path)):
            status = path.stat()
            # A link to a folder above it would lead round and round.
            if (status.st_dev, status.st_ino) in seen and status.st_ino:
                continue
            seen.add((status.st_dev, status.st_ino))
            try:
                open_folders.append(iter(sorted(path.iterdir())))
            except OSError:
                yield path
        elif not path.name.startswith((".", "~$")) and path.suffix.lower() in SUFFIXES and not is_copy(path):
            yield path


def is_copy(path: Path) -> bool:
    """Whether a file is a copy with comments: so named, and with a comment of this program in it."""
    if not path.stem.endswith(COPY_ENDING) or path.suffix.lower() != ".docx":
        return False
    from zipfile import BadZipFile, ZipFile

    try:
        with ZipFile(path) as archive:
            if archive.comment == COPY_MARK:
                return True
            info = archive.getinfo("word/comments.xml")
            return info.file_size < _MOST_COMMENTS and b'author="disclosurelint"' in archive.read(info)
    except (OSError, KeyError, BadZipFile, NotImplementedError, RuntimeError, ValueError, EOFError, zlib.error):
        return False
