"""From the pieces of a sentence to claims, lists, shares and rates of growth.

A clause becomes a claim only where every word of it is explained by the vocabulary. A word that is not (an office, a
field, a channel, a month) makes what follows in the sentence another scope, or another subject, and it is left alone.
"""

from __future__ import annotations

from copy import copy
from dataclasses import dataclass, field
from decimal import Decimal

from disclosurelint.document import Text
from disclosurelint.facts.claims import frames, polarity, rates
from disclosurelint.facts.claims.frames import Form, Frame
from disclosurelint.facts.claims.lexer import Token
from disclosurelint.facts.claims.model import Claim, Count, Growth, Period, Prose, Share
from disclosurelint.facts.claims.pieces import Piece
from disclosurelint.report import Number

COURTS = ("review", "suit", "suit_direct", "suit_after", "both")
_DOCUMENTS = ("rules", "normative")
_DECISIONS = ("licensing", "penalties", "compulsory")
_FEES = ("fee", "notice", "charges", "fee_weak")
_PUBLIC = frozenset(("公开", "主动公开", "公示", "发布", "公布", "公开发布", "向社会公开"))
_TIMELY = frozenset(("time", "period"))
_OUTSIDE = frozenset(("scope", "foreign", "government", "whole"))
_SAID = frozenset(("noun", "verb", "result", "applicant", "outcome"))
_REPORT = frozenset(("report",))


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
class _Sentence:
    text: Text
    setting: Setting
    counts: list[Count] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)
    before: list[Number] = field(default_factory=list)
    shares: list[Share] = field(default_factory=list)
    public: bool = False
    """Whether the sentence tells what was made public: then a bare 行政处罚20件 is no count of decisions."""


