"""Words that say more of the number before them: 行政复议1件,结果维持; 其中1件需补正,结转下年度."""

from __future__ import annotations

from typing import TYPE_CHECKING

from disclosurelint.facts.claims import frames
from disclosurelint.facts.claims.matters import COURTS
from disclosurelint.facts.claims.model import Count
from disclosurelint.facts.claims.pieces import Piece
from disclosurelint.facts.claims.stating import RECEIVED, add, stated

if TYPE_CHECKING:
    from disclosurelint.facts.claims.grammar import Grammar


def read_single(grammar: Grammar, piece: Piece) -> bool:
    """行政复议1件,结果维持: the outcome of the only case that there was."""
    last = grammar.here.claims[-1] if grammar.here.claims else None
    outcomes = grammar.values(piece, "outcome")
    if (
        not outcomes
        or last is None
        or last.value != 1
        or last.quantity not in COURTS
        or last.period != "report"
        or last.polarity != "count"
        or not stated(grammar)
        or grammar.here.counts[-1].claim is not last
        or piece.separator not in (",", "(", "")
        or any("noun" in token.flags and not token.has("noun", *COURTS) for token in piece.tokens)
        or grammar.state.negated
    ):
        return False
    outcome = next((value for value in outcomes if value != "concluded"), outcomes[0])
    frame = frames.court_frame(grammar.form, [last.quantity], outcome)
    if frame is None:
        return False
    add(grammar, piece, frame, "one")
    return True


def read_left(grammar: Grammar, piece: Piece) -> bool:
    """其中1件需补正,结转下年度继续办理: at least as many are carried over."""
    last = grammar.here.counts[-1] if grammar.here.counts else None
    if (
        last is None
        or last.claim is not None
        or last.mark not in ("part", "among", "")
        or last.unit not in ("件", "份", "宗")
        or last.vague
        or last.earlier
        or not _told_of_requests(grammar, last)
        or not grammar.carries(piece)
        or any(token.text == "的" for token in piece.before)
        or piece.any("noun")
        or grammar.state.modal
        or grammar.state.period != "report"
    ):
        return False
    frame = frames.request_frame(grammar.form, "carried_out", "")
    add(grammar, piece, frame, "one", value=last.value)
    grammar.here.claims[-1].value, grammar.here.claims[-1].bound = last.value, True
    return True


def _told_of_requests(grammar: Grammar, last: Count) -> bool:
    """Whether a number is one of requests told before, or is said to be of requests itself."""
    if last.mark and any(claim.quantity in RECEIVED for claim in grammar.here.claims):
        return True
    behind = grammar.here.text.value[last.at : last.at + 12].partition(",")[0]
    return grammar.here.setting.aspect == "request" and "申请" in behind and "," not in last.label
