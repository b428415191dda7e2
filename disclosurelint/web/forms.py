"""What a browser sends: the fields and files of a form, in memory, within limits."""

from __future__ import annotations

from dataclasses import dataclass, field
from io import BufferedIOBase
from pathlib import PureWindowsPath

from disclosurelint.report import Label

MOST_BYTES = 64 * 1024 * 1024
"""Most bytes of one request: a few reports with their pictures."""
MOST_FILES = 60
_MOST_FIELD = 4096
_CHUNK = 256 * 1024


class RefusedError(Exception):
    """A request that is not answered: its status, and one line for the person before the page."""

    def __init__(self, status: int, label: Label) -> None:
        super().__init__(label.en)
        self.status = status
        self.label = label


@dataclass(slots=True, eq=False)
class Upload:
    """A file under the name that it has on the sender's disk, without its folder."""

    name: str
    data: bytes


@dataclass(slots=True, eq=False)
class Form:
    """A form's fields, and its files by field; an empty file field has none."""

    fields: dict[str, str] = field(default_factory=dict)
    files: dict[str, list[Upload]] = field(default_factory=dict)


def too_large() -> RefusedError:
    """What is said of more than a request may hold."""
    size = MOST_BYTES // (1024 * 1024)
    return RefusedError(
        413, Label(f"文件合计超过 {size} MB；请只放入报告本身", f"more than {size} MB in all; give the reports alone")
    )


def read_form(stream: BufferedIOBase, length: int, content_type: str) -> Form:
    """The form in a request's body of `length` bytes. Raises `RefusedError`."""
    from multipart import (  # type: ignore[import-untyped]
        MultipartError,
        PushMultipartParser,
        parse_options_header,
    )

    kind, options = parse_options_header(content_type)
    if kind != "multipart/form-data" or not options.get("boundary"):
        raise RefusedError(415, Label("请求的格式不对", "not a form"))
    form = Form()
    name = filename = None
    pieces: list[bytes] = []
    count = 0
    try:
        with PushMultipartParser(
            options["boundary"], content_length=length, max_segment_count=MOST_FILES + 20, strict=True
        ) as parser:
            while not parser.closed:
                chunk = stream.read(min(_CHUNK, length - count))
                count += len(chunk)
                for event in parser.parse(chunk):
                    if event is None:
                        _add(form, name or "", filename, b"".join(pieces))
                        pieces = []
                    elif isinstance(event, bytes | bytearray):
                        pieces.append(bytes(event))
                    else:
                        name, filename = event.name, event.filename
    except MultipartError:
        raise RefusedError(400, Label("请求不完整，请重试", "the request is incomplete; try again")) from None
    return form


def _add(form: Form, name: str, filename: str | None, data: bytes) -> None:
    if filename is None:
        if len(data) > _MOST_FIELD:
            raise RefusedError(400, Label("请求的格式不对", "not a form of this page"))
        form.fields[name] = data.decode("utf-8", "replace")
    elif filename or data:
        files = form.files.setdefault(name, [])
        if len(files) >= MOST_FILES:
            raise RefusedError(413, Label(f"一次最多检查 {MOST_FILES} 个文件", f"at most {MOST_FILES} files at a time"))
        # Both kinds of slashes part folders from names, wherever the browser runs.
        files.append(Upload(PureWindowsPath(filename).name or "draft", data))
