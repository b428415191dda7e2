"""The facts read from a report: what `facts/` finds in a `Document`, and what `checks/` may look at.

Names follow the form: keys of figures are `table.row[.sub][column]` (`requests.handled_total[natural_person]`).
Spans are stretches of the document's source; a fact that was not found is None.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Literal

from disclosurelint.document import Document, Paragraph, Span, Table, Text
from disclosurelint.records import field, record, value

if TYPE_CHECKING:
    from disclosurelint.rules.model import RuleSet

Number = int | Decimal
FigureState = Literal["value", "blank", "unreadable"]
TableState = Literal["read", "partly", "unreadable", "absent"]
YearSource = Literal["option", "front-matter", "config", "title", "period", "signature", "unknown"]
TypeSource = Literal["option", "front-matter", "config", "guess", "unknown"]

BODY_TYPES = (
    "central-department",
    "province",
    "city",
    "county",
    "township",
    "subdistrict",
    "department",
    "authorized-organization",
    "other",
)


@value
class Label:
    """Words shown to a person, in both languages."""

    zh: str
    en: str

    def to(self, language: str) -> str:
        """The words in `zh` or `en`."""
        return self.en if language == "en" else self.zh


@record
class Given:
    """What the user said of a report: options of the command over front matter over configuration.

    `sources` tells for each given name (`year`, `body-type` …) which of the three it came from.
    """

    year: int | None = None
    body: str | None = None
    body_type: str | None = None
    aggregate: bool | None = None
    published: date | None = None
    deadline: tuple[int, int] | None = None
    expect_signature: bool = True
    today: date | None = None
    sources: dict[str, str] = field(default_factory=dict)


@record
class Title:
    """The title of the report (标题), possibly put together from several lines.

    `year` and `body` are what the title itself says (`body` as written, for example 流沙东街道);
    `names_report` is whether it ends in 政府信息公开工作年度报告 or a variant without 工作.
    """

    text: Text
    year: int | None
    year_span: Span | None
    body: str | None
    body_span: Span | None
    names_report: bool


@record
class Body:
    """The reporting body (编制机关): as signed, else as the preamble, else as the title names it.

    `mentions` are the names in title, preamble and signature as (where, name, span). `possible` are the types that
    the end of the name leaves open where it tells none (X市 is a province's, a city's or a county's government).
    """

    name: str | None
    span: Span | None
    type: str | None
    type_source: TypeSource
    mentions: list[tuple[Literal["title", "preamble", "signature"], str, Span]] = field(default_factory=list)
    possible: frozenset[str] = frozenset()

    @property
    def types(self) -> frozenset[str]:
        """The type, or those that the name leaves open; nothing where it can be any."""
        return frozenset((self.type,)) if self.type is not None else self.possible


@record
class Period:
    """The statistics period (统计期限) as the report states it. A date that does not exist is None."""

    text: Text
    start: date | None
    end: date | None
    year: int | None
    """The year that the period states first."""


@record
class DateMention:
    """A date of the document itself (成文日期): in the signature, under the title, in the head of a page, in metadata.

    `value` is None where the words name no day that exists (`2019329`, 2月30日). `role` says where it stands.
    `form` is how it is written: `plain` (2022年1月5日), `padded` (2022年01月05日), `short-year` (22年1月5日),
    `mixed` (Arabic and Chinese numerals), `chinese` (二〇二二年一月五日), `dashed` (2022-01-05), `broken`.
    """

    text: Text
    value: date | None
    role: Literal["signature", "under-title", "head", "metadata"]
    form: Literal["plain", "padded", "short-year", "mixed", "chinese", "dashed", "broken"]


@record
class Signature:
    """The signature block (落款): the body's name at the end or in a dated line under the title."""

    name: str
    text: Text


@record
class Section:
    """A section of the report, from its heading up to the next.

    `number` is the place among the edition's official sections (1 to 6), None for a heading that is none of
    them. `ordinal` is the ordinal as written (一, 二 …), None where it is lost or was never there;
    `damaged` is whether the heading shows the remains of a lost ordinal ("、存在问题"). `match` compares the
    words with the form: `exact`, a known `variant`, or `other` wording.
    `paragraphs` and `tables` are the content, in order, without the heading itself.
    """

    number: int | None
    heading: Text
    title: str
    ordinal: str | None
    damaged: bool
    match: Literal["exact", "variant", "other", "unknown"]
    span: Span
    paragraphs: list[Paragraph] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)
    inline: bool = False
    """Whether the heading runs into the text before or after it."""
    within: int | None = None
    """For a heading that is none of the form's: the official section inside which it stands, and which holds its text."""

    @property
    def ordinal_value(self) -> int | None:
        """The ordinal as a number."""
        if self.ordinal is None:
            return None
        if self.ordinal.isdecimal():
            return int(self.ordinal)
        tens, ten, ones = self.ordinal.rpartition("十")
        value = (10 * ("一二三四五六七八九".find(tens) + 1 if tens else 1)) if ten else 0
        return value + "一二三四五六七八九".find(ones) + 1 if ones else value or None


