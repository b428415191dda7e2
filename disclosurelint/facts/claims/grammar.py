"""From the pieces of a sentence to claims, lists, shares and rates of growth.

A clause becomes a claim only where every word of it is explained by the vocabulary. A word that is not (an office, a
field, a channel, a month) makes what follows in the sentence another scope, or another subject, and it is left alone.
"""

from __future__ import annotations

from decimal import Decimal

from disclosurelint.document import Text
from disclosurelint.facts.claims import bounds, growth, polarity, rates
from disclosurelint.facts.claims.frames import Form, Frame
from disclosurelint.facts.claims.lexer import Token
from disclosurelint.facts.claims.matters import COURTS, DECISIONS, DOCUMENTS
from disclosurelint.facts.claims.model import Claim, Count, Prose
from disclosurelint.facts.claims.pairing import LISTED
from disclosurelint.facts.claims.pieces import Piece
from disclosurelint.facts.claims.scopes import Scopes
from disclosurelint.facts.claims.state import Sentence, Setting, State
from disclosurelint.facts.claims.vocabulary import Vocabulary
from disclosurelint.report import Number


class Grammar(Scopes):
    """Reads sentences one after the other into a `Prose`."""

    def __init__(self, form: Form, prose: Prose) -> None:
        self.form = form
        self.prose = prose
        self.state = State()
        self.paragraph_counts: list[Count] = []

    def sentence(self, text: Text, pieces: list[Piece], setting: Setting) -> list[Count]:
        """Reads one sentence; gives back its counted numbers."""
        self.here = Sentence(text, setting)
        first_growth = len(self.prose.growths)
        self.here.divided = any(self.divides(piece) or _office(piece) for piece in pieces)
        self.here.decided = "答复" in text.value or any(
            "result" in piece.flags or "rate" in piece.flags for piece in pieces
        )
        self.here.rising = any("delta:to" in piece.flags for piece in pieces)
        self.here.untimely = any(word in text.value for word in self.form.vocabulary.listed("untimely"))
        self.state.column = ""
        self.state.dated = False
        self.state.other = self.state.part = self.state.negated = self.state.modal = self.state.compared = False
        stack: list[State] = []
        pending: list[Piece] = []
        for piece in pieces:
            for _ in range(piece.closes):
                if stack:
                    self.state = stack.pop()
            if piece.opens:
                stack.append(self.state.copy())
                self._enter()
            self._piece(piece, pending)
        while stack:
            self.state = stack.pop()
        growth.complete(self, first_growth)
        if _one_by_one(self.here.counts):
            self.here.claims.clear()
        self.prose.claims.extend(self.here.claims)
        self.prose.shares.extend(self.here.shares)
        self.paragraph_counts = (self.paragraph_counts + self.here.counts)[-40:]
        return self.here.counts

    def _enter(self) -> None:
        """A bracket: 比2023年(56件中纠正8件) tells of that year, 复议后起诉22件(维持11件) of those cases."""
        if self.state.compared:
            self.state.period, self.state.within, self.state.compared = "other", False, False
        last = self.here.counts[-1].claim if self.here.counts else None
        if last is not None and last.quantity in COURTS:
            self.state.families = (last.quantity,)

    # -- one piece -------------------------------------------------------------------------------------------------

    def _piece(self, piece: Piece, pending: list[Piece]) -> None:
        state = self.state
        if piece.separator == ";":
            state.other = state.negated = state.part = False
            if not state.dated:
                state.period, state.within = "report", False
            pending.clear()
        if piece.separator not in LISTED:
            state.negated = False
        flags = piece.flags
        if "mark:part" in flags:
            state.part = True
            last = self.here.claims[-1].quantity if self.here.claims else ""
            if last in COURTS and "noun" not in flags:
                state.families = (last,)
        moved = self.timed(piece)
        if state.modal and piece.before and piece.before[0].has("period", "report"):
            state.modal = False
        if "modal" in flags:
            state.modal = True
        if "verb:make_public" in flags or "foreign" in flags or "verb:issue" in flags:
            self.here.public = self.here.public or any(
                token.text in self.form.vocabulary.listed("published") for token in piece.tokens
            )
        if piece.number is None:
            self._words(piece, pending)
            return
        if piece.number.numeral is not None and piece.number.numeral.kind != "count":
            self._percent(piece, moved)
        else:
            self._count(piece, moved)
        pending.clear()
        state.compared = False

    # -- counts ----------------------------------------------------------------------------------------------------

    def _count(self, piece: Piece, compares: bool) -> None:
        state, number = self.state, piece.number
        assert number is not None
        assert number.numeral is not None
        count = self._register(piece)
        if self.here.rising and _from_earlier(piece):
            self._rises_from(piece, count)
            return
        if growth.read_change(self, piece, count, compares):
            return
        follows = self.here.text.value[piece.end : piece.end + 3]
        of_some = follows.startswith(self.form.vocabulary.listed("of_some"))
        if of_some or (piece.before and piece.before[-1].text in ("从", "由") and not piece.after):
            # 申请503件涉及征地; 从902件到1041件
            state.other = state.other or of_some
            return
        if any("modal" in token.roles and "filler" not in token.roles for token in piece.tokens):
            return
        if piece.any("none") and not self.carries(piece):
            if number.numeral.value == 1 and number.numeral.chinese:
                self._none(piece)
            state.other = state.other or not piece.any("none")
            return
        if piece.any("anaphora") or _headed(piece, self.form.vocabulary) or (state.modal and number.numeral.value == 1):
            return
        blocked = self.blocked(piece)
        if not blocked and state.other and not state.part and any(map(self.whole_of_body, piece.before)):
            state.other = False
        if (
            (state.period == "previous" or _earlier_year(piece))
            and not blocked
            and number.unit_kind in ("case", "money")
            and not numeral_is_loose(number)
        ):
            count.earlier = True
            self.here.before.append(count)
        if not blocked and "mark:part" in piece.flags and self._of_unknown(count):
            state.other = True
        frame = None if blocked or self._or_more(piece) else self.frame_of(piece)
        if frame is None:
            if blocked and (bounds.read_bounded(self, piece) or bounds.read_left(self, piece)):
                return
            if number.numeral.vague and self.published(piece, self.values(piece, "noun")):
                # In whatever field: a vague count of what was published is a claim, though on no figure.
                told = self.claim(piece, Frame("published"))
                if told is not None:
                    told.scope = "part"
            self._pass_over(piece, blocked)
            if self.here.among and number.unit_kind == "case" and (blocked or piece.any("mark", "rest")):
                # 余下41件中,自然人24件: of a number that is none of the tables.
                state.other = True
            return
        whole = self.here.counts[-2].claim if count.mark == "among" else None
        if whole is not None and whole.quantity.startswith("carried"):
            # 上年结转的3件中,予以公开1件: of those.
            state.other = True
        if count.mark == "among" and frame.quantity in COURTS and (whole is None or "." in whole.quantity):
            # 未审结的6起中,5起属于复议后起诉: of those alone.
            return
        if self._is_part_of_closed(piece, frame):
            count.kind = frame.sort
            return
        bounds.read_of_those(self, piece, frame)
        if piece.any("period", "report") and piece.any("mark", "sum"):
            state.other = False
        claim = self.claim(piece, frame)
        if claim is not None and any(token.text in self.form.vocabulary.listed("kinds") for token in piece.tokens):
            claim.bound = True
        count.kind, count.name = frame.sort, frame.quantity + frame.column
        if claim is not None:
            count.claim = claim

    def _or_more(self, piece: Piece) -> bool:
        """8件为国家秘密或者内部事务信息: the number is of this and of more that follows."""
        if not any("result" in token.flags or "applicant" in token.flags for token in piece.after):
            return False
        rest = self.here.text.value[piece.end : piece.end + 8]
        joint = next((word for word in ("或者", "以及", "或", "和", "及", "与", "、") if rest.startswith(word)), "")
        return (
            bool(joint)
            and not rest.startswith("不再", len(joint))
            and rest[len(joint) : len(joint) + 1] not in "0123456789一二三四五六七八九十两"
        )

    def _rises_from(self, piece: Piece, count: Count) -> None:
        """2024年新收申请由1041件上升为1144件: the first number is the earlier one, whatever year is named."""
        count.earlier = True
        self.here.before.append(count)
        headed = _headed(piece, self.form.vocabulary) or any("head" in token.flags for token in piece.before)
        frame = None if self.blocked(piece) or headed else self.frame_of(piece)
        told = self.claim(piece, frame) if frame is not None else None
        if told is not None:
            told.period = "previous"
            count.claim = told

    def _of_unknown(self, count: Count) -> bool:
        """涉及申请3件,其中1件逾期未缴费: a part of a number that is none of the tables."""
        told = [other for other in self.here.counts[:-1] if not other.earlier and other.depth <= count.depth]
        return bool(told) and told[-1].unit == count.unit and told[-1].claim is None and not told[-1].kind

    def _is_part_of_closed(self, piece: Piece, frame: Frame) -> bool:
        """按时办结1120件 beside those that were late, or 上年结转30件,办结30件: a part of what was closed."""
        if frame.quantity not in ("handled", "answered"):
            return False
        number, claims = piece.number, self.here.claims
        if self.here.counts[-1].mark in ("among", "part") and any(claim.quantity in _CLOSED for claim in claims[-3:]):
            # 办结的45件中,补正后答复6件
            return True
        if piece.any("in_time") and (self.here.untimely or any(claim.quantity in _CLOSED for claim in claims)):
            return True
        last = claims[-1] if claims else None
        return (
            last is not None
            and last.quantity == "carried_in"
            and number is not None
            and number.numeral is not None
            and number.numeral.value == last.value
        )

    def _register(self, piece: Piece) -> Count:
        number = piece.number
        assert number is not None
        assert number.numeral is not None
        text = self.here.text
        label = text.value[piece.before[0].start : number.start] if piece.before else ""
        count = Count(
            value=self.amount(number),
            unit="万元" if number.unit_kind == "money" else number.unit,
            span=text.span(number.start, number.end),
            label=label or text.value[number.end : piece.end],
            kind="",
            name="",
            at=number.start,
            depth=piece.depth,
            separator=piece.separator,
            vague=number.numeral.vague or number.numeral.high is not None,
            opened=piece.opens,
            bare=_bare(piece),
            mark=self._mark(piece)
            or self._namely(piece)
            or ("among" if self.here.among and piece.separator == "," else ""),
        )
        if count.mark == "among":
            self.state.part = True
        self.here.among = bool(piece.after) and piece.after[-1].text in _AMONG
        self.here.counts.append(count)
        return count

    @staticmethod
    def amount(number: Token) -> Number:
        """What a number comes to: money in 万元, as the form has it."""
        assert number.numeral is not None
        value = number.numeral.value
        return _in_ten_thousands(value, number.unit) if number.unit_kind == "money" else value

    def _namely(self, piece: Piece) -> str:
        first = piece.before[0].text if piece.before else ""
        return "made_of" if first in self.form.vocabulary.listed("namely") else ""

    @staticmethod
    def _mark(piece: Piece) -> str:
        for token in piece.before:
            for value in token.roles.get("mark", ()):
                if value in ("part", "made_of", "without", "rest", "more"):
                    return value
        return ""

    def _pass_over(self, piece: Piece, blocked: bool) -> None:
        """A number that is no claim: what it speaks of holds for what follows."""
        state = self.state
        if blocked and piece.any("verb", "receive", "receive_new", "close") and self.of_office(piece):
            # 县政府办公室收到的86件里,予以公开31件: its parts are that office's too.
            state.other = True
        unknown = any(token.kind == "gap" for token in piece.before)
        if unknown and piece.before[-1].text == "的" and piece.number and piece.number.unit_kind == "case":
            # 列入其他类组织的4件,1件予以公开: of those.
            state.other = True
        if state.topic == "foreign" and (state.part or piece.separator == "、"):
            return
        nouns = self.values(piece, "noun")
        if blocked and any(noun in DECISIONS for noun in nouns) and self.of_office(piece):
            state.other = True
        if any(noun in COURTS or noun == "request" for noun in nouns) or (
            "request_weak" in nouns and not any(noun in DECISIONS for noun in nouns)
        ):
            state.other = state.other or blocked
            if "request" in nouns:
                state.topic, state.firm = "request", True
            return
        other = any(noun in DOCUMENTS or noun in DECISIONS for noun in nouns)
        if blocked or other or (piece.number is not None and piece.number.unit_kind in ("piece", "person")):
            said = any(token.has("result") or token.has("applicant") or token.has("outcome") for token in piece.tokens)
            if said or (blocked and state.topic == "request" and piece.separator in ("、", "(")):
                state.other = True
            else:
                state.topic, state.firm = "foreign", False
                self.here.setting.fresh = False

    def claim(self, piece: Piece, frame: Frame) -> Claim | None:
        """Adds the claim that a number of this frame makes; none for a range."""
        state, number = self.state, piece.number
        assert number is not None
        assert number.numeral is not None
        numeral = number.numeral
        if numeral.high is not None or (number.unit_kind == "case" and numeral.value != int(numeral.value)):
            return None
        text = self.here.text
        clause = text.cut(piece.start, piece.end)
        value = self.amount(number)
        claim = Claim(
            text=clause,
            span=text.span(number.start, number.end),
            quantity=frame.quantity + (f"[{frame.column}]" if frame.column else ""),
            figures=tuple(keys for _, keys in frame.readings),
            labels=tuple(label for label, _ in frame.readings),
            value=value,
            unit=number.unit,
            scope="other" if state.other else "part" if state.part else "whole",
            period=state.period,
            kind="amount" if number.unit_kind == "money" else "count",
            polarity="none" if value == 0 and frame.quantity in _TOTALS else "count",
            vague=numeral.vague,
            places=numeral.places,
            section=self.here.setting.section,
            order=self.here.setting.order,
            words=(number.start - piece.start, numeral.end - piece.start),
            bound=state.within and not state.other and frame.quantity in bounds.WHOLES,
        )
        if claim.polarity == "none":
            claim.kind, claim.figures, claim.labels = "none", claim.figures[:1], claim.labels[:1]
        self.here.claims.append(claim)
        return claim

    # -- words without a number ------------------------------------------------------------------------------------

    def _words(self, piece: Piece, pending: list[Piece]) -> None:
        polarity.read_words(self, piece, pending)

    def _none(self, piece: Piece) -> None:
        polarity.read_none(self, piece, [])

    # -- shares and growth -----------------------------------------------------------------------------------------

    def _percent(self, piece: Piece, compares: bool) -> None:
        rates.read_percent(self, piece, compares)


