"""What is known while a sentence is read. Plain classes: these are imported at every start."""

from __future__ import annotations

from disclosurelint.document import Text
from disclosurelint.facts.claims.model import Claim, Count, Period, Share
from disclosurelint.facts.claims.pieces import Piece
from disclosurelint.report import Number


class State:
    """What is known while a sentence is read. Brackets work on a copy.

    `topic` is `request`, `courts`, `documents`, `decisions`, `fee`, `proactive`, `foreign`, or `` for nothing yet;
    `firm` whether it was named in full (政府信息公开申请), in this sentence or one that it goes on from. `other` is
    whether another scope holds: an office, a channel, a place. `column` are the applicants that the sentence speaks of,
    `within` whether the period is a part of the report's, `dated` whether another year was named in full.
    """

    __slots__ = (
        "action", "column", "compared", "dated", "families", "firm", "modal",
        "negated", "other", "part", "period", "rows", "topic", "within",
    )  # fmt: skip

    def __init__(self, topic: str = "") -> None:
        self.topic = topic
        self.firm = False
        self.families: tuple[str, ...] = ()
        self.action = ""
        self.rows: tuple[str, ...] = ()
        self.column = ""
        self.dated = False
        self.period: Period = "report"
        self.within = False
        self.other = False
        self.part = False
        self.negated = False
        self.modal = False
        self.compared = False

    def copy(self) -> State:
        """The same state, to be changed by itself."""
        twin = State()
        for name in self.__slots__:
            setattr(twin, name, getattr(self, name))
        return twin


class Setting:
    """What the place of a sentence says: the aspect, the section, how the body is called.

    `fresh` is whether nothing foreign stands before in the paragraph.
    """

    __slots__ = ("aspect", "fresh", "levels", "office_is_part", "order", "section")

    def __init__(
        self, aspect: str, section: int | None, order: int, levels: str, *, office_is_part: bool, fresh: bool
    ) -> None:
        self.aspect = aspect
        self.section = section
        self.order = order
        self.levels = levels
        self.office_is_part = office_is_part
        self.fresh = fresh


class Sentence:
    """What was found in the sentence that is being read.

    `grown` is what an earlier number was told of (收到申请较上年的42件增长9.5%), where this year's is not. `public` is whether it tells what was made public: then a bare 行政处罚20件 is no count of decisions. `divided` is
    whether it tells of several offices: then 县政府 is one of them. `untimely` is whether it tells of what was late: then
    what was closed in time is a part. `among` is whether the number before was said to have parts: 在46件申请中.
    `closing` is whether what follows are parts of what was closed. `decided` is whether it names results of requests. `risen` is the piece of an earlier share: 占比由91.5%升至92%; `rising` whether
    the sentence says what a number came to. `percents` are the percentages so far, each with whether it is an earlier
    one. `named` are the words that a share may be of: 予以公开这一项,占六成.
    """

    __slots__ = (
        "among",
        "base",
        "before",
        "claims",
        "closing",
        "counts",
        "decided",
        "divided",
        "grown",
        "named",
        "percents",
        "public",
        "risen",
        "rising",
        "setting",
        "shares",
        "text",
        "untimely",
    )

    def __init__(self, text: Text, setting: Setting) -> None:
        self.text = text
        self.setting = setting
        self.counts: list[Count] = []
        self.claims: list[Claim] = []
        self.before: list[Count] = []
        self.grown: Claim | None = None
        self.named: Piece | None = None
        self.percents: list[tuple[Number, bool]] = []
        self.risen: Piece | None = None
        self.shares: list[Share] = []
        self.public = False
        self.rising = False
        self.among = False
        self.base: Claim | None = None
        self.closing = False
        self.decided = False
        self.divided = False
        self.untimely = False
