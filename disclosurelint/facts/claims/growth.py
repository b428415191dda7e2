"""Changes against an earlier period: 较上年的42件增长9.5%, 增加4件, 由72件下降到60件."""

from __future__ import annotations

from typing import TYPE_CHECKING

from disclosurelint.facts.claims import frames
from disclosurelint.facts.claims.frames import Frame
from disclosurelint.facts.claims.model import Claim, Count, Growth
from disclosurelint.facts.claims.pieces import Piece
from disclosurelint.facts.claims.stating import unsaid
from disclosurelint.report import Number

if TYPE_CHECKING:
    from disclosurelint.facts.claims.grammar import Grammar

_OWN = frozenset(("result", "applicant", "outcome", "rate"))
_COUNTED = frozenset(("noun", "verb", "result", "applicant"))
_WEAK = frozenset(("request_weak", "proactive", "fee_weak"))


def read_change(grammar: Grammar, piece: Piece, count: Count, compares: bool) -> bool:
    """Whether a counted number is a difference or an earlier figure; notes it as such."""
    number, here = piece.number, grammar.here
    assert number is not None
    assert number.numeral is not None
    delta = grammar.values(piece, "delta")
    if "to" in delta:
        return _reached(grammar, piece, count)
    compared = grammar.state.compared and not piece.any("period", "report")
    if not delta and not compares and not compared:
        return False
    count.earlier = True
    if delta and compares and number.unit_kind == "case" and _apart(grammar, piece, delta):
        return True
    if delta and number.unit_kind in ("case", "money"):
        grow(grammar, piece, delta, percent=False)
    elif (
        not delta
        and number.unit
        and not number.numeral.vague
        and not any(token.kind == "gap" for token in piece.tokens)
    ):
        here.before.append(count)
        here.grown = _compared(grammar, piece)
    return True


def _apart(grammar: Grammar, piece: Piece, delta: list[str]) -> bool:
    """新收比办结多11件: the difference of two numbers of the sentence."""
    at = next((at for at, token in enumerate(piece.before) if token.text in ("比", "较")), 0)
    told: list[Count] = []
    for words in (piece.before[:at], piece.before[at + 1 :]):
        lone = Piece(piece.separator, piece.depth, [token for token in words if "delta" not in token.flags])
        if not any(token.has("verb") or token.has("result") for token in lone.before) or grammar.blocked(lone):
            return False
        frame = grammar.frame_of(lone)
        same = [
            count
            for count in grammar.here.counts
            if frame is not None and count.claim is not None and count.claim.quantity == frame.quantity
        ]
        told.extend(same[-1:])
    number = piece.number
    if len(told) != 2 or number is None or number.numeral is None or number.numeral.vague:
        return False
    grammar.prose.growths.append(
        Growth(
            value=number.numeral.value,
            percent=False,
            sign=1 if "up" in delta else -1,
            places=0,
            span=grammar.here.text.span(number.start, number.end),
            text=grammar.here.text.cut(piece.start, piece.end),
            current=None,
            current_value=told[0].value,
            before=told[1].value,
        )
    )
    return True


def _compared(grammar: Grammar, piece: Piece) -> Claim | None:
    """What the words around an earlier number count: 收到申请较上年的42件."""
    words = [token for token in piece.tokens if "period" not in token.flags and token.kind != "time"]
    if not any(not _COUNTED.isdisjoint(token.flags) for token in words) or grammar.state.other:
        return None
    lone = Piece(piece.separator, piece.depth, words)
    frame = grammar.frame_of(lone) if not grammar.blocked(lone) else None
    return unsaid(grammar, piece, frame) if frame is not None and frame.readings else None


def _reached(grammar: Grammar, piece: Piece, count: Count) -> bool:
    """由上年的72件下降到60件: the number behind is of the same thing, this year."""
    here = grammar.here
    last = here.claims[-1] if here.claims else None
    if last is None or last.period == "report" or grammar.blocked(piece):
        count.earlier = True
        return True
    grammar.state.period = "report"
    quantity, _, column = last.quantity.partition("[")
    frame = Frame(quantity, list(zip(last.labels, last.figures, strict=True)), column=column.rstrip("]"))
    count.claim = grammar.claim(piece, frame)
    return True


