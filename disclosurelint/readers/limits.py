"""How much a report can hold. The longest that were published are a tenth of it; beyond stand faults and attacks.

The limits bound time and memory of all rooms behind the readers, which are linear in them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from disclosurelint.readers.errors import cannot_read

if TYPE_CHECKING:
    from disclosurelint.document import Block, Document

MOST_LINES = 100_000
"""Lines of a text format, paragraphs of Word."""
MOST_LETTERS = 1_000_000
"""Letters of the text, markup aside."""
MOST_TAGS = 200_000
"""Tags, comments and entities of a page, or of the HTML in Markdown."""
MOST_ELEMENTS = 1_500_000
"""Tags in the body of a Word file, which writes dozens for a sentence."""
MOST_COLUMNS = 500
"""Cells in a row of text that are read."""
MOST_CELLS = 20_000
"""Cells of one table; of a larger one the first are kept, and it is no table that is trusted."""


def refuse_more(count: int, most: int, zh: str, en: str) -> None:
    """Raises `InputError` for an input with more of something than a report can hold."""
    if count > most:
        raise cannot_read(
            f"文件有超过 {most} {zh}，不像一份年度报告；请只交报告本身的文字",
            f"the file has more than {most} {en}, which no annual report has; give the text of the report alone",
        )


def refuse_lines(count: int) -> None:
    """Raises `InputError` for more lines than a report can hold."""
    refuse_more(count, MOST_LINES, "行", "lines")


def refuse_tags(count: int, most: int = MOST_TAGS) -> None:
    """Raises `InputError` for more tags than a report can hold."""
    refuse_more(count, most, "个标签", "tags")


def refuse_letters(document: Document) -> None:
    """Raises `InputError` for more text than a report can hold."""
    if len(document.source) > MOST_LETTERS:
        refuse_more(sum(map(_letters, document.blocks)), MOST_LETTERS, "字", "letters")


def _letters(block: Block) -> int:
    # Paragraphs have a text of their own, tables one a cell.
    cells = getattr(block, "cells", None) or [block]
    return sum(len(part.text.value) for part in cells if hasattr(part, "text"))
