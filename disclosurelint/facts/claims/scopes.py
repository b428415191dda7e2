"""Of when and of whom a piece speaks: the report's year and body, a part of them, or others."""

from __future__ import annotations

from disclosurelint.facts.claims.lexer import Token
from disclosurelint.facts.claims.pieces import Piece
from disclosurelint.facts.claims.subjects import Subjects

_TIMELY = frozenset(("time", "period"))
_OUTSIDE = frozenset(("scope", "foreign", "government", "whole"))
_SAID = frozenset(("noun", "verb", "result", "applicant", "outcome"))
_LOWEST = "镇乡街"
_PLACES = "省市县区旗州镇乡"


class Scopes(Subjects):
    """Reads period and scope of pieces, and whether all their words are explained."""

    def timed(self, piece: Piece) -> bool:
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
            # …的42件相比: what is compared with stands before it already.
            behind = bool(self.here.before) and not any(token.text in ("比", "较", "较之") for token in piece.tokens)
            state.compared = piece.number is None and not (behind and piece.separator == "")
            return True
        if self.carries(piece):
            return False
        if named and piece.opens and piece.number is None and self._bracketed_time(piece):
            # 累计收到申请9860件(2008年至2024年): the bracket says when.
            last = self.here.claims[-1]
            last.period = "other" if set(named) - {"report"} else last.period
        if named and not self._as_before(piece, named):
            state.within = "within" in named and not {"other", "next", "previous"} & set(named)
            state.period = (
                "other" if {"other", "next", "within"} & set(named) else "previous" if "previous" in named else "report"
            )
        return False

    def _as_before(self, piece: Piece, named: list[str]) -> bool:
        """2023年新收42件,当年办结40件: 当年 is the year that the sentence told before."""
        relative = self.form.vocabulary.listed("relative")
        times = [token for token in piece.tokens if token.kind == "time" or "period" in token.roles]
        ends = self.form.vocabulary.listed("year_ends")
        if self.state.within and set(named) == {"report"} and all(token.text in ends for token in times):
            return True
        if self.state.dated and set(named) == {"report"} and all(token.text in relative for token in times):
            return True
        years = [token for token in times if token.kind == "time" and token.when in ("previous", "other", "next")]
        self.state.dated = any(token.text[:4].isdigit() and len(token.text) <= 6 for token in years)
        return False

    def _bracketed_time(self, piece: Piece) -> bool:
        """Whether a bracket behind a claim holds a time and nothing else."""
        return (
            bool(self.here.claims)
            and self.here.text.value[piece.end : piece.end + 1] == ")"
            and all(
                token.kind == "time" or "period" in token.roles or "filler" in token.flags for token in piece.tokens
            )
        )

    def aimed(self, piece: Piece) -> bool:
        """Whether what is said turns out to be an aim: “办结率100%”的目标."""
        text = self.here.text.value
        return any(word in text[piece.end :] for word in self.form.vocabulary.listed("aims"))

    def blocked(self, piece: Piece) -> bool:
        """Whether a word of the piece is not explained, or puts it outside of what the report counts."""
        flags = piece.flags
        if "gap" in flags:
            return True
        if _OUTSIDE.isdisjoint(flags):
            return False
        tokens = piece.tokens
        return any(
            self.outside(token) and not (token.text == "类" and at and "result" in tokens[at - 1].flags)
            for at, token in enumerate(tokens)
        )

    @staticmethod
    def whole_of_body(token: Token) -> bool:
        """全县, 我局, the body's own name: the whole again."""
        return (
            "whole" in token.flags and "office" not in token.flags and (token.text[0] in "全我" or len(token.text) > 4)
        )

    def of_office(self, piece: Piece) -> bool:
        """Whether the words before a number name another office, or one part of the body."""
        ends = self.form.vocabulary.listed("office_ends")
        return any(
            "office_scope" in token.flags
            or token.text in ends
            or (token.kind == "gap" and any(end in token.text for end in ends))
            for token in piece.before
        ) or any("办" in token.text and "scope" in token.flags for token in piece.before)

    def _own_level(self, token: Token) -> bool:
        """镇级 is all there is of a township."""
        text = token.text
        return text[-1] == "级" and text[0] in self.here.setting.levels and text[0] in _LOWEST

    def divides(self, piece: Piece) -> bool:
        """Whether a piece names offices among which the whole is divided."""
        return "office_scope" in piece.flags and any(
            "office_scope" in token.flags and not self._own_level(token) for token in piece.tokens
        )

    def outside(self, token: Token) -> bool:
        """Whether a word puts what is said outside of what the report counts: a channel, another office, a larger area."""
        flags, state, setting = token.flags, self.state, self.here.setting
        if ("scope" in flags or "foreign" in flags) and _SAID.isdisjoint(flags):
            return not self._own_level(token)
        if "government" in flags and (state.part or setting.office_is_part or self.here.divided):
            return True
        if "whole" not in flags or (token.text[0] not in "全我本" and token.text[-1] != "里"):
            return False
        if "office" in flags and setting.office_is_part:
            return True
        letter = token.text[:-1] if token.text[-1] == "里" else token.text[1:]
        if not setting.levels or len(letter) != 1 or letter in setting.levels:
            return False
        return token.text[0] == "全" or token.text[-1] == "里" or letter in _PLACES
