"""A sentence's tokens put into pieces: one number at most, with the words that belong to it before and behind."""

from __future__ import annotations

from disclosurelint.facts.claims.lexer import GAP, Token

_JOINTS = frozenset(
    (
        "和",
        "及",
        "与",
        "以及",
        "并",
        "且",
        "又",
        "同时",
        "另有",
        "还有",
        "或",
        "或者",
        "另",
        "并且",
        "此外",
        "另外",
        "还",
    )
)
_EQUALS = ("为", "是")
_WITHIN = frozenset(("中", "里", "内", "当中"))
_CONTENT = frozenset(("noun", "verb", "result", "applicant", "outcome"))
_HEADS = frozenset(("verb", "result", "applicant", "outcome"))


class Piece:
    """A stretch of a sentence between marks. `separator` is the mark before it, `depth` how many brackets are open.

    `closes` counts the brackets that close right before it, `opens` those that open.
    """

    __slots__ = (
        "_flags",
        "after",
        "back",
        "before",
        "closes",
        "depth",
        "gathered",
        "inside",
        "number",
        "opens",
        "separator",
    )

    def __init__(
        self,
        separator: str,
        depth: int,
        before: list[Token] | None = None,
        number: Token | None = None,
        after: list[Token] | None = None,
        opens: bool = False,
        closes: int = 0,
    ) -> None:
        self.separator = separator
        self.depth = depth
        self.before = before if before is not None else []
        self.number = number
        self.after = after if after is not None else []
        self.opens = opens
        self.closes = closes
        self.back = 0
        """For a percentage behind 分别: which number before it it speaks of, counted from the last."""
        self.inside = False
        """For a percentage: whether its whole stands right before it: 占新收申请46件的62.3%."""
        self.gathered = False
        """Whether names of some of what is counted stood before the noun: 取水、排水等行政许可46件."""
        self._flags: set[str] | None = None

    @property
    def flags(self) -> set[str]:
        """All that some word of the piece can be; asked for once the piece is complete."""
        if self._flags is None:
            self._flags = set()
            for token in self.before:
                self._flags |= token.flags
            for token in self.after:
                self._flags |= token.flags
        return self._flags

    @property
    def tokens(self) -> list[Token]:
        """All words of the piece, without the number."""
        return self.before + self.after

    @property
    def start(self) -> int:
        """Where the piece begins in the sentence."""
        first = self.before[0] if self.before else self.number or self.after[0]
        return first.start

    @property
    def end(self) -> int:
        """Where it ends."""
        last = self.after[-1] if self.after else self.number or self.before[-1]
        return last.end

    def any(self, role: str, *values: str) -> bool:
        """Whether a word of the piece can be this."""
        flags = self.flags
        if not values:
            return role in flags
        if role in flags:
            for value in values:
                if f"{role}:{value}" in flags:
                    return True
        return False


def content(token: Token) -> bool:
    """Whether a word says what is counted. One that is a filler first (公开, 办理, 信息 …) does not alone."""
    flags = token.flags
    return "filler" not in flags and not _CONTENT.isdisjoint(flags)


def _head(token: Token) -> bool:
    flags = token.flags
    return "filler" not in flags and not _HEADS.isdisjoint(flags)


def _breaks(token: Token) -> bool:
    """Words that never belong to the number before them."""
    flags = token.flags
    if _BREAKING.isdisjoint(flags):
        return False
    return "filler" not in flags or not _ALWAYS.isdisjoint(flags)


_BREAKING = frozenset(
    (
        "mark:part", "mark:respectively", "mark:share", "mark:made_of", "mark:without", "mark:sum",
        "all", "none", "delta", "rate", "done", "period:compare", "period:previous",
    )
)  # fmt: skip
_ALWAYS = frozenset(("all", "none", "delta", "rate", "done", "period:compare"))


