"""PDFium in a process of its own: what a hostile file does to it, it does to nobody else.

The process is started with the first PDF, reads one file after the other, and ends with the program. It has a limit
of memory where the system knows one, and of time everywhere: the library's own checks end neither a page that draws
itself nor a crash. Where no process can be started (a browser), the pages are read in place.
"""

from __future__ import annotations

import os
import struct
import sys
from array import array
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from disclosurelint.readers.pdf_pages import Page, RefusedError, read_pages

if TYPE_CHECKING:
    from subprocess import Popen

_SECONDS = 8.0
_MEMORY = 512 * 1024 * 1024
"""What the process may take beside twice the file."""

_worker: tuple[int, Popen[bytes]] | None = None


def pages_of(data: bytes) -> list[Page]:
    """The pages of a PDF. Raises `RefusedError`, with the code `slow` or `damaged` where the process had to be ended."""
    if sys.platform == "emscripten" or getattr(sys, "frozen", False) or len(data) > _MEMORY:
        return read_pages(data)
    process = _running()
    from threading import Timer

    ended: list[bool] = []

    def end() -> None:
        ended.append(True)
        process.kill()

    timer = Timer(_SECONDS, end)
    timer.start()
    try:
        assert process.stdin is not None
        assert process.stdout is not None
        _send(process.stdin, data)
        answer = _receive(process.stdout)
    except (OSError, EOFError):
        _forget()
        raise RefusedError("slow" if ended else "damaged") from None
    finally:
        timer.cancel()
    code, _, body = answer.partition(b"\n")
    if code != b"ok":
        raise RefusedError(code.decode())
    return _unpacked(body)


def _running() -> Popen[bytes]:
    """The process; a new one where there is none, it has ended, or it belongs to the process that this one is a fork of."""
    global _worker
    if _worker is not None and _worker[0] == os.getpid() and _worker[1].poll() is None:
        return _worker[1]
    import atexit
    import subprocess

    import pypdfium2_raw  # type: ignore[import-untyped]

    import disclosurelint

    folders = [str(Path(str(each.__file__)).resolve().parents[1]) for each in (disclosurelint, pypdfium2_raw)]
    program = f"import sys; sys.path[:0] = {folders!r}; from disclosurelint.readers.pdf_process import serve; serve()"
    process = subprocess.Popen(
        [sys.executable, "-I", "-S", "-c", program],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        close_fds=True,
    )
    _worker = os.getpid(), process
    atexit.register(_forget)
    return process


def _forget() -> None:
    global _worker
    if _worker is not None and _worker[0] == os.getpid():
        process = _worker[1]
        process.kill()
        process.wait()
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                try:
                    pipe.close()
                except OSError:
                    continue
    _worker = None


def _send(pipe: IO[bytes], data: bytes) -> None:
    pipe.write(struct.pack("<Q", len(data)))
    pipe.write(data)
    pipe.flush()


def _receive(pipe: IO[bytes]) -> bytes:
    (length,) = struct.unpack("<Q", _exactly(pipe, 8))
    return _exactly(pipe, length)


def _exactly(pipe: IO[bytes], length: int) -> bytes:
    data = pipe.read(length)
    if len(data) != length:
        raise EOFError
    return data


# The other side


def serve() -> None:
    """Answers files on standard input with their pages on standard output, until the input ends."""
    source, target = sys.stdin.buffer, sys.stdout.buffer
    while True:
        head = source.read(8)
        if len(head) < 8:
            return
        (length,) = struct.unpack("<Q", head)
        _limit(length)
        data = _exactly(source, length)
        try:
            answer = b"ok\n" + _packed(read_pages(data))
        except RefusedError as error:
            answer = error.code.encode() + b"\n"
        except MemoryError:
            answer = b"large\n"
        del data
        _send(target, answer)


def _limit(length: int) -> None:
    try:
        import resource
    except ImportError:
        return
    most = _MEMORY + 2 * length
    hard = resource.getrlimit(resource.RLIMIT_AS)[1]
    if hard == resource.RLIM_INFINITY or most <= hard:
        resource.setrlimit(resource.RLIMIT_AS, (most, hard))


_FIELDS = ("boxes", "horizontal", "vertical", "pictures")


def _packed(pages: list[Page]) -> bytes:
    parts: list[bytes] = []
    for page in pages:
        text = page.text.encode("utf-32-le", "replace")
        arrays: list[Any] = [getattr(page, name) for name in _FIELDS]
        parts.append(struct.pack("<ff5I", page.width, page.height, len(text), *(len(each) for each in arrays)))
        parts.append(text)
        parts += [each.tobytes() for each in arrays]
    return b"".join(parts)


def _unpacked(body: bytes) -> list[Page]:
    pages: list[Page] = []
    size = struct.calcsize("<ff5I")
    at = 0
    while at < len(body):
        width, height, letters, *lengths = struct.unpack_from("<ff5I", body, at)
        at += size
        page = Page(width, height, body[at : at + letters].decode("utf-32-le"))
        at += letters
        for name, length in zip(_FIELDS, lengths, strict=True):
            values: array[float] = array("f")
            values.frombytes(body[at : at + 4 * length])
            at += 4 * length
            setattr(page, name, values)
        pages.append(page)
    return pages
