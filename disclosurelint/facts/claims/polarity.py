"""Claims without a number: none at all (未收到, 无, 未发生), all of them (均已办结, 全部维持)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from disclosurelint.facts.claims import frames
from disclosurelint.facts.claims.alls import read_all
from disclosurelint.facts.claims.frames import Frame
from disclosurelint.facts.claims.matters import COURTS, DECISIONS
from disclosurelint.facts.claims.pieces import Piece
from disclosurelint.facts.claims.singles import read_left, read_single
from disclosurelint.facts.claims.stating import add, of_others, stated, text_of
from disclosurelint.facts.claims.subjects import specific

if TYPE_CHECKING:
    from disclosurelint.facts.claims.grammar import Grammar


_LED = ("在", "通过", "经", "由", "从", "对", "以", "向", "经由")
_SAYING = frozenset(("noun", "result", "outcome", "applicant", "verb", "none", "zero", "all", "done", "scope"))
_WEIGHTY = ("noun", "result", "outcome", "applicant")


def read_words(grammar: Grammar, piece: Piece, pending: list[Piece]) -> None:
    """A piece without a number: it may say none or all, set topic or scope, or name what numbers further on count."""
    state = grammar.state
    if (
        ("gap" in piece.flags or "scope" in piece.flags)
        and (
            _another_office(grammar, piece)
            or _narrows(grammar, piece)
            # 全县水务系统(…)共收到: of more than this body.
            or any("whole" in token.flags and grammar.outside(token) for token in piece.before[:1])
        )
    ):
        state.other = True
    last = piece.before[-1] if piece.before else None
    if last is not None and last.text in ("中", "里"):
        # 办结的申请中,当年受理的43件; 行政处罚案件中,行政复议31件
        grammar.here.closing = piece.any("verb", "close")
        state.other = state.other or piece.any("noun", *DECISIONS)
    behind = grammar.here.text.value[piece.end : piece.end + 16]
    office = "office_scope" in piece.flags or piece.any("government") or grammar.of_office(piece)
    acts = any(letter in behind.partition(")")[2][:5] for letter in "收办答受")
    if office and behind[:1] == "(" and acts:
        # 各乡镇(街道)共收到申请
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
        read_all(grammar, piece)
    elif read_single(grammar, piece) or read_left(grammar, piece):
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


def _narrows(grammar: Grammar, piece: Piece) -> bool:
    """在征地补偿方面, 经集体研究, 新系统上线后: what follows is told of these alone."""
    listed = grammar.form.vocabulary.listed
    first, last = piece.before[0], piece.before[-1]
    if last.kind == "gap" and last.text.endswith(listed("office_ends")):
        return True
    if any("信息公开" in token.text or token.has("noun", *COURTS) for token in piece.before):
        return False
    if grammar.here.text.value[piece.end : piece.end + 1] != "," or grammar.here.setting.aspect != "request":
        return False
    if first.text in listed("narrowing"):
        return True
    ended = last.text.endswith(listed("narrowed")) or last.text in listed("narrowed")
    return ended and not piece.any("noun", "request") and not piece.any("whole")


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


# -- none ----------------------------------------------------------------------------------------------------------


def read_none(grammar: Grammar, piece: Piece, pending: list[Piece]) -> None:
    """A denial: each thing that it names is claimed to be nought."""
    if "无未" in text_of(piece):
        return
    if not stated(grammar) or grammar.blocked(piece) or of_others(grammar, piece) or _of_the_rest(piece):
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
    applicants = list(dict.fromkeys(name for entry in pieces for name in grammar.values(entry, "applicant")))
    if len(applicants) > 1:
        if _no_requests(grammar, piece, nouns, grammar.values(piece, "verb")):
            for name in applicants:
                add(grammar, piece, frames.request_frame(grammar.form, "received_new", name), "none", first)
        _topic(grammar, piece)
        return
    listed = [result for entry in pieces for result in grammar.values(entry, "result")]
    for frame in _denied(grammar, piece, nouns, listed):
        add(grammar, piece, frame, "none", first)
    _topic(grammar, piece)


def _of_the_rest(piece: Piece) -> bool:
    """其余结果的申请没有引发行政复议"""
    return bool(piece.before) and piece.before[0].has("mark", "rest")


def _none_last(piece: Piece) -> bool:
    """Whether the denial follows what it denies: 行政复议、行政诉讼均未发生."""
    denial = next((at for at, token in enumerate(piece.before) if token.has("none")), len(piece.before))
    return not any(any(role in token.roles for role in _WEIGHTY) for token in piece.before[denial:])


def _denied(grammar: Grammar, piece: Piece, nouns: list[str], listed: list[str]) -> list[Frame]:
    form, state = grammar.form, grammar.state
    verbs = grammar.values(piece, "verb")
    results = specific(list(dict.fromkeys(listed)) if grammar.values(piece, "result") else [], among=False)
    outcomes = grammar.values(piece, "outcome")
    courts = [noun for noun in dict.fromkeys(nouns) if noun in COURTS]
    found: list[Frame | None] = []
    if outcomes and "concluded" not in outcomes and (courts or state.topic == "courts" or "败诉" in text_of(piece)):
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
    elif any(noun in DECISIONS for noun in nouns) and ("decide" in verbs or "决定" in text_of(piece)):
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
            carried = grammar.carried(piece, "", verbs)
            told = any(claim.quantity == "carried_in" for claim in grammar.here.claims)
            if carried is not None and not (carried.quantity == "carried" and told):
                found.append(carried)
    elif results:
        if grammar.may_be_requests(piece, nouns, results, [], verbs):
            frame = frames.result_frame(form, results, "")
            column = _applicant(grammar, piece) or state.column
            if column:
                frame.readings += frames.result_frame(form, results, column).readings
            found.append(frame)
    elif _no_requests(grammar, piece, nouns, verbs):
        found.append(frames.request_frame(form, "received_new", _applicant(grammar, piece)))
    return [frame for frame in found if frame is not None]


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
