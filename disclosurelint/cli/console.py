"""Writing to a console, pipe or file, whatever letters it can show."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from typing import IO

from disclosurelint.characters import normalise, one_line

_MANY = 20


def language(chosen: str | None) -> str:
    """The language of the output: as chosen, else from the locale, Chinese where that says nothing."""
    if chosen:
        return chosen
    for name in ("LC_ALL", "LC_MESSAGES", "LANG", "LANGUAGE"):
        value = os.environ.get(name, "")
        if value[:2].lower() in ("zh", "en"):
            return value[:2].lower()
    return "zh"


def colored(mode: str, stream: IO[str]) -> bool:
    """Whether to colour. `NO_COLOR` is kept unless colour is asked for outright."""
    if mode == "always":
        return True
    return mode == "auto" and not os.environ.get("NO_COLOR") and stream.isatty() and os.environ.get("TERM") != "dumb"


def width() -> int:
    """The width of the terminal in columns, between 60 and 160; 100 where there is none."""
    return max(60, min(160, _columns()))


def _columns() -> int:
    """As `shutil.get_terminal_size` has it, without what else that module loads."""
    try:
        columns = int(os.environ.get("COLUMNS", "0"))
        return columns if columns > 0 else os.get_terminal_size(sys.__stdout__.fileno()).columns  # type: ignore[union-attr]
    except (ValueError, AttributeError, OSError):
        return 100


def printable(text: str, encoding: str) -> str:
    """The text in letters that an encoding has: what it lacks is shown normalised, else as a question mark."""
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        return normalise(text).encode(encoding, "replace").decode(encoding)
    except LookupError:
        return text
    return text


def write(text: str, stream: IO[str]) -> None:
    """Writes to a stream in what letters its encoding has."""
    stream.write(printable(text, getattr(stream, "encoding", None) or "utf-8"))


def write_utf8(text: str, stream: IO[str]) -> None:
    """Writes machine formats, which are UTF-8 whatever the console's code page."""
    buffer = getattr(stream, "buffer", None)
    if buffer is None:
        stream.write(text)
        return
    stream.flush()
    buffer.write(utf8(text))
    buffer.flush()


def utf8(text: str) -> bytes:
    """The text as UTF-8; half letters, as names of files may hold, as JSON escapes them."""
    return text.encode("utf-8", "backslashreplace")


def complain(text: str) -> None:
    """One line to the error stream."""
    write("".join(f"{one_line(line)}\n" for line in text.split("\n")), sys.stderr)


def progress(total: int, quiet: bool) -> Callable[[int, int], None] | None:
    """A counter on the error stream for many inputs, on a terminal only."""
    if quiet or total < _MANY or not sys.stderr.isatty():
        return None

    def show(done: int, total: int) -> None:
        sys.stderr.write(f"\r{done}/{total}" if done < total else "\r\x1b[K")
        sys.stderr.flush()

    return show
