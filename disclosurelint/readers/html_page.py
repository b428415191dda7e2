"""Where the report stands in a web page: the element that holds it, and what around and within it is the page's own.

One pass over the tags builds the tree of block elements as browsers do (open paragraphs, items, rows and cells end
where the next begins) and weighs each: letters outside links, and paragraphs that begin with the numeral of a heading.
The report is the deepest element that holds nearly all of the weight. No name of a site's class decides; the usual
names (nav, footer, share …) and shares of linked text only tell which light parts beside and within it to leave out.
"""

from __future__ import annotations

import re

from disclosurelint.readers.html_tables import BLOCK_TAGS, TABLE_PARTS, Token
from disclosurelint.records import field, record

_HEADING = re.compile(r"\s*(?:[一二三四五六七八九十]{1,2}\s?、|第[一二三四五六七八九十]{1,3}[部章条])")
_ATTRIBUTE = re.compile(r"""([A-Za-z-]{1,40})(?:\s{0,4}=\s{0,4}("[^"]*"|'[^']*'|[^\s"'>]+))?""")
_NOT_SHOWN = re.compile(r"display\s{0,4}:\s{0,4}none|visibility\s{0,4}:\s{0,4}(?:hidden|collapse)")
_CLASS = re.compile(r"""(?:^|\s)(?:class|id|role)\s{0,4}=\s{0,4}["']?([^"'>]{1,200})""", re.IGNORECASE)
_LINK = re.compile(r"(?:^|\s)href\s{0,4}=", re.IGNORECASE)
# Names that sites give to what is not the text of the page.
_FURNITURE = re.compile(
    r"(?:^|[\s_-])(?:nav|navbar|navigation|menu|foot|footer|bottom|share|bshare|bdshare\w*|social|bread|breadcrumbs?"
    r"|crumbs?|location|position|current|dqwz|weizhi|sidebar|side|aside|related|relate|relevant|recommend|copyright"
    r"|toolbar|tools?|print|ewm|qrcode|comments?|pager|prevnext|banner|search|login|friendlink|links?)"
    r"(?:$|[\s_-])",
    re.IGNORECASE,
)
_FURNITURE_TAGS = frozenset({"nav", "footer", "aside", "select", "menu", "dialog"})
_LEAVES = frozenset({"p", "h1", "h2", "h3", "h4", "h5", "h6", "dt", "pre", "caption", "legend", "summary", "center"})
# Start tags that end an open element: which, and where the search for it stops.
_ENDS: dict[str, tuple[frozenset[str], frozenset[str]]] = {
    "li": (frozenset({"li"}), frozenset({"ul", "ol", "menu", "dir"}) | TABLE_PARTS),
    "dt": (frozenset({"dt", "dd"}), frozenset({"dl"}) | TABLE_PARTS),
    "dd": (frozenset({"dt", "dd"}), frozenset({"dl"}) | TABLE_PARTS),
    "option": (frozenset({"option"}), frozenset({"select"})),
    "td": (frozenset({"td", "th"}), frozenset({"table", "tr"})),
    "th": (frozenset({"td", "th"}), frozenset({"table", "tr"})),
    "tr": (frozenset({"tr"}), frozenset({"table"})),
    "tbody": (frozenset({"tbody", "thead", "tfoot"}), frozenset({"table"})),
    "thead": (frozenset({"tbody", "thead", "tfoot"}), frozenset({"table"})),
    "tfoot": (frozenset({"tbody", "thead", "tfoot"}), frozenset({"table"})),
}
_VOID = "area base br col embed hr img input link meta param source track wbr"
VOID_TAGS = frozenset(_VOID.split())
"""Elements that have no content and no end tag."""
_SCOPES = frozenset({"table", "td", "th"})
# What the last letters of a report's title are.
_TITLE = re.compile(r"(?:报告|年报|总结)(?:\(?(?:19|20)\d\d年?度?\)?)?$")
_BACK = 300
"""How many open elements are looked through for one to close."""

_FOR_A_HEADING = 150
"""What a numbered heading weighs, in letters."""
_MOST = 0.85
"""The share of an element's weight that a child must hold to be looked into."""
_LIGHT = 0.1
_LINKED = 0.6


@record
class Node:
    """A block element. `first` and `last` are the numbers of its tokens; counts are of itself and all below it."""

    name: str
    parent: Node | None
    first: int
    attributes: str = ""
    last: int = 0
    text: int = 0
    linked: int = 0
    headings: int = 0
    figures: int = 0
    hidden: bool = False
    children: list[Node] = field(default_factory=list)

    @property
    def weight(self) -> int:
        """How much of a report it may hold."""
        return self.text + _FOR_A_HEADING * self.headings


