"""Writing a Word file anew with some of its parts changed; the others keep their bytes, order and dates."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from disclosurelint.readers.docx_package import Package
from disclosurelint.wording import COPY_MARK


def rewritten(package: Package, parts: dict[str, bytes], *, mark: bool) -> bytes:
    """The file with these parts in place of its own, new ones at the end; `mark` says that it is a copy of ours."""
    data = BytesIO()
    with ZipFile(data, "w", ZIP_DEFLATED) as archive:
        for info in package.archive.infolist():
            content = parts.get(info.filename)
            if content is None:
                content = package.archive.read(info)
            copy = ZipInfo(info.filename, info.date_time)
            copy.compress_type = info.compress_type
            copy.external_attr = info.external_attr
            archive.writestr(copy, content)
        for name in parts:
            if name not in package.names:
                # The date that files without one bear, so that one draft gives one copy.
                copy = ZipInfo(name, (1980, 1, 1, 0, 0, 0))
                copy.compress_type = ZIP_DEFLATED
                archive.writestr(copy, parts[name])
        archive.comment = COPY_MARK if mark else package.archive.comment
    return data.getvalue()


def spliced(source: bytes, changes: list[tuple[int, int, bytes]]) -> bytes:
    """Bytes with stretches replaced; the stretches do not overlap."""
    pieces, at = [], 0
    for start, end, text in sorted(changes, key=lambda change: change[:2]):
        pieces += [source[at:start], text]
        at = max(at, end)
    return b"".join([*pieces, source[at:]])


def is_untouched_copy(path: Path) -> bool:
    """Whether a file is a copy that this program wrote and nobody has saved since: Word drops the mark."""
    try:
        with path.open("rb") as file:
            file.seek(0, 2)
            file.seek(max(0, file.tell() - len(COPY_MARK)))
            return file.read() == COPY_MARK
    except OSError:
        return False
