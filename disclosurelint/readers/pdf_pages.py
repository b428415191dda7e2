"""What stands on the pages of a PDF: letters with their boxes, ruling lines, pictures; by PDFium, through ctypes.

This module alone knows PDFium. It runs in a process of its own (`pdf_process`), since the library is C and its input
anybody's; so it imports nothing but the standard library and PDFium's bindings. Coordinates are points as the page is
seen: x from the left, y downwards from the top.
"""

from __future__ import annotations

import ctypes
import math
from array import array
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from disclosurelint.records import field, record

MOST_PAGES = 200
MOST_LETTERS = 300_000
MOST_OBJECTS = 200_000
_DEEPEST_FORM = 4
_FARTHEST = 100_000.0
_THIN = 3.5
"""A filled shape thinner than this is a line."""
_SHORTEST = 3.0
_TALL = 40.0


class RefusedError(Exception):
    """The file cannot be read; the code says why: `encrypted`, `damaged`, `pages`, `large`."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@record
class Page:
    """A page. `boxes` holds left, top, right, bottom of each letter of `text`; `horizontal` and `vertical` hold three
    numbers a line (its coordinate, where it begins, where it ends); `pictures` four, as boxes do."""

    width: float
    height: float
    text: str = ""
    boxes: array[float] = field(default_factory=lambda: array("f"))
    horizontal: array[float] = field(default_factory=lambda: array("f"))
    vertical: array[float] = field(default_factory=lambda: array("f"))
    pictures: array[float] = field(default_factory=lambda: array("f"))


Sides = tuple[float, float, float, float]
Matrix = tuple[float, float, float, float, float, float]
_UNIT: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


def read_pages(data: bytes) -> list[Page]:
    """The pages of a PDF. Raises `RefusedError`."""
    import pypdfium2_raw as pdfium  # type: ignore[import-untyped]

    pdfium.FPDF_InitLibrary()
    try:
        return _Reader(pdfium).read(data)
    finally:
        pdfium.FPDF_DestroyLibrary()


class _Reader:
    """Goes through one file."""

    def __init__(self, pdfium: Any) -> None:
        self.pdfium = pdfium
        self.letters = 0
        self.objects = 0

    def read(self, data: bytes) -> list[Page]:
        pdfium = self.pdfium
        document = pdfium.FPDF_LoadMemDocument64(data, len(data), None)
        if not document:
            code = pdfium.FPDF_GetLastError()
            raise RefusedError(
                "encrypted" if code in (pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY) else "damaged"
            )
        try:
            count = pdfium.FPDF_GetPageCount(document)
            if count > MOST_PAGES:
                raise RefusedError("pages")
            pages = [page for number in range(count) if (page := self._page(document, number)) is not None]
            if not pages:
                raise RefusedError("damaged")
            return pages
        finally:
            pdfium.FPDF_CloseDocument(document)

    def _page(self, document: Any, number: int) -> Page | None:
        pdfium = self.pdfium
        handle = pdfium.FPDF_LoadPage(document, number)
        if not handle:
            return None
        try:
            view = _View(pdfium, handle)
            page = Page(view.width, view.height)
            letters = pdfium.FPDFText_LoadPage(handle)
            if letters:
                try:
                    self._letters(letters, page, view)
                finally:
                    pdfium.FPDFText_ClosePage(letters)
            self._drawings(handle, page, view)
            if view.turned:
                _turn(page, view.turned)
            return page
        finally:
            pdfium.FPDF_ClosePage(handle)

    # Letters

    def _letters(self, handle: Any, page: Page, view: _View) -> None:
        pdfium = self.pdfium
        count = pdfium.FPDFText_CountChars(handle)
        self.letters += max(count, 0)
        if self.letters > MOST_LETTERS:
            raise RefusedError("large")
        box = pdfium.FS_RECTF()
        unicode_of, generated, box_of = (
            pdfium.FPDFText_GetUnicode,
            pdfium.FPDFText_IsGenerated,
            pdfium.FPDFText_GetLooseCharBox,
        )
        text: list[str] = []
        boxes = page.boxes
        turns = [0, 0, 0, 0]
        high = 0
        for index in range(count):
            if generated(handle, index) == 1:
                continue
            code = unicode_of(handle, index)
            if 0xD800 <= code < 0xDC00:
                high = code
                continue
            if 0xDC00 <= code < 0xE000:
                code = 0x10000 + ((high - 0xD800) << 10) + (code - 0xDC00) if high else 0xFFFD
                high = 0
            if code in (0, 0xFFFE, 0xFFFF) or code > 0x10FFFF:
                code = 0xFFFD
            elif code in (32, 0xA0):
                code = 32
            elif code < 32:
                continue
            if not box_of(handle, index, box):
                continue
            sides = (box.left, box.bottom, box.right, box.top)
            if box.top - box.bottom > _TALL:
                sides = self._checked(handle, index, sides)
            place = view.box(*sides)
            if place is None:
                continue
            if index % 5 == 0:
                turns[round(pdfium.FPDFText_GetCharAngle(handle, index) / (math.pi / 2)) % 4] += 1
            text.append(chr(code))
            boxes.extend(place)
        page.text = "".join(text)
        turn = turns.index(max(turns))
        view.turned = -(turn + view.quarter) % 4 if any(turns) else 0

    def _checked(self, handle: Any, index: int, sides: Sides) -> Sides:
        """The box of a very tall letter; for vertical writing PDFium gives one of the unscaled size of the font."""
        left, right, bottom, top = (ctypes.c_double() for _ in range(4))
        if not self.pdfium.FPDFText_GetCharBox(handle, index, left, right, bottom, top):
            return sides
        size = max(right.value - left.value, top.value - bottom.value)
        if sides[3] - sides[1] < 6 * size:
            return sides
        return left.value, bottom.value, right.value, top.value

    # Drawings

    def _drawings(self, handle: Any, page: Page, view: _View) -> None:
        for matrix, thing, kind in self._things(handle):
            if kind == self.pdfium.FPDF_PAGEOBJ_PATH:
                self._path(thing, matrix, page, view)
            else:
                self._picture(thing, matrix, page, view)

    def _things(self, handle: Any) -> Iterator[tuple[Matrix, Any, int]]:
        """Paths and pictures of a page, those inside of forms too, each with the matrix that it is drawn under."""
        pdfium = self.pdfium
        waiting: list[tuple[Matrix, Any, int]] = []
        get, number = pdfium.FPDFPage_GetObject, pdfium.FPDFPage_CountObjects(handle)
        matrix, depth, source = _UNIT, 0, handle
        while True:
            self.objects += max(number, 0)
            if self.objects > MOST_OBJECTS:
                raise RefusedError("large")
            for index in range(number):
                thing = get(source, index)
                kind = pdfium.FPDFPageObj_GetType(thing)
                if kind in (pdfium.FPDF_PAGEOBJ_PATH, pdfium.FPDF_PAGEOBJ_IMAGE):
                    yield matrix, thing, kind
                elif kind == pdfium.FPDF_PAGEOBJ_FORM and depth < _DEEPEST_FORM:
                    waiting.append((_times(self._matrix(thing), matrix), thing, depth + 1))
            if not waiting:
                return
            matrix, source, depth = waiting.pop()
            get, number = pdfium.FPDFFormObj_GetObject, pdfium.FPDFFormObj_CountObjects(source)

    def _matrix(self, thing: Any) -> Matrix:
        matrix = self.pdfium.FS_MATRIX()
        if not self.pdfium.FPDFPageObj_GetMatrix(thing, matrix):
            return _UNIT
        return (matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f)

    def _path(self, thing: Any, outer: Matrix, page: Page, view: _View) -> None:
        pdfium = self.pdfium
        count = pdfium.FPDFPath_CountSegments(thing)
        if not 2 <= count <= 20_000:
            return
        fill, stroke = ctypes.c_int(), ctypes.c_int()
        pdfium.FPDFPath_GetDrawMode(thing, fill, stroke)
        if not fill.value and not stroke.value:
            return
        if not stroke.value and count <= 6 and self._is_area(thing):
            return
        self.objects += count
        matrix = _times(self._matrix(thing), outer)
        x, y = ctypes.c_float(), ctypes.c_float()
        points: list[tuple[float, float]] = []
        for index in range(count):
            segment = pdfium.FPDFPath_GetPathSegment(thing, index)
            pdfium.FPDFPathSegment_GetPoint(segment, x, y)
            kind = pdfium.FPDFPathSegment_GetType(segment)
            if kind == pdfium.FPDF_SEGMENT_MOVETO and points:
                _rule(points, bool(stroke.value), page)
                points = []
            if kind == pdfium.FPDF_SEGMENT_BEZIERTO:
                points = []
                continue
            place = view.point(*_apply(matrix, x.value, y.value))
            if place is None:
                return
            points.append(place)
            if pdfium.FPDFPathSegment_GetClose(segment) and points:
                points.append(points[0])
        _rule(points, bool(stroke.value), page)

    def _is_area(self, thing: Any) -> bool:
        """Whether a filled shape has an area, as the background of a cell has."""
        sides = [ctypes.c_float() for _ in range(4)]
        if not self.pdfium.FPDFPageObj_GetBounds(thing, *sides):
            return True
        left, bottom, right, top = (side.value for side in sides)
        return right - left > _THIN * 2 and top - bottom > _THIN * 2

    def _picture(self, thing: Any, outer: Matrix, page: Page, view: _View) -> None:
        matrix = _times(self._matrix(thing), outer)
        corners = [_apply(matrix, *corner) for corner in ((0, 0), (1, 0), (0, 1), (1, 1))]
        xs, ys = [corner[0] for corner in corners], [corner[1] for corner in corners]
        place = view.box(min(xs), min(ys), max(xs), max(ys))
        if place is None:
            return
        left, top, right, bottom = place
        if right - left < _THIN or bottom - top < _THIN:
            _rule([(left, top), (right, top), (right, bottom), (left, bottom)], False, page)
        else:
            page.pictures.extend(place)


def _rule(points: list[tuple[float, float]], stroked: bool, page: Page) -> None:
    """The lines that a part of a path draws: its straight strokes, or the middle of a thin filled shape."""
    if len(points) < 2:
        return
    if stroked:
        for (x0, y0), (x1, y1) in pairwise(points):
            if abs(y0 - y1) < 1.0 and abs(x0 - x1) >= _SHORTEST:
                page.horizontal.extend(((y0 + y1) / 2, min(x0, x1), max(x0, x1)))
            elif abs(x0 - x1) < 1.0 and abs(y0 - y1) >= _SHORTEST:
                page.vertical.extend(((x0 + x1) / 2, min(y0, y1), max(y0, y1)))
        return
    xs, ys = [point[0] for point in points], [point[1] for point in points]
    left, top, right, bottom = min(xs), min(ys), max(xs), max(ys)
    if bottom - top < _THIN <= right - left:
        page.horizontal.extend(((top + bottom) / 2, left, right))
    elif right - left < _THIN <= bottom - top:
        page.vertical.extend(((left + right) / 2, top, bottom))


class _View:
    """From the coordinates of a page's content to the page as it is seen."""

    def __init__(self, pdfium: Any, handle: Any) -> None:
        self.turned = 0
        self.quarter = pdfium.FPDFPage_GetRotation(handle) % 4
        width, height = pdfium.FPDF_GetPageWidthF(handle), pdfium.FPDF_GetPageHeightF(handle)
        self.width, self.height = (_within(width), _within(height))
        box = pdfium.FS_RECTF()
        if pdfium.FPDF_GetPageBoundingBox(handle, box):
            self.left, self.bottom, self.right, self.top = box.left, box.bottom, box.right, box.top
        else:
            self.left, self.bottom, self.right, self.top = 0.0, 0.0, self.width, self.height

    def point(self, x: float, y: float) -> tuple[float, float] | None:
        if self.quarter == 0:
            x, y = x - self.left, self.top - y
        elif self.quarter == 1:
            x, y = y - self.bottom, x - self.left
        elif self.quarter == 2:
            x, y = self.right - x, y - self.bottom
        else:
            x, y = self.top - y, self.right - x
        if not (abs(x) < _FARTHEST and abs(y) < _FARTHEST):
            return None
        return x, y

    def box(self, left: float, bottom: float, right: float, top: float) -> tuple[float, float, float, float] | None:
        one, other = self.point(left, bottom), self.point(right, top)
        if one is None or other is None:
            return None
        return min(one[0], other[0]), min(one[1], other[1]), max(one[0], other[0]), max(one[1], other[1])