class Tree:
    """The block elements of a page."""

    def __init__(self, tokens: list[Token], normal: str) -> None:
        self.tokens = tokens
        self.normal = normal
        self.root = Node("", None, 0, last=len(tokens) - 1)
        self.dropped: list[tuple[int, int]] = []
        self._nodes: list[Node] = []
        self._stack = [self.root]
        self._open: dict[str, int] = {}
        self._link: Node | None = None
        self._fresh = True
        self._veil: tuple[str, int, int] | None = None
        for number, (start, end, match, name) in enumerate(tokens):
            if match is None:
                if self._veil is None:
                    self._text(start, end)
            elif name:
                self._tag(number, name, match)
        while len(self._stack) > 1:
            self._pop(len(tokens) - 1)

    def release(self) -> None:
        """Takes the elements apart, which hold each other and would wait for the collector of cycles."""
        for node in self._nodes:
            node.parent = None

    # Reading

    def _text(self, start: int, end: int) -> None:
        value = self.normal[start:end]
        if value.isspace():
            return
        count = len(value) if end - start < 8 else len(value) - value.count(" ") - value.count("\n")
        node = self._stack[-1]
        if self._link is not None:
            node.linked += count
        else:
            node.text += count
            if self._fresh and _HEADING.match(value):
                node.headings += 1
            if value[0].isdigit() and count < 12:
                node.figures += 1
        self._fresh = False

    def _tag(self, number: int, name: str, match: re.Match[str]) -> None:
        closes = match.group("close") == "/"
        if self._veil is not None and self._under_veil(number, name, closes):
            return
        attributes = "" if closes else match.group("attributes") or ""
        is_block = name in BLOCK_TAGS or name in TABLE_PARTS
        if not is_block:
            if name == "a":
                self._link = None if closes or not _LINK.search(attributes) else self._stack[-1]
            elif name == "br":
                self._fresh = True
            elif attributes and name not in VOID_TAGS and hides(attributes):
                self._veil = (name, 1, number)
            return
        self._fresh = True
        if closes:
            self._close(name, number)
            return
        if name == "hr":
            return
        self._imply(name, number)
        if self._link is not None and self._link not in self._stack[-3:]:
            self._link = None
        node = Node(name, self._stack[-1], number, attributes)
        node.hidden = bool(attributes) and hides(attributes)
        self._nodes.append(node)
        self._stack.append(node)
        self._open[name] = self._open.get(name, 0) + 1

    def _under_veil(self, number: int, name: str, closes: bool) -> bool:
        """Follows a hidden inline element to its end; a block's end ends it too."""
        assert self._veil is not None
        veil, depth, first = self._veil
        if name == veil:
            depth += -1 if closes else 1
            self._veil = (veil, depth, first)
            if depth <= 0:
                self.dropped.append((first, number))
                self._veil = None
            return True
        if closes and any(node.name == name for node in self._stack[-1:]):
            self.dropped.append((first, number - 1))
            self._veil = None
            return False
        return True

    def _imply(self, name: str, number: int) -> None:
        """Ends what the start tag of a block ends by itself."""
        if self._stack[-1].name == "p":
            self._pop(number - 1)
        rule = _ENDS.get(name)
        if rule is None or not any(self._open.get(target) for target in rule[0]):
            return
        targets, stops = rule
        for back in range(1, min(len(self._stack), _BACK)):
            node = self._stack[-back]
            if node.name in stops:
                return
            if node.name in targets:
                for _ in range(back):
                    self._pop(number - 1)
                return

    def _close(self, name: str, number: int) -> None:
        """An end tag: ends the innermost open element of its name, if one is in reach."""
        if not self._open.get(name):
            return
        part = name in TABLE_PARTS
        for back in range(1, min(len(self._stack), _BACK)):
            node = self._stack[-back]
            if node.name == name:
                for left in range(back, 0, -1):
                    self._pop(number if left == 1 else number - 1)
                return
            if node.name == "table" if part else node.name in _SCOPES:
                return

    def _pop(self, last: int) -> None:
        node = self._stack.pop()
        self._open[node.name] -= 1
        node.last = max(last, node.first)
        if self._link is node:
            self._link = None
        parent = self._stack[-1]
        if node.hidden:
            self.dropped.append((node.first, node.last))
            return
        parent.text += node.text
        parent.linked += node.linked
        parent.headings += node.headings
        parent.figures += node.figures
        # Light leaves are only looked at where they may be left out, or hold the title.
        parent.children.append(node)

    # Choosing

    def report(self) -> tuple[int, int]:
        """The numbers of the first and the last token of the report; what is left out in between goes to `dropped`."""
        body = self._heaviest()
        box, first = self._with_title(body)
        last = self._last(body, box)
        if body is not self.root or box is not self.root:
            self._drop_around(box, body, first, last)
        self._drop_within(body)
        return first, last

    def _heaviest(self) -> Node:
        """The deepest element that holds nearly all weight; a table of data is never looked into."""
        node = best = self.root
        while node.children:
            child = max(node.children, key=lambda each: each.weight)
            if child.weight < _MOST * node.weight or child.name in _LEAVES or not child.weight:
                break
            node = child
            if node.name not in ("table", "tr", "tbody", "thead", "tfoot"):
                best = node
        return best

    def _with_title(self, body: Node) -> tuple[Node, int]:
        """The element that holds report and title, and the token with which the title begins."""
        if any(node.name in ("h1", "h2") for node in body.children[:6]) or body is self.root:
            return body, body.first
        node = body
        for _ in range(12):
            parent = node.parent
            if parent is None:
                break
            for before in reversed([each for each in parent.children if each.first < node.first]):
                title = self._title_in(before)
                if title is not None:
                    return parent, title.first
            node = parent
        return body, body.first

    def _title_in(self, node: Node) -> Node | None:
        """The last block of an element that reads as the title of a report."""
        waiting = [node]
        while waiting:
            each = waiting.pop()
            own = each.text + each.linked - sum(child.text + child.linked for child in each.children)
            if each.name in ("h1", "h2") and 4 <= each.text + each.linked < 120:
                return each
            if own >= 8 and each.text < 120 and _TITLE.search("".join(self._words(each).split())):
                return each
            waiting.extend(each.children[-20:])
        return None

    def _words(self, node: Node) -> str:
        words = []
        for start, end, match, _ in self.tokens[node.first : min(node.last, node.first + 40) + 1]:
            if match is None:
                words.append(self.normal[start:end])
        return "".join(words)

    def _last(self, body: Node, box: Node) -> int:
        """The last token: that of the box around title and report, unless much else stands in it."""
        behind = [node for node in box.children if node.first > body.last]
        others = sum(node.weight for node in behind)
        return box.last if box is body or others <= 0.3 * body.weight else body.last

    def _drop_around(self, box: Node, body: Node, first: int, last: int) -> None:
        """Leaves out what stands beside the report and is the page's own."""
        node = body
        while node is not box and node.parent is not None:
            for each in node.parent.children:
                if each is not node and each.last >= first and each.first <= last:
                    self._drop_furniture(each, body, beside=True)
            node = node.parent

    def _drop_within(self, body: Node) -> None:
        for each in body.children:
            self._drop_furniture(each, body, beside=False)

    def _drop_furniture(self, node: Node, body: Node, *, beside: bool) -> None:
        waiting = [(node, 0)]
        while waiting:
            each, depth = waiting.pop()
            if self._is_furniture(each, body, beside=beside):
                self.dropped.append((each.first, each.last))
            elif depth < 40 and each.name not in _LEAVES and each.children and (beside or each.name != "table"):
                waiting.extend((child, depth + 1) for child in each.children)

    @staticmethod
    def _is_furniture(node: Node, body: Node, *, beside: bool) -> bool:
        if node.headings or node.weight > _LIGHT * body.weight or (node.name in _LEAVES and node.name != "p"):
            return False
        if node.figures > 4:
            return False
        if node.name in _FURNITURE_TAGS:
            return True
        letters = node.text + node.linked
        if letters and node.linked >= _LINKED * letters and node.linked >= 4 and (beside or node.name != "p"):
            return True
        if not node.attributes or (node.name == "p" and not beside):
            return False
        return any(_FURNITURE.search(words) for words in _CLASS.findall(node.attributes))


def hides(attributes: str) -> bool:
    """Whether an element with these attributes is not shown: `hidden`, `display:none`, `visibility:hidden`."""
    lower = attributes.lower()
    if "none" not in lower and "hidden" not in lower and "collapse" not in lower:
        return False
    for name, value in _ATTRIBUTE.findall(lower):
        if name == "hidden" or (name == "style" and _NOT_SHOWN.search(value)):
            return True
    return False
