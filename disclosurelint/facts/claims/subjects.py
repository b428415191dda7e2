"""What the number of a piece counts: requests, results, cases, documents, decisions, money."""

from __future__ import annotations

from disclosurelint.facts.claims import frames
from disclosurelint.facts.claims.frames import Form, Frame
from disclosurelint.facts.claims.lexer import Token
from disclosurelint.facts.claims.pieces import Piece
from disclosurelint.facts.claims.state import Sentence, State

COURTS = ("review", "suit", "suit_direct", "suit_after", "both")
DOCUMENTS = ("rules", "normative")
DECISIONS = ("licensing", "penalties", "compulsory")
FEES = ("fee", "notice", "charges", "fee_weak")
"""What can only have been documents where no noun says so; 印发 and 发布 are said of anything."""
_EACH = ("各", "各有", "各为")
_DECIDED = {"licensing": "licensing", "penalties": "penalties", "compulsory": "compulsory_measures"}
_BEFORE_BARE = ("为", "是", "达", "共", "共计", "合计", "总计", "累计", "达到", "数", "量")


class Subjects:
    """Turns the words of a piece into a frame; `state` and `here` are those of the sentence that is being read."""

    form: Form
    state: State
    here: Sentence

    def frame_of(self, piece: Piece) -> Frame | None:
        """What a piece with a number counts; None for what is none of the report's statistics."""
        number = piece.number
        kind = number.unit_kind if number is not None else ""
        nouns = self.values(piece, "noun")
        if kind == "case" and any(result == "other.unpaid" for result in self.values(piece, "result")):
            # 接到收费通知后逾期未缴费的申请有4件
            return self.requests(piece, nouns)
        if kind == "money" or any(noun in FEES and noun != "fee_weak" for noun in nouns):
            return self._money(piece, nouns, kind)
        if kind not in ("case", "") or (kind == "" and number is not None and not self._bare(piece)):
            return None
        courts = [noun for noun in nouns if noun in COURTS]
        outcomes = self.values(piece, "outcome")
        documents = [noun for noun in nouns if noun in DOCUMENTS]
        decisions = [noun for noun in nouns if noun in DECISIONS]
        if len([group for group in (courts, documents, decisions) if group]) > 1:
            return None
        if courts or (self.state.topic == "courts" and "request" not in nouns and self._of_courts(piece, outcomes)):
            return self._courts(piece, courts, outcomes)
        ended = [outcome for outcome in outcomes if outcome in ("upheld", "corrected", "won")]
        if ended:
            # 败诉案件3件, before any suit was named; other outcomes without a subject are nobody's.
            suits = any("诉" in token.text for token in piece.tokens if "outcome" in token.flags)
            return self._courts(piece, ["suit"], outcomes) if suits else None
        if documents:
            return None if "request" in nouns else self._documents(piece, documents)
        if decisions:
            return None if "request" in nouns or "request_weak" in nouns else self._decisions(piece, decisions)
        if self.state.topic == "documents" and not {"request", "request_weak"} & set(nouns):
            verbs = self.values(piece, "verb")
            named = any(token.kind == "title" for token in piece.tokens)
            issued = any(token.text in self.form.vocabulary.listed("issued") for token in piece.tokens)
            if not named and (issued or "repeal" in verbs or "in_force" in verbs):
                return self._documents(piece, list(self.state.families))
        if self.proactive(piece, nouns):
            self.state.topic, self.state.firm = "proactive", True
            return Frame("proactive", [], sort="action") if not self.state.other else None
        return self.requests(piece, nouns)

    def _bare(self, piece: Piece) -> bool:
        """Whether a number without a measure word is a count all the same: …数为46。"""
        number = piece.number
        assert number is not None
        value = self.here.text.value
        follows = value[number.end : number.end + 1]
        if self.here.setting.section in (2, 3, 4) or (follows and follows not in ",。;)、"):
            return False
        return bool(piece.before) and piece.before[-1].text.endswith(_BEFORE_BARE)

    def proactive(self, piece: Piece, nouns: list[str]) -> bool:
        """Whether the number counts information that was published."""
        if (
            "proactive" not in nouns
            or {"request", "request_weak"} & set(nouns)
            or piece.any("result")
            or piece.any("applicant")
        ):
            return False
        return any(token.has("verb", "make_public") and token.text != "公开" for token in piece.tokens) or (
            self.state.topic != "request" and any(token.text.startswith("公开") for token in piece.tokens)
        )

    def published(self, piece: Piece, nouns: list[str]) -> bool:
        """Whether the number counts information that was published in some way: 发布政府信息, 公开信息."""
        return self.proactive(piece, nouns) or (
            "proactive" in nouns and any(token.text in ("发布", "公布", "公开") for token in piece.before)
        )

    def _of_courts(self, piece: Piece, outcomes: list[str]) -> bool:
        """Whether words without a noun go on about reviews and suits."""
        return (
            bool(outcomes)
            or piece.any("mark", "rest")
            or (
                self._cases_summed()
                and piece.any("mark", "sum")
                and not piece.after
                and all(_light(token) for token in piece.before)
            )
            or any(token.text in ("案件", "相关案件") for token in piece.tokens)
        )

    def _of_disclosure(self, piece: Piece) -> bool:
        return "信息公开" in self.here.text.value[piece.start : piece.end]

    def _cases_summed(self) -> bool:
        """Whether a bare sum can only be of reviews and suits: 行政复议60件,行政诉讼29件,共89件."""
        last = self.here.claims[-1].quantity if self.here.claims else "."
        return "." not in last and last in COURTS

    def _courts(self, piece: Piece, courts: list[str], outcomes: list[str]) -> Frame | None:
        state = self.state
        if (piece.any("result") and not outcomes) or _answered(piece):
            return None
        behind = self.here.text.value[piece.end : piece.end + 16]
        if not outcomes and behind.startswith(",其中") and "信息公开" in behind and not self._of_disclosure(piece):
            # 行政应诉案件173件,其中涉政府信息公开29件: of all matters.
            return None
        if not outcomes and any(token.text.endswith("复议机关") for token in piece.tokens):
            # 县政府作为复议机关审理48件: of those that it reviews, or a part.
            return None
        if courts:
            again = state.topic == "courts" and piece.separator in ("、", ",", "和", "及", "") and not outcomes
            state.families = tuple(dict.fromkeys((*state.families, *courts))) if again else tuple(courts)
            state.topic, state.firm = "courts", True
        families = courts or list(state.families)
        outcome = next((value for value in outcomes if value != "concluded"), outcomes[0] if outcomes else "")
        if not outcomes and piece.any("mark", "rest") and not courts and not piece.any("noun"):
            outcome = "other"
        frame = frames.court_frame(self.form, families, outcome)
        if (
            frame is not None
            and not outcome
            and any(token.text in self.form.vocabulary.listed("left") for token in piece.before)
        ):
            # 行政复议还有7件没有结果
            pending = frames.court_frame(self.form, families, "pending")
            frame.readings += pending.readings if pending is not None else []
        if frame is not None and not courts and len(families) > 1:
            single = [frames.court_frame(self.form, [family], outcome) for family in families]
            frame.readings.extend(
                reading for one in single if one for reading in one.readings if reading not in frame.readings
            )
        return frame

    def _documents(self, piece: Piece, documents: list[str]) -> Frame | None:
        state = self.state
        if len(documents) > 1 and piece.before and piece.before[-1].text in _EACH:
            return None
        verbs = self.values(piece, "verb")
        sifted = "sift" in verbs and not set(verbs) & {"repeal", "in_force", "issue"}
        verb = next((name for name in ("repeal", "in_force", "issue", "make_public") if name in verbs), "")
        if not verb and state.topic == "documents" and piece.separator in ("、", "和", "及"):
            verb = state.action
        state.topic, state.families, state.action, state.firm = "documents", tuple(documents), verb, True
        if sifted:
            # 规范性文件清理2次 counts what was gone through.
            return Frame("documents.sifted", sort="action")
        return frames.document_frame(self.form, documents, verb)

    def _decisions(self, piece: Piece, decisions: list[str]) -> Frame | None:
        state = self.state
        verbs = self.values(piece, "verb")
        decided = piece.gathered or "decide" in verbs or any("决定" in token.text for token in piece.tokens)
        listed = state.topic == "decisions" and state.action == "decide"
        told = any(token.has("verb", "make_public") and token.text != "公开" for token in piece.tokens)
        state.topic, state.action = "decisions", "make_public" if told else "decide" if decided or listed else ""
        public = any(token.text in ("公开", "信息", "公布", "发布") for token in piece.tokens)
        ended = [outcome for outcome in self.values(piece, "outcome") if outcome != "concluded"]
        if told or public or ended or piece.any("result"):
            return None
        if len(decisions) > 1:
            return frames.decisions_frame(self.form, decisions) if piece.any("mark", "sum") else None
        if not decided and not listed and (verbs or self.here.public):
            return None
        if self.state.part and any(_DECIDED[decisions[0]] in claim.quantity for claim in self.here.claims):
            # 行政强制318件,其中行政强制措施302件: a part of the same decisions.
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

    def requests(self, piece: Piece, nouns: list[str]) -> Frame | None:
        """The frame of a number of requests; None where the words may mean something else."""
        state = self.state
        results = _specific(self.values(piece, "result"), piece.any("mark", "more"))
        applicants = self.values(piece, "applicant")
        verbs = self.values(piece, "verb")
        if not self.may_be_requests(piece, nouns, results, applicants, verbs):
            return None
        if any(token.text in ("法院", "人民法院") for token in piece.tokens):
            return None
        if piece.any("mark", "dropped") and not results:
            return None
        if any(token.text in ("涉及", "引发", "引起", "主动公开") for token in piece.tokens) or (
            "collect" in verbs and not set(verbs) & {"receive", "close", "take_on"}
        ):
            return None
        if len(applicants) > 1:
            applicants = [name for name in applicants if name == "legal"] or []
            if not applicants:
                return None
        applicant = applicants[0] if applicants else ""
        if applicant:
            state.column = applicant
        frame = self._request_frame(piece, nouns, results, applicant, verbs)
        if frame is None:
            return None
        state.topic, state.firm = "request", state.firm or "request" in nouns
        return frame

    def _request_frame(
        self, piece: Piece, nouns: list[str], results: list[str], applicant: str, verbs: list[str]
    ) -> Frame | None:
        state = self.state
        if self.carries(piece):
            if piece.after and piece.after[0].has("verb", "in_progress") and piece.after[-1].text == "中":
                # 1174件在办申请中: all that were in hand.
                return None
            return self.carried(piece, applicant, verbs)
        if results:
            frame = self._results(piece, results, applicant)
            state.rows = tuple(frame.rows) if frame is not None else ()
            if frame is not None and state.column and not applicant:
                # 单看自然人,予以公开402件: of these alone, or of all.
                narrowed = self._results(piece, results, state.column)
                frame.readings += narrowed.readings if narrowed is not None else []
            return frame
        if (
            not applicant
            and piece.any("mark", "rest")
            and any(count.kind == "applicant" for count in self.here.counts[-2:-1])
        ):
            # 自然人1052件、其他申请4件: the rest of a list of applicants, whatever it leaves out.
            return None
        quantity = self._action(verbs, nouns, piece)
        if quantity is not None and applicant:
            state.action = quantity
        if quantity is None and applicant:
            quantity = state.action or "requests"
        if applicant and quantity in ("carried_in", "carried_out", "carried"):
            # 结转下年度的41件中,自然人24件: of those, or of all.
            frame = frames.request_frame(self.form, "requests", applicant)
            frame.readings = [*frames.request_frame(self.form, quantity, applicant).readings, *frame.readings]
            frame.quantity = "requests"
            return frame
        if quantity is None and ("request" in nouns or "request_weak" in nouns):
            quantity = "requests"
        if quantity is None:
            return self._bare_disclosed(piece, applicant) or self._together(piece)
        extra = state.rows if applicant and state.part else ()
        if not applicant:
            state.action, state.rows = quantity, ()
        elif quantity in ("received", "handled", "answered", "received_new", "taken_on"):
            quantity = {"received_new": "received"}.get(quantity, quantity)
            extra = (*extra, "requests.received", "requests.handled_total")
        frame = frames.request_frame(self.form, quantity, applicant, extra)
        behind = self.here.text.value[piece.end : piece.end + 12].lstrip(",(其中")
        if behind.startswith(self.form.vocabulary.listed("including")):
            # 共办理49件,含上年结转3件: not the new ones alone.
            frame.readings = [one for one in frame.readings if any(".received[" not in key for key in one[1])]
        if state.column and not applicant:
            frame.readings += frames.request_frame(self.form, quantity, state.column).readings
        return frame

    def _bare_disclosed(self, piece: Piece, applicant: str) -> Frame | None:
        """收到申请4件,已公开2件: 公开 alone, right beside the number."""
        if piece.after and piece.tokens[-1].text == "公开":
            return frames.result_frame(self.form, ["disclosed"], applicant)
        words = piece.before
        if not words or words[-1].text != "公开" or piece.after or self.state.topic != "request":
            return None
        if any("filler" not in token.flags and "done" not in token.flags and not token.has("mark") for token in words):
            return None
        return self._disclosed(applicant)

    def _disclosed(self, applicant: str) -> Frame:
        """公开 alone: the first row, with the second where the sentence does not tell it by itself."""
        frame = frames.result_frame(self.form, ["disclosed"], applicant)
        columns = [applicant] if applicant or not self.state.column else [applicant, self.state.column]
        broadly = ["disclosed", "partly_disclosed"] if "部分公开" not in self.here.text.value else ["disclosed"]
        for column in columns:
            for rows in (["disclosed"], broadly):
                frame.readings += frames.result_frame(self.form, rows, column).readings
        return frame

    def _together(self, piece: Piece) -> Frame | None:
        """本年新收46件,上年结转3件,应办49件: what was received and what was carried in."""
        told = [claim.quantity for claim in self.here.claims[-2:]]
        if piece.after or len(told) < 2 or "carried_in" not in told or not set(told) & {"received", "received_new"}:
            return None
        counts = self.here.counts[-3:-1]
        if any(count.claim is None or count.earlier for count in counts) or not piece.before:
            return None
        words = "".join(
            token.text
            for token in piece.before
            if not token.has("period", "report") and not token.has("noun", "request", "request_weak")
        )
        if words not in self.form.vocabulary.listed("together"):
            return None
        return frames.request_frame(self.form, "taken_on", "")

    def _results(self, piece: Piece, results: list[str], applicant: str) -> Frame | None:
        if results == ["disclosed_broadly"]:
            return self._disclosed(applicant)
        if "disclosed_or_partly" in results:
            results = ["disclosed", "partly_disclosed"]
        # 部分公开、无法提供各1件: of each, not of both together.
        each = bool(piece.before) and piece.before[-1].text in _EACH
        return frames.result_frame(self.form, results, applicant, summed=not each)

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
        # 办理, 答复 are said with every noun: they count before the number, or as the last word behind it.
        told = [token for token in real if token in piece.before or token is piece.tokens[-1]]
        weak = {value for token in told for value in token.roles["verb"]}
        if "answer" in weak and "take_on" not in weak:
            return "answered"
        if "take_on" in weak:
            return "taken_on"
        return None

    def carried(self, piece: Piece, applicant: str, verbs: list[str]) -> Frame | None:
        """The frame of requests carried over, from last year or to the next."""
        whens = [token.when for token in piece.tokens if token.kind == "time"]
        previous = piece.any("period", "previous") or "previous" in whens
        following = piece.any("period", "next") or "next" in whens or "carry_out" in verbs
        if "in_progress" in verbs and "carry" not in verbs:
            following = not previous
        quantity = (
            "carried_in" if previous and not following else "carried_out" if following and not previous else "carried"
        )
        frame = frames.request_frame(self.form, quantity, applicant)
        if not applicant:
            frame.sort = "carried"
            self.state.action = quantity
            if self.state.column:
                frame.readings += frames.request_frame(self.form, quantity, self.state.column).readings
        return frame

    def may_be_requests(
        self, piece: Piece, nouns: list[str], results: list[str], applicants: list[str], verbs: list[str]
    ) -> bool:
        """Whether the words, where they stand, can only mean requests for government information."""
        state, setting = self.state, self.here.setting
        weak = "request_weak" in nouns
        listed = state.topic == "foreign" and (state.part or piece.separator == "、")
        full = any(token.text.endswith("公开申请") for token in piece.tokens)
        if listed and not full and not set(verbs) & {"receive", "receive_new", "close", "carry"}:
            # 审议文件46件,其中主动公开38件、依申请公开5件、不予公开3件: parts of something else.
            return False
        if "request" in nouns:
            return True
        if "other.unpaid" in results:
            return True
        if state.topic in ("foreign", "proactive", "documents", "decisions", "fee") and not (
            results and setting.aspect == "request"
        ):
            return bool(weak and applicants and setting.aspect == "request")
        if state.topic == "request":
            return True
        if state.topic == "courts":
            return bool(results or applicants or (weak and setting.aspect == "request"))
        if setting.aspect == "request":
            return bool(weak or results or applicants or "carry" in verbs or "carry_out" in verbs) or (
                setting.fresh and bool(set(verbs) & {"receive", "receive_new", "close", "answer"})
            )
        acted = {"receive", "receive_new"}
        if self.here.decided:
            acted |= {"close", "answer", "in_progress", "carry", "carry_out"}
        return setting.fresh and bool(
            (weak and (set(verbs) & acted or applicants)) or (results and results != ["disclosed"])
        )

    @staticmethod
    def carries(piece: Piece) -> bool:
        """Whether the piece speaks of requests carried over."""
        return piece.any("verb", "carry", "carry_out", "in_progress") or (
            # 尚有41件申请在法定期限内
            piece.number is not None
            and "deadline" in piece.flags
            and any(token.text[0] in "尚仍还" for token in piece.before)
            and not piece.any("verb", "receive", "receive_new", "answer", "close")
        )

    def values(self, piece: Piece, role: str) -> list[str]:
        """What the words of a piece can be in a role, each once, in their order."""
        if role not in piece.flags:
            return []
        found: list[str] = []
        for token in piece.tokens:
            for value in token.roles.get(role, ()):
                if value not in found:
                    found.append(value)
        return found


def _light(token: Token) -> bool:
    return "filler" in token.flags or token.has("mark", "sum") or token.has("period", "report")


def _answered(piece: Piece) -> bool:
    """行政复议答复32件 counts answers to the reviewing office; 对答复不服申请行政复议60件 counts reviews."""
    seen = False
    for token in piece.tokens:
        if any(value in COURTS for value in token.roles.get("noun", ())):
            seen = True
        elif seen and token.text in ("答复", "回复"):
            return True
        if token.text in ("受理", "承办", "审理", "各类") and not piece.any("outcome"):
            # A government that reviews others' acts receives reviews of its own kind.
            return True
    return False


def _specific(results: list[str], among: bool) -> list[str]:
    """Results without the group of one that is named too: 属于行政查询事项不予公开 is one of the eight reasons.

    `among` is whether the reason is but one of several: 因本机关不掌握等原因无法提供 is the whole group.
    """
    groups = {name for name in results if any(other.startswith(name + ".") for other in results)}
    return [name for name in results if (name.partition(".")[0] in groups and "." in name) != among or not groups]
