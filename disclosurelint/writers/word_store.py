"""The part of a Word file that holds the text of its comments, and what else names them."""

from __future__ import annotations

import re
from html import escape, unescape

from disclosurelint.readers.docx import OURS
from disclosurelint.readers.docx_package import RELATIONS, STRICT, STRICT_RELATIONS, relations_name, utf8
from disclosurelint.writers.word_map import WordMap
from disclosurelint.writers.word_package import spliced

_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


class Store:
    """The comments of a file: those of this program that are there, and the parts with new ones."""

    def __init__(self, places: WordMap) -> None:
        package = places.package
        self._places = places
        self._space = places.space
        related = package.related(package.main)
        folder = package.main.rpartition("/")[0]
        self.name = related["comments"][1] if "comments" in related else f"{folder}/comments.xml".lstrip("/")
        self._is_new = "comments" not in related or self.name not in package.names
        self._xml = utf8(package.part(self.name) or b"")
        self.ours, self._highest = self._known()
        self.next_id = self._highest + 1
        self.prefix_in_body = _prefix(places.xml, self._space)

    def _known(self) -> tuple[list[tuple[str, tuple[int, int]]], int]:
        """The comments of this program with their stretches in the part, and the highest number of any other."""
        ours: list[tuple[str, tuple[int, int]]] = []
        others = {mark.comment for mark in self._places.comments}
        for match in re.finditer(rb"<(?:\w{1,20}:)?comment\s[^<>]*>", self._xml):
            attributes = dict(re.findall(r'(?:\w{1,20}:)?(\w+)="([^"]*)"', match.group().decode("utf-8", "replace")))
            number = attributes.get("id", "")
            others.add(number)
            if unescape(attributes.get("author", "")) == OURS:
                name = match.group()[1:].split()[0]
                close = b"</" + name + b">"
                end = self._xml.find(close, match.end())
                empty = match.group().endswith(b"/>") or end < 0
                ours.append((number, (match.start(), match.end() if empty else end + len(close))))
        others -= {number for number, _ in ours}
        return ours, max((int(number) for number in others if number.isdecimal() and len(number) < 10), default=-1)

    def comment(self, number: int, lines: list[str]) -> str:
        """The element of a comment; a paragraph a line."""
        w, declared = _prefix(self._xml, self._space) if self._xml else ("w:", "")
        paragraphs = []
        for at, line in enumerate(lines):
            lead = f"<{w}r><{w}annotationRef/></{w}r>" if not at else ""
            text = escape(_CONTROLS.sub("", line), quote=False)
            paragraphs.append(f'<{w}p>{lead}<{w}r><{w}t xml:space="preserve">{text}</{w}t></{w}r></{w}p>')
        body = "".join(paragraphs)
        return f'<{w}comment{declared} {w}id="{number}" {w}author="{OURS}" {w}initials="dl">{body}</{w}comment>'

    def parts(self, comments: list[str]) -> dict[str, bytes]:
        """The parts that change; none of them where there was no comment and there is none."""
        if self._is_new and not comments:
            return {}
        text = "".join(comments).encode()
        if not self._xml:
            head = f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<w:comments xmlns:w="{self._space}">'
            found = {self.name: head.encode() + text + b"</w:comments>"}
        else:
            kept = spliced(self._xml, [(start, end, b"") for _, (start, end) in self.ours])
            found = {self.name: _before_end(kept, "comments", text)}
            found.update(self._extended())
        if self._is_new:
            found.update(self._announced())
        return found

    def _announced(self) -> dict[str, bytes]:
        """The part of comments named among the types and relations of the package."""
        package = self._places.package
        types = utf8(package.part("[Content_Types].xml") or b"")
        override = f'<Override PartName="/{self.name}" ContentType="{_TYPE}"/>'
        found = {}
        if f'"/{self.name}"'.encode() not in types:
            found["[Content_Types].xml"] = _before_end(types, "Types", override.encode())
        relations = relations_name(package.main)
        xml = utf8(package.part(relations) or f'<Relationships xmlns="{_PACKAGE}/relationships"/>'.encode())
        base = STRICT_RELATIONS if self._space == STRICT else RELATIONS
        number = 1
        while f'"rIdDl{number}"'.encode() in xml:
            number += 1
        target = self.name.rpartition("/")[2]
        entry = f'<Relationship Id="rIdDl{number}" Type="{base}/comments" Target="{target}"/>'
        found[relations] = _before_end(xml, "Relationships", entry.encode())
        return found

    def _extended(self) -> dict[str, bytes]:
        """Word's further parts on comments (whether done, replies to which) without those that are dropped."""
        gone = set()
        for _, (start, end) in self.ours:
            gone |= set(re.findall(rb'paraId="([0-9A-Fa-f]{1,8})"', self._xml[start:end]))
        found: dict[str, bytes] = {}
        if not gone:
            return found
        package = self._places.package
        for kind in ("commentsExtended", "commentsIds"):
            name = package.related(package.main).get(kind, ("", ""))[1]
            xml = utf8(package.part(name) or b"") if name else b""
            if not xml:
                continue

            def entry(match: re.Match[bytes]) -> bytes:
                named = re.search(rb'\bparaId="([0-9A-Fa-f]{1,8})"', match.group().replace(b":", b" "))
                if named is not None and named.group(1) in gone:
                    return b""
                return re.sub(
                    rb'\s[\w:]{1,30}paraIdParent="([0-9A-Fa-f]{1,8})"',
                    lambda parent: b"" if parent.group(1) in gone else parent.group(),
                    match.group(),
                )

            changed = re.sub(rb"<(?:\w{1,20}:)?comment(?:Ex|Id)\s[^<>]*/>", entry, xml)
            if changed != xml:
                found[name] = changed
        return found


def _prefix(xml: bytes, space: str) -> tuple[str, str]:
    """The prefix of Word's elements in a part, and the declaration that an inserted element needs, mostly none."""
    root = re.search(rb"<[A-Za-z][^<>]*>", xml)
    tag = root.group().decode("utf-8", "replace") if root else ""
    if re.search(rf"""xmlns:w\s?=\s?["']{re.escape(space)}["']""", tag):
        return "w:", ""
    return "w:", f' xmlns:w="{space}"'


def _before_end(xml: bytes, root: str, text: bytes) -> bytes:
    """A part with something put in at the end of its root element."""
    closes = list(re.finditer(rb"</(?:\w{1,20}:)?" + root.encode() + rb"\s?>", xml))
    if closes:
        at = closes[-1].start()
        return xml[:at] + text + xml[at:]
    match = re.search(rb"<((?:\w{1,20}:)?" + root.encode() + rb")\b([^<>]*)/>", xml)
    if match is None:
        return xml
    whole = b"<" + match.group(1) + match.group(2) + b">" + text + b"</" + match.group(1) + b">"
    return xml[: match.start()] + whole + xml[match.end() :]
