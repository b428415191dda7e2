"""Word files whose parts stay well-formed while what they say is changed: elements taken out, doubled, moved, renamed."""

from __future__ import annotations

import copy
from random import Random
from xml.etree import ElementTree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
ElementTree.register_namespace("w", W[1:-1])

TAGS = (
    "p", "r", "t", "tab", "br", "cr", "noBreakHyphen", "softHyphen", "sym", "tbl", "tr", "tc", "tblGrid", "gridCol", "tblPr", "trPr", "tcPr",
    "gridSpan", "vMerge", "hMerge", "gridBefore", "gridAfter", "pPr", "rPr", "numPr", "ilvl", "numId", "pStyle", "rStyle", "outlineLvl",
    "vanish", "del", "ins", "moveFrom", "moveTo", "delText", "instrText", "fldChar", "fldSimple", "hyperlink", "smartTag", "sdt", "sdtContent",
    "sdtPr", "customXml", "commentReference", "commentRangeStart", "footnoteReference", "endnoteReference", "txbxContent", "pict", "drawing",
    "object", "sectPr", "lastRenderedPageBreak", "proofErr", "bookmarkStart", "ruby", "rubyBase", "rt", "altChunk", "lvl", "num", "abstractNum",
    "abstractNumId", "lvlText", "numFmt", "start", "lvlOverride", "startOverride", "style", "basedOn", "link", "docDefaults", "body",
)  # fmt: skip
VALUES = (
    "0",
    "1",
    "-1",
    "9999",
    "99999999999999999999",
    "",
    "true",
    "false",
    "off",
    "restart",
    "continue",
    "begin",
    "separate",
    "end",
    "%1.%2、",
)
VALUES += ("decimal", "chineseCounting", "upperRoman", "none", "bullet", "s1", "Heading1", "12.5", "①", "\U0001f600", "a" * 300)  # fmt: skip
ATTRIBUTES = (
    "val",
    "ilvl",
    "numId",
    "styleId",
    "type",
    "fldCharType",
    "id",
    "instr",
    "char",
    "font",
    "abstractNumId",
    "w",
)
MOST_ELEMENTS = 6000


def changed(part: bytes, rng: Random, words: tuple[str, ...]) -> bytes | None:
    """A part of a Word file with some of its elements changed; None where it is no XML any more."""
    try:
        root = ElementTree.fromstring(part)
    except ElementTree.ParseError:
        return None
    for _ in range(rng.choice((1, 1, 2, 4, 8))):
        parents = [(above, element) for above in root.iter() for element in above]
        if not parents or len(parents) > MOST_ELEMENTS:
            break
        _change(parents, rng, words)
    return ElementTree.tostring(root, encoding="utf-8")


def _change(
    parents: list[tuple[ElementTree.Element, ElementTree.Element]], rng: Random, words: tuple[str, ...]
) -> None:
    above, element = rng.choice(parents)
    what = rng.randrange(9)
    if what == 0:
        above.remove(element)
    elif what == 1:
        for _ in range(rng.choice((1, 2, 30))):
            above.insert(rng.randint(0, len(above)), copy.deepcopy(element))
    elif what == 2:
        _graft(parents, element, rng)
    elif what == 3:
        element.tag = W + rng.choice(TAGS)
    elif what == 4:
        around = ElementTree.Element(W + rng.choice(TAGS))
        above[list(above).index(element)] = around
        around.append(element)
    elif what == 5:
        name = rng.choice([*element.attrib, *(W + name for name in ATTRIBUTES)])
        element.set(name, rng.choice(VALUES))
    elif what == 6:
        new = ElementTree.SubElement(element, W + rng.choice(TAGS), {W + "val": rng.choice(VALUES)})
        element.remove(new)
        element.insert(rng.randint(0, len(element)), new)
    elif what == 7:
        texts = [each for _, each in parents if each.tag == W + "t"] or [element]
        chosen = rng.choice(texts)
        text = chosen.text or ""
        at = rng.randint(0, len(text))
        word = "".join(letter for letter in rng.choice(words) if letter >= " " and not "\ud800" <= letter <= "\udfff")
        chosen.text = text[:at] + word + text[at + rng.randint(0, 3) :]
    else:
        children = list(element)
        rng.shuffle(children)
        element[:] = children


def _graft(
    parents: list[tuple[ElementTree.Element, ElementTree.Element]], element: ElementTree.Element, rng: Random
) -> None:
    """A copy of the element goes where it does not belong."""
    inside = set(element.iter())
    places = [each for _, each in parents if each not in inside]
    if places:
        target = rng.choice(places)
        target.insert(rng.randint(0, len(target)), copy.deepcopy(element))
