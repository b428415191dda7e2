"""Statements of all: 均已办结, 全部予以公开, 均获维持, 全部审结, 申请人均为自然人."""

from __future__ import annotations

from typing import TYPE_CHECKING

from disclosurelint.facts.claims import frames
from disclosurelint.facts.claims.frames import Frame
from disclosurelint.facts.claims.matters import COURTS
from disclosurelint.facts.claims.pieces import Piece
from disclosurelint.facts.claims.stating import RECEIVED, add, of_others, stated, text_of
from disclosurelint.report import Label

if TYPE_CHECKING:
    from disclosurelint.facts.claims.grammar import Grammar


def read_all(grammar: Grammar, piece: Piece) -> None:
    """A piece with 均, 全部, 都: what it says of all, where it is said as a fact of the report."""
    if not stated(grammar) or of_others(grammar, piece):
        return
    if piece.any("outcome", "concluded") and piece.any("all") and _read_concluded(grammar, piece):
        return
    if piece.any("outcome", "upheld") or (piece.any("outcome", "won") and piece.any("all")):
        _read_upheld(grammar, piece)
    elif _read_one_kind(grammar, piece):
        return
    elif grammar.state.topic == "request" or _names_requests(grammar, piece):
        if piece.any("result") and piece.any("all"):
            _read_alike(grammar, piece)
        else:
            _read_closed(grammar, piece)


def _read_one_kind(grammar: Grammar, piece: Piece) -> bool:
    """申请人均为自然人, 全部由自然人提出: nobody else has filed any."""
    applicants = grammar.values(piece, "applicant")
    counted = grammar.here.counts[-1] if grammar.here.counts else None
    if applicants not in (["natural_person"], ["legal"]) or piece.any("result") or piece.any("verb", "close", "answer"):
        return False
    if not any(token.has("all") and token.text != "都" for token in piece.tokens) or grammar.state.topic not in (
        "",
        "request",
    ):
        return False
    claim = counted.claim if counted is not None else None
    if counted is not None and (claim is None or claim.quantity not in RECEIVED or claim.scope == "other"):
        return False
    if counted is None and "申请人" not in text_of(piece) and not _names_requests(grammar, piece):
        return False
    other = "legal" if applicants == ["natural_person"] else "natural_person"
    frame = frames.request_frame(grammar.form, "received_new", other)
    frame.readings = frame.readings[:1]
    add(grammar, piece, frame, "none")
    return True


def _names_requests(grammar: Grammar, piece: Piece) -> bool:
    nouns = grammar.values(piece, "noun")
    setting = grammar.here.setting
    return "request" in nouns or (
        "request_weak" in nouns and setting.aspect == "request" and setting.fresh and grammar.state.topic == ""
    )


def _read_alike(grammar: Grammar, piece: Piece) -> None:
    """收到申请4件,全部予以公开: as many have this result."""
    last = grammar.here.claims[-1] if grammar.here.claims else None
    results = grammar.values(piece, "result")
    if last is None and len(results) == 1 and _read_only(grammar, piece, results[0]):
        return
    base, _, column = (last.quantity if last is not None else "").partition("[")
    column = column.rstrip("]")
    if (
        last is None
        or not last.value
        or last.vague
        or not (
            base in (*RECEIVED, "handled", "answered")
            or (len(results) == 1 and f"requests.{results[0]}".startswith(f"{base}."))
        )
        or last.period != "report"
        or last.scope != "whole"
        or grammar.here.counts[-1].claim is not last
        or piece.separator not in (",", "(", "")
        or piece.any("anaphora")
        or piece.any("noun")
        or grammar.aimed(piece)
        or len(results) != 1
    ):
        return
    results = ["disclosed", "partly_disclosed"] if results == ["disclosed_or_partly"] else results
    if column and column not in frames.COLUMNS:
        return
    add(grammar, piece, frames.result_frame(grammar.form, results, column), "alike", value=last.value)


def _read_only(grammar: Grammar, piece: Piece, result: str) -> bool:
    """收到的申请全部予以公开: nothing was closed in any other way."""
    form = grammar.form
    if not piece.any("all", "strong") or not _names_requests(grammar, piece) or grammar.aimed(piece):
        return False
    if piece.any("anaphora") or piece.any("applicant") or "." in result or result == "disclosed_broadly":
        return False
    own = ["disclosed", "partly_disclosed"] if result == "disclosed_or_partly" else [result]
    reading = form.reading(["requests.handled_total", *(f"-requests.{name}" for name in own)], ["total"])
    if reading is None or grammar.here.counts:
        return False
    label = Label("以其他方式办理的", "closed in other ways")
    add(grammar, piece, Frame(f"requests.{result}", [(label, reading[1])]), "none")
    return True


