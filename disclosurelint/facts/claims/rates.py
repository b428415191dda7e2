"""Percentages: shares of a whole, named rates, growth."""

from __future__ import annotations

from typing import TYPE_CHECKING

from disclosurelint.facts.claims import growth
from disclosurelint.facts.claims.frames import OUTCOMES, Frame, court_frame, result_frame
from disclosurelint.facts.claims.lexer import Token
from disclosurelint.facts.claims.matters import COURTS
from disclosurelint.facts.claims.model import Claim, Count, Share
from disclosurelint.facts.claims.pieces import Piece
from disclosurelint.facts.claims.stating import unsaid

if TYPE_CHECKING:
    from disclosurelint.facts.claims.grammar import Grammar

_NEAR = 24
"""How many numbers before a share may be its whole."""
_SUMMED = 4


def read_percent(grammar: Grammar, piece: Piece, compares: bool) -> None:
    """A piece whose number is a percentage."""
    number = piece.number
    assert number is not None
    assert number.numeral is not None
    delta = grammar.values(piece, "delta")
    if number.numeral.kind == "points":
        growth.grow_points(grammar, piece, delta)
        return
    _note(grammar, piece, compares, delta)
    if delta:
        if "to" in delta and grammar.here.risen is not None and number.numeral.kind == "percent":
            _risen(grammar, piece, grammar.here.risen)
        elif number.numeral.kind == "percent":
            growth.grow(grammar, piece, delta, percent=True)
        return
    if compares or grammar.state.compared or number.numeral.kind != "percent" or number.numeral.high is not None:
        return
    if _from(piece) is not None:
        grammar.here.risen = piece
        return
    if piece.any("rate"):
        _rate(grammar, piece)
    elif piece.any("mark", "share"):
        _share(grammar, piece)
    elif grammar.here.among and piece.separator == "," and (piece.any("result") or piece.any("applicant")):
        _share_among(grammar, piece)
    elif piece.opens and not piece.tokens:
        # 予以公开429件(37.9%)
        _share(grammar, piece)
    elif piece.after and not any(token.has("noun") or token.has("verb") for token in piece.before):
        _share_before(grammar, piece)


def _note(grammar: Grammar, piece: Piece, compares: bool, delta: list[str]) -> None:
    """Keeps a percentage for the points that may follow: 96.5%,较上年的94.2%提高2.3个百分点."""
    number, state = piece.number, grammar.state
    assert number is not None
    assert number.numeral is not None
    if number.numeral.vague or number.numeral.high is not None or (delta and "to" not in delta):
        return
    before = compares or state.compared or state.period == "previous" or _from(piece) is not None
    grammar.here.percents.append((number.numeral.value, before and "to" not in delta))


def _from(piece: Piece) -> int | None:
    """Where 由 or 从 stands, if the percentage is the earlier one of two: 占比由2023年的91.5%…."""
    if not (piece.any("rate") or piece.any("mark", "share")):
        return None
    place = next((at for at, token in enumerate(piece.before) if token.text in ("由", "从")), 0)
    rest = piece.before[place + 1 :]
    timely = all(token.kind == "time" or "period" in token.roles or token.text == "的" for token in rest)
    return place if place and timely else None


def _risen(grammar: Grammar, piece: Piece, earlier: Piece) -> None:
    """自然人申请占比由91.5%上升到92%: this year's share is the one behind."""
    made = Piece(earlier.separator, earlier.depth, earlier.before[: _from(earlier)], piece.number)
    grammar.here.risen = None
    if grammar.blocked(piece):
        return
    grammar.state.period = "report"
    if made.any("rate"):
        _rate(grammar, made)
    else:
        _share(grammar, made)


def _outcome_rate(grammar: Grammar, piece: Piece, outcome: str) -> None:
    """行政复议维持率63.3%: the share of an outcome among all cases, or among those concluded."""
    state = grammar.state
    families = [noun for noun in grammar.values(piece, "noun") if noun in COURTS]
    families = families or list(state.families if state.topic == "courts" else ())
    if set(families) <= {"suit", "suit_direct", "suit_after"} and len(families) > 1:
        families = ["suit"]
    frame = court_frame(grammar.form, families, outcome) if families else None
    if frame is None:
        return
    share = _new(grammar, piece)
    share.readings = [unsaid(grammar, piece, frame)]
    grammar.here.shares.append(share)


