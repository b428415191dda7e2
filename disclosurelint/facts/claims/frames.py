"""From the words around a number to the figures that it may fairly mean."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from disclosurelint.facts.claims.vocabulary import Vocabulary
from disclosurelint.report import Label
from disclosurelint.rules.model import BlockTemplate, RuleSet

Keys = tuple[str, ...]

LEGAL = ("business", "research", "public_interest", "legal_service", "other_organization")
COLUMNS: dict[str, list[Keys]] = {
    "natural_person": [("natural_person",)],
    "legal": [LEGAL],
    "business": [("business",), LEGAL],
    "research": [("research",)],
    "public_interest": [("public_interest",)],
    "legal_service": [("legal_service",)],
    "other_organization": [
        ("other_organization",),
        ("public_interest", "legal_service", "other_organization", "research"),
    ],
}
"""Columns of the form that a word for applicants may mean."""

BLOCKS: dict[str, list[Keys]] = {
    "review": [("review",)],
    "suit": [("suits.direct", "suits.after_review"), ("suits.direct",), ("suits.after_review",)],
    "suit_direct": [("suits.direct",)],
    "suit_after": [("suits.after_review",)],
    "both": [("review", "suits.direct", "suits.after_review")],
}
"""Blocks of section four that a noun may mean; suits may be told as one sum or by block."""

OUTCOMES: dict[str, list[Keys]] = {
    "total": [("total",)],
    "concluded": [("upheld", "corrected", "other")],
    "upheld": [("upheld",)],
    "corrected": [("corrected",)],
    "other": [("other",)],
    "pending": [("pending",)],
    "won": [("upheld",), ("upheld", "other")],
    "lost": [("corrected",)],
}
COLUMNS_OF_DOCUMENTS = {
    "issue": ("issued", "produced"),
    "repeal": ("repealed",),
    "in_force": ("in_force", "disclosed_total"),
    "make_public": ("disclosed", "produced", "disclosed_total"),
    "": ("issued", "repealed", "in_force", "produced", "disclosed", "disclosed_total"),
}


class Frame:
    """What is counted: a quantity and its readings. `rows` and `column` are kept for the parts that follow.

    `sort` is the sort of part that a number of this frame is: `applicant`, `result`, `action`, `outcome`, `carried`.
    """

    __slots__ = ("column", "quantity", "readings", "rows", "sort")

    def __init__(
        self,
        quantity: str,
        readings: list[tuple[Label, Keys]] | None = None,
        rows: list[str] | None = None,
        column: str = "",
        sort: str = "",
    ) -> None:
        self.quantity = quantity
        self.readings = readings if readings is not None else []
        self.rows = rows if rows is not None else []
        self.column = column
        self.sort = sort


class Form:
    """The figures of an edition as frames need them: which rows a name stands for, how they are called."""

    def __init__(self, ruleset: RuleSet, vocabulary: Vocabulary) -> None:
        self.slots = ruleset.slots
        self.vocabulary = vocabulary
        self.titles = {
            column.key: column.label for block in self._blocks(ruleset, "requests") for column in block.columns
        }
        self._rows = [
            row.key if row.key.startswith("requests.") else f"requests.{row.key}"
            for block in self._blocks(ruleset, "requests")
            for row in block.rows
        ]
        self._outcomes = {
            column.key: column.label for block in self._blocks(ruleset, "review") for column in block.columns
        }
        self._row_labels = {
            f"requests.{row.key}": row.label for block in self._blocks(ruleset, "requests") for row in block.rows
        }
        self._expanded: dict[str, tuple[str, ...]] = {}

    @staticmethod
    def _blocks(ruleset: RuleSet, table: str) -> list[BlockTemplate]:
        template = ruleset.tables.get(table)
        return list(template.blocks) if template is not None else []

    def rows(self, name: str) -> tuple[str, ...]:
        """The rows of table three that a name stands for: itself, or all below it; none where the edition lacks it."""
        if name not in self._expanded:
            found = [row for row in self._rows if row == name] or [
                row for row in self._rows if row.startswith(name + ".")
            ]
            self._expanded[name] = tuple(found)
        return self._expanded[name]

    def label(self, name: str) -> Label:
        """A row or block in few words."""
        short = self.vocabulary.rows.get(name)
        if short is not None:
            return Label(short["zh"], short["en"])
        known = self._row_labels.get(name)
        if known is None:
            return Label(name, name)
        return Label(known.zh.lstrip("0123456789.（）()一二三四五六七、"), known.en)

    def reading(
        self, names: Sequence[str], columns: Sequence[str], label: Label | None = None
    ) -> tuple[Label, Keys] | None:
        """Rows of table three over columns, as a reading; None where the edition lacks a row."""
        keys: list[str] = []
        for name in names:
            sign, row = ("-", name[1:]) if name.startswith("-") else ("", name)
            rows = self.rows(row)
            if not rows:
                return None
            keys.extend(f"{sign}{entry}[{column}]" for entry in rows for column in columns)
        if label is None:
            label = joined([self.label(name) for name in names])
        if tuple(columns) != ("total",):
            title = Label("法人或其他组织", "organisations") if tuple(columns) == LEGAL else self.titles.get(columns[0])
            if title is not None:
                label = Label(f"{title.zh}·{label.zh}", f"{title.en}, {label.en}")
        return label, tuple(keys)

    def block(self, blocks: Sequence[str], outcomes: Sequence[str]) -> tuple[Label, Keys] | None:
        """Blocks of section four over outcomes, as a reading."""
        keys = tuple(f"{block}[{outcome}]" for block in blocks for outcome in outcomes)
        if any(key not in self.slots for key in keys):
            return None
        names = joined([self.label(block) for block in blocks])
        if tuple(blocks) == ("suits.direct", "suits.after_review"):
            names = Label("行政诉讼", "litigation")
        if tuple(outcomes) == ("total",):
            return Label(f"{names.zh}总计", f"{names.en}, total"), keys
        if tuple(outcomes) == OUTCOMES["concluded"][0]:
            return Label(f"{names.zh}已审结", f"{names.en}, concluded"), keys
        title = joined([self._outcomes[outcome] for outcome in outcomes])
        return Label(f"{names.zh}{title.zh}", f"{names.en}, {title.en}"), keys


def joined(labels: Iterable[Label]) -> Label:
    """Several names as one."""
    every = list(labels)
    return (
        Label("与".join(label.zh for label in every), " and ".join(label.en for label in every))
        if len(every) != 1
        else every[0]
    )


def request_frame(form: Form, quantity: str, applicant: str, extra: Sequence[str] = ()) -> Frame:
    """A count of requests received, handled, carried over; `extra` are rows of a whole that it is a part of."""
    entries = form.vocabulary.quantities.get(quantity, ())
    frame = Frame(quantity, column=applicant, sort="applicant" if applicant else "action")
    for columns in COLUMNS[applicant] if applicant else [("total",)]:
        for entry in entries:
            reading = form.reading(entry["of"], columns, Label(entry["zh"], entry["en"]))
            if reading is not None:
                frame.readings.append(reading)
        for row in extra:
            reading = form.reading([row], columns)
            if reading is not None:
                frame.readings.append(reading)
    frame.rows = [row for entry in entries for row in entry["of"] if not row.startswith("-")][:2]
    return frame


def result_frame(form: Form, results: Sequence[str], applicant: str, *, summed: bool = True) -> Frame:
    """A count of results of handling: each `requests.<result>`; several are added up."""
    rows = [f"requests.{'other' if result == 'other_handling' else result}" for result in results]
    frame = Frame(rows[0] if len(rows) == 1 else "results", rows=rows, column=applicant, sort="result")
    for columns in COLUMNS[applicant] if applicant else [("total",)]:
        options = [rows] if summed or len(rows) == 1 else [[row] for row in rows]
        for option in options:
            reading = form.reading(option, columns)
            if reading is not None:
                frame.readings.append(reading)
    return frame


def court_frame(form: Form, families: Sequence[str], outcome: str) -> Frame:
    """A count of reviews and suits; several families mean their sum or each of them."""
    frame = Frame(families[0] if len(families) == 1 else "both", sort="outcome" if outcome else "action")
    options: list[tuple[str, ...]] = []
    if len(families) > 1:
        options.append(tuple(dict.fromkeys(block for family in families for block in BLOCKS[family][0])))
    for family in families:
        options.extend(BLOCKS[family])
    for option in dict.fromkeys(options):
        for outcomes in [*OUTCOMES["total"], *OUTCOMES["concluded"]] if not outcome else OUTCOMES[outcome]:
            reading = form.block(option, outcomes)
            if reading is not None:
                frame.readings.append(reading)
    if outcome:
        frame.quantity += f".{outcome}"
    return frame


def document_frame(form: Form, kinds: Sequence[str], verb: str) -> Frame:
    """A count of 规章 or 规范性文件, by what was done with them."""
    names = [f"disclosure.{'rules' if kind == 'rules' else 'normative_documents'}" for kind in kinds]
    frame = Frame(f"{names[0]}.{verb or 'any'}" if len(names) == 1 else f"documents.{verb or 'any'}", sort="action")
    for column in COLUMNS_OF_DOCUMENTS[verb]:
        keys = tuple(f"{name}.{column}" for name in names)
        if all(key in form.slots for key in keys):
            label = joined([form.label(name) for name in names])
            title = form.slots[keys[0]].column
            frame.readings.append((Label(f"{label.zh}·{title.zh}", f"{label.en}, {title.en}"), keys))
    return frame


def decision_frame(form: Form, kind: str) -> Frame:
    """A count of 行政许可, 行政处罚 or 行政强制 decisions."""
    name = {"licensing": "disclosure.licensing", "penalties": "disclosure.penalties"}.get(
        kind, "disclosure.compulsory_measures"
    )
    key = f"{name}.decisions"
    if key not in form.slots:
        return Frame(name, sort="action")
    label, title = form.label(name), form.slots[key].column
    return Frame(name, [(Label(f"{label.zh}·{title.zh}", f"{label.en}, {title.en}"), (key,))], sort="action")


def decisions_frame(form: Form, kinds: Sequence[str]) -> Frame | None:
    """Several kinds of decisions counted together."""
    each = [decision_frame(form, kind) for kind in kinds]
    if any(not frame.readings for frame in each):
        return None
    keys = tuple(key for frame in each for key in frame.readings[0][1])
    return Frame("disclosure.decisions", [(joined([frame.readings[0][0] for frame in each]), keys)], sort="action")
