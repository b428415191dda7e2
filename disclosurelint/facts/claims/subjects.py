"""What the number of a piece counts: requests, results, cases, documents, decisions, money."""

from __future__ import annotations

from itertools import pairwise

from disclosurelint.facts.claims import frames
from disclosurelint.facts.claims.frames import Frame
from disclosurelint.facts.claims.matters import COURTS, DECISIONS, DOCUMENTS, FEES, Matters
from disclosurelint.facts.claims.pieces import Piece

_EACH = ("各", "各有", "各为")
_BEFORE_BARE = ("为", "是", "达", "共", "共计", "合计", "总计", "累计", "达到", "数", "量")


class Subjects(Matters):
    """Turns the words of a piece into a frame; `state` and `here` are those of the sentence that is being read."""

    def frame_of(self, piece: Piece) -> Frame | None:
        """What a piece with a number counts; None for what is none of the report's statistics."""
        number = piece.number
        kind = number.unit_kind if number is not None else ""
        bracketed = number is not None and self.here.text.value[number.start - 1 : number.start] == "("
        if kind == "case" and bracketed and piece.any("mark", "share"):
            # 占全部行政复议案件(412件)的14.6%: the whole of a share.
            return None
        nouns = self.values(piece, "noun")
        if kind == "case" and any(result == "other.unpaid" for result in self.values(piece, "result")):
            # 接到收费通知后逾期未缴费的申请有4件
            return self.requests(piece, nouns)
        if kind == "money" or any(noun in FEES and noun != "fee_weak" for noun in nouns):
            return self.of_money(piece, nouns, kind)
        if kind not in ("case", "") or (kind == "" and number is not None and not self._bare(piece)):
            return None
        courts = [noun for noun in nouns if noun in COURTS]
        outcomes = self.values(piece, "outcome")
        documents = [noun for noun in nouns if noun in DOCUMENTS]
        decisions = [noun for noun in nouns if noun in DECISIONS]
        if len([group for group in (courts, documents, decisions) if group]) > 1:
            return None
        if courts or (self.state.topic == "courts" and "request" not in nouns and self._of_courts(piece, outcomes)):
            return self.of_courts(piece, courts, outcomes)
        ended = [outcome for outcome in outcomes if outcome in ("upheld", "corrected", "won")]
        if ended:
            # 败诉案件3件, before any suit was named; other outcomes without a subject are nobody's.
            suits = any("诉" in token.text for token in piece.tokens if "outcome" in token.flags)
            return self.of_courts(piece, ["suit"], outcomes) if suits else None
        if documents:
            return None if "request" in nouns else self.of_documents(piece, documents)
        if decisions:
            return None if "request" in nouns or "request_weak" in nouns else self.of_decisions(piece, decisions)
        if self.state.topic == "documents" and not {"request", "request_weak"} & set(nouns):
            verbs = self.values(piece, "verb")
            named = any(token.kind == "title" for token in piece.tokens)
            issued = any(token.text in self.form.vocabulary.listed("issued") for token in piece.tokens)
            if not named and (issued or "repeal" in verbs or "in_force" in verbs):
                return self.of_documents(piece, list(self.state.families))
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

    def requests(self, piece: Piece, nouns: list[str]) -> Frame | None:
        """The frame of a number of requests; None where the words may mean something else."""
        state = self.state
        results = specific(self.values(piece, "result"), piece.any("mark", "more"))
        applicants = self.values(piece, "applicant")
        verbs = self.values(piece, "verb")
        if not self.may_be_requests(piece, nouns, results, applicants, verbs):
            return None
        if any(token.text in self.form.vocabulary.listed("courts_of_law") for token in piece.tokens):
            return None
        if piece.any("mark", "dropped") and not results:
            return None
        if results and any(
            "复议" in token.text or "诉" in token.text for token in piece.tokens if token.has("verb", "occur")
        ):
            # 因无法提供被复议3件
            return None
        if results and any(one.text == "类" and two.text == "申请" for one, two in pairwise(piece.tokens)):
            # 行政执法案卷类申请38件: what was asked for.
            return None
        if self._of_items(piece) or (not (verbs or results or applicants) and self._goes_on(piece)):
            return None
        if not results and not applicants and not verbs and piece.before and piece.before[0].has("mark", "rest"):
            # 其他申请4件
            return None
        if {"close", "answer"} & set(verbs) and not results and _within_days(piece):
            # 15个工作日内办结36件
            return None
        if "receive_new" in verbs and not (results or applicants) and any(token.text == "中" for token in piece.before):
            # 新收申请中有43件年内办结
            return None
        about = any(token.text in self.form.vocabulary.listed("about")[:1] for token in piece.tokens)
        if state.topic == "courts" and results and about:
            # 行政复议5件,涉及不予公开2件、无法提供3件: what they were about.
            state.other = True
        if any(token.text in self.form.vocabulary.listed("about") for token in piece.tokens) or (
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
        extra = state.rows if applicant else ()
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
        both = {"close", "answer"} & set(verbs) and {"receive", "receive_new"} & set(verbs)
        if both:
            # 受理并办结43件
            frame.readings += frames.request_frame(self.form, "handled", applicant).readings
        if quantity in ("received", "received_new", "requests") and (
            self.here.closing or (state.part and self._closed_before())
        ):
            # 办结45件,其中上年结转3件、本年新收42件
            frame.readings += frames.request_frame(self.form, "handled", applicant).readings[1:]
        return frame

    def _goes_on(self, piece: Piece) -> bool:
        """4件申请因未缴费不再处理: what is done with these, no total."""
        behind = [token for token in piece.after if "noun" not in token.flags and token.text not in ("的", "中", "里")]
        return not piece.before and bool(piece.after) and "noun" in piece.after[0].flags and bool(behind)

    def _of_items(self, piece: Piece) -> bool:
        """申请公开政府信息2316条, 申请事项2316项, 收件1203件(其中申请1144件): other than requests are counted."""
        number = piece.number
        unit = number.unit if number is not None else ""
        nouns = [token.text for token in piece.tokens if token.has("noun", "request", "request_weak")]
        if unit == "条" and any(noun.endswith("信息") for noun in nouns):
            return True
        if unit in ("项", "个") and (not nouns or any(noun.endswith("申请事项") for noun in nouns)):
            return True
        behind = self.here.text.value[piece.end :]
        wide = any(token.text in self.form.vocabulary.listed("wide") for token in piece.tokens)
        return wide and ("受理" in behind or "有效申请" in behind or ("其中" in behind and "申请" in behind))

    def _closed_before(self) -> bool:
        return any(claim.quantity in ("handled", "answered") for claim in self.here.claims)

    def _bare_disclosed(self, piece: Piece, applicant: str) -> Frame | None:
        """收到申请4件,已公开2件: 公开 alone, right beside the number."""
        if piece.after and piece.tokens[-1].text == "公开":
            return frames.result_frame(self.form, ["disclosed"], applicant)
        words = piece.before
        if not words or words[-1].text != "公开" or piece.after or self.state.topic != "request":
            return None
        if any("filler" not in token.flags and "done" not in token.flags and not token.has("mark") for token in words):
            return None
        return self._disclosed(applicant, partly=self._includes_partly(piece))

    def _includes_partly(self, piece: Piece) -> bool:
        """予以公开3件,其中部分公开1件: the second row is in it."""
        behind = self.here.text.value[piece.end : piece.end + 12].lstrip(",(")
        return behind.startswith(self.form.vocabulary.listed("with_partly"))

    def _disclosed(self, applicant: str, *, partly: bool = False) -> Frame:
        """公开 alone: the first row, with the second where the sentence does not tell it by itself."""
        frame = frames.result_frame(self.form, ["disclosed"], applicant)
        columns = [applicant] if applicant or not self.state.column else [applicant, self.state.column]
        strict = "部分公开" in self.here.text.value and not partly
        broadly = ["disclosed"] if strict else ["disclosed", "partly_disclosed"]
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
        if results == ["disclosed_broadly"] or (results == ["disclosed"] and self._includes_partly(piece)):
            return self._disclosed(applicant, partly=self._includes_partly(piece))
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
        if "receive_new" in values and "close" in values:
            # 当年新收当年办结43件
            return "handled"
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
        if (
            weak
            and setting.aspect == "request"
            and set(verbs) & {"receive", "receive_new"}
            and self._whole_named(piece)
        ):
            return True
        if state.topic in ("foreign", "proactive", "documents", "decisions", "fee") and not (
            results and setting.aspect == "request"
        ):
            return bool(weak and applicants and setting.aspect == "request")
        if state.topic == "request":
            return True
        if state.topic == "courts":
            return bool(results or (weak and setting.aspect == "request"))
        if setting.aspect == "request":
            return bool(weak or results or applicants or "carry" in verbs or "carry_out" in verbs) or (
                setting.fresh and bool(set(verbs) & {"receive", "receive_new", "close", "answer"})
            )
        acted = {"receive", "receive_new", "carry", "carry_out"}
        if self.here.decided:
            acted |= {"close", "answer", "in_progress", "take_on"}
        return (
            setting.fresh
            and setting.aspect != "proactive"
            and bool((weak and (set(verbs) & acted or applicants)) or (results and results != ["disclosed"]))
        )

    @staticmethod
    def _whole_named(piece: Piece) -> bool:
        return any("whole" in token.flags and token.text[0] == "全" for token in piece.before)

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


def _within_days(piece: Piece) -> bool:
    return any(token.kind == "time" and token.when == "duration" for token in piece.tokens)


def specific(results: list[str], among: bool) -> list[str]:
    """Results without the group of one that is named too: 属于行政查询事项不予公开 is one of the eight reasons.

    `among` is whether the reason is but one of several: 因本机关不掌握等原因无法提供 is the whole group.
    """
    groups = {name for name in results if any(other.startswith(name + ".") for other in results)}
    return [name for name in results if (name.partition(".")[0] in groups and "." in name) != among or not groups]