def _rate(grammar: Grammar, piece: Piece) -> None:
    number, state = piece.number, grammar.state
    assert number is not None
    assert number.numeral is not None
    if state.other or state.modal or state.period != "report" or grammar.blocked(piece) or number.numeral.vague:
        return
    if grammar.aimed(piece):
        return
    outcome = grammar.values(piece, "rate")[0]
    if outcome in OUTCOMES:
        _outcome_rate(grammar, piece, outcome)
        return
    last = grammar.here.claims[-1].quantity if grammar.here.claims else ""
    if piece.any("applicant") or grammar.carries(piece) or last.startswith("carried"):
        # 自然人申请办结率, 上年结转申请办结率: of these alone.
        return
    of_requests = state.topic == "request" or (state.topic == "" and grammar.here.setting.aspect == "request")
    of_requests = of_requests or "request" in grammar.values(piece, "noun")
    if not of_requests or (grammar.here.counts and grammar.here.counts[-1].claim is None):
        return
    rate = grammar.values(piece, "rate")[0]
    if rate == "disclosed":
        share = _new(grammar, piece)
        frame = result_frame(grammar.form, ["disclosed"], "")
        frame.readings += result_frame(grammar.form, ["disclosed", "partly_disclosed"], "").readings
        share.readings, share.requests = [unsaid(grammar, piece, frame)], True
        grammar.here.shares.append(share)
        return
    if rate == "close" and piece.any("in_time"):
        rate = "on_time"
    share = _new(grammar, piece)
    share.rate, share.requests = rate, True
    grammar.here.shares.append(share)


def _new(grammar: Grammar, piece: Piece) -> Share:
    number, text = piece.number, grammar.here.text
    assert number is not None
    assert number.numeral is not None
    before, after = text.value[max(0, number.start - 4) : number.start], text.value[number.end : number.end + 2]
    return Share(
        value=number.numeral.value,
        places=number.numeral.places,
        span=text.span(number.start, number.end),
        text=text.cut(piece.start, piece.end),
        counts=[],
        wholes=[],
        vague=number.numeral.vague,
        bound=next(
            (
                bound[:-1]
                for bound in ("floors", "ceilings")
                if before.endswith(grammar.form.vocabulary.listed(bound))
                or after.startswith(grammar.form.vocabulary.listed(bound))
            ),
            "",
        ),
        group=grammar.here.setting.order,
    )


def _share(grammar: Grammar, piece: Piece) -> None:
    state, here = grammar.state, grammar.here
    if piece.before and piece.before[0].text == "公开":
        # 公开占84.6%: of those that were decided.
        return
    base = _base(grammar, piece)
    if state.modal or state.period != "report" or (base is None and not _whole_is_known(grammar, piece)):
        return
    share = _new(grammar, piece)
    share.base = base
    share.also = grammar.here.base if base is None else None
    grammar.here.base = base or grammar.here.base
    share.whole = (
        "handled"
        if piece.any("verb", "close", "answer")
        else "received"
        if piece.any("verb", "receive", "receive_new")
        else ""
    )
    own = _own_claim(grammar, piece)
    if own is None and not here.counts and here.named is not None and not piece.back and piece.separator == ",":
        # 新收申请以自然人为主,占比92%
        own = _claimed(grammar, piece, here.named.before)
    if own is not None:
        share.readings = [own]
    elif piece.back:
        if len(here.counts) < piece.back:
            return
        share.counts = [here.counts[-piece.back]]
    elif _follows_count(grammar, piece):
        share.counts = _counted(here.counts[:-1] if piece.inside else here.counts)
    else:
        return
    nearest = share.counts[0] if share.counts else None
    earlier = [*grammar.paragraph_counts, *here.counts]
    share.wholes = [
        count
        for count in earlier[-_NEAR:]
        if count is not nearest and (nearest is None or count.unit == nearest.unit or not nearest.unit)
    ]
    if own is None and nearest is not None and nearest.claim is None and _of_all(share.wholes, piece):
        return
    share.requests = (own is not None and own.quantity.partition(".")[0] not in COURTS) or (
        not state.other and nearest is not None and _of_requests(here.counts)
    )
    share.requests = share.requests or bool(share.whole and piece.any("noun", "request", "request_weak"))
    if piece.inside:
        share.wholes, share.requests = [here.counts[-1]], False
    elif state.other:
        return
    here.shares.append(share)


def _of_all(wholes: list[Count], piece: Piece) -> bool:
    """Whether it is a share of a whole that the text does not tell: 两局合计占全县的63.6%."""
    told = any(count.claim is not None and count.claim.scope == "whole" for count in wholes)
    return not told and piece.any("whole")


def _share_among(grammar: Grammar, piece: Piece) -> None:
    """无法提供的24件中,不掌握的不足七成: a share of the number before it."""
    own = _claimed(grammar, piece, piece.before) if not grammar.blocked(piece) else None
    if own is None or grammar.state.modal or grammar.state.period != "report":
        return
    share = _new(grammar, piece)
    share.readings, share.wholes = [own], [grammar.here.counts[-1]]
    grammar.here.shares.append(share)


