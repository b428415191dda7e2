"""Numbers that are no more than others: of one channel, one matter, of requests that something was done with."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from disclosurelint.facts.claims import frames
from disclosurelint.facts.claims.frames import Frame
from disclosurelint.facts.claims.lexer import Token
from disclosurelint.facts.claims.matters import DECISIONS
from disclosurelint.facts.claims.pieces import Piece

if TYPE_CHECKING:
    from disclosurelint.facts.claims.grammar import Grammar

WHOLES = frozenset(("received", "received_new", "taken_on", "handled", "answered", "requests"))
"""What is no less than any part of it: than what came in one way, or in some months."""
_DECIDED = frozenset(("disclosure.licensing", "disclosure.penalties", "disclosure.compulsory_measures"))


def read_bounded(grammar: Grammar, piece: Piece) -> bool:
    """网上收到申请640件, 土地类政府信息公开申请12件: of one channel or matter, so no more than all."""
    rest = _without_matter(grammar, piece)
    lone = Piece(piece.separator, piece.depth, rest, piece.number, piece.after)
    told_before = grammar.here.claims[-1].bound if grammar.here.claims else False
    if len(rest) == len(piece.before) or (grammar.state.other and not told_before) or grammar.blocked(lone):
        return False
    frame = grammar.frame_of(lone)
    bounds = frame is not None and (frame.quantity in WHOLES or frame.quantity in _DECIDED)
    told = grammar.claim(piece, frame) if frame is not None and bounds else None
    if told is None:
        return False
    told.scope, told.bound = "other", True
    grammar.here.counts[-1].claim = told
    grammar.state.other = True
    return True


def read_of_those(grammar: Grammar, piece: Piece, frame: Frame) -> None:
    """对2件政府信息公开申请收取信息处理费: no more requests than there were."""
    state = grammar.state
    if (
        not frame.quantity.startswith("fee")
        or not piece.after
        or not piece.after[0].has("noun", "request")
        or state.other
        or state.modal
        or state.period != "report"
    ):
        return
    told = grammar.claim(piece, frames.request_frame(grammar.form, "taken_on", ""))
    if told is not None:
        told.quantity, told.scope, told.bound = "requests", "part", True


def read_left(grammar: Grammar, piece: Piece) -> bool:
    """另有1件因需征求第三方意见结转下年度: at least as many are carried over, whatever the reason."""
    state, number = grammar.state, piece.number
    received = any(claim.quantity in WHOLES and claim.scope != "other" for claim in grammar.here.claims)
    if not received or state.other or state.period != "report" or number is None or number.unit_kind != "case":
        return False
    if piece.before and any(token.kind == "gap" or "scope" in token.flags for token in piece.before):
        return False
    lone = Piece(piece.separator, piece.depth, [token for token in piece.tokens if _carrying(token)], number)
    if not grammar.carries(lone):
        return False
    frame = grammar.carried(lone, "", grammar.values(lone, "verb"))
    if frame is None or frame.quantity != "carried_out":
        return False
    told = grammar.claim(piece, frame)
    if told is not None:
        told.scope, told.bound = "part", True
    return True


def _carrying(token: Token) -> bool:
    return token.has("verb", "carry", "carry_out", "in_progress") or token.has("period") or token.kind == "time"


def _without_matter(grammar: Grammar, piece: Piece) -> list[Token]:
    """The words before a number without those for a channel and, where requests are named in full, for a matter."""
    listed = grammar.form.vocabulary.listed
    channels, matters, letters = listed("channels"), listed("matters"), listed("office_letters")
    words = piece.before
    asked = any(one.text == "申请" and two.text == "公开" for one, two in pairwise(words))
    firm = asked or piece.any("noun", "request", *DECISIONS)
    return [
        token
        for token in words
        if token.text not in channels
        and not (
            firm
            and (
                (token.text in matters and "noun" not in token.flags)
                or (token.kind == "gap" and token.text and not any(letter in token.text for letter in letters))
            )
        )
    ]
