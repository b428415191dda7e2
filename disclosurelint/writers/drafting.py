"""A draft to start from: the edition's headings and tables, what is known filled in, what is to be written marked."""

from __future__ import annotations

from html import escape

from disclosurelint.records import record
from disclosurelint.report import Label, Report
from disclosurelint.rules.model import RuleSet
from disclosurelint.writers.forms import PrintedTable, printed

_ORDINALS = "一二三四五六七八九十"


class DraftError(ValueError):
    """A draft that cannot be made; the message says why."""

    def __init__(self, label: Label) -> None:
        super().__init__(label.en)
        self.label = label


@record
class NewDraft:
    """A draft: title, paragraphs before the sections, sections as (heading, paragraphs and tables), signature and date."""

    title: str
    preamble: str
    sections: list[tuple[str, list[str | PrintedTable]]]
    annex: tuple[str, PrintedTable] | None
    signature: str
    date: str


def new_draft(ruleset: RuleSet, year: int, body: str, previous: Report | None = None) -> NewDraft:
    """The draft of a report. Raises `DraftError` where last year's report is not that."""
    words = ruleset.words["new"]["zh"]
    fields = {"year": str(year), "next": str(year + 1), "last": str(year - 1), "body": body}
    values = carried_over(ruleset, year, previous) if previous is not None else {}
    names = "、".join(section.heading for section in ruleset.sections)
    preamble = fill(words["preamble"], fields | {"basis": words["bases"][ruleset.id], "sections": names})
    sections: list[tuple[str, list[str | PrintedTable]]] = []
    tables = {table.section: table for table in ruleset.tables.values() if table.section is not None}
    for index, section in enumerate(ruleset.sections):
        content: list[str | PrintedTable] = []
        table = tables.get(section.number)
        if table is not None:
            content.append(printed(table, values))
            stock = values.get("disclosure.normative_documents.in_force")
            if table.name == "disclosure" and stock:
                content.append(fill(words["stock"], fields | {"stock": stock}))
        else:
            content += [fill(text, fields) for text in words["sections"][section.key]]
        sections.append((f"{_ORDINALS[index]}、{section.heading}", content))
    annex = ruleset.tables.get("annex") if year >= 2014 else None
    return NewDraft(
        title=f"{body}{year}年政府信息公开工作年度报告",
        preamble=preamble,
        sections=sections,
        annex=(annex.title.zh, printed(annex, {})) if annex is not None else None,
        signature=body,
        date=fill(words["date"], fields),
    )


def fill(text: str, fields: dict[str, str]) -> str:
    """A text with its fields filled in."""
    for name, value in fields.items():
        text = text.replace(f"{{{name}}}", value)
    return text


def carried_over(ruleset: RuleSet, year: int, previous: Report) -> dict[str, str]:
    """What last year's report already decides: requests carried over, stocks.

    Carried over this year is what last year carried on; the items of last year (2019 form) are those of the year before
    and their change; the documents in force at last year's end are where this year's count begins.
    """
    if previous.year != year - 1:
        shown = previous.year if previous.year is not None else "?"
        raise DraftError(
            Label(
                f"上年报告应为 {year - 1} 年度的，给出的是 {shown} 年度的",
                f"last year's report must be of {year - 1}, not of {shown}",
            )
        )
    values: dict[str, str] = {}
    for key, figure in previous.figures.items():
        if figure.value is None:
            continue
        if key.startswith("requests.carried_out["):
            values[key.replace("carried_out", "carried_in")] = str(figure.value)
        elif key.endswith(".in_force"):
            values[key] = str(figure.value)
        elif key.endswith(".items_last_year"):
            change = previous.figures.get(key.replace("items_last_year", "change"))
            if change is not None and change.value is not None:
                values[key] = str(figure.value + change.value)
    return {key: value for key, value in values.items() if key in ruleset.slots}


def to_markdown(draft: NewDraft) -> str:
    """The draft as Markdown; tables are HTML, since the form's merged cells have no Markdown of their own."""
    parts = [f"# {draft.title}", draft.preamble]
    for heading, content in draft.sections:
        parts.append(f"## {heading}")
        parts += [block if isinstance(block, str) else html_table(block) for block in content]
    # Underlines of the date would be emphasis.
    parts += [draft.signature, draft.date.replace("_", "\\_")]
    if draft.annex is not None:
        parts += [f"附件：{draft.annex[0]}", html_table(draft.annex[1])]
    return "\n\n".join(parts) + "\n"


def html_table(table: PrintedTable) -> str:
    """A table as HTML, a row a line."""
    lines = ["<table>"]
    for row in table:
        cells = []
        for cell in row:
            spans = (f' colspan="{cell.columns}"' if cell.columns > 1 else "") + (
                f' rowspan="{cell.rows}"' if cell.rows > 1 else ""
            )
            cells.append(f"<td{spans}>{escape(cell.text, quote=False)}</td>")
        lines.append(f"<tr>{''.join(cells)}</tr>")
    return "\n".join([*lines, "</table>"])
