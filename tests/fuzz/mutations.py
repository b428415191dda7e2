"""Drafts with pieces cut out, doubled, swapped, and hostile words put in: bytes that are nearly a report."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from functools import lru_cache
from pathlib import Path
from random import Random

from disclosurelint.readers.pdf_pages import read_pages
from tests.drafts import LAYOUTS, make, render
from tests.fuzz import pages, word

CORPUS = Path(__file__).parent / "corpus"
LONGEST = 200_000
"""Bytes that a mutated file has at most."""

WORDS = (
    "", "0", "-1", "9" * 40, "１２３", "1,2,3", "1.2.3", "..", "一百万亿", "零", "〇〇", "十十", "百分之", "%", "万", "其中", "分别为", "和", "均",
    "2024年", "2024年13月45日", "1年", "第一条", "第九百九十九条第（十）项", "《", "》", "〔2021〕30号", "国办发[9999]0号", "一、", "（一）", "1.",
    "一是", "二是", "十是", "十三是", "首先，", "第二，", "；是", "；二", "较上年增长", "申请", "件", "本机关", "清沅县人民政府", "政府信息公开工作年度报告", "110101199003070018", "13800138000",
    "|", "\t", "\n", "\r", "\n\n", "---\n", "# ", "> ", "- ", "```\n", "<", ">", "<table>", "</table>", "<tr><td>", "<td rowspan=0 colspan=99>",
    "<!--", "-->", "<!-- disclosurelint: ignore ALL -- x -->", "<br>", "<script>", "&#0;", "&nbsp;", "&", "[", "](", "**", "\\", "“", "”",
    "\0", "\x1b[2J", "\u200b", "\u202e", "\u3000", "\ufeff", "\ue000", "\U0001f600", "\u0301", "⼀", "㈠", "\u2028", "年度：", "/", "—",
    "<w:p>", "</w:p>", "<w:tbl>", '<w:gridSpan w:val="9999"/>', '<w:vMerge/>', "<w:del>", "</w:tc>", "<w:r><w:t>", "]]>", "stream", "endobj", "0 0 R",
)  # fmt: skip

PAGES = b"[5"
"""How the pages of a PDF begin (`pages`): the width of A4."""

KINDS = 8
"""Kinds of edits."""

Edit = tuple[int, int, int, int]
"""Where (in ten-thousandths of the file), what is done, how much of the file it takes, and which word or place."""


def mutated(data: bytes, edits: list[Edit]) -> bytes:
    """The bytes after the edits; of a Word file the parts are changed, so that it remains one, mostly; pages of a
    PDF remain pages."""
    if data.startswith(PAGES):
        return pages.changed(data, Random(str(edits)))
    if data.startswith(b"PK") and edits and edits[0][3] % 8 and (parts := _parts(data)):
        return _mutated_parts(parts, edits)
    for edit in edits:
        data = _edited(data, *edit)[:LONGEST]
    return data


def _edited(data: bytes, where: int, what: int, size: int, which: int) -> bytes:
    at = where * len(data) // 10_000
    length = max(1, size * size // 2000)
    other = which * 7919 % (len(data) + 1)
    word = WORDS[which % len(WORDS)].encode()
    if what % KINDS == 0:
        return data[:at] + data[at + length :]
    if what % KINDS == 1:
        return data[:at] + word + data[at:]
    if what % KINDS == 2:
        return data[:at] + word * (size % 40) + data[at + len(word) :]
    if what % KINDS == 3:
        return data[:at] + data[other : other + length] + data[at:]
    if what % KINDS == 4:
        return data[:at] + bytes([which % 256]) + data[at + 1 :]
    # A place between letters of UTF-8: before the next byte that begins one.
    while at < len(data) and data[at] & 0xC0 == 0x80:
        at += 1
    if what % KINDS == 5:
        return data[:at] + word + data[at:]
    clause = clauses()[which * 31 % len(clauses())]
    if what % KINDS == 6:
        return data[:at] + clause + data[at:]
    return data[:at] + (clause + word) * (1 + size % 60) + data[at:]


@lru_cache(maxsize=1)
def clauses() -> list[bytes]:
    """What drafts say, clause by clause."""
    paragraphs = [text for number in range(30) for text in make(number, "prc-2021").paragraphs()]
    return sorted({part.encode() for text in paragraphs for part in re.split("(?<=[。；，、：])", text) if part})


def _parts(data: bytes) -> dict[str, bytes] | None:
    """The parts of a Word file; None where earlier changes have left no archive."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return {entry.filename: archive.read(entry) for entry in archive.infolist() if entry.file_size < 10**6}
    except Exception:
        return None


def _mutated_parts(parts: dict[str, bytes], edits: list[Edit]) -> bytes:
    rng = Random(str(edits))
    if rng.random() < 0.8:
        # Broken XML is refused at once: what comes behind sees well-formed parts only.
        chosen = [name for name in parts if name.endswith(".xml")] or list(parts)
        name = "word/document.xml" if "word/document.xml" in parts and rng.random() < 0.7 else rng.choice(chosen)
        parts[name] = (word.changed(parts[name], rng, WORDS) or parts[name])[:LONGEST]
        return _packed(parts)
    names = sorted(parts, key=lambda name: name != "word/document.xml")
    for edit in edits:
        # Most changes are in the text.
        name = names[0] if edit[3] % 4 else names[edit[0] % len(names)]
        parts[name] = _edited(parts[name], *edit)[:LONGEST]
    return _packed(parts)


def _packed(parts: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


@lru_cache(maxsize=1)
def seeds() -> dict[str, list[bytes]]:
    """Drafts of all layouts by the ending of their names."""
    found: dict[str, list[bytes]] = {}
    for number, layout in enumerate(sorted(LAYOUTS)):
        for edition in ("prc-2007", "prc-2019", "prc-2021"):
            rendered = render(make(number + 1, edition), layout)
            found.setdefault(rendered.name.rpartition(".")[2], []).append(rendered.data)
    found["front.md"] = [b"---\nyear: 2023\nbody-type: county\naggregate: true\n---\n" + found["md"][0]]
    found["md"] += found.pop("front.md")
    for data in found["pdf"]:
        read = read_pages(data)
        # Two pages each: a table may go on over the edge, and more pages bring nothing new.
        found.setdefault("pages", []).extend(pages.bytes_of(read[at : at + 2]) for at in range(0, len(read), 2))
    found["claims"] = ["\n\n".join(make(number, "prc-2021").paragraphs()).encode() for number in range(20)]
    return found


def corpus() -> list[Path]:
    """Files that once broke something: kept, each named by its target and a digest."""
    return sorted(path for path in CORPUS.iterdir() if path.name != "README.md")


def digest(data: bytes) -> str:
    """A short name for a file of the corpus."""
    return f"{zlib.crc32(data):08x}"