_AMONG = ("中", "里", "当中", "之中")
_CLOSED = ("handled", "answered")
_LINKS = frozenset(("有", "为", "共", "达", "共计", "合计", "是", "约", "仅", "的", "共有", "分为", "包括", "了"))


def _one_by_one(counts: list[Count]) -> bool:
    """申请1件、答复1件、归档1件 tells how things are done, not how many."""
    return (
        len(counts) > 2 and all(count.value == 1 for count in counts) and any(count.claim is None for count in counts)
    )


def _bare(piece: Piece) -> bool:
    """Whether a number has names before it, and nothing that would make another statement of it: 取水许可21件."""
    if not piece.before or piece.any("all") or piece.any("none") or piece.any("delta"):
        return False
    return "gap" in piece.flags and not any(
        token.kind == "time"
        or "result" in token.flags
        or token.text in ("对", "经", "已", "由", "因", "后", "以", "向", "被", "申请人")
        or "period" in token.flags
        or "whole" in token.flags
        or ("verb" in token.flags and "filler" not in token.flags)
        for token in piece.before
    )


def _headed(piece: Piece, vocabulary: Vocabulary) -> bool:
    """Whether the word right before the number says that something else is counted: 申请渠道4个, 条例三十六条."""
    number = piece.number
    before = [token for token in piece.before if token.text not in _LINKS]
    if not before or number is None:
        return False
    last = before[-1]
    laws = vocabulary.listed("laws")
    if number.unit in vocabulary.listed("articles") and any(token.text in laws for token in before[-2:]):
        return True
    return "head" in last.flags and any("noun" in token.flags or "result" in token.flags for token in before[:-1])