def _share_before(grammar: Grammar, piece: Piece) -> None:
    """92%的申请来自自然人: the share stands before what it is a share of."""
    state = grammar.state
    if state.other or state.modal or state.period != "report" or grammar.blocked(piece):
        return
    own = _claimed(grammar, piece, piece.after)
    if own is None or not any(token.has("applicant") or token.has("result") for token in piece.after):
        return
    share = _new(grammar, piece)
    share.readings, share.requests = [own], True
    grammar.here.shares.append(share)


def _counted(counts: list[Count]) -> list[Count]:
    """The number before a share, and those of the same list before that (for 合计占)."""
    counts = [count for count in counts if not count.earlier]
    last = counts[-1]
    run = [last]
    if "合计" in last.label:
        return run
    for count in reversed(counts[:-1]):
        if len(run) >= _SUMMED or count.unit != last.unit or count.depth != last.depth:
            break
        run.append(count)
    return run


def _of_requests(counts: list[Count]) -> bool:
    """Whether the number before the share, or the one before that where it is a sum of several, counts requests."""
    meant = counts[-2:-1] if "合计" in counts[-1].label and counts[-1].claim is None else counts[-1:]
    return any(count.claim is not None and bool(count.claim.figures) for count in meant)


def _follows_count(grammar: Grammar, piece: Piece) -> bool:
    """Whether the share stands right behind a counted number: 17件,占36.2%."""
    counts = grammar.here.counts[:-1] if piece.inside else grammar.here.counts
    if not counts or counts[-1].earlier or counts[-1].vague or not counts[-1].unit:
        return False
    between = grammar.here.text.value[counts[-1].at : piece.start]
    return (
        len(between) <= (40 if piece.inside else 24)
        and "。" not in between
        and between.count(",") <= 1
        and "%" not in between
    )


def _whole_is_known(grammar: Grammar, piece: Piece) -> bool:
    """Whether the words between 占 and the number name no other whole than the one that was told of."""
    shares = grammar.form.vocabulary.shares
    seen = False
    for token in piece.tokens:
        if token.has("mark", "share", "respectively"):
            seen = True
            continue
        if token.kind == "gap" or "scope" in token.roles or "foreign" in token.roles:
            return False
        if seen and not (
            token.text in shares
            or "filler" in token.roles
            or "noun" in token.roles
            or "verb" in token.roles
            or token.has("period", "report")
            or token.has("mark", "sum")
            or token.has("whole")
            or token.has("all")
            or token.has("done")
            or token in piece.after
        ):
            return False
        if (
            seen
            and token.has("noun")
            and not token.has("noun", "request", "request_weak")
            and not _same_cases(grammar, token)
        ):
            return False
    return not grammar.blocked(piece)


def _base(grammar: Grammar, piece: Piece) -> Claim | None:
    """占无法提供总数的92.3%: the result that the words behind 占 name."""
    at = next((at for at, token in enumerate(piece.before) if token.has("mark", "share")), None)
    if at is None or grammar.blocked(piece):
        return None
    behind = piece.before[at + 1 :]
    if not any(token.has("result") for token in behind) or any(token.has("mark", "respectively") for token in behind):
        return None
    return _claimed(grammar, piece, [token for token in behind if not token.has("mark", "share")])


def _same_cases(grammar: Grammar, token: Token) -> bool:
    """60件复议中纠正6件,占全部复议案件的10%"""
    claim = grammar.here.counts[-1].claim if grammar.here.counts else None
    return claim is not None and token.has("noun", claim.quantity.partition(".")[0]) and token.has("noun", *COURTS)


def _own_claim(grammar: Grammar, piece: Piece) -> Claim | None:
    """What the share itself says it is a share of: 自然人申请占82.6%."""
    share = next((index for index, token in enumerate(piece.before) if token.has("mark", "share")), None)
    if not share:
        return None
    return _claimed(grammar, piece, piece.before[:share])


def _claimed(grammar: Grammar, piece: Piece, words: list[Token]) -> Claim | None:
    applicants = [token for token in words if token.has("applicant")]
    results = [token for token in words if token.has("result")]
    outcomes = [value for token in words for value in token.roles.get("outcome", ()) if value in OUTCOMES]
    if not applicants and not results and outcomes and grammar.state.topic == "courts" and not grammar.state.other:
        cases = court_frame(grammar.form, grammar.state.families, outcomes[0]) if grammar.state.families else None
        return unsaid(grammar, piece, cases) if cases is not None else None
    if not applicants and not results:
        return None
    # Words alone, as if a number of requests followed.
    lone = Piece(piece.separator, piece.depth, list(words))
    frame: Frame | None = grammar.requests(lone, grammar.values(lone, "noun")) if not grammar.state.other else None
    if frame is None:
        return None
    return unsaid(grammar, piece, frame)