@record
class Slot:
    """A cell of the form: a figure key with the labels of its row and column."""

    key: str
    table: str
    row: Label
    column: Label
    kind: Literal["count", "signed", "money"]


@record
class Figure:
    """What stands in a cell of the form. `value` is set for the state `value` only; `text` is the cell as written."""

    slot: Slot
    state: FigureState
    value: Number | None
    text: str
    span: Span
    torn: bool = False
    """Unreadable because the copy lost the borders between cells or rows: `text` and `span` are the whole row's."""

    @property
    def key(self) -> str:
        """The key of the figure (`requests.received[total]`)."""
        return self.slot.key

    @property
    def amount(self) -> Number | None:
        """The value for sums: a blank counts as nothing, what cannot be read is None."""
        return 0 if self.state == "blank" else self.value


@record
class Deviation:
    """A way in which a table departs from the form.

    `missing-block`, `missing-row`, `missing-column`: `label` is what the form has, `keys` the figures that are
    not there for it. `renamed-row`, `renamed-column`: `label` is the form's, `text` the draft's. `added-row`:
    `text` is the draft's. `foreign-label`: `text` is a label of another edition, `label` what this edition has in its place.
    """

    kind: Literal[
        "missing-block",
        "missing-row",
        "missing-column",
        "renamed-row",
        "renamed-column",
        "added-row",
        "foreign-label",
    ]
    label: Label | None
    text: str
    span: Span
    keys: list[str] = field(default_factory=list)
    name: str = ""
    """The row's, column's or block's key in the edition's template (`other`, `licensing`, `第二十条第（一）项`)."""


@record
class TableFacts:
    """How one table of the form (`disclosure`, `requests`, `review`, `annex`) was found.

    `reason` says why it is `partly` read or `unreadable`. `span` is where it stands, or where it belongs.
    """

    name: str
    section: int | None
    state: TableState
    span: Span
    reason: Label | None = None
    deviations: list[Deviation] = field(default_factory=list)
    order: int = 0
    """Which table of the report it is, from 1; 0 where it is absent."""


@record
class Report:
    """All facts of one report.

    `numbers` of sections are official; `sections` holds also headings that are none of the form's. `preamble` is
    what stands between title and first section. What few rules need (`claims`, `instruments`) is read when first
    asked for, by `facts.reading`.
    """

    document: Document
    given: Given
    ruleset: RuleSet | None
    year: int | None
    year_source: YearSource
    title: Title | None
    body: Body
    period: Period | None
    preamble: list[Paragraph]
    sections: list[Section]
    signature: Signature | None
    dates: list[DateMention]
    tables: dict[str, TableFacts]
    figures: dict[str, Figure]
    end: Span
    """The place behind the last words of the report, for what is missing at its end."""
    previous: Report | None = None
    """Last year's report of the same body, where one was given and found."""
    previous_gap: Label | None = None
    """Why there is no `previous`: none given, none or several that fit."""
    parts: list[Report] | None = None
    """The reports that an aggregating report gathers, where given."""
    unread_parts: list[tuple[str, Label]] = field(default_factory=list)
    """Parts that could not be read: path and reason."""
    _lazy: dict[str, Any] = field(default_factory=dict)

    def section(self, number: int) -> Section | None:
        """The first section with an official number."""
        return next((section for section in self.sections if section.number == number), None)

    def once(self, name: str, read: Callable[[Report], Any]) -> Any:
        """A fact that is read when first asked for, then kept."""
        if name not in self._lazy:
            self._lazy[name] = read(self)
        return self._lazy[name]

    def forget(self) -> None:
        """Drops what was read when asked for, and the reports beside this one."""
        self._lazy.clear()
        self.previous = self.parts = None

    @property
    def start(self) -> Span:
        """The place of the title, else the first character: where document-level findings stand."""
        if self.title is not None:
            return self.title.text.span()
        return (0, 0)

    @property
    def document_date(self) -> DateMention | None:
        """The date of the document: signature before date under the title; page head and metadata only confirm."""
        for role in ("signature", "under-title"):
            for mention in self.dates:
                if mention.role == role:
                    return mention
        return None
