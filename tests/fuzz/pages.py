"""Pages of PDF files as bytes that can be changed: what the process that reads PDF hands to the reader."""

from __future__ import annotations

import json
import math
from array import array
from random import Random
from typing import Any

from disclosurelint.readers.pdf_pages import MOST_PAGES, Page

FIELDS = {"boxes": 4, "horizontal": 3, "vertical": 3, "pictures": 4}
"""The lists of numbers of a page, and how many of them belong together."""
FARTHEST = 100_000.0
SPECIAL = (0.0, -1.0, 0.001, 1e-7, 42.0, 297.5, 595.0, 842.0, 99_999.0, -99_999.0)


def bytes_of(pages: list[Page]) -> bytes:
    """The pages as one line of JSON each: words stay words, numbers numbers, whatever is changed in them."""
    lines = [
        [page.width, page.height, page.text, *([round(number, 1) for number in getattr(page, name)] for name in FIELDS)]
        for page in pages
    ]
    return "\n".join(json.dumps(line, ensure_ascii=False, separators=(",", ":")) for line in lines).encode()


def pages_from(data: bytes) -> list[Page]:
    """The pages in the bytes, such as the process may hand over: finite numbers within bounds, a box for each letter."""
    pages = []
    for line in data.decode("utf-8", "replace").split("\n")[:MOST_PAGES]:
        try:
            entry = json.loads(line)
        except (ValueError, RecursionError):
            continue
        if isinstance(entry, list) and len(entry) == 3 + len(FIELDS) and isinstance(entry[2], str):
            pages.append(_page(entry))
    return pages


def _page(entry: list[Any]) -> Page:
    width, height = (abs(_number(side)) or 1.0 for side in entry[:2])
    page = Page(width, height, entry[2].replace("\0", " "))
    for (name, size), numbers in zip(FIELDS.items(), entry[3:], strict=True):
        kept = [_number(number) for number in numbers] if isinstance(numbers, list) else []
        setattr(page, name, array("f", kept[: len(kept) // size * size]))
    letters = min(len(page.text), len(page.boxes) // 4)
    page.text, page.boxes = page.text[:letters], page.boxes[: 4 * letters]
    return page


def _number(value: Any) -> float:
    number = float(value) if isinstance(value, int | float) and abs(value) < FARTHEST else 0.0
    return number if math.isfinite(number) else 0.0


def changed(data: bytes, rng: Random) -> bytes:
    """The pages with letters, boxes or lines moved, taken out, doubled, or put where others stand."""
    pages = pages_from(data) or [Page(595.0, 842.0)]
    for _ in range(rng.randint(1, 6)):
        page = rng.choice(pages)
        what = rng.randrange(6)
        if what == 0:
            _turn_up(pages, rng)
        elif what == 1 and page.text:
            at = rng.randrange(len(page.text))
            page.text = page.text[:at] + rng.choice("0 19一、（件%表：\ufffd\ue000") + page.text[at + 1 :]
        else:
            name = rng.choice([name for name in FIELDS if len(getattr(page, name))] or ["horizontal"])
            _move(page, name, rng)
    return bytes_of(pages[:20])


def _turn_up(pages: list[Page], rng: Random) -> None:
    at = rng.randrange(len(pages))
    if rng.random() < 0.5 and len(pages) > 1:
        pages[at], pages[at - 1] = pages[at - 1], pages[at]
    elif rng.random() < 0.5 and len(pages) > 1:
        del pages[at]
    else:
        pages.insert(at, pages_from(bytes_of([pages[at]]))[0])


def _move(page: Page, name: str, rng: Random) -> None:
    numbers, size = getattr(page, name), FIELDS[name]
    if not numbers:
        numbers.extend(rng.choice(SPECIAL) for _ in range(size))
    group = rng.randrange(len(numbers) // size) * size
    how = rng.randrange(6)
    if how == 0:
        numbers[group + rng.randrange(size)] = rng.choice(SPECIAL)
    elif how == 1:
        numbers[group + rng.randrange(size)] = numbers[rng.randrange(len(numbers))]
    elif how == 2:
        shift = rng.uniform(-30, 30)
        for at in range(group, min(len(numbers), group + size * rng.randint(1, 40))):
            numbers[at] += shift
    elif how == 3 and name != "boxes":
        del numbers[group : group + size * rng.randint(1, 3)]
    elif how == 4 and name != "boxes":
        numbers.extend(numbers[group : group + size * rng.randint(1, 9)])
    else:
        for at in range(group, group + size):
            numbers[at] = rng.choice(numbers)