def grow(grammar: Grammar, piece: Piece, delta: list[str], *, percent: bool) -> None:
    """Notes a change: of the number told last, or of what the piece itself names."""
    number, here = piece.number, grammar.here
    assert number is not None
    assert number.numeral is not None
    numeral = number.numeral
    if numeral.vague or numeral.high is not None or numeral.kind == "points":
        return
    if "same" in delta or "to" in delta or grammar.blocked(piece) or _of_earlier(here.counts, piece):
        return
    if piece.any("mark", "rest") or (piece.back and "其余" in here.text.value):
        # 其余五类分别增长: which they are is not said.
        return
    subject = _subject(here.counts, piece)
    before = _before(here.before, subject)
    acted = _acted(grammar, piece)
    if acted is not None:
        before, subject = acted
    net = _net(grammar, piece) if not percent else None
    if net is not None:
        before, subject = net
    years = [count.value for count in here.before] if piece.back and subject is None else []
    if years:
        # 与2023年(41件)、2022年(36件)相比,分别增长…: any of these years.
        subject, before = _subject(here.counts, Piece(piece.separator, piece.depth)), here.before[-1]
    if subject is not None and subject.claim is not None and subject.claim.period != "report":
        return
    current, value = _current(grammar, piece, subject, before)
    if current is None and value is None:
        return
    if before is not None and before.claim is not None and current is not None and _names_itself(grammar, piece):
        told = [count for count in here.before if count.claim and count.claim.quantity == current.quantity]
        before = told[-1] if told else None
    sign = 1 if "up" in delta else -1
    if not percent and before is None and value is not None and subject is not None:
        # 较上年增加103件, 增长9.9%: the earlier number follows from the difference.
        here.before.append(subject.like(value - sign * grammar.amount(number)))
    grammar.prose.growths.append(
        Growth(
            value=numeral.value if percent else grammar.amount(number),
            percent=percent,
            sign=sign,
            places=numeral.places,
            span=here.text.span(number.start, number.end),
            text=here.text.cut(piece.start, piece.end),
            current=current,
            current_value=value,
            before=before.value if before is not None else None,
            others=years or _others(here.before, before),
        )
    )


def _before(told: list[Count], subject: Count | None) -> Count | None:
    """The earlier number that was told last; one that follows from a difference holds for its own subject alone."""
    last = told[-1] if told else None
    if last is None or subject is None:
        return last
    if last.unit != subject.unit or (last.depth > subject.depth and last.at < subject.at):
        return None
    if not last.label and last.at != subject.at:
        return None
    if last.claim is not None and subject.claim is not None and last.claim.quantity != subject.claim.quantity:
        alike = [count for count in told if count.claim and count.claim.quantity == subject.claim.quantity]
        return alike[-1] if alike else None
    return last


def _others(told: list[Count], before: Count | None) -> list[Number]:
    """2022年902件、2023年1016件、2024年1144件: a change may be counted from either."""
    if before is None or not before.label:
        return []
    quantity = before.claim.quantity if before.claim is not None else ""
    return [
        count.value
        for count in told
        if count is not before
        and count.label
        and count.unit == before.unit
        and (count.claim.quantity if count.claim is not None else "") in (quantity, "")
    ]


def _acted(grammar: Grammar, piece: Piece) -> tuple[Count | None, Count | None] | None:
    """2024年新收46件、办结45件,新收数量增长9.5%: the earlier number and this year's of what the piece names by its verb."""
    if not piece.any("verb") or not _OWN.isdisjoint(piece.flags) or grammar.state.other:
        return None
    lone = Piece(piece.separator, piece.depth, [token for token in piece.tokens if "delta" not in token.flags])
    frame = grammar.frame_of(lone) if not grammar.blocked(lone) else None
    told = [count for count in grammar.here.counts if count.claim and frame and count.claim.quantity == frame.quantity]
    current = [count for count in told if count.claim and count.claim.period == "report"]
    earlier = [count for count in told if count.claim and count.claim.period == "previous"]
    return (earlier[-1] if earlier else None, current[-1]) if current else None


