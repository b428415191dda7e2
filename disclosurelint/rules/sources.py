"""Where the files of rule sets are: those that are shipped, and a user's own."""

from __future__ import annotations

import os
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from disclosurelint.files import read_file
from disclosurelint.report import Label
from disclosurelint.rules.problems import Problem, RuleSetError


@lru_cache(maxsize=1)
def package_folder() -> Path:
    """The folder of the package."""
    return Path(os.path.realpath(__file__)).parent.parent


@lru_cache(maxsize=1)
def shipped_folder() -> Path:
    """The folder of the shipped rule sets: inside an installed package, or beside it in a checkout."""
    return _data("rulesets")


@lru_cache(maxsize=1)
def schemas_folder() -> Path:
    """The folder of the JSON Schemas, likewise."""
    return _data("schemas")


def _data(name: str) -> Path:
    inside = package_folder() / "data" / name
    return inside if inside.is_dir() else package_folder().parent / name


def is_checkout() -> bool:
    """Whether the rule sets stand beside the package, where they are being worked on."""
    return shipped_folder().parent == package_folder().parent


class Source(NamedTuple):
    """A file of a rule set: where it is, how problems name it, and whether it is a shipped one."""

    path: Path
    shown: str
    shipped: bool

    def read(self) -> bytes:
        """The content. Raises `RuleSetError` where it cannot be read."""
        try:
            return read_file(self.path)
        except FileNotFoundError:
            raise refused(self.shown, 0, "没有这个文件", "there is no such file") from None
        except OSError as error:
            reason = error.strerror or str(error)
            raise refused(self.shown, 0, f"无法读取：{reason}", f"cannot be read: {reason}") from None


def refused(file: str, line: int, zh: str, en: str) -> RuleSetError:
    """The error for one problem."""
    return RuleSetError([Problem(file, line, Label(zh, en))])


def shipped(relative: str) -> Source:
    """A shipped file by its path inside the folder of rule sets."""
    return Source(shipped_folder() / relative, f"rulesets/{relative}", True)


def users(path: str | Path) -> Source:
    """A user's file; one that stands among the shipped ones counts as shipped."""
    full = Path(path).absolute()
    if full.is_relative_to(shipped_folder()):
        return shipped(full.relative_to(shipped_folder()).as_posix())
    return Source(full, str(path), False)


def looks_like_path(name: str) -> bool:
    """Whether the name of a rule set is meant as a file."""
    return name.endswith((".yaml", ".yml")) or "/" in name or os.sep in name


def shipped_files() -> list[tuple[str, str]]:
    """All shipped YAML files as (path inside the folder, full path), in a stable order."""
    found: list[tuple[str, str]] = []
    folders = [("", str(shipped_folder()))]
    while folders:
        inside, folder = folders.pop()
        with os.scandir(folder) as entries:
            for entry in entries:
                if entry.name.endswith(".yaml"):
                    found.append((inside + entry.name, entry.path))
                elif "." not in entry.name and entry.is_dir():
                    folders.append((f"{inside}{entry.name}/", entry.path))
    found.sort()
    return found


def included(source: Source, name: str) -> list[Source]:
    """The files that an `include` names: a file, or every YAML file of a folder in order of name.

    Looked for beside the including file, then among the shipped rule sets; never outside of these.
    Raises `FileNotFoundError` where there is none.
    """
    parts = name.split("/")
    if Path(name).is_absolute() or ".." in parts or "\\" in name:
        raise FileNotFoundError(name)
    for base in (source.path.parent, shipped_folder()):
        path = base.joinpath(*parts)
        if path.is_file():
            return [_beside(source, path)]
        if path.is_dir():
            return [_beside(source, entry) for entry in sorted(path.iterdir()) if entry.suffix in (".yaml", ".yml")]
    raise FileNotFoundError(name)


def _beside(source: Source, path: Path) -> Source:
    found = users(path)
    if found.shipped or source.shipped:
        return found
    shown = Path(source.shown).parent / path.relative_to(source.path.parent)
    return Source(path, str(shown), False)
