"""What is known while a sentence is read."""

from __future__ import annotations

from dataclasses import dataclass, field

from disclosurelint.document import Text
from disclosurelint.facts.claims.model import Claim, Count, Period, Share
from disclosurelint.report import Number


@dataclass(slots=True)
class State:
    """What is known while a sentence is read. Brackets work on a copy."""

    topic: str = ""
    """`request`, `courts`, `documents`, `decisions`, `fee`, `proactive`, `foreign`, or `` for nothing yet."""
    firm: bool = False
    """Whether the topic was named in full (政府信息公开申请), in this sentence or one that it goes on from."""
    families: tuple[str, ...] = ()
    action: str = ""
    rows: tuple[str, ...] = ()
    column: str = ""
    period: Period = "report"
    other: bool = False
    """Whether another scope holds: an office, a channel, a place."""
    part: bool = False
    negated: bool = False
    modal: bool = False
    compared: bool = False


@dataclass(slots=True)
class Setting:
    """What the place of a sentence says: the aspect, the section, how the body is called."""

    aspect: str = ""
    section: int | None = None
    order: int = 0
    levels: str = ""
    office_is_part: bool = False
    fresh: bool = True
    """Whether nothing foreign stands before in the paragraph."""


@dataclass(slots=True)
class Sentence:
    """What was found in the sentence that is being read."""

    text: Text
    setting: Setting
    counts: list[Count] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)
    before: list[Number] = field(default_factory=list)
    shares: list[Share] = field(default_factory=list)
    public: bool = False
    """Whether the sentence tells what was made public: then a bare 行政处罚20件 is no count of decisions."""
