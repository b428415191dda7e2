"""HTML within Markdown: tables as tables, comments left out, block tags as ends of lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from disclosurelint.readers.html_tables import BLOCK_TAGS, HIDDEN_TAGS, TABLE_PARTS, hidden_end, read_html, table_end
from disclosurelint.readers.inline import Edit
from disclosurelint.readers.limits import refuse_tags
from disclosurelint.readers.sink import Sink
from disclosurelint.regexes import compiled

if TYPE_CHECKING:
    from disclosurelint.readers.lines import Remark
    from disclosurelint.readers.markdown import Reader


_CUT = compiled(r"<!--|<(/?)([A-Za-z][A-Za-z0-9]*)(?=[\s/>])[^<>]*>")


class HtmlLines:
    """Feeds the lines of a Markdown file to its reader with HTML taken out or turned into blocks."""

    def __init__(self, reader: Reader) -> None:
        self.reader = reader
        self.source = reader.source

    def run(self, spans: list[tuple[int, int, int]]) -> None:
        """All lines, cut at the HTML in them."""
        cuts = self._cuts(spans[0][0] if spans else 0, spans[-1][1] if spans else 0)
        at = 0
        inside = 0
        for start, stop, end in spans:
            if stop <= inside and start < inside:
                continue
            begin = max(start, inside)
            starts = begin > start
            changes: list[Edit] = []
            comments: list[Remark] = []
            # Within a row of a pipe table, tags are markup of its cells.
            row = self.source.count("|", start, stop) > 1
            while at < len(cuts) and cuts[at][0] < stop:
                cut_start, cut_end, kind = cuts[at]
                at += 1
                if row and kind in ("br", "break"):
                    continue
                if kind == "comment":
                    comments.append((self.source[cut_start + 4 : cut_end - 3].strip(), (cut_start, cut_end)))
                    changes.append((cut_start, cut_end, ""))
                    inside = max(inside, cut_end)
                    if cut_end > stop:
                        break
                    continue
                self._part(begin, cut_start, starts, kind in ("break", "table"), changes, comments)
                changes, comments = [], []
                self._cut(cut_start, cut_end, kind)
                begin = inside = max(inside, cut_end)
                starts = kind != "br"
            if begin < stop or begin == start:
                self._rest(start, begin, stop, end, starts, changes, comments)

    def _rest(
        self, start: int, begin: int, stop: int, end: int, starts: bool, changes: list[Edit], comments: list[Remark]
    ) -> None:
        """What is left of a line; a line that held only tags is no blank line."""
        if begin > start and not comments and not self.source[begin:stop].strip():
            return
        self.reader.line(begin, stop, end, starts, edits=changes or None, comments=comments or None)

    def _part(
        self, begin: int, stop: int, starts: bool, ends: bool, changes: list[Edit], comments: list[Remark]
    ) -> None:
        if comments or self.source[begin:stop].strip():
            self.reader.line(begin, stop, stop, starts, True, changes or None, comments or None)
        elif ends:
            self.reader.end_run()

    def _cut(self, start: int, end: int, kind: str) -> None:
        reader = self.reader
        if kind == "table":
            reader.end_run()
            sink = Sink()
            read_html(self.source, reader.normal, start, end, sink)
            reader.items.extend(sink.blocks)
            reader.comments.extend(sink.comments)
        elif kind == "break":
            reader.end_run()
            match = _CUT.match(self.source, start)
            name = match.group(2).lower() if match else ""
            if len(name) == 2 and name[0] == "h" and name[1].isdigit():
                reader.level = None if match and match.group(1) else int(name[1])

    def _cuts(self, start: int, limit: int) -> list[tuple[int, int, str]]:
        source = self.source
        refuse_tags(source.count("<"))
        cuts: list[tuple[int, int, str]] = []
        unclosed: set[str] = set()
        last_comment = source.rfind("-->")
        at = start
        while match := _CUT.search(source, at, limit):
            begin, at = match.span()
            if match.group(2) is None:
                if last_comment >= at:
                    at = source.find("-->", at) + 3
                    cuts.append((begin, at, "comment"))
                continue
            name = match.group(2).lower()
            closes = bool(match.group(1))
            if name in TABLE_PARTS:
                if not closes:
                    at = table_end(source, begin, limit)
                    cuts.append((begin, at, "table"))
                else:
                    cuts.append((begin, at, "break"))
            elif name in HIDDEN_TAGS and not closes:
                at = hidden_end(source, name, at, limit, unclosed)
                cuts.append((begin, at, "break"))
            elif name == "br":
                cuts.append((begin, at, "br"))
            elif name in BLOCK_TAGS:
                cuts.append((begin, at, "break"))
        return cuts