def split(tokens: list[Token]) -> list[Piece]:
    """The pieces of a sentence, in order."""
    pieces: list[Piece] = []
    current = Piece("", 0)
    depth, closes, opens, separator = 0, 0, False, ""

    def finish() -> None:
        nonlocal current, closes, opens
        if current.before or current.number or current.after:
            pieces.append(current)
            closes, opens = 0, False
        current = Piece(separator, depth, opens=opens, closes=closes)

    for at, token in enumerate(tokens):
        if token.kind == "mark":
            separator = token.text
            had = bool(current.before or current.number or current.after)
            finish()
            if token.text == "(":
                depth += 1
                opens = True
            elif token.text == ")" and depth:
                depth -= 1
                closes += 1
            current.separator, current.depth = (
                separator if had or token.text in "()" else current.separator or separator,
                depth,
            )
            current.opens, current.closes = opens, closes
            continue
        if current.number is None:
            if token.kind == "number" and not _not_one(current, token):
                current.number = token
            elif current.before and token.has("mark", "part") and "filler" not in token.roles and len(token.text) > 1:
                separator = ""
                finish()
                current.before.append(token)
            else:
                current.before.append(token)
            continue
        if token.kind == "number":
            pieces.append(current)
            separator = ""
            current = _rest(current, token, depth)
            continue
        if (
            _breaks(token)
            or (not current.after and token.text in _JOINTS)
            or (_new_head(current, token) and not _counted_applicants(current, tokens, at))
        ):
            separator = token.text if token.text in _JOINTS else ""
            finish()
            if token.text not in _JOINTS:
                current.before.append(token)
            continue
        current.after.append(token)
    finish()
    return pieces


def _not_one(current: Piece, token: Token) -> bool:
    """没有作出一件不予公开决定: no count, but a denial."""
    numeral = token.numeral
    one = numeral is not None and numeral.value == 1 and numeral.chinese and numeral.kind == "count"
    return one and any("none" in word.flags and word.text != "未" for word in current.before)


def _new_head(current: Piece, token: Token) -> bool:
    """Whether a word after the number begins another statement: the number has its own words before it already."""
    if token.text in _JOINTS and any(content(word) for word in current.after):
        return True
    return _head(token) and any(content(word) or _verb(word) for word in current.before)


def _counted_applicants(current: Piece, tokens: list[Token], at: int) -> bool:
    """新收1052件自然人申请: what stands right behind the number is what is counted."""
    return (
        not current.after
        and "applicant" in tokens[at].flags
        and at + 1 < len(tokens)
        and "noun" in tokens[at + 1].flags
        and not (at + 2 < len(tokens) and tokens[at + 2].kind == "number")
        and all("verb" in word.flags or "result" in word.flags or not content(word) for word in current.before)
    )


def _counts(token: Token) -> bool:
    return content(token) or _verb(token)


def _verb(token: Token) -> bool:
    return "verb" in token.flags


def _rest(current: Piece, token: Token, depth: int) -> Piece:
    """The piece of a second number: it takes over what stands between, where that is its own."""
    following = Piece("", depth)
    between = current.after
    among = next((index for index, word in enumerate(between) if word.text in _WITHIN), None)
    stated = next((at for at in range(len(between) - 1, 0, -1) if between[at - 1].text in _EQUALS), None)
    if among is not None:
        # 53件案件中6件被纠正
        current.after, following.before = between[: among + 1], between[among + 1 :]
    elif stated is not None and not any(map(_counts, current.before)) and any(map(_counts, between[stated:])):
        # 4件申请的答复结果为予以公开2件
        current.after, following.before = between[:stated], between[stated:]
    elif any(content(word) or _verb(word) for word in current.before):
        current.after = []
        following.before = between
    following.number = token
    if (
        current.number is not None
        and current.number.unit_kind != "case"
        and any(content(word) for word in following.before)
    ):
        # 1名申请人提出的申请156件: of those alone.
        following.before = [Token("gap", "", token.start, token.start, {}, GAP), *following.before]
    return following
