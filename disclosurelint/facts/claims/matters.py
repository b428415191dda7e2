"""What the number of a piece counts beside requests: reviews and suits, documents, decisions, money."""

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
"""Nouns of money: fees for requests, charges of the administration."""
_EACH = ("各", "各有", "各为")
_DECIDED = {"licensing": "licensing", "penalties": "penalties", "compulsory": "compulsory_measures"}


class Matters:
    """Turns the words of a piece into a frame; `state` and `here` are those of the sentence that is being read."""

    form: Form
    state: State
    here: Sentence

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
        ends = {claim.quantity for claim in self.here.claims[-4:] if "." in claim.quantity}
        if len(ends) == 4 and len({name.partition(".")[0] for name in ends}) == 1:
            # 维持38件、纠正6件、其他结果9件、未审结7件,总计60件
            return last.partition(".")[0] in COURTS
        return "." not in last and last in COURTS

    def of_courts(self, piece: Piece, courts: list[str], outcomes: list[str]) -> Frame | None:
        """A count of reviews or suits, all or of one outcome."""
        state = self.state
        listed = self.form.vocabulary.listed
        if any(token.text in listed("all_matters") for token in piece.before):
            # 各类行政复议案件共审结412件: of all matters, and so are their outcomes.
            state.other = True
            return None
        if not outcomes and (piece.any("result") or _answered(piece, listed("reviewing"))):
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
        verbs = self.values(piece, "verb")
        if not outcomes and (
            "carry" in verbs
            or (
                "receive_new" in verbs
                and any(word in self.here.text.value for word in ("结转", "上年", "去年", "延续"))
            )
        ):
            # 上年结转的行政复议9件,本年新增51件
            return None
        if (
            not outcomes
            and self.here.setting.aspect != "request"
            and "信息公开" not in self.here.text.value
            and any("应诉" in token.text for token in piece.tokens)
        ):
            # 全年行政应诉案件173件: of all matters.
            state.other = True
            return None
        if not outcomes and piece.before and piece.before[0].has("mark", "rest") and courts:
            # 其他行政诉讼案件144件
            return None
        families = courts or list(state.families)
        outcome = next((value for value in outcomes if value != "concluded"), outcomes[0] if outcomes else "")
        if not outcomes and piece.any("verb", "occur") and piece.any("mark", "rest"):
            return None
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

    def of_documents(self, piece: Piece, documents: list[str]) -> Frame | None:
        """A count of 规章 or 规范性文件: issued, repealed, in force."""
        state = self.state
        if len(documents) > 1 and piece.before and piece.before[-1].text in _EACH:
            return None
        verbs = self.values(piece, "verb")
        follows = self.here.text.value[piece.end : piece.end + 4]
        behind = follows.startswith(self.form.vocabulary.listed("sifting")) or any(
            token.has("verb", "sift") for token in piece.after
        )
        sifted = behind or ("sift" in verbs and not set(verbs) & {"repeal", "in_force", "issue"})
        words = self.here.text.value[piece.start : piece.end]
        lapsed = self.here.text.value.partition("失效")[2]
        if "repeal" in verbs and lapsed and not lapsed.startswith("0") and "失效" not in words:
            # 废止7件,宣布失效2件: the form has them in one column.
            sifted = True
        verb = next((name for name in ("repeal", "in_force", "issue", "make_public") if name in verbs), "")
        if not verb and state.topic == "documents" and piece.separator in ("、", "和", "及"):
            verb = state.action
        state.topic, state.families, state.action, state.firm = "documents", tuple(documents), verb, True
        if sifted:
            # 规范性文件清理2次 counts what was gone through.
            return Frame("documents.sifted", sort="action")
        return frames.document_frame(self.form, documents, verb)

    def of_decisions(self, piece: Piece, decisions: list[str]) -> Frame | None:
        """A count of decisions made, of one kind or of several together."""
        state = self.state
        verbs = self.values(piece, "verb")
        unit = piece.number.unit if piece.number is not None else ""
        listed = any(token.text.endswith("事项") for token in piece.tokens if "noun" in token.flags)
        if listed and ("decide" not in verbs or unit in ("项", "个")):
            # 行政许可事项312件: of a list.
            return None
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

    def of_money(self, piece: Piece, nouns: list[str], kind: str) -> Frame | None:
        """An amount of charges or fees, or a count of fee notices."""
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
            total = any(token.text in self.form.vocabulary.listed("total_fees") for token in piece.tokens)
            return Frame("fee.noticed" if noticed or (total and not piece.any("verb", "collect")) else "fee.collected")
        return Frame("fee.cases") if piece.any("verb", "collect") and kind == "case" else None

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


def _answered(piece: Piece, reviewing: tuple[str, ...]) -> bool:
    """行政复议答复32件 counts answers to the reviewing office; 对答复不服申请行政复议60件 counts reviews."""
    seen = False
    for token in piece.tokens:
        if any(value in COURTS for value in token.roles.get("noun", ())):
            seen = True
        elif seen and token.text in ("答复", "回复"):
            return True
        if token.text in reviewing and not piece.any("outcome"):
            # A government that reviews others' acts receives reviews of its own kind.
            return True
    return False