def _turn(page: Page, turn: int) -> None:
    """Turns a page whose lines run upwards, downwards or upside down, by so many quarters clockwise."""
    width, height = page.width, page.height
    for boxes in (page.boxes, page.pictures):
        for at in range(0, len(boxes), 4):
            left, top, right, bottom = boxes[at : at + 4]
            if turn == 1:
                turned = (height - bottom, left, height - top, right)
            elif turn == 2:
                turned = (width - right, height - bottom, width - left, height - top)
            else:
                turned = (top, width - right, bottom, width - left)
            boxes[at : at + 4] = array("f", turned)
    for lines, side, other in ((page.horizontal, height, width), (page.vertical, width, height)):
        # A line across keeps its way along where the page is turned one way, and is mirrored where the other.
        flips, mirrors = (turn == 2 or (turn == 1) == (lines is page.horizontal)), turn == 2
        mirrors = mirrors or (turn == 3) == (lines is page.horizontal)
        for at in range(0, len(lines), 3):
            place, first, last = lines[at : at + 3]
            if flips:
                lines[at] = side - place
            if mirrors:
                lines[at + 1], lines[at + 2] = other - last, other - first
    if turn % 2:
        page.width, page.height = height, width
        page.horizontal, page.vertical = page.vertical, page.horizontal


def _within(value: float) -> float:
    return min(max(value, 1.0), _FARTHEST) if value == value else 1.0


def _times(inner: Matrix, outer: Matrix) -> Matrix:
    a, b, c, d, e, f = inner
    k, m, n, p, q, r = outer
    return (
        a * k + b * n, a * m + b * p, c * k + d * n, c * m + d * p, e * k + f * n + q, e * m + f * p + r,
    )  # fmt: skip


def _apply(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f