def _from_earlier(piece: Piece) -> bool:
    """由上年的72件: only times between 由 and the number."""
    at = next((at for at, token in enumerate(piece.before) if token.text in ("由", "从")), None)
    if at is None or piece.after:
        return False
    rest = piece.before[at + 1 :]
    return all(token.kind == "time" or "period" in token.flags or token.text == "的" for token in rest)


def _earlier_year(piece: Piece) -> bool:
    """Whether a number is told of a whole year before last: 2022年902件."""
    return any(
        token.kind == "time" and token.when == "other" and token.text[:4].isdigit() and token.text[4:] in ("年", "年度")
        for token in piece.before
    )


def _office(piece: Piece) -> bool:
    """Whether the piece tells of another office's number: 县自然资源局收到申请412件."""
    number = piece.number
    return (
        number is not None
        and number.unit_kind == "case"
        and "gap" in piece.flags
        and piece.any("verb", "receive", "take_on", "answer", "close")
        and not piece.any("foreign")
    )


_TOTALS = frozenset(
    ("received", "received_new", "taken_on", "requests", "review", "suit", "suit_direct", "suit_after", "both")
)


def _in_ten_thousands(value: Number, unit: str) -> Number:
    if unit == "万元":
        return value
    factor = Decimal(10000) if unit == "亿元" else Decimal("0.0001")
    return Decimal(value) * factor


def numeral_is_loose(number: Token) -> bool:
    """Whether a number states no value: it is vague or a range."""
    return number.numeral is None or number.numeral.vague or number.numeral.high is not None
