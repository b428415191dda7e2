"""Word's older binary format (`.doc`, and `.wps` where it holds that) by way of LibreOffice, where it is installed.

Each conversion runs in a folder and with a profile of its own, so that an open LibreOffice or another conversion does
not get in the way; it has a time limit, and nothing of it is left behind.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from contextlib import suppress
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

from disclosurelint.readers.errors import InputError, cannot_read

if TYPE_CHECKING:
    from disclosurelint.document import Document

TIME_LIMIT = 120
"""Seconds that LibreOffice may take for one file; the first start on a machine takes several."""

_USUAL_PLACES = (
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    "/usr/lib/libreoffice/program/soffice",
    "/opt/libreoffice/program/soffice",
    "/snap/bin/libreoffice",
)
_SHORT_STREAM = 4096
_WORD_MARKS = (b"\xec\xa5", b"\xdc\xa5")
"""How the text of a file of Word 97 and later, and of Word 6 and 95, begins."""
_ZIP, _COMPOUND = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def read(data: bytes, name: str) -> Document:
    """The document in the bytes of a `.doc` or `.wps` file. Raises `InputError`."""
    from disclosurelint.readers import docx

    if data.startswith(_ZIP):
        return docx.read(data, name)
    converted = convert(data, name)
    document = docx.read(converted, name)
    document.converted = True
    return document


def convert(data: bytes, name: str) -> bytes:
    """The file as `.docx`. Raises `InputError` where LibreOffice is not installed or cannot read it."""
    shown = PurePath(name).suffix.lower() or ".doc"
    if data.startswith(b"%PDF-"):
        raise cannot_read(
            f"扩展名是 {shown}，内容却是 PDF 文件；请把扩展名改为 .pdf 再检查",
            f"named {shown}, but it is a PDF file; rename it to .pdf, then check it",
        )
    if not _is_word(data):
        # LibreOffice would take any junk for text.
        raise cannot_read(
            f"内容不是 Word 或 WPS 文字文稿（{shown}），或已损坏；请在 Word/WPS 中打开，另存为 docx 再检查",
            f"not a Word or WPS text file ({shown}), or damaged; open it in Word or WPS, save it as docx, then check that",
        )
    program = find_program()
    if program is None:
        raise cannot_read(
            f"读取 {shown} 需要 LibreOffice，本机没有找到；请安装，或在 Word/WPS 中另存为 docx 再检查",
            f"reading {shown} needs LibreOffice, which is not installed; install it, or save the file as docx",
        )
    # A fixed plain name: whatever the file is called, LibreOffice meets no letter that it could stumble over.
    ending = ".wps" if shown == ".wps" and not data.startswith(_COMPOUND) else ".doc"
    try:
        # On Windows a process that has just ended may hold a file for a moment longer.
        with tempfile.TemporaryDirectory(prefix="disclosurelint-", ignore_cleanup_errors=True) as folder:
            source = Path(folder, f"draft{ending}")
            source.write_bytes(data)
            output = _run(program, source, Path(folder))
            if output is not None:
                return output
    except OSError as error:
        reason = error.strerror or str(error)
        raise cannot_read(
            f"LibreOffice 未能启动（{reason}）；请在 Word/WPS 中另存为 docx 再检查",
            f"LibreOffice could not be started ({reason}); save the file as docx, then check that",
        ) from error
    raise cannot_read(
        f"LibreOffice 未能转换此 {shown} 文件，可能已损坏或设有密码；请在 Word/WPS 中另存为 docx 再检查",
        f"LibreOffice could not convert this {shown} file; it may be damaged or protected; save it as docx",
    )


def _is_word(data: bytes) -> bool:
    """Whether the bytes are Word's binary format by its marks, or RTF or a page under that name, as Word itself saves."""
    if not data.startswith(_COMPOUND):
        return data.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in (b"{", b"<")
    shift = int.from_bytes(data[30:32], "little")
    entry = data.find("WordDocument".encode("utf-16-le"))
    if data[28:30] != b"\xfe\xff" or shift not in (9, 12) or entry < 0:
        return False
    # The directory entry has the first sector and the length of its stream; short streams are kept elsewhere.
    sector, length = (int.from_bytes(data[entry + at : entry + at + 4], "little") for at in (116, 120))
    start = (sector + 1) << shift
    return length < _SHORT_STREAM or data[start : start + 2] in _WORD_MARKS


def find_program() -> str | None:
    """LibreOffice's program: on the search path, else where its installers put it."""
    for name in ("soffice", "libreoffice"):
        found = shutil.which(name)
        if found is not None:
            return found
    return next((place for place in _places() if Path(place).is_file()), None)


def _places() -> list[str]:
    places = list(_USUAL_PLACES)
    for variable in ("PROGRAMFILES", "PROGRAMFILES(X86)", "PROGRAMW6432"):
        folder = os.environ.get(variable)
        if folder:
            places.append(str(Path(folder, "LibreOffice", "program", "soffice.exe")))
    return places


def _run(program: str, source: Path, folder: Path) -> bytes | None:
    """The converted bytes, None where LibreOffice gave none. Raises `InputError` when it takes too long."""
    profile = (folder / "profile").as_uri()
    result = folder / "converted"
    result.mkdir()
    command = [
        program,
        f"-env:UserInstallation={profile}",
        "--headless",
        "--norestore",
        "--nolockcheck",
        "--nodefault",
        "--convert-to",
        "docx:MS Word 2007 XML",
        "--outdir",
        str(result),
        str(source),
    ]
    # A group of its own: the program is a script that starts others, and all of them must end with it.
    process = subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        cwd=folder,
        start_new_session=True,
        creationflags=getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0),
    )
    try:
        process.wait(TIME_LIMIT)
    except subprocess.TimeoutExpired:
        raise _too_slow() from None
    finally:
        _end(process)
    found = sorted(result.glob("*.docx"))
    return found[0].read_bytes() or None if found else None


def _end(process: subprocess.Popen[bytes]) -> None:
    """Ends whatever is left of the process and those that it started."""
    if sys.platform == "win32":
        if process.poll() is None:
            subprocess.run(
                ["taskkill", "/F", "/T", "/PID", str(process.pid)],
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                check=False,
            )
    else:
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def _too_slow() -> InputError:
    return cannot_read(
        f"LibreOffice 超过 {TIME_LIMIT} 秒未转换完，已停止；请在 Word/WPS 中另存为 docx 再检查",
        f"LibreOffice took more than {TIME_LIMIT} seconds and was stopped; save the file as docx, then check that",
    )
