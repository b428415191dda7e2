"""What the prose says: claims on figures, lists of parts, shares and rates of growth, each with its place."""

from __future__ import annotations

from typing import Literal

from disclosurelint.document import Span, Text
from disclosurelint.records import field, record
from disclosurelint.report import Label, Number

Scope = Literal["whole", "part", "other"]
Period = Literal["report", "previous", "other"]
Polarity = Literal["count", "none", "all"]
Kind = Literal["count", "amount", "share", "rate", "none", "all"]


@record
class Claim:
    """A statement about figures of the report.

    `quantity` names what is counted (`received`, `requests.disclosed`, `review` …). `figures` are the readings that
    the words may fairly have: each a tuple of figure keys that are added up, a key after `-` being taken off;
    `labels` name them in the same order. `text` is the clause, `span` the number or, where there is none, the words.
    """

    text: Text
    span: Span
    quantity: str
    figures: tuple[tuple[str, ...], ...]
    labels: tuple[Label, ...]
    value: Number | None
    unit: str = ""
    scope: Scope = "whole"
    period: Period = "report"
    polarity: Polarity = "count"
    kind: Kind = "count"
    vague: bool = False
    places: int = 0
    section: int | None = None
    order: int = 0
    """The number of the sentence in the report, to tell what stands near what."""
    bound: bool = False
    """Whether it is a part that can be no more than the figures: of one channel, of some months."""
    words: tuple[int, int] = (0, 0)
    """Where the number stands in `text`, for a corrected clause."""


@record
class Count:
    """A counted number anywhere in a sentence, understood or not: what lists and shares are made of."""

    value: Number
    unit: str
    span: Span
    label: str
    """The words before it since the last mark: 网上申请, 市级."""
    kind: str
    """The sort of part that it is: `applicant`, `result`, `action`, `outcome`, or `` where it is not known."""
    name: str
    at: int
    depth: int
    separator: str
    claim: Claim | None = None
    vague: bool = False
    opened: bool = False
    """Whether a mark of parts (其中, an opening bracket) stands right before it."""
    mark: str = ""
    bare: bool = False
    """Whether the words before it are names alone: no verb, no time, no whole."""
    earlier: bool = False
    """Whether it is an earlier figure, or a difference: 较上年的42件, 增加4件."""

    def like(self, value: Number) -> Count:
        """A number of the same thing that is not written."""
        return Count(value, self.unit, self.span, "", "", "", self.at, self.depth, "", earlier=True)


@record
class Listing:
    """Parts of a whole: `wholes` are the numbers that they may be parts of, the nearest first.

    `exhaustive` is whether the words say that nothing is left out.
    """

    wholes: list[Count]
    parts: list[Count]
    exhaustive: bool
    text: Text


@record
class Share:
    """A percentage: `counts` are the numbers whose share it may be, `wholes` those of which."""

    value: Number
    places: int
    span: Span
    text: Text
    counts: list[Count]
    wholes: list[Count]
    readings: list[Claim] = field(default_factory=list)
    """Claims on figures of the tables whose share it may be, where the count itself is not written."""
    base: Claim | None = None
    """The result whose requests it is a share of, where the words name one: 占无法提供总数的92.3%."""
    also: Claim | None = None
    """The result that shares before it were of: 不掌握22件,占无法提供的92.3%;没有现成信息1件,占4.2%."""
    requests: bool = False
    """Whether it is a share of requests, so that totals of the table come into question too."""
    whole: str = ""
    """`handled` or `received` where the words say of what it is a share."""
    rate: str = ""
    """`close`, `answer` or `on_time` for a rate that is named so."""
    exhaustive: bool = False
    group: int = 0
    """The number of its sentence in the report."""
    vague: bool = False
    bound: str = ""
    """`floor` for 六成以上, `ceiling` for 不到一成."""


@record
class Growth:
    """A change against an earlier period: in per cent (`percent`) or in number, `sign` +1 or -1.

    `current` is the number that grew, `before` the earlier one, where the sentence has them.
    """

    value: Number
    percent: bool
    sign: int
    places: int
    span: Span
    text: Text
    current: Claim | None
    current_value: Number | None
    before: Number | None
    points: bool = False
    """Whether it is a difference of two percentages: 提高2.3个百分点."""
    others: list[Number] = field(default_factory=list)
    """Further earlier numbers of the same thing, where the sentence tells several years."""


@record
class Prose:
    """All that the reader of claims found in a report."""

    claims: list[Claim] = field(default_factory=list)
    listings: list[Listing] = field(default_factory=list)
    shares: list[Share] = field(default_factory=list)
    growths: list[Growth] = field(default_factory=list)
