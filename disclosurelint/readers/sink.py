"""Where readers put their blocks: it says for each comment which block or row comes next."""

from __future__ import annotations

from disclosurelint.document import Block, Comment, Paragraph, Span


class Sink:
    """Collects blocks and comments in the order of the source."""

    __slots__ = ("_waiting", "blocks", "comments")

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self.comments: list[Comment] = []
        self._waiting: list[tuple[str, Span]] = []

    def comment(self, text: str, span: Span) -> None:
        """A comment that covers the next block or row."""
        self._waiting.append((text, span))

    def covers(self, span: Span) -> None:
        """A block or row that the comments which still wait cover."""
        if self._waiting:
            self.comments.extend(Comment(text, place, span) for text, place in self._waiting)
            self._waiting.clear()

    def add(self, block: Block) -> None:
        """A block; comments before it cover it."""
        if self._waiting:
            self.covers(block.text.span() if isinstance(block, Paragraph) else block.span)
        self.blocks.append(block)

    def close(self, end: int) -> None:
        """The end of the document; comments that still wait cover nothing."""
        self.covers((end, end))
