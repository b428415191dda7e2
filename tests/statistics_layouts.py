"""Statistics tables of any edition, with given figures, written down in the shapes that drafts have them in."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from disclosurelint.rules.model import BlockTemplate, RuleSet, TableTemplate, block_slots

Cells = dict[str, str]
"""The text of each cell by figure key."""
Writer = Callable[[RuleSet, Cells, Random], str]

NOTE = "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）"
GROUPED = "法人或其他组织"
RESULTS = "三、本年度办理结果"


def random_cells(ruleset: RuleSet, random: Random, *, small: bool = False, plain: bool = False) -> dict[str, str]:
    """Any figures: counts, signed changes, amounts; `small`: one digit; `plain`: without commas and full width."""
    cells = {}
    for key, slot in ruleset.slots.items():
        number = random.choice((0, 0, 0, random.randrange(10), random.randrange(100), random.randrange(5000000)))
        if small:
            number = random.randrange(10)
        text = str(number)
        if slot.kind == "money" and not small:
            text = f"{number}.{random.randrange(1, 999999)}" if random.random() < 0.7 else text
        elif slot.kind == "signed" and number and not small:
            text = random.choice("+-") + text
        elif not plain:
            text = random.choice(
                (text, text, f"{number:,}", text.translate(str.maketrans("0123456789", "０１２３４５６７８９")))
            )
        cells[key] = text
    return cells


def rows_of(table: TableTemplate) -> list[tuple[BlockTemplate, str | None, str, list[str]]]:
    """Block, group, label and figure keys of each row."""
    found = []
    for block in table.blocks:
        slots = block_slots(table, block)
        wide = len(block.columns)
        for place, row in enumerate(block.rows):
            keys = [slot.key for slot in slots[place * wide : (place + 1) * wide]]
            found.append((block, _restored(row.group), row.label.zh, keys))
    return found


def _restored(label: str | None) -> str | None:
    return label.replace("(", "（").replace(")", "）") if label else None


def pipe(rows: list[list[str]]) -> str:
    """A Markdown table; the first row is its header."""
    width = max(map(len, rows))
    lines = ["| " + " | ".join(row + [""] * (width - len(row))) + " |" for row in rows]
    lines.insert(1, "|" + "---|" * width)
    return "\n".join(lines) + "\n"


def html(rows: list[list[tuple[str, int, int]]]) -> str:
    """An HTML table of (text, colspan, rowspan)."""
    body = "".join(
        "<tr>" + "".join(f'<td colspan="{wide}" rowspan="{high}">{text}</td>' for text, wide, high in row) + "</tr>\n"
        for row in rows
    )
    return f"<table>\n{body}</table>\n"


# Section two.


def _blocks(ruleset: RuleSet) -> list[tuple[BlockTemplate, list[tuple[str, list[str]]]]]:
    table = ruleset.tables["disclosure"]
    entries = rows_of(table)
    return [(block, [(label, keys) for own, _, label, keys in entries if own is block]) for block in table.blocks]


def _caption(block: BlockTemplate) -> str:
    return block.caption.replace("(", "（").replace(")", "）")


def disclosure_pipes(ruleset: RuleSet, cells: Cells, random: Random) -> str:
    mark = random.choice(("", "### "))
    return "\n".join(
        f"{mark}{_caption(block)}\n\n"
        + pipe(
            [["信息内容", *(column.label.zh for column in block.columns)]]
            + [[label, *(cells[key] for key in keys)] for label, keys in rows]
        )
        for block, rows in _blocks(ruleset)
    )


def disclosure_one_pipe(ruleset: RuleSet, cells: Cells, random: Random) -> str:
    lines = []
    for block, rows in _blocks(ruleset):
        lines.append([_caption(block)])
        lines.append(["信息内容", *(column.label.zh for column in block.columns)])
        lines.extend([label, *(cells[key] for key in keys)] for label, keys in rows)
    return pipe(lines)


def disclosure_html(ruleset: RuleSet, cells: Cells, random: Random) -> str:
    lines: list[list[tuple[str, int, int]]] = []
    for block, rows in _blocks(ruleset):
        wide = len(block.columns)
        spans = [1] * (wide - 1) + [4 - wide]
        if random.random() < 0.5:
            spans.reverse()
        lines.append([(_caption(block), 4, 1)])
        heads = [("<br/>".join((column.label.zh[:3], column.label.zh[3:]))) for column in block.columns]
        lines.append([("信息内容", 1, 1), *((text, span, 1) for text, span in zip(heads, spans, strict=True))])
        if random.random() < 0.5:
            spans.reverse()
        for label, keys in rows:
            lines.append(
                [(f"<p>{label}</p>", 1, 1), *((cells[key], span, 1) for key, span in zip(keys, spans, strict=True))]
            )
    return html(lines)


def disclosure_lines(ruleset: RuleSet, cells: Cells, random: Random) -> str:
    gap = random.choice((" ", "  ", "\t"))
    lines = []
    for block, rows in _blocks(ruleset):
        lines.append(_caption(block))
        lines.append(gap.join(["信息内容", *(column.label.zh for column in block.columns)]))
        lines.extend(gap.join([label, *(cells[key] for key in keys)]) for label, keys in rows)
    return "\n".join(lines) + "\n"


def disclosure_cell_a_line(ruleset: RuleSet, cells: Cells, random: Random) -> str:
    gap = random.choice(("\n", "\n\n", "\n  "))
    words = []
    for block, rows in _blocks(ruleset):
        words += [_caption(block), "信息内容", *(column.label.zh for column in block.columns)]
        for label, keys in rows:
            words += [label, *(cells[key] for key in keys)]
    return gap.join(words) + "\n"


def disclosure_glued(ruleset: RuleSet, cells: Cells, random: Random) -> str:
    return disclosure_cell_a_line(ruleset, cells, random).translate(str.maketrans("", "", "\n "))


# Section three.

APPLICANTS = ["自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计"]


def _requests(ruleset: RuleSet) -> list[tuple[str | None, str, list[str]]]:
    return [(group, label, keys) for _, group, label, keys in rows_of(ruleset.tables["requests"])]


def requests_folded(ruleset: RuleSet, cells: Cells, random: Random) -> str:
    style = random.choice(
        (
            APPLICANTS,
            [
                f"申请人情况 {word}" if word in ("自然人", "总计") else f"申请人情况 {GROUPED} {word}"
                for word in APPLICANTS
            ],
        )
    )
    lines = [[random.choice((NOTE, "", "申请人情况")), *style]]
    seen: set[str | None] = {None}
    for group, label, keys in _requests(ruleset):
        before = "" if group in seen else f"{group} "
        seen.add(group)
        lines.append([before + label, *(cells[key] for key in keys)])
    return pipe(lines)


def requests_columns(ruleset: RuleSet, cells: Cells, random: Random) -> str:
    """Three columns of labels, as a converter leaves merged cells: repeated or blank."""
    repeated = random.random() < 0.5
    lines = [[NOTE, NOTE if repeated else "", NOTE if repeated else "", *APPLICANTS]]
    if random.random() < 0.5:
        lines.append([])
    if random.random() < 0.5:
        lines.insert(0, ["", "", "", "申请人情况"])
    last: list[str] = []
    for group, label, keys in _requests(ruleset):
        path = [label] if group is None else [RESULTS, label] if group == RESULTS else [RESULTS, group, label]
        full = path + [path[-1] if repeated else ""] * (3 - len(path))
        shown = (
            full
            if repeated
            else ["" if place < 2 and last[place : place + 1] == [word] else word for place, word in enumerate(full)]
        )
        last = full
        lines.append([*shown, *(cells[key] for key in keys)])
    return pipe(lines)


def requests_html(ruleset: RuleSet, cells: Cells, random: Random) -> str:
    lines: list[list[tuple[str, int, int]]] = [
        [(NOTE, 3, 3), ("申请人情况", 7, 1)],
        [("自然人", 1, 2), (GROUPED, 5, 1), ("总 计", 1, 2)],
        [(f"<p>{word[:2]}</p><p>{word[2:]}</p>", 1, 1) for word in APPLICANTS[1:-1]],
    ]
    rows = _requests(ruleset)
    results = sum(group is not None for group, _, _ in rows)
    seen: set[str | None] = {None}
    started = False
    for group, label, keys in rows:
        line: list[tuple[str, int, int]] = []
        if group is not None and not started:
            started = True
            line.append((f"<p>{RESULTS}</p>", 1, results))
        if group is None:
            line.append((label, 3, 1))
        elif group == RESULTS:
            line.append((label, 2, 1))
        else:
            if group not in seen:
                seen.add(group)
                line.append((group, 1, sum(own == group for own, _, _ in rows)))
            line.append((f"<p><span>{label}</span></p>", 1, 1))
        lines.append([*line, *((f"<p>{cells[key]}</p>", 1, 1) for key in keys)])
    return html(lines)


def requests_row_tables(ruleset: RuleSet, cells: Cells, random: Random) -> str:
    """A table for each row under a heading, with a header of another sort."""
    head = ["类别", *(f"数据{place}" for place in range(1, 7)), random.choice(("总计", "数据7"))]
    parts = [NOTE]
    for group, label, keys in _requests(ruleset):
        bare = label.split("、", 1)[-1] if group is None else label
        parts.append(f"### {label}\n" + pipe([head, [bare, *(cells[key] for key in keys)]]))
    return "\n\n".join(parts)


def requests_torn(ruleset: RuleSet, cells: Cells, random: Random) -> str:
    """Two tables, the second after a page break, with the header again or without."""
    lines = requests_folded(ruleset, cells, random).splitlines()
    cut = random.randrange(3, len(lines) - 1)
    again = lines[:2] if random.random() < 0.5 else ["|" + " |" * 8, lines[1]]
    return "\n".join([*lines[:cut], "", "- 4 -", "", *again, *lines[cut:]]) + "\n"


def requests_lines(ruleset: RuleSet, cells: Cells, random: Random) -> str:
    """Text of a PDF: a row a line, labels cut anywhere, numbers after the label or amid it."""
    gap = random.choice((" ", "  ", "\t"))
    lines = [
        NOTE[:20],
        NOTE[20:],
        "申请人情况",
        "自然人",
        GROUPED,
        "总计",
        *(w for word in APPLICANTS[1:-1] for w in (word[:2], word[2:])),
    ]
    seen: set[str | None] = {None}
    for group, label, keys in _requests(ruleset):
        if group not in seen:
            seen.add(group)
            lines.extend(group if group == RESULTS and random.random() < 0.5 else [group])
        numbers = gap.join(cells[key] for key in keys)
        if len(label) > 14 and random.random() < 0.6:
            cut = random.randrange(8, len(label) - 3)
            first, second = label[:cut], label[cut:]
            lines.extend(
                random.choice(
                    ([first, f"{second}{gap}{numbers}"], [f"{first}{gap}{numbers}", second], [first, numbers, second])
                )
            )
        else:
            lines.append(f"{label}{gap}{numbers}")
        if random.random() < 0.1:
            lines.append(f"- {random.randrange(2, 9)} -")
    return "\n".join(lines) + "\n"


def requests_cell_a_line(ruleset: RuleSet, cells: Cells, random: Random) -> str:
    gap = random.choice(("\n", "\n\n", "\n  "))
    words = [NOTE, "申请人情况", "自然人", GROUPED, "总计", *APPLICANTS[1:-1]]
    seen: set[str | None] = {None}
    for group, label, keys in _requests(ruleset):
        if group not in seen:
            seen.add(group)
            words.append(str(group))
        words += [label, *(cells[key] for key in keys)]
    return gap.join(words) + "\n"


def requests_glued(ruleset: RuleSet, cells: Cells, random: Random) -> str:
    return requests_cell_a_line(ruleset, cells, random).translate(str.maketrans("", "", "\n "))


# Section four.


def _review(ruleset: RuleSet) -> list[tuple[BlockTemplate, list[str], list[str]]]:
    table = ruleset.tables["review"]
    return [(block, [column.label.zh for column in block.columns], keys) for block, _, _, keys in rows_of(table)]


def _name(block: BlockTemplate) -> str:
    return f"{block.group} {block.caption}" if block.group else block.caption


def review_folded(ruleset: RuleSet, cells: Cells, random: Random) -> str:
    blocks = _review(ruleset)
    return pipe(
        [
            [f"{_name(block)} {outcome}" for block, outcomes, _ in blocks for outcome in outcomes],
            [cells[key] for _, _, keys in blocks for key in keys],
        ]
    )


def review_html(ruleset: RuleSet, cells: Cells, random: Random) -> str:
    blocks = _review(ruleset)
    outcomes = blocks[0][1]
    lines: list[list[tuple[str, int, int]]] = [
        [("行政复议", 5, 1), ("行政诉讼", 10, 1)],
        [
            *((f"<p>{word[:2]}</p><p>{word[2:]}</p>", 1, 2) for word in outcomes),
            ("未经复议直接起诉", 5, 1),
            ("复议后起诉", 5, 1),
        ],
        [(word, 1, 1) for word in outcomes * 2],
        [(cells[key], 1, 1) for _, _, keys in blocks for key in keys],
    ]
    return html(lines)


def review_tables(ruleset: RuleSet, cells: Cells, random: Random) -> str:
    return "\n".join(
        f"### {_name(block)}\n\n" + pipe([outcomes, [cells[key] for key in keys]])
        for block, outcomes, keys in _review(ruleset)
    )


def review_stacked(ruleset: RuleSet, cells: Cells, random: Random) -> str:
    blocks = _review(ruleset)
    return pipe(
        [["类型", *blocks[0][1]], *([_name(block), *(cells[key] for key in keys)] for block, _, keys in blocks)]
    )


def review_levels(ruleset: RuleSet, cells: Cells, random: Random) -> str:
    """Three header rows, merged cells blank, perhaps an empty row under them."""
    blocks = _review(ruleset)
    lines = [
        ["行政复议", "", "", "", "", "行政诉讼"],
        ["", "", "", "", "", "未经复议直接起诉", "", "", "", "", "复议后起诉"],
        blocks[0][1] * 3,
        *([[]] if random.random() < 0.5 else []),
        [cells[key] for _, _, keys in blocks for key in keys],
    ]
    return pipe(lines)


def review_lines(ruleset: RuleSet, cells: Cells, random: Random) -> str:
    gap = random.choice((" ", "  ", "\t", "\n"))
    blocks = _review(ruleset)
    outcomes = [part for word in blocks[0][1] for part in (word[:2], word[2:]) if part]
    head = ["行政复议 行政诉讼", *outcomes, "未经复议直接起诉 复议后起诉", *outcomes, *outcomes]
    return "\n".join([*head, gap.join(cells[key] for _, _, keys in blocks for key in keys)]) + "\n"


def review_glued(ruleset: RuleSet, cells: Cells, random: Random) -> str:
    return review_lines(ruleset, cells, random).translate(str.maketrans("", "", "\n \t"))


# The statistics table before 2019.

UNITS = ("条", "件", "次")


def annex_pipe(ruleset: RuleSet, cells: Cells, random: Random) -> str:
    unit = random.random() < 0.7
    lines = [["统计指标", "单位", "统计数"] if unit else ["统计指标", "统计数"]]
    seen: set[str | None] = {None}
    for _, group, label, keys in rows_of(ruleset.tables["annex"]):
        if group not in seen and group != label:
            lines.append([str(group)])
        seen.add(group)
        lines.append([label, *([random.choice(UNITS)] if unit else []), cells[keys[0]]])
    return pipe(lines)


def annex_lines(ruleset: RuleSet, cells: Cells, random: Random) -> str:
    gap = random.choice((" ", "\n", "\n\n", "\t"))
    unit = random.random() < 0.7
    lines = [gap.join(["统计指标", "单位", "统计数"])]
    for _, _, label, keys in rows_of(ruleset.tables["annex"]):
        lines.append(gap.join([label, *([random.choice(UNITS)] if unit else []), cells[keys[0]]]))
    return random.choice(("\n", "\n\n")).join(lines) + "\n"


ANY: dict[str, list[Writer]] = {
    "disclosure": [disclosure_pipes, disclosure_one_pipe, disclosure_html, disclosure_lines, disclosure_cell_a_line],
    "requests": [
        requests_folded,
        requests_columns,
        requests_html,
        requests_row_tables,
        requests_torn,
        requests_lines,
        requests_cell_a_line,
    ],
    "review": [review_folded, review_html, review_tables, review_stacked, review_levels, review_lines],
    "annex": [annex_pipe, annex_lines],
}
"""Layouts that keep every figure apart."""

GLUED: dict[str, list[Writer]] = {
    "disclosure": [disclosure_glued],
    "requests": [requests_glued],
    "review": [review_glued],
}
"""Layouts that run figures together."""


def report(ruleset: RuleSet, year: int, body: dict[str, str]) -> str:
    """A report around the tables."""
    parts = [f"# 清沅县人民政府{year}年政府信息公开工作年度报告\n\n统计期限自{year}年1月1日起至12月31日止。\n"]
    tables = {template.section: name for name, template in ruleset.tables.items()}
    for place, section in enumerate(ruleset.sections):
        parts.append(f"\n## {'一二三四五六'[place]}、{section.heading}\n\n")
        name = tables.get(section.number)
        parts.append(body[name] if name else "全年工作有序开展，主动公开政府信息312条，收到政府信息公开申请21件。\n")
    if "annex" in body:
        parts.append(f"\n清沅县人民政府\n\n{year + 1}年1月20日\n\n附件：政府信息公开情况统计表\n\n{body['annex']}")
    return "".join(parts)