def grow_points(grammar: Grammar, piece: Piece, delta: list[str]) -> None:
    """94.2%升至96.5%,提高2.3个百分点: the difference of the two percentages told last, one of them an earlier one."""
    number, here = piece.number, grammar.here
    told, here.percents = here.percents[-2:], []
    assert number is not None
    assert number.numeral is not None
    if sorted(earlier for _, earlier in told) != [False, True] or not {"up", "down"} & set(delta):
        return
    if number.numeral.vague or number.numeral.high is not None:
        return
    before = next(value for value, earlier in told if earlier)
    current = next(value for value, earlier in told if not earlier)
    grammar.prose.growths.append(
        Growth(
            value=number.numeral.value,
            percent=False,
            sign=1 if "up" in delta else -1,
            places=number.numeral.places,
            span=here.text.span(number.start, number.end),
            text=here.text.cut(piece.start, piece.end),
            current=None,
            current_value=current,
            before=before,
            points=True,
        )
    )


def _net(grammar: Grammar, piece: Piece) -> tuple[Count, Count] | None:
    """制发14件、废止9件,净增5件: what is gone, and what has come."""
    if not any(token.text in grammar.form.vocabulary.listed("net") for token in piece.before):
        return None
    told = {count.claim.quantity.rpartition(".")[2]: count for count in grammar.here.counts if count.claim is not None}
    come, gone = told.get("issue"), told.get("repeal")
    return (gone, come) if come is not None and gone is not None else None


def _of_earlier(counts: list[Count], piece: Piece) -> bool:
    """2023年1041件(增长15.4%): what grew is an earlier year's number, told by itself."""
    last = counts[-1] if counts else None
    if last is None or not last.earlier or not last.label or last.depth > piece.depth or piece.any("period", "compare"):
        return False
    compared = any(word in last.label for word in ("比", "较", "由", "从", "与", "上年", "去年", "同期"))
    year = last.label.partition("年")[0][-4:]
    return not compared and len(year) == 4 and year.isdigit()


def complete(grammar: Grammar, first: int) -> None:
    """同比增长9.9%,上年为1041件: the earlier number may come behind the rate."""
    here = grammar.here
    told = [count for count in here.before if count.label]
    if len(told) != 1:
        return
    for growth in grammar.prose.growths[first:]:
        if growth.before is None and growth.current_value is not None:
            growth.before = told[0].value


def _subject(counts: list[Count], piece: Piece) -> Count | None:
    """The number told last that is no earlier one; behind 分别 the one in the same place of its list."""
    told = [count for count in counts if not count.earlier and count.depth <= piece.depth]
    if piece.back:
        return told[-piece.back] if len(told) >= piece.back else None
    return told[-1] if told else None


def _current(
    grammar: Grammar, piece: Piece, subject: Count | None, before: Count | None
) -> tuple[Claim | None, Number | None]:
    if _names_itself(grammar, piece):
        # 行政复议案件同比下降16.7%: no number, but the tables have it.
        return _named(grammar, piece), None
    if subject is None:
        return grammar.here.grown or _all_requests(grammar, piece), None
    claim = subject.claim
    counted = claim is not None and (claim.polarity == "count" or claim.value == 0)
    if claim is not None and claim.period == "report" and counted and claim.scope != "other":
        return claim, claim.value
    if before is not None and before.unit == subject.unit and not subject.vague and claim is None:
        return None, subject.value
    return None, None


def _names_itself(grammar: Grammar, piece: Piece) -> bool:
    if not _OWN.isdisjoint(piece.flags):
        return True
    return any(noun not in _WEAK for noun in grammar.values(piece, "noun"))


def _named(grammar: Grammar, piece: Piece) -> Claim | None:
    if piece.any("rate") or grammar.state.other:
        return None
    lone = Piece(piece.separator, piece.depth, [token for token in piece.tokens if "delta" not in token.flags])
    frame = grammar.frame_of(lone)
    return unsaid(grammar, piece, frame) if frame is not None and frame.readings else None


def _all_requests(grammar: Grammar, piece: Piece) -> Claim | None:
    """What grew where the sentence does not say it: requests, in the aspect that speaks of them."""
    state, here = grammar.state, grammar.here
    if here.setting.aspect != "request" or state.topic not in ("", "request") or state.other or not here.before:
        return None
    found = [frames.request_frame(grammar.form, name, "") for name in ("received", "handled")]
    return unsaid(grammar, piece, Frame("received", [reading for frame in found for reading in frame.readings]))
