"""Where in a Word file's body (`word/document.xml`) each paragraph, run and element with text stands, byte for byte.

Changes are spliced into the bytes; nothing is parsed and written anew, so whatever is not changed stays as it was.
"""

from __future__ import annotations

import re
from bisect import bisect_right

from disclosurelint.document import Document, Span
from disclosurelint.readers.docx_package import Package, namespace, new_parser, run_parser, utf8
from disclosurelint.records import field, record

_START_TAG = re.compile(rb"<[^\s/>]+(?:\s+[^\s=>/]+\s*=\s*(?:\"[^\"]*\"|'[^']*'))*\s*/?>")
_LETTER = re.compile(rb"&[^;<&]{1,12};|\r\n|[\x00-\x7f]|[\xc0-\xff][\x80-\xbf]*")
_TEXTS = frozenset(("t", "tab", "ptab", "br", "cr", "noBreakHyphen", "sym"))
_COMMENTED = ("commentRangeStart", "commentRangeEnd", "commentReference")


@record
class ParagraphPlace:
    """A paragraph's element; `inside` is the place behind its properties, -1 where the element is empty (`<w:p/>`)."""

    start: int
    inside: int
    end: int = 0
    host: RunPlace | None = None
    texts: list[TextPlace] = field(default_factory=list)


@record
class RunPlace:
    """A run's element: `tag` its start tag, `properties` the bytes of its `w:rPr`, `first` the place behind these.

    `depth` is how many paragraphs were open around it: one in the flow of the text.
    """

    start: int
    tag: bytes
    first: int
    depth: int
    properties: bytes = b""
    end: int = 0
    host: RunPlace | None = None
    texts: int = 0

    @property
    def name(self) -> bytes:
        """The element's name as written, with its prefix."""
        return _name(self.tag)

    def outermost(self) -> RunPlace:
        """The run itself, or the one in the flow of the text that holds it (through a text box, a phonetic guide)."""
        run = self
        while run.host is not None:
            run = run.host
        return run


@record
class TextPlace:
    """An element of text: its start tag is `start` to `inside`, its content ends at `close`, the element at `end`."""

    start: int
    inside: int
    kind: str
    run: RunPlace
    paragraph: ParagraphPlace
    close: int = 0
    end: int = 0


@record
class CommentPlace:
    """An element that a comment is fastened by, and the run around a reference."""

    comment: str
    start: int
    run: RunPlace | None
    end: int


