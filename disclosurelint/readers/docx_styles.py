"""What a Word file's styles say of the text: numbering, outline level, whether it is hidden."""

from __future__ import annotations

import re

from disclosurelint.readers.docx_package import namespace, parse, utf8
from disclosurelint.records import record

_DEEPEST = 32
_HEADING = re.compile(r"(?:heading|标题) ?([1-9])", re.IGNORECASE)


@record
class Style:
    """A style; None is what it leaves to the style that it is based on. `level` is the outline level from 0."""

    based_on: str | None = None
    list_id: str | None = None
    list_level: int | None = None
    level: int | None = None
    hidden: bool | None = None
    numbers: str | None = None
    """The style that brought the numbering."""


_NONE = Style()


class Styles:
    """The styles of a file, each with what it takes over."""

    def __init__(self, data: bytes | None) -> None:
        self._styles: dict[str, Style] = {}
        self._whole: dict[str | None, Style] = {}
        self._default: str | None = None
        self._current: Style | None = None
        self._changes = 0
        if data is not None:
            data = utf8(data)
            self._space = namespace(data) + " "
            parse(_without_others(data), self._start, self._end)

    def paragraph(self, name: str | None) -> Style:
        """A paragraph style whole; the default one where a paragraph names none."""
        return self.whole(name if name is not None else self._default)

    def whole(self, name: str | None) -> Style:
        """A style with all that it takes over from the styles that it is based on."""
        known = self._whole.get(name)
        if known is not None:
            return known
        found = Style()
        at, steps = name, 0
        while at is not None and (style := self._styles.get(at)) is not None and steps < _DEEPEST:
            if found.list_id is None and style.list_id is not None:
                found.list_id, found.numbers = style.list_id, found.numbers or at
            if found.list_level is None and style.list_level is not None:
                found.list_level, found.numbers = style.list_level, found.numbers or at
            found.level = style.level if found.level is None else found.level
            found.hidden = style.hidden if found.hidden is None else found.hidden
            at, steps = style.based_on, steps + 1
        self._whole[name] = found
        return found

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        space = self._space
        if not name.startswith(space):
            return
        local = name[len(space) :]
        value = attributes.get(space + "val", "")
        if local == "style":
            style_id = attributes.get(space + "styleId", "")
            self._current = self._styles[style_id] = Style()
            kind = attributes.get(space + "type", "paragraph")
            if kind == "paragraph" and attributes.get(space + "default", "0") in ("1", "true", "on"):
                self._default = style_id
        elif local in ("pPrChange", "rPrChange", "tblStylePr"):
            self._changes += 1
        elif self._current is not None and not self._changes:
            self._property(self._current, local, value)

    def _property(self, style: Style, local: str, value: str) -> None:
        if local == "basedOn":
            style.based_on = value
        elif local == "name":
            heading = _HEADING.fullmatch(value)
            if heading is not None and style.level is None:
                style.level = int(heading.group(1)) - 1
        elif local == "numId":
            style.list_id = value
        elif local == "ilvl":
            style.list_level = int(value) if value in "012345678" and value else 0
        elif local == "outlineLvl":
            style.level = int(value) if value in "0123456789" and value else None
        elif local == "vanish":
            style.hidden = value not in ("0", "false", "off")

    def _end(self, name: str) -> None:
        local = name.rpartition(" ")[2]
        if local == "style":
            self._current = None
        elif local in ("pPrChange", "rPrChange", "tblStylePr"):
            self._changes -= 1


def _without_others(data: bytes) -> bytes:
    """The part without the list of styles that are not in use and without those of tables, by far its largest share."""
    start = data.find(b"<w:latentStyles")
    end = data.find(b"</w:latentStyles>", start)
    if 0 <= start < end:
        data = data[:start] + data[end + len(b"</w:latentStyles>") :]
    kept: list[bytes] = []
    at = 0
    while True:
        start = data.find(b'<w:style w:type="table"', at)
        end = data.find(b"</w:style>", start)
        if start < 0 or end < 0:
            kept.append(data[at:])
            return b"".join(kept)
        kept.append(data[at:start])
        at = end + len(b"</w:style>")
