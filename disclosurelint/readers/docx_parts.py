"""What the walk through a Word file's body gathers, before it becomes text: paragraphs, cells, rows, tables."""

from __future__ import annotations

from disclosurelint.records import field, record


@record
class WordParagraph:
    """A paragraph: pieces of text, each with the place of its element in the part; -1 for what no element holds.

    `notes` are things met on the way (`revisions`, `hidden`, a comment), with the letters before them; `floats` is
    what stands in text boxes fastened to it.
    """

    place: int
    pieces: list[tuple[str, int]] = field(default_factory=list)
    number: str = ""
    level: int | None = None
    notes: list[tuple[str, int]] = field(default_factory=list)
    floats: list[Content] = field(default_factory=list)
    picture: bool = False
    style: str | None = None
    list_id: str | None = None
    list_level: int | None = None
    outline: int | None = None
    mark_gone: bool = False
    mark_hidden: bool = False

    @property
    def text(self) -> str:
        """The text as Word shows it, numbering included."""
        return self.number + "".join([piece for piece, _ in self.pieces])

    def length(self) -> int:
        """How many letters there are so far, numbering aside."""
        return sum(len(piece) for piece, _ in self.pieces)

    def take(self, other: WordParagraph) -> None:
        """Puts before this paragraph one whose mark was deleted."""
        if self.notes:
            shift = other.length()
            other.notes += [(what, at + shift) for what, at in self.notes]
        other.pieces += self.pieces
        other.floats += self.floats
        self.notes, self.pieces, self.floats = other.notes, other.pieces, other.floats
        self.picture = self.picture or other.picture
        self.place = other.place


@record
class WordCell:
    """A cell as its element has it; `merge` is its `w:vMerge`: `restart`, `continue` or None."""

    columns: int = 1
    merge: str | None = None
    beside: str | None = None
    content: list[Content] = field(default_factory=list)
    gone: bool = False


@record
class WordRow:
    """A row; `before` are the grid columns that it leaves out at its beginning."""

    before: int = 0
    cells: list[WordCell] = field(default_factory=list)
    gone: bool = False


@record
class WordTable:
    """A table as its elements have it."""

    rows: list[WordRow] = field(default_factory=list)
    problem: str | None = None


Content = WordParagraph | WordTable