class WordMap:
    """The places in a document's body. `xml` are the bytes of that part in UTF-8."""

    def __init__(self, document: Document) -> None:
        self.package = Package(document.package or b"")
        self.xml = utf8(self.package.part(self.package.main) or b"")
        self.space = namespace(self.xml)
        self.texts: dict[int, TextPlace] = {}
        self.paragraphs: dict[int, ParagraphPlace] = {}
        self.comments: list[CommentPlace] = []
        self._runs: list[RunPlace] = []
        self._open: list[ParagraphPlace] = []
        self._parser = new_parser()
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        run_parser(self._parser, self.xml)
        self._parser.StartElementHandler = self._parser.EndElementHandler = None
        self._anchors = document.anchors
        self._origins = [origin for origin, _ in document.anchors]
        self._shown = {place for _, place in document.anchors}
        self._source = document.source

    # The elements

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        space, _, local = name.rpartition(" ")
        if space != self.space:
            return
        at = self._parser.CurrentByteIndex
        if local == "p":
            tag = self._tag(at)
            inside = -1 if tag.endswith(b"/>") else at + len(tag)
            place = ParagraphPlace(at, inside, host=self._runs[-1].outermost() if self._runs else None)
            self.paragraphs[at] = place
            self._open.append(place)
        elif local == "r":
            tag = self._tag(at)
            outer = self._runs[-1] if self._runs else None
            self._runs.append(RunPlace(at, tag, at + len(tag), len(self._open), host=outer))
        elif local in _TEXTS and self._runs and self._open:
            tag = self._tag(at)
            text = TextPlace(at, at + len(tag), local, self._runs[-1], self._open[-1], at + len(tag), at + len(tag))
            self.texts[at] = text
            self._runs[-1].texts += 1
            self._open[-1].texts.append(text)
        elif local in _COMMENTED:
            comment = attributes.get(f"{self.space} id", "")
            run = self._runs[-1] if self._runs and local == "commentReference" else None
            self.comments.append(CommentPlace(comment, at, run, at + len(self._tag(at))))

    def _end(self, name: str) -> None:
        space, _, local = name.rpartition(" ")
        if space != self.space:
            return
        if local == "p" and self._open:
            paragraph = self._open.pop()
            paragraph.end = paragraph.start + len(self._tag(paragraph.start))
            if paragraph.inside >= 0:
                paragraph.end = self._behind()
        elif local == "r" and self._runs:
            run = self._runs.pop()
            run.end = run.first if run.tag.endswith(b"/>") else self._behind()
        elif local == "rPr" and self._runs:
            self._properties(self._runs[-1])
        elif local in _COMMENTED:
            if not self.xml.startswith(b"/>", self.comments[-1].end - 2):
                self.comments[-1].end = self._behind()
        elif local == "pPr" and self._open and not self._open[-1].texts:
            self._open[-1].inside = self._element_end(self._open[-1].inside)
        elif local in _TEXTS and self._runs and self._open and self._open[-1].texts:
            text = self._open[-1].texts[-1]
            if not self.xml.startswith(b"/>", text.inside - 2):
                text.close = self._parser.CurrentByteIndex
                text.end = self._behind()

    def _properties(self, run: RunPlace) -> None:
        """The bytes of a run's properties, which stand right behind its start tag; earlier ones may stand inside."""
        start = self.xml.find(b"<", run.start + len(run.tag))
        if run.texts or run.depth != len(self._open) or not self.name_at(start).endswith(b"rPr"):
            return
        run.first = self._element_end(start)
        run.properties = self.xml[start : run.first]

    def _element_end(self, start: int) -> int:
        """The place behind the element that ends at the event at hand; `start` is where it, or space before it, begins."""
        start = self.xml.find(b"<", start)
        tag = self._tag(start)
        return start + len(tag) if tag.endswith(b"/>") else self._behind()

    def _behind(self) -> int:
        """The place behind the end tag of the event at hand."""
        return self.xml.index(b">", self._parser.CurrentByteIndex) + 1

    def _tag(self, at: int) -> bytes:
        match = _START_TAG.match(self.xml, at)
        return match.group() if match else self.xml[at : self.xml.index(b">", at) + 1]

    def name_at(self, start: int) -> bytes:
        """The name, as written, of the element that starts at a place."""
        return _name(self._tag(start))

    def ends_run(self, at: int, run: RunPlace) -> bool:
        """Whether nothing of a run comes behind a place but its end tag."""
        return self.xml.startswith(b"</", at) and run.end == self.xml.index(b">", at) + 1

    # From origins to elements

    def is_shown(self, text: TextPlace) -> bool:
        """Whether an element's text is part of the document: neither hidden nor moved away."""
        return text.start in self._shown

    def paragraph_at(self, origin: int) -> ParagraphPlace | None:
        """The paragraph in which an origin is, the one before where none is."""
        at = self._index(origin)
        place = self._anchors[at][1] if at >= 0 else None
        if place is None:
            return None
        if place in self.paragraphs:
            return self.paragraphs[place]
        return self.texts[place].paragraph if place in self.texts else None

    def text_at(self, origin: int) -> tuple[TextPlace, int] | None:
        """The element that holds the letter at an origin, and how many of its letters stand before that."""
        at = self._index(origin)
        if at < 0:
            return None
        start, place = self._anchors[at]
        text = self.texts.get(place)
        return (text, origin - start) if text is not None else None

    def next_origin(self, origin: int) -> int:
        """Where the next element begins behind the one that holds an origin."""
        at = self._index(origin) + 1
        return self._origins[at] if at < len(self._origins) else len(self._source)

    def clipped(self, span: Span) -> Span:
        """A stretch, or its first line where it goes over several."""
        end = self._source.find("\n", span[0])
        return span[0], min(span[1], end) if end >= 0 else span[1]

    def _index(self, origin: int) -> int:
        return bisect_right(self._origins, origin) - 1

    def byte_at(self, text: TextPlace, letters: int) -> int | None:
        """The place in the bytes behind so many letters of a text element; None where it cannot be told."""
        content = self.xml[text.inside : text.close]
        if text.kind != "t" or b"<" in content:
            return None
        at = 0
        if b"preserve" not in self.xml[text.start : text.inside]:
            at = len(content) - len(content.lstrip(b" \t\r\n"))
        for _ in range(letters):
            match = _LETTER.match(content, at)
            if match is None:
                return None
            at = match.end()
        return text.inside + at


def _name(tag: bytes) -> bytes:
    return re.split(rb"[\s/>]", tag[1:], maxsplit=1)[0]
