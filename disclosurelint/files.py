"""Reading the files that a run is told of, under a limit: no device or pipe that never ends, and nothing huge."""

from __future__ import annotations

import errno
import stat
from pathlib import Path
from typing import BinaryIO

MOST_SETTINGS = 16 * 1024 * 1024
"""Most bytes of a configuration, rule set, roster or baseline; the largest shipped one has a hundredth of that."""


def read_file(path: str | Path, most: int = MOST_SETTINGS) -> bytes:
    """The bytes of a file. Raises `OSError`, also for what is no regular file and for more than `most` bytes."""
    with open_regular(path) as handle:
        content = handle.read(most + 1)
    if len(content) > most:
        size = f"{most // (1024 * 1024)} MB"
        raise OSError(errno.EFBIG, f"超过 {size} larger than {size}", str(path))
    return content


def open_regular(path: str | Path) -> BinaryIO:
    """The file, open for reading. Raises `OSError`; a pipe without a writer would keep the run waiting for ever."""
    mode = Path(path).stat().st_mode
    if not (stat.S_ISREG(mode) or stat.S_ISDIR(mode)):
        raise OSError(errno.EINVAL, "不是普通文件 not a regular file", str(path))
    return Path(path).open("rb")