class Grammar:
    """Reads sentences one after the other into a `Prose`."""

    def __init__(self, form: Form, prose: Prose) -> None:
        self.form = form
        self.prose = prose
        self.state = State()
        self.paragraph_counts: list[Count] = []

    def sentence(self, text: Text, pieces: list[Piece], setting: Setting) -> list[Count]:
        """Reads one sentence; gives back its counted numbers."""
        self.here = _Sentence(text, setting)
        self.state.other = self.state.part = self.state.negated = self.state.modal = self.state.compared = False
        stack: list[State] = []
        pending: list[Piece] = []
        for piece in pieces:
            for _ in range(piece.closes):
                if stack:
                    self.state = stack.pop()
            if piece.opens:
                stack.append(copy(self.state))
            self._piece(piece, pending)
        while stack:
            self.state = stack.pop()
        self.prose.claims.extend(self.here.claims)
        self.prose.shares.extend(self.here.shares)
        self.paragraph_counts = (self.paragraph_counts + self.here.counts)[-40:]
        return self.here.counts

    # -- one piece -------------------------------------------------------------------------------------------------

    def _piece(self, piece: Piece, pending: list[Piece]) -> None:
        state = self.state
        if piece.separator == ";":
            state.other = state.negated = state.part = False
        if piece.separator not in ("、", "和", "及", "与", "或", "以及", "或者"):
            state.negated = False
        flags = piece.flags
        if "mark:part" in flags:
            state.part = True
        moved = self._time(piece)
        if "modal" in flags:
            state.modal = True
        if "verb:make_public" in flags or "foreign" in flags or "verb:issue" in flags:
            self.here.public = self.here.public or any(token.text in _PUBLIC for token in piece.tokens)
        if piece.number is None:
            self._words(piece, pending)
            return
        if piece.number.numeral is not None and piece.number.numeral.kind != "count":
            self._percent(piece, moved)
        else:
            self._count(piece, moved)
        pending.clear()
        state.compared = False

    def _time(self, piece: Piece) -> bool:
        """Takes over the period that the piece names. Gives back whether it compares with another one."""
        state = self.state
        if _TIMELY.isdisjoint(piece.flags):
            return False
        compares = piece.any("period", "compare")
        named: list[str] = []
        for token in piece.tokens:
            if token.kind == "time" and token.when != "duration":
                named.append("other" if token.when == "years" else token.when)
            elif "period" in token.roles and "filler" not in token.roles:
                named.extend(value for value in token.roles["period"] if value != "compare")
        if compares:
            state.compared = piece.number is None
            return True
        if self._carries(piece):
            return False
        if named:
            state.period = (
                "other" if "other" in named or "next" in named else "previous" if "previous" in named else "report"
            )
        return False

    @staticmethod
    def _carries(piece: Piece) -> bool:
        return piece.any("verb", "carry", "carry_out", "in_progress")

    def blocked(self, piece: Piece) -> bool:
        """Whether a word of the piece is not explained, or puts it outside of what the report counts."""
        flags = piece.flags
        if "gap" in flags:
            return True
        if _OUTSIDE.isdisjoint(flags):
            return False
        return any(self._outside(token) for token in piece.tokens)

    def _outside(self, token: Token) -> bool:
        flags, state, setting = token.flags, self.state, self.here.setting
        if ("scope" in flags or "foreign" in flags) and _SAID.isdisjoint(flags):
            return True
        if "government" in flags and (state.part or setting.office_is_part):
            return True
        if "whole" not in flags or token.text[0] not in "全我本":
            return False
        if "office" in flags and setting.office_is_part:
            return True
        return (
            token.text[0] == "全"
            and bool(setting.levels)
            and len(token.text) == len("全县")
            and token.text[1] not in setting.levels
        )

    def _values(self, piece: Piece, role: str) -> list[str]:
        if role not in piece.flags:
            return []
        found: list[str] = []
        for token in piece.tokens:
            for value in token.roles.get(role, ()):
                if value not in found:
                    found.append(value)
        return found

    # -- counts ----------------------------------------------------------------------------------------------------

    def _count(self, piece: Piece, compares: bool) -> None:
        state, number = self.state, piece.number
        assert number is not None and number.numeral is not None
        count = self._register(piece)
        if self._grown(piece, compares):
            return
        if any("modal" in token.roles and "filler" not in token.roles for token in piece.tokens):
            return
        if piece.any("none") and not self._carries(piece):
            if number.numeral.value == 1 and number.numeral.chinese:
                self._none(piece)
            state.other = state.other or not piece.any("none")
            return
        if piece.any("anaphora"):
            return
        blocked = self.blocked(piece)
        if state.period == "previous" and not blocked and number.unit_kind == "case" and not numeral_is_loose(number):
            self.here.before.append(number.numeral.value)
        frame = None if blocked else self._frame(piece)
        if frame is None:
            self._pass_over(piece, blocked)
            return
        if piece.any("period", "report") and piece.any("mark", "sum"):
            state.other = False
        claim = self._claim(piece, frame)
        count.kind, count.name = frame.sort, frame.quantity + frame.column
        if claim is not None:
            count.claim = claim

    def _register(self, piece: Piece) -> Count:
        number = piece.number
        assert number is not None and number.numeral is not None
        text = self.here.text
        label = text.value[piece.before[0].start : number.start] if piece.before else ""
        count = Count(
            value=number.numeral.value,
            unit=number.unit,
            span=text.span(number.start, number.end),
            label=label or text.value[number.end : piece.end],
            kind="",
            name="",
            at=number.start,
            depth=piece.depth,
            separator=piece.separator,
            vague=number.numeral.vague or number.numeral.high is not None,
            opened=piece.opens,
            mark=self._mark(piece),
        )
        self.here.counts.append(count)
        return count

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
        nouns = self._values(piece, "noun")
        if any(noun in COURTS or noun in ("request", "request_weak") for noun in nouns):
            state.other = state.other or blocked
            if "request" in nouns:
                state.topic, state.firm = "request", True
            return
        if blocked or piece.number is not None and piece.number.unit_kind in ("piece", "person"):
            said = any(token.has("result") or token.has("applicant") or token.has("outcome") for token in piece.tokens)
            if said or (blocked and state.topic == "request" and piece.separator in ("、", "(")):
                state.other = True
            else:
                state.topic, state.firm = "foreign", False
                self.here.setting.fresh = False

    def _claim(self, piece: Piece, frame: Frame) -> Claim | None:
        state, number = self.state, piece.number
        assert number is not None and number.numeral is not None
        numeral = number.numeral
        if numeral.high is not None:
            return None
        text = self.here.text
        clause = text.cut(piece.start, piece.end)
        value: Number = numeral.value
        if number.unit_kind == "money":
            value = _in_ten_thousands(value, number.unit)
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
        )
        if claim.polarity == "none":
            claim.kind, claim.figures, claim.labels = "none", claim.figures[:1], claim.labels[:1]
        self.here.claims.append(claim)
        return claim

    # -- what a piece counts ---------------------------------------------------------------------------------------

    def _frame(self, piece: Piece) -> Frame | None:
        number = piece.number
        kind = number.unit_kind if number is not None else ""
        nouns = self._values(piece, "noun")
        if kind == "money" or any(noun in _FEES and noun != "fee_weak" for noun in nouns):
            return self._money(piece, nouns, kind)
        if kind not in ("case", "") or (kind == "" and number is not None and not self._bare(piece)):
            return None
        courts = [noun for noun in nouns if noun in COURTS]
        outcomes = self._values(piece, "outcome")
        documents = [noun for noun in nouns if noun in _DOCUMENTS]
        decisions = [noun for noun in nouns if noun in _DECISIONS]
        if len([group for group in (courts, documents, decisions) if group]) > 1:
            return None
        if courts or (self.state.topic == "courts" and "request" not in nouns and self._of_courts(piece, outcomes)):
            return self._courts(piece, courts, outcomes)
        if documents:
            return None if "request" in nouns else self._documents(piece, documents)
        if decisions:
            return None if "request" in nouns or "request_weak" in nouns else self._decisions(piece, decisions)
        if self.state.topic == "documents" and not {"request", "request_weak"} & set(nouns):
            verbs = self._values(piece, "verb")
            if any(verb in ("issue", "repeal", "in_force") for verb in verbs):
                return self._documents(piece, list(self.state.families))
        if self._proactive(piece, nouns):
            self.state.topic, self.state.firm = "proactive", True
            return Frame("proactive", [], sort="action") if not self.state.other else None
        return self._requests(piece, nouns)

    def _bare(self, piece: Piece) -> bool:
        """Whether a number without a measure word is a count all the same: …数为46。"""
        number = piece.number
        assert number is not None
        value = self.here.text.value
        follows = value[number.end : number.end + 1]
        if self.here.setting.section in (2, 3, 4) or (follows and follows not in ",。;)、"):
            return False
        return bool(piece.before) and piece.before[-1].text in ("为", "是", "达", "共", "共计", "合计", "数为", "达到", "总计", "累计")

    def _proactive(self, piece: Piece, nouns: list[str]) -> bool:
        if "proactive" not in nouns or {"request", "request_weak"} & set(nouns) or piece.any("result") or piece.any("applicant"):
            return False
        return any(token.has("verb", "make_public") and token.text != "公开" for token in piece.tokens) or (
            self.state.topic != "request" and any(token.text.startswith("公开") for token in piece.tokens)
        )

    def _of_courts(self, piece: Piece, outcomes: list[str]) -> bool:
        """Whether words without a noun go on about reviews and suits."""
        return bool(outcomes) or piece.any("mark", "rest") or any(token.text in ("案件", "相关案件") for token in piece.tokens)

    def _courts(self, piece: Piece, courts: list[str], outcomes: list[str]) -> Frame | None:
        state = self.state
        if piece.any("result") and not outcomes:
            return None
        if courts:
            again = state.topic == "courts" and piece.separator in ("、", ",", "和", "及", "") and not outcomes
            state.families = tuple(dict.fromkeys((*state.families, *courts))) if again else tuple(courts)
            state.topic, state.firm = "courts", True
        families = courts or list(state.families)
        outcome = next((value for value in outcomes if value != "concluded"), outcomes[0] if outcomes else "")
        if not outcomes and piece.any("mark", "rest") and not courts and not piece.any("noun"):
            outcome = "other"
        if outcome == "won" and "败诉" in piece.before[-1].text if piece.before else False:
            outcome = "corrected"
        frame = frames.court_frame(self.form, families, outcome)
        if frame is not None and not courts and len(families) > 1:
            single = [frames.court_frame(self.form, [family], outcome) for family in families]
            frame.readings.extend(reading for one in single if one for reading in one.readings if reading not in frame.readings)
        return frame

    def _documents(self, piece: Piece, documents: list[str]) -> Frame | None:
        state = self.state
        verbs = self._values(piece, "verb")
        verb = next((name for name in ("repeal", "in_force", "issue", "make_public") if name in verbs), "")
        if not verb and state.topic == "documents" and piece.separator in ("、", "和", "及"):
            verb = state.action
        state.topic, state.families, state.action, state.firm = "documents", tuple(documents), verb, True
        return frames.document_frame(self.form, documents, verb)

    def _decisions(self, piece: Piece, decisions: list[str]) -> Frame | None:
        state = self.state
        verbs = self._values(piece, "verb")
        decided = "decide" in verbs or any("决定" in token.text for token in piece.tokens)
        listed = state.topic == "decisions" and state.action == "decide"
        told = any(token.has("verb", "make_public") and token.text != "公开" for token in piece.tokens)
        state.topic, state.action = "decisions", "make_public" if told else "decide" if decided or listed else ""
        public = any(token.text in ("公开", "信息", "公布", "发布") for token in piece.tokens)
        if told or public or len(decisions) > 1 or not (decided or listed or not self.here.public):
            return None
        return frames.decision_frame(self.form, decisions[0])

    def _money(self, piece: Piece, nouns: list[str], kind: str) -> Frame | None:
        state = self.state
        if "charges" in nouns and "fee" not in nouns and kind == "money":
            key = "disclosure.charges.amount"
            if key not in self.form.slots:
                return None
            slot = self.form.slots[key]
            return Frame("charges", [(slot.row, (key,))])
        fee = "fee" in nouns or "notice" in nouns or (state.topic == "fee" and (kind == "money" or "fee_weak" in nouns))
        if not fee:
            return None
        state.topic = "fee"
        if "notice" in nouns and kind in ("case", "piece", ""):
            return Frame("fee.notices")
        if kind == "money":
            noticed = "notice" in nouns and not piece.any("verb", "collect")
            total = any(token.text in ("总金额", "收费总金额", "应收金额", "收费总额") for token in piece.tokens)
            return Frame("fee.noticed" if noticed or (total and not piece.any("verb", "collect")) else "fee.collected")
        return Frame("fee.cases") if piece.any("verb", "collect") and kind == "case" else None

    def _requests(self, piece: Piece, nouns: list[str]) -> Frame | None:
        state = self.state
        results = _specific(self._values(piece, "result"))
        applicants = self._values(piece, "applicant")
        verbs = self._values(piece, "verb")
        if not self._may_be_requests(piece, nouns, results, applicants, verbs):
            return None
        if any(token.text in ("涉及", "引发", "引起") for token in piece.tokens) or "collect" in verbs and not set(verbs) & {"receive", "close", "take_on"}:
            return None
        if len(applicants) > 1:
            applicants = [name for name in applicants if name == "legal"] or []
            if not applicants:
                return None
        applicant = applicants[0] if applicants else ""
        frame = self._request_frame(piece, nouns, results, applicant, verbs)
        if frame is None:
            return None
        state.topic, state.firm = "request", state.firm or "request" in nouns
        return frame

    def _request_frame(
        self, piece: Piece, nouns: list[str], results: list[str], applicant: str, verbs: list[str]
    ) -> Frame | None:
        state = self.state
        if self._carries(piece):
            return self._carried(piece, applicant, verbs)
        if results:
            state.rows = ()
            frame = self._results(piece, results, applicant)
            if frame is not None:
                state.rows = tuple(frame.rows)
            return frame
        quantity = self._action(verbs, nouns, piece)
        if quantity is not None and applicant:
            state.action = quantity
        if quantity is None and applicant:
            quantity = state.action or "requests"
        if quantity is None and ("request" in nouns or "request_weak" in nouns):
            quantity = "requests"
        if quantity is None:
            if len(piece.tokens) and piece.tokens[-1].text == "公开" and piece.after:
                return frames.result_frame(self.form, ["disclosed"], applicant)
            return None
        extra = state.rows if applicant and state.part else ()
        if not applicant:
            state.action, state.rows = quantity, ()
        elif quantity in ("received", "handled", "answered", "received_new", "taken_on"):
            quantity = {"received_new": "received"}.get(quantity, quantity)
            extra = (*extra, "requests.received", "requests.handled_total")
        return frames.request_frame(self.form, quantity, applicant, extra)

    def _results(self, piece: Piece, results: list[str], applicant: str) -> Frame | None:
        if "disclosed_or_partly" in results:
            results = ["disclosed", "partly_disclosed"]
        frame = frames.result_frame(self.form, results, applicant)
        if frame is not None and len(results) == 1 and results[0] == "disclosed" and piece.after and not piece.before:
            return frame
        return frame

    @staticmethod
    def _action(verbs: list[str], nouns: list[str], piece: Piece) -> str | None:
        real = [token for token in piece.tokens if "verb" in token.roles]
        strong = [token for token in real if "filler" not in token.roles]
        values = {value for token in strong for value in token.roles["verb"]}
        if "receive_new" in values:
            return "received_new"
        if "receive" in values and "close" not in values and "answer" not in values:
            return "received"
        if "receive" in values:
            return "taken_on"
        if "close" in values:
            return "handled"
        if "answer" in values:
            return "answered"
        if "take_on" in values:
            return "taken_on"
        weak = {value for token in real for value in token.roles["verb"]}
        if "answer" in weak and "take_on" not in weak:
            return "answered"
        if "take_on" in weak:
            return "taken_on"
        return None

    def _carried(self, piece: Piece, applicant: str, verbs: list[str]) -> Frame | None:
        whens = [token.when for token in piece.tokens if token.kind == "time"]
        previous = piece.any("period", "previous") or "previous" in whens
        following = piece.any("period", "next") or "next" in whens or "carry_out" in verbs
        if "in_progress" in verbs and "carry" not in verbs:
            following = not previous
        quantity = "carried_in" if previous and not following else "carried_out" if following and not previous else "carried"
        frame = frames.request_frame(self.form, quantity, applicant)
        if frame is not None and not applicant:
            frame.sort = "carried"
        return frame

    def _may_be_requests(
        self, piece: Piece, nouns: list[str], results: list[str], applicants: list[str], verbs: list[str]
    ) -> bool:
        state, setting = self.state, self.here.setting
        weak = "request_weak" in nouns
        if "request" in nouns:
            return True
        if state.topic in ("foreign", "proactive", "documents", "decisions", "fee") and not (results and setting.aspect == "request"):
            return bool(weak and applicants and setting.aspect == "request")
        if state.topic == "request":
            return True
        if state.topic == "courts":
            return bool(results or applicants or weak and setting.aspect == "request")
        if setting.aspect == "request":
            return bool(weak or results or applicants or "carry" in verbs or "carry_out" in verbs) or (
                setting.fresh and bool(set(verbs) & {"receive", "receive_new", "close", "answer"})
            )
        return setting.fresh and bool(
            (weak and (set(verbs) & {"receive", "receive_new"} or applicants)) or (results and results != ["disclosed"])
        )

    # -- words without a number ------------------------------------------------------------------------------------

    def _words(self, piece: Piece, pending: list[Piece]) -> None:
        polarity.read_words(self, piece, pending)

    def _none(self, piece: Piece) -> None:
        polarity.read_none(self, piece, [])

    # -- shares and growth -----------------------------------------------------------------------------------------

    def _percent(self, piece: Piece, compares: bool) -> None:
        rates.read_percent(self, piece, compares)

    def _grown(self, piece: Piece, compares: bool) -> bool:
        """Whether the number is a difference or an earlier figure; notes it as such."""
        number = piece.number
        assert number is not None and number.numeral is not None
        numeral = number.numeral
        delta = self._values(piece, "delta")
        if not delta and not compares and not self.state.compared:
            return False
        if not delta:
            if number.unit_kind == "case" and not numeral.vague and not any(token.kind == "gap" for token in piece.tokens):
                self.here.before.append(numeral.value)
            return True
        self.grow(piece, delta, percent=False)
        return True

    def grow(self, piece: Piece, delta: list[str], *, percent: bool) -> None:
        """Notes a change against an earlier period."""
        number, here = piece.number, self.here
        assert number is not None and number.numeral is not None
        numeral = number.numeral
        if numeral.vague or numeral.high is not None or numeral.kind == "points" or self.blocked(piece) or "same" in delta:
            return
        claims = [claim for claim in here.claims if claim.period == "report" and claim.polarity == "count" and claim.scope != "other"]
        current = claims[-1] if claims else self._all_requests(piece)
        if current is None:
            return
        self.prose.growths.append(
            Growth(
                value=numeral.value,
                percent=percent,
                sign=1 if "up" in delta else -1,
                places=numeral.places,
                span=here.text.span(number.start, number.end),
                text=here.text.cut(piece.start, piece.end),
                current=current,
                current_value=current.value if current else None,
                before=here.before[-1] if here.before else None,
            )
        )

    def _all_requests(self, piece: Piece) -> Claim | None:
        """What grew where the sentence does not say it: requests, in the aspect that speaks of them."""
        state, text = self.state, self.here.text
        if self.here.setting.aspect != "request" or state.topic not in ("", "request") or state.other or not self.here.before:
            return None
        found = [frames.request_frame(self.form, name, "") for name in ("received", "handled")]
        entries = [reading for frame in found for reading in frame.readings]
        return Claim(
            text=text.cut(piece.start, piece.end),
            span=text.span(piece.start, piece.end),
            quantity="received",
            figures=tuple(keys for _, keys in entries),
            labels=tuple(label for label, _ in entries),
            value=None,
        )


_TOTALS = frozenset(("received", "received_new", "taken_on", "requests", "review", "suit", "suit_direct", "suit_after", "both"))


def _specific(results: list[str]) -> list[str]:
    """Results without the group of one that is named too: 属于行政查询事项不予公开 is one of the eight reasons."""
    return [name for name in results if not any(other.startswith(name + ".") for other in results)]


def _in_ten_thousands(value: Number, unit: str) -> Number:
    if unit == "万元":
        return value
    factor = Decimal(10000) if unit == "亿元" else Decimal("0.0001")
    return Decimal(value) * factor


def numeral_is_loose(number: Token) -> bool:
    """Whether a number states no value: it is vague or a range."""
    return number.numeral is None or number.numeral.vague or number.numeral.high is not None


def tokens_text(tokens: list[Token]) -> str:
    """The words of tokens in a row."""
    return "".join(token.text for token in tokens)