def _read_closed(grammar: Grammar, piece: Piece) -> None:
    """全部办结, 均已答复: all requests are closed. 均在法定期限内答复 says only that what was answered was in time."""
    carried = grammar.carries(piece) and not (piece.any("period", "previous") and not piece.any("period", "next"))
    if not _all_closed(piece) or carried or piece.any("result") or piece.any("applicant"):
        return
    column = ""
    text = grammar.here.text.value
    if grammar.aimed(piece) or "除" in text[: piece.start]:
        return
    if any(word in text for word in grammar.form.vocabulary.listed("unless")):
        return
    here = grammar.here
    nouns = grammar.values(piece, "noun")
    named = "request" in nouns or "request_weak" in nouns
    counted = here.counts[-1] if here.counts else None
    if counted is not None and not (named and piece.any("all", "strong") and not piece.any("anaphora")):
        claim = counted.claim
        quantity, _, column = (claim.quantity if claim is not None else "").partition("[")
        column = column.rstrip("]")
        if quantity == "carried_in" and len(here.counts) > 1 and here.counts[-2].claim is not None:
            # 本年新收的46件和上年结转的3件已全部办结
            quantity = here.counts[-2].claim.quantity
        if claim is not None and quantity in ("handled", "answered") and not column and _without_term(piece):
            pass
        elif (
            claim is None
            or quantity not in RECEIVED
            or (column and column not in grammar.form.titles)
            or not claim.value
            or claim.period != "report"
            or claim.scope == "other"
        ):
            return
    elif not named and not grammar.state.firm:
        return
    reading = grammar.form.reading(["requests.carried_out"], [column or "total"])
    if reading is not None:
        add(grammar, piece, Frame("closed", [reading]), "all")


def _without_term(piece: Piece) -> bool:
    """全部办结 behind a number of closed requests: there are no others; 全部按时办结: these were in time."""
    return (
        piece.any("all", "strong")
        and piece.any("verb", "close")
        and not piece.any("deadline")
        and not piece.any("in_time")
    )


def _all_closed(piece: Piece) -> bool:
    strong, weak = piece.any("all", "strong"), piece.any("all", "weak")
    done = piece.any("done")
    closes = any(token.has("verb", "close") for token in piece.tokens)
    answers = any(token.has("verb", "answer") for token in piece.tokens)
    term, timely = piece.any("deadline"), piece.any("in_time")
    if not (strong or weak):
        return False
    if closes:
        return strong or done or not term
    if answers:
        return not term and not timely and (strong or done)
    return False


def _read_concluded(grammar: Grammar, piece: Piece) -> bool:
    """行政诉讼已全部审结: none is pending."""
    state, here = grammar.state, grammar.here
    courts = [noun for noun in grammar.values(piece, "noun") if noun in COURTS]
    families = courts or (list(state.families) if state.topic == "courts" else [])
    last = here.counts[-1] if here.counts else None
    if not families or piece.any("noun", "request"):
        return False
    if last is not None and (last.claim is None or "." in last.claim.quantity or last.claim.scope == "other"):
        return False
    frame = frames.court_frame(grammar.form, families, "pending")
    frame.readings = frame.readings[:1]
    add(grammar, piece, frame, "none")
    return True


def _read_upheld(grammar: Grammar, piece: Piece) -> None:
    """均获维持: none was corrected, ended otherwise or is pending."""
    if not piece.any("all"):
        return
    state, form = grammar.state, grammar.form
    courts = [noun for noun in grammar.values(piece, "noun") if noun in COURTS]
    families = courts or (list(state.families) if state.topic == "courts" else [])
    if not families:
        return
    last = next((claim for claim in reversed(grammar.here.claims) if claim.quantity.partition(".")[0] in COURTS), None)
    concluded = piece.any("outcome", "concluded") or (last is not None and "." in last.quantity)
    won = not piece.any("outcome", "upheld")
    outcomes = ("corrected",) if won else ("corrected", "other") if concluded else ("corrected", "other", "pending")
    blocks = [block for family in families for block in frames.BLOCKS[family][0]]
    readings = [form.block([block], [outcome]) for block in dict.fromkeys(blocks) for outcome in outcomes]
    keys = tuple(key for reading in readings if reading for key in reading[1])
    if keys and all(readings):
        label = frames.joined([reading[0] for reading in readings if reading])
        add(grammar, piece, Frame("upheld", [(label, keys)]), "all")
