"""The shapes that drafts come in: a `Draft` to the bytes of a file.

A layout writes the lines of a draft; a *finish* then damages or encodes the text as scraping and old software do.
Further formats join as entries of `LAYOUTS` that give bytes.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from random import Random

from tests.drafts.draft import Draft
from tests.drafts.forms import Block, Form, Line
from tests.drafts.portable import cut, pdf
from tests.drafts.tables import cells_of, cut_label, grid, html_table
from tests.drafts.word import word


@dataclass(slots=True)
class Rendered:
    """A file: its name, its bytes, and its text as decoded (nothing for Word and PDF)."""

    name: str
    data: bytes
    text: str


Lines = list[str]


# -- Markdown ------------------------------------------------------------------------------------------------------


def markdown_html(draft: Draft, rng: Random) -> Lines:
    """Markdown with the tables in HTML, cells merged as the form prints them."""
    mark = rng.choice(("## ", "## ", "### ", ""))
    return _markdown(draft, mark, lambda form: [html_table(draft, form), ""], title_mark="# ")


def markdown_folded(draft: Draft, rng: Random) -> Lines:
    """Markdown with pipe tables, one a block, the upper header rows folded into one."""
    mark = rng.choice(("## ", "", "**"))

    def table(form: Form) -> Lines:
        lines: Lines = []
        for block in form.blocks:
            if block.caption:
                lines += [block.caption, ""]
            lines += [*_pipes(_folded(draft, form, block)), ""]
        return lines

    return _markdown(draft, mark, table, title_mark=rng.choice(("# ", "")))


def markdown_grid(draft: Draft, rng: Random) -> Lines:
    """Markdown with pipe tables whose merged cells are repeated, or left empty, at each place; one table a section."""
    repeat = rng.random() < 0.5

    def table(form: Form) -> Lines:
        return [*_pipes(grid(draft, form, repeat=repeat)), ""]

    return _markdown(draft, "## ", table, title_mark="# ")


def _markdown(draft: Draft, mark: str, table: Callable[[Form], Lines], title_mark: str) -> Lines:
    close = "**" if mark == "**" else ""
    lines: Lines = []
    for line in draft.title:
        lines += [title_mark + line, ""]
    for text in [*draft.under_title, *draft.preamble]:
        lines += [text, ""]
    for part in draft.parts:
        lines += [f"{mark}{part.line}{close}", ""]
        for text in part.paragraphs:
            lines += [text, ""]
        if part.form and part.form in draft.forms:
            lines += table(draft.forms[part.form])
        for text in part.after:
            lines += [text, ""]
    return _ended(draft, lines, table)


def _ended(draft: Draft, lines: Lines, table: Callable[[Form], Lines]) -> Lines:
    signed = [line for text in draft.signature for line in (text, "")]
    annex = [draft.annex_title, "", *table(draft.forms["annex"])] if "annex" in draft.forms else []
    return lines + (signed + annex if draft.annex_after_signature else annex + signed)


def _pipes(rows: list[list[str]]) -> Lines:
    width = max(len(row) for row in rows)
    padded = [row + [""] * (width - len(row)) for row in rows]
    lines = ["| " + " | ".join(row) + " |" for row in padded]
    lines.insert(1, "|" + "---|" * width)
    return lines


def _folded(draft: Draft, form: Form, block: Block) -> list[list[str]]:
    if form.shape == "wide":
        header = [" ".join((*column.groups, column.label)) for column in block.columns]
        return [header, *(cells_of(draft, line) for line in block.lines)]
    rows = [[block.corner, *(column.label for column in block.columns)]]
    for line, groups in _led(block):
        rows.append([" ".join((*groups, line.label)), *cells_of(draft, line)])
    return rows


def _led(block: Block) -> list[tuple[Line, list[str]]]:
    """Each row with the headings that begin at it."""
    before: tuple[str, ...] = ()
    led = []
    for line in block.lines:
        led.append((line, [group for at, group in enumerate(line.groups) if line.groups[: at + 1] != before[: at + 1]]))
        before = line.groups
    return led


# -- plain text ----------------------------------------------------------------------------------------------------


def _plain(draft: Draft, table: Callable[[Form], Lines], paragraph: Callable[[str], Lines]) -> Lines:
    lines = [*draft.title, ""]
    for text in [*draft.under_title, *draft.preamble]:
        lines += paragraph(text)
    for part in draft.parts:
        lines += paragraph(part.line)
        for text in part.paragraphs:
            lines += paragraph(text)
        if part.form and part.form in draft.forms:
            lines += table(draft.forms[part.form])
        for text in part.after:
            lines += paragraph(text)
    signed = [*draft.signature]
    annex = [draft.annex_title, *table(draft.forms["annex"])] if "annex" in draft.forms else []
    return lines + (["", *signed, *annex] if draft.annex_after_signature else [*annex, "", *signed])


def _rows(draft: Draft, form: Form, separator: str) -> Lines:
    """Rows as copied from a table: a merged cell stands where it begins."""
    lines = []
    for block in form.blocks:
        if block.caption:
            lines.append(block.caption)
        depth = max(len(column.groups) for column in block.columns)
        for level in range(depth):
            seen: list[str] = []
            for column in block.columns:
                above = column.groups[level] if level < len(column.groups) else None
                name = above if above is not None else column.label if level == len(column.groups) else None
                if name is not None and (above is None or not seen or seen[-1] != name):
                    seen.append(name)
            lines.append(separator.join([block.corner, *seen] if level == 0 and block.corner else seen))
        last = [column.label for column in block.columns if len(column.groups) >= depth]
        lines.append(separator.join([block.corner, *last] if depth == 0 and block.corner else last))
        for line, groups in _led(block):
            lines.append(separator.join([*groups, *([line.label] if line.label else []), *cells_of(draft, line)]))
    return lines


def text_tabs(draft: Draft, rng: Random) -> Lines:
    """Text copied from Word: cells between tabs, every paragraph a line."""
    indent = rng.choice(("", "　　"))
    return _plain(draft, lambda form: _rows(draft, form, "\t"), lambda text: [indent + text])


def text_bars(draft: Draft, rng: Random) -> Lines:
    """Text of a document extractor: cells between bars."""
    return _plain(draft, lambda form: _rows(draft, form, " | "), lambda text: [text, ""])


def text_cells(draft: Draft, rng: Random) -> Lines:
    """Text of a web page: one cell a line."""
    gap, pad = rng.choice((([], ""), ([""], ""), ([""], "  ")))

    def table(form: Form) -> Lines:
        lines = []
        for row in _rows(draft, form, "\t"):
            for cell in row.split("\t"):
                lines += [pad + cell if cell[:1].isdigit() else cell, *gap]
        return lines

    return _plain(draft, table, lambda text: [text, ""])


def text_spaces(draft: Draft, rng: Random) -> Lines:
    """Text of a PDF: hard-wrapped lines, page numbers between them, rows as label and numbers with spaces."""
    width = rng.randint(30, 40)
    style = rng.choice(("second", "first", "whole"))

    def table(form: Form) -> Lines:
        lines: Lines = []
        for block in form.blocks:
            lines += [block.caption] if block.caption else []
            lines += _pdf_header(block)
            for line, groups in _led(block):
                numbers = " ".join(cells_of(draft, line))
                for group in groups:
                    # The merged cell of the results stands on its side, one letter a line.
                    lines += list(group) if group.startswith("三、") else [group]
                lines += _label_and_numbers(line.label, numbers, style, rng)
        return lines

    lines = _plain(draft, table, lambda text: _wrapped(text, width))
    return _paged(lines, rng)


def _pdf_header(block: Block) -> Lines:
    depth = max(len(column.groups) for column in block.columns)
    if not depth:
        return [" ".join([block.corner, *(column.label for column in block.columns)])]
    if not block.corner:
        return ["行政复议 行政诉讼", "结果维持 结果纠正 其他结果 尚未审结 总计", "未经复议直接起诉 复议后起诉",
                "结果维持 结果纠正 其他结果 尚未审结 总计 结果维持 结果纠正 其他结果 尚未审结 总计"]  # fmt: skip
    return [block.corner[:20], block.corner[20:], "申请人情况", "自然人", "法人或其他组织", "总计",
            "商业", "企业", "科研", "机构", "社会公益", "组织", "法律服务", "机构", "其他"]  # fmt: skip


def _label_and_numbers(label: str, numbers: str, style: str, rng: Random) -> Lines:
    if len(label) <= 14 or style == "whole":
        return [f"{label} {numbers}".strip()]
    first, second = cut_label(label, rng)
    return [first, f"{second} {numbers}"] if style == "second" else [f"{first} {numbers}", second]


def _wrapped(text: str, width: int) -> Lines:
    """Lines of a width, cut anywhere; Latin letters and digits are half as wide, no line begins with 。 or ，."""
    return cut(text, 1.0, width) or [""]


def _paged(lines: Lines, rng: Random) -> Lines:
    form = rng.choice(("- {} -", "— {} —", "－{}－"))
    paged: Lines = []
    for at, line in enumerate(lines):
        paged.append(line)
        # Never between two digits: a page ends between letters.
        if at % 27 == 26 and not line[-1:].isdigit():
            paged.append(form.format(at // 27 + 1))
    return paged


def text_glued(draft: Draft, rng: Random) -> Lines:
    """Text of a web page without any borders: the whole report on one line, digits of a row glued together."""

    def table(form: Form) -> Lines:
        return ["".join(row.split("\t")) for row in _rows(draft, form, "\t")]

    head = [
        f"标题: {''.join(draft.title)}",
        f"发布时间: {published(draft)} 16:34",
        f"发布机构: {draft.body.name}",
        "=" * 20,
    ]
    return [*head, "".join(_plain(draft, table, lambda text: [text.strip()]))]


def published(draft: Draft) -> str:
    """The day of the document, as page heads write it."""
    found = re.search(r"(\d{4})年(\d{1,2})月(\d{1,2})日", "".join(draft.under_title + draft.signature))
    return "{}-{:0>2}-{:0>2}".format(*found.groups()) if found else f"{draft.year + 1}-01-31"


# -- HTML ----------------------------------------------------------------------------------------------------------


def html_page(draft: Draft, rng: Random) -> Lines:
    """A web page: paragraphs, tables with merged cells."""
    attribute = rng.choice(("", ' style="text-indent:2em;"', ' class="MsoNormal"'))
    wrap = rng.choice(("{}", "<span>{}</span>", '<font face="仿宋"><span lang="ZH">{}</span></font>'))

    def paragraph(text: str) -> Lines:
        return [f"<p{attribute}>{wrap.format(text)}</p>"]

    lines = [
        "<!DOCTYPE html>",
        '<html lang="zh"><head><meta charset="utf-8">',
        f"<title>{''.join(draft.title)}</title></head>",
        "<body>",
    ]
    title = "<br>".join(draft.title)
    lines.append(rng.choice((f"<h1>{title}</h1>", f'<p style="text-align:center"><strong>{title}</strong></p>')))
    body = _plain(draft, lambda form: [html_table(draft, form)], paragraph)[len(draft.title) :]
    signed = set(draft.signature) | {draft.annex_title}
    lines += [f"<p>{line}</p>" if line in signed else line for line in body if line]
    return [*lines, "</body></html>"]


LAYOUTS: dict[str, tuple[str, Callable[[Draft, Random], Lines | bytes]]] = {
    "markdown-html": ("md", markdown_html),
    "markdown-folded": ("md", markdown_folded),
    "markdown-grid": ("md", markdown_grid),
    "text-tabs": ("txt", text_tabs),
    "text-bars": ("txt", text_bars),
    "text-cells": ("txt", text_cells),
    "text-spaces": ("txt", text_spaces),
    "text-glued": ("txt", text_glued),
    "html-page": ("html", html_page),
    "word": ("docx", word),
    "pdf": ("pdf", pdf),
}
"""By name: the extension of the file, and what writes it: lines of text, or the bytes of a binary format."""

FULL_DIGITS = str.maketrans("0123456789", "０１２３４５６７８９")
RADICALS = str.maketrans("一二工人文方行自民门见长车大小立用生", "⼀⼆⼯⼈⽂⽅⾏⾃⺠⻔⻅⻓⻋⼤⼩⽴⽤⽣")


def spaced(text: str) -> str:
    """A space around every number in prose, as justified lines of PDF files have them."""
    lines = []
    for line in text.split("\n"):
        if line[:1] in "|<" or "\t" in line or " | " in line or line.startswith("- "):
            lines.append(line)
            continue
        out: list[str] = []
        for at, letter in enumerate(line):
            before = line[at - 1] if at else ""
            if (
                before
                and before.isdigit() != letter.isdigit()
                and "一" <= (letter if before.isdigit() else before) <= "鿿"
            ):
                out.append(" ")
            out.append(letter)
        lines.append("".join(out))
    return "\n".join(lines)


FINISHES: dict[str, Callable[[str], tuple[str, bytes]]] = {
    "plain": lambda text: (text, text.encode()),
    "crlf": lambda text: ((ended := text.replace("\n", "\r\n")), ended.encode()),
    "bom": lambda text: (text, b"\xef\xbb\xbf" + text.encode()),
    "gb18030": lambda text: (text, text.encode("gb18030")),
    "utf-16": lambda text: (text, text.encode("utf-16")),
    "full-digits": lambda text: ((full := text.translate(FULL_DIGITS)), full.encode()),
    "spaced": lambda text: ((wide := spaced(text)), wide.encode()),
    "radicals": lambda text: ((damaged := text.translate(RADICALS)), damaged.encode()),
}
"""What scraping, fonts and old software do to a text: the text as it then is, and the bytes of the file."""


def render(draft: Draft, layout: str = "markdown-html", finish: str = "plain") -> Rendered:
    """The file of a draft; choices that a layout leaves open follow from the draft's seed."""
    extension, write = LAYOUTS[layout]
    lines = write(draft, Random(f"{draft.seed}/{layout}"))
    if isinstance(lines, bytes):
        return Rendered(f"{draft.edition}-{draft.seed}-{layout}.{extension}", lines, "")
    text = "\n".join(lines).rstrip("\n") + "\n"
    if extension == "html" and finish not in ("plain", "crlf", "bom"):
        # A page names its own encoding, and digits inside tags are not text.
        finish = "plain"
    if extension == "md" and finish == "full-digits" and "<t" in text:
        finish = "plain"
    shown, data = FINISHES[finish](text)
    return Rendered(f"{draft.edition}-{draft.seed}-{layout}-{finish}.{extension}", data, shown)
