"""How a statement without a number becomes a claim."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from disclosurelint.facts.claims.frames import Frame
from disclosurelint.facts.claims.model import Claim
from disclosurelint.facts.claims.pieces import Piece
from disclosurelint.report import Number

if TYPE_CHECKING:
    from disclosurelint.facts.claims.grammar import Grammar


RECEIVED = frozenset(("received", "received_new", "taken_on", "requests"))
"""Quantities of requests as they came in."""


def stated(grammar: Grammar) -> bool:
    """Whether what is said is a fact of the whole, in the report's own time."""
    state = grammar.state
    return not state.modal and not state.other and state.period == "report"


def add(
    grammar: Grammar, piece: Piece, frame: Frame, polarity: str, first: Piece | None = None, value: Number | None = None
) -> None:
    """Adds the claim that none (`none`), all (`all`), one (`one`) or as many (`alike`) are of a frame."""
    start = (first or piece).start
    text = grammar.here.text
    said: Literal["count", "none", "all"] = (
        "count" if polarity in ("one", "alike") else "none" if polarity == "none" else "all"
    )
    grammar.here.claims.append(
        Claim(
            text=text.cut(start, piece.end),
            span=text.span(start, piece.end),
            quantity=frame.quantity,
            figures=tuple(keys for _, keys in frame.readings),
            labels=tuple(label for label, _ in frame.readings),
            value=0 if polarity == "none" else 1 if polarity == "one" else value,
            scope="part" if grammar.state.part else "whole",
            period=grammar.state.period,
            polarity=said,
            kind=said,
            section=grammar.here.setting.section,
            order=grammar.here.setting.order,
        )
    )


def of_others(grammar: Grammar, piece: Piece) -> bool:
    """Whether the words go on about a number that is none of ours: 28个单位未收到申请."""
    counts = grammar.here.counts
    return piece.number is None and piece.separator == "" and bool(counts) and counts[-1].claim is None


def text_of(piece: Piece) -> str:
    """The words of a piece without its number."""
    return "".join(token.text for token in piece.tokens)


def unsaid(grammar: Grammar, piece: Piece, frame: Frame) -> Claim:
    """What a piece speaks of without giving its number: the subject of a share or of a change."""
    return Claim(
        text=grammar.here.text.cut(piece.start, piece.end),
        span=grammar.here.text.span(piece.start, piece.end),
        quantity=frame.quantity + (f"[{frame.column}]" if frame.column else ""),
        figures=tuple(keys for _, keys in frame.readings),
        labels=tuple(label for label, _ in frame.readings),
        value=None,
    )
