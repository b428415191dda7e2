"""Claims without a number: none at all (未收到, 无, 未发生), all of them (均已办结, 全部维持)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from disclosurelint.facts.claims import frames
from disclosurelint.facts.claims.frames import Frame
from disclosurelint.facts.claims.model import Claim, Count
from disclosurelint.facts.claims.pieces import Piece
from disclosurelint.report import Number

if TYPE_CHECKING:
    from disclosurelint.facts.claims.grammar import Grammar

COURTS = ("review", "suit", "suit_direct", "suit_after", "both")
DECISIONS = ("licensing", "penalties", "compulsory")
_LED = ("在", "通过", "经", "由", "从", "对", "以", "向", "经由")
_RECEIVED = frozenset(("received", "received_new", "taken_on", "requests"))
_SAYING = frozenset(("noun", "result", "outcome", "applicant", "verb", "none", "zero", "all", "done", "scope"))
_WEIGHTY = ("noun", "result", "outcome", "applicant")


def read_words(grammar: Grammar, piece: Piece, pending: list[Piece]) -> None:
    """A piece without a number: it may say none or all, set topic or scope, or name what numbers further on count."""
    state = grammar.state
    if (
        "gap" in piece.flags
        and (
            _another_office(grammar, piece)
            # 全县水务系统(…)共收到: of more than this body.
            or any("whole" in token.flags and grammar.outside(token) for token in piece.before[:1])
        )
    ):
        state.other = True
    if _SAYING.isdisjoint(piece.flags) and not state.negated:
        pending.clear()
        return
    applicants = grammar.values(piece, "applicant")
    if len(applicants) == 1:
        state.column = applicants[0]
    if (applicants or piece.any("result")) and not (piece.any("none") or piece.any("all")):
        grammar.here.named = piece
    blocked = grammar.blocked(piece)
    if blocked:
        if "scope" in piece.flags:
            _scope(grammar, piece)
        pending.clear()
        _topic(grammar, piece)
        return
    if piece.any("none") or piece.any("zero"):
        state.negated = piece.any("none")
        read_none(grammar, piece, pending)
        pending.clear()
        return
    if piece.any("all") or piece.any("done"):
        _read_all(grammar, piece)
    elif _read_single(grammar, piece) or _read_left(grammar, piece):
        pending.clear()
        return
    elif state.negated:
        read_none(grammar, piece, [])
        return
    _topic(grammar, piece)
    if any(any(role in token.roles for role in _WEIGHTY) for token in piece.tokens):
        pending.append(piece)
    else:
        pending.clear()


def _another_office(grammar: Grammar, piece: Piece) -> bool:
    """县自然资源局承办量居首位: what follows is told of that office."""
    ends = grammar.form.vocabulary.listed("office_ends")
    head = ""
    for token in piece.before:
        if (token.kind != "gap" and len(token.text) > 1) or token.text in _LED:
            break
        head += token.text
    return any(end in head for end in ends)


def _scope(grammar: Grammar, piece: Piece) -> None:
    """通过政府网站, 在市民中心: what follows is counted there only. 通过网络、信函等渠道 is the whole again."""
    state = grammar.state
    if piece.separator == "、" and "mark:more" in piece.flags:
        state.other = False
    elif piece.before[0].text in _LED and "mark:more" not in piece.flags:
        state.other = True


def _topic(grammar: Grammar, piece: Piece) -> None:
    """What the words name becomes what the sentence speaks of."""
    state = grammar.state
    nouns = grammar.values(piece, "noun")
    courts = [noun for noun in nouns if noun in COURTS]
    if courts:
        again = state.topic == "courts" and piece.separator in ("、", "和", "及", "或", "与")
        state.families = tuple(dict.fromkeys((*state.families, *courts))) if again else tuple(courts)
        state.topic, state.firm = "courts", True
    elif "request" in nouns:
        state.topic, state.firm = "request", True
    elif any(noun in ("rules", "normative") for noun in nouns):
        state.topic = "documents"
        state.families = tuple(noun for noun in nouns if noun in ("rules", "normative"))
        state.action = ""
    elif "fee" in nouns or "notice" in nouns:
        state.topic = "fee"


def _stated(grammar: Grammar) -> bool:
    state = grammar.state
    return not state.modal and not state.other and state.period == "report"


def _add(
    grammar: Grammar, piece: Piece, frame: Frame, polarity: str, first: Piece | None = None, value: Number | None = None
) -> None:
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


# -- none ----------------------------------------------------------------------------------------------------------


def read_none(grammar: Grammar, piece: Piece, pending: list[Piece]) -> None:
    """A denial: each thing that it names is claimed to be nought."""
    if not _stated(grammar) or grammar.blocked(piece) or _of_others(grammar, piece):
        _topic(grammar, piece)
        return
    together = [
        *[entry for entry in pending if entry.separator in ("", "、", ",", "和", "及", "(") or entry is pending[0]],
        piece,
    ]
    subjects = piece.before[:1] and (piece.any("zero") or _none_last(piece))
    pieces = together if subjects else [piece]
    nouns: list[str] = []
    for entry in pieces:
        nouns.extend(grammar.values(entry, "noun"))
    first = pieces[0]
    listed = [result for entry in pieces for result in grammar.values(entry, "result")]
    for frame in _denied(grammar, piece, nouns, listed):
        _add(grammar, piece, frame, "none", first)
    _topic(grammar, piece)


def _of_others(grammar: Grammar, piece: Piece) -> bool:
    """Whether the words go on about a number that is none of ours: 28个单位未收到申请."""
    counts = grammar.here.counts
    return piece.number is None and piece.separator == "" and bool(counts) and counts[-1].claim is None


def _none_last(piece: Piece) -> bool:
    """Whether the denial follows what it denies: 行政复议、行政诉讼均未发生."""
    for token in piece.before:
        if token.has("none"):
            return True
        if token.has("noun"):
            return True
    return False


def _denied(grammar: Grammar, piece: Piece, nouns: list[str], listed: list[str]) -> list[Frame]:
    form, state = grammar.form, grammar.state
    verbs = grammar.values(piece, "verb")
    results = (
        grammar.values(piece, "result") and list(dict.fromkeys(listed)) if listed else grammar.values(piece, "result")
    )
    outcomes = grammar.values(piece, "outcome")
    courts = [noun for noun in dict.fromkeys(nouns) if noun in COURTS]
    found: list[Frame | None] = []
    if outcomes and "concluded" not in outcomes and (courts or state.topic == "courts" or "败诉" in _text(piece)):
        families = courts or list(state.families if state.topic == "courts" else ()) or ["suit"]
        found.extend(frames.court_frame(form, [family], outcomes[0]) for family in families)
        for frame in found:
            if frame is not None:
                frame.readings = frame.readings[:1]
    elif courts:
        for family in courts:
            frame = frames.court_frame(form, [family], "")
            if frame is not None:
                frame.readings = frame.readings[:1]
                found.append(frame)
    elif any(noun in DECISIONS for noun in nouns) and ("decide" in verbs or "决定" in _text(piece)):
        found.extend(frames.decision_frame(form, noun) for noun in nouns if noun in DECISIONS)
    elif piece.any("mark", "rest") and {"fee", "notice", "fee_weak"} & set(nouns):
        # 其余申请未收费: some were charged for.
        return []
    elif "fee" in nouns or "notice" in nouns or (state.topic == "fee" and "fee_weak" in nouns):
        found.append(Frame("fee.notices" if "notice" in nouns else "fee.collected"))
    elif any(noun in ("rules", "normative") for noun in nouns) and not {"request", "request_weak"} & set(nouns):
        kinds = [noun for noun in ("rules", "normative") if noun in nouns]
        if "issue" in verbs or "repeal" in verbs:
            for kind in kinds:
                found.append(frames.document_frame(form, [kind], "issue" if "issue" in verbs else "repeal"))
    elif grammar.carries(piece) and "in_progress" not in verbs:
        if grammar.may_be_requests(piece, nouns, results, [], verbs):
            found.append(grammar.carried(piece, "", verbs))
    elif results:
        if grammar.may_be_requests(piece, nouns, results, [], verbs):
            found.append(frames.result_frame(form, results, ""))
    elif _no_requests(grammar, piece, nouns, verbs):
        found.append(frames.request_frame(form, "received_new", _applicant(grammar, piece)))
    return [frame for frame in found if frame is not None]


def _text(piece: Piece) -> str:
    return "".join(token.text for token in piece.tokens)


def _applicant(grammar: Grammar, piece: Piece) -> str:
    applicants = grammar.values(piece, "applicant")
    return applicants[0] if len(applicants) == 1 else ""


def _files(grammar: Grammar, piece: Piece) -> bool:
    """社会公益组织未提出申请"""
    return any(token.text in grammar.form.vocabulary.listed("filed") for token in piece.tokens)


def _no_requests(grammar: Grammar, piece: Piece, nouns: list[str], verbs: list[str]) -> bool:
    if "proactive" in nouns and not {"request", "request_weak"} & set(nouns):
        return False
    if not {"request", "request_weak"} & set(nouns):
        return False
    strong = {
        value
        for token in piece.tokens
        if "verb" in token.roles and "filler" not in token.roles and "noun" not in token.roles
        for value in token.roles["verb"]
    }
    if strong - {"receive", "receive_new", "occur"} or "fee_weak" in nouns:
        return False
    if "request" in nouns:
        return True
    weak = [token for token in piece.tokens if token.has("noun", "request_weak") and "filler" not in token.roles]
    filed = piece.any("applicant") and _files(grammar, piece)
    return (
        bool(weak)
        and (filed or "receive" in strong or "receive_new" in strong)
        and grammar.may_be_requests(piece, nouns, [], [], [*verbs, "receive"])
    )


# -- all -----------------------------------------------------------------------------------------------------------


def _read_all(grammar: Grammar, piece: Piece) -> None:
    if not _stated(grammar) or _of_others(grammar, piece):
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
    if counted is not None and (claim is None or claim.quantity not in _RECEIVED or claim.scope == "other"):
        return False
    if counted is None and "申请人" not in _text(piece) and not _names_requests(grammar, piece):
        return False
    other = "legal" if applicants == ["natural_person"] else "natural_person"
    frame = frames.request_frame(grammar.form, "received_new", other)
    frame.readings = frame.readings[:1]
    _add(grammar, piece, frame, "none")
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
    if (
        last is None
        or not last.value
        or last.vague
        or not (
            last.quantity in (*_RECEIVED, "handled", "answered")
            or (len(results) == 1 and f"requests.{results[0]}".startswith(f"{last.quantity}."))
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
    _add(grammar, piece, frames.result_frame(grammar.form, results, ""), "alike", value=last.value)


def _read_closed(grammar: Grammar, piece: Piece) -> None:
    """全部办结, 均已答复: all requests are closed. 均在法定期限内答复 says only that what was answered was in time."""
    carried = grammar.carries(piece) and not (piece.any("period", "previous") and not piece.any("period", "next"))
    if not _all_closed(piece) or carried or piece.any("result") or piece.any("applicant"):
        return
    column = ""
    if grammar.aimed(piece):
        return
    here = grammar.here
    nouns = grammar.values(piece, "noun")
    named = "request" in nouns or "request_weak" in nouns
    counted = here.counts[-1] if here.counts else None
    if counted is not None and not (named and piece.any("all", "strong") and not piece.any("anaphora")):
        claim = counted.claim
        quantity, _, column = (claim.quantity if claim is not None else "").partition("[")
        column = column.rstrip("]")
        if claim is not None and quantity in ("handled", "answered") and not column and _without_term(piece):
            pass
        elif (
            claim is None
            or quantity not in _RECEIVED
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
        _add(grammar, piece, Frame("closed", [reading]), "all")


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


def _read_single(grammar: Grammar, piece: Piece) -> bool:
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
        or not _stated(grammar)
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
    _add(grammar, piece, frame, "one")
    return True


def _read_left(grammar: Grammar, piece: Piece) -> bool:
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
    _add(grammar, piece, frame, "one", value=last.value)
    grammar.here.claims[-1].value, grammar.here.claims[-1].bound = last.value, True
    return True


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
    _add(grammar, piece, frame, "none")
    return True


def _told_of_requests(grammar: Grammar, last: Count) -> bool:
    """Whether a number is one of requests told before, or is said to be of requests itself."""
    if last.mark and any(claim.quantity in _RECEIVED for claim in grammar.here.claims):
        return True
    behind = grammar.here.text.value[last.at : last.at + 12].partition(",")[0]
    return grammar.here.setting.aspect == "request" and "申请" in behind and "," not in last.label


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
        _add(grammar, piece, Frame("upheld", [(label, keys)]), "all")
