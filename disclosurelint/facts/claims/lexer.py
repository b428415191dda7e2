"""A sentence cut into tokens: known words, numbers with measure words, times, marks, gaps of unknown letters."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from disclosurelint.facts.claims.vocabulary import Roles, Vocabulary
from disclosurelint.facts.numerals import CHINESE, Numeral, numeral_at, read_chinese
from disclosurelint.regexes import compiled

PUNCTUATION = frozenset(",、;:()[]。!?…")
SKIPPED = frozenset("\"“”'‘’*_`#·•>|~ \t\n\r\f\v")
"""Marks of quotation and emphasis, and white space: without weight inside a sentence."""

_TITLE = 120
"""A title in 《》 longer than this is not read as one."""

_EMPTY: Roles = {}
_NO_FLAGS: frozenset[str] = frozenset()


class Token:
    """A piece of a sentence. `kind` is `word`, `number`, `time`, `mark` (punctuation), `title` (《…》) or `gap`."""

    __slots__ = ("end", "flags", "kind", "numeral", "roles", "start", "text", "unit", "unit_kind", "when")

    def __init__(
        self, kind: str, text: str, start: int, end: int, roles: Roles = _EMPTY, flags: frozenset[str] = _NO_FLAGS
    ) -> None:
        self.kind = kind
        self.text = text
        self.start = start
        self.end = end
        self.roles = roles
        self.flags = flags
        self.numeral: Numeral | None = None
        self.unit = ""
        self.unit_kind = ""
        self.when = ""
        """For a time: `report`, `previous`, `next`, `within` (a part of the report's), `other`, `duration` or `years` (of another year, as 2020年以来)."""

    def has(self, role: str, *values: str) -> bool:
        """Whether the word can be this, with one of the values if any are given."""
        if not values:
            return role in self.flags
        if role in self.flags:
            for value in values:
                if f"{role}:{value}" in self.flags:
                    return True
        return False

    def __repr__(self) -> str:
        return f"<{self.kind} {self.text}>"


@lru_cache(maxsize=1)
def _time() -> re.Pattern[str]:
    day = r"(?:\d{1,2})[日号](?:\d{1,2}时)?"
    return compiled(
        rf"(?P<year>(?:19|20)\d\d)(?:年(?P<tail>度|底|末|初|以来|来|版)?|(?=[-~—至])(?:[-~—至]20\d\d年))"
        rf"(?:(?P<month>\d{{1,2}})月(?:份|底|末|初)?(?P<day>{day})?)?(?P<open>起|以来)?"
        rf"(?:[至到~—-](?:(?P<year2>20\d\d)年)?(?P<month2>\d{{1,2}})月(?:份|底|末)?(?P<day2>{day})?)?止?"
        rf"|(?P<m1>\d{{1,2}})(?:[至到~—-](?P<m2>\d{{1,2}}))?月(?:份|底|末|初)?(?P<d1>{day})?(?:[至到~—-](?P<m3>\d{{1,2}})月(?:份|底|末)?(?:{day})?)?止?"
        rf"|(?P<cm>十[一二]?|[一二三四五六七八九])月(?:份|底|末|初)?"
        rf"|(?P<y3>[一二〇零○两三四五六七八九]{{4}})年(?:度)?"
    )


def tokenise(text: str, vocabulary: Vocabulary, year: int | None, names: Iterable[str] = ()) -> list[Token]:
    """The tokens of a sentence. `names` are the reporting body's own names: they stand for the whole."""
    own: dict[str, list[str]] = {}
    for name in sorted(names, key=len, reverse=True):
        own.setdefault(name[0], []).append(name)
    tokens: list[Token] = []
    pairs, singles, roles, flags = vocabulary.pairs, vocabulary.singles, vocabulary.roles, vocabulary.flags
    at, size = 0, len(text)
    gap: Token | None = None
    while at < size:
        letter = text[at]
        token: Token | None = None
        if letter in own:
            token = _own(text, at, own[letter])
        if token is None and (letter in CHINESE or letter in "0123456789半"):
            token = _counted(text, at, vocabulary, year)
        if token is None:
            for word in pairs.get(text[at : at + 2], ()):
                if text.startswith(word, at):
                    token = Token("word", word, at, at + len(word), roles[word], flags(word))
                    break
            else:
                if letter in singles:
                    token = Token("word", letter, at, at + 1, roles[letter], flags(letter))
        if token is None:
            token = _marked(text, at)
        if token is not None:
            gap = None
            if token.kind != "skip":
                tokens.append(token)
            at = token.end
            continue
        if gap is None:
            gap = Token("gap", letter, at, at + 1, _EMPTY, GAP)
            tokens.append(gap)
        gap.end = at + 1
        at += 1
    for token in tokens:
        if token.kind == "gap":
            token.text = text[token.start : token.end]
    return tokens


GAP = frozenset(("gap",))
_TIME = frozenset(("time",))
_OWN: Roles = {"whole": ("own",)}
_OWN_FLAGS = frozenset(("whole", "whole:own"))


def _own(text: str, at: int, names: list[str]) -> Token | None:
    for name in names:
        if text.startswith(name, at):
            return Token("word", name, at, at + len(name), _OWN, _OWN_FLAGS)
    return None


def _marked(text: str, at: int) -> Token | None:
    """A mark, a title in 《》, or something without weight (`skip`)."""
    letter = text[at]
    if letter in PUNCTUATION:
        return Token("mark", letter, at, at + 1)
    if letter in SKIPPED:
        return Token("skip", letter, at, at + 1)
    if letter == "《" or letter == "<":
        close = text.find("》" if letter == "《" else ">", at, at + _TITLE)
        if close > 0:
            return Token("title", text[at : close + 1], at, close + 1)
    return None


def _counted(text: str, at: int, vocabulary: Vocabulary, year: int | None) -> Token | None:
    """A time or a number; None where letters that could be one are a word (一是), or nothing known."""
    digit = text[at] in "0123456789"
    if digit or text.find("年", at, at + 5) == at + 4 or text.find("月", at, at + 3) > at:
        time = _time_at(text, at, year)
        if time is not None:
            return time
    number = _number(text, at, vocabulary)
    if number is not None:
        word = vocabulary.word_at(text, at)
        return number if word is None or number.end > at + len(word) else None
    if digit:
        end = at + 1
        while end < len(text) and text[end].isascii() and text[end].isalnum():
            end += 1
        return Token("gap", text[at:end], at, end, _EMPTY, GAP)
    return None


def _number(text: str, at: int, vocabulary: Vocabulary) -> Token | None:
    numeral = numeral_at(text, at)
    if numeral is None or text[at - 1 : at] == "第" or (at and text[at - 1].isascii() and text[at - 1].isalnum()):
        return None
    end = numeral.end
    if numeral.kind != "count":
        token = Token("number", text[at:end], at, end)
        token.numeral = numeral
        return token
    unit = vocabulary.unit_at(text, end)
    for duration in vocabulary.durations if end < len(text) and text[end] in vocabulary.duration_starts else ():
        if text.startswith(duration, end) and (unit is None or len(duration) >= len(unit[0])):
            token = Token("time", text[at : end + len(duration)], at, end + len(duration), _EMPTY, _TIME)
            several = text[max(0, at - 2) : at].endswith(("近", "过去", "最近", "前"))
            if duration == "个月" and text[at - 1 : at] == "前" and numeral.value < 12:
                token.when = "within"
                return token
            if duration.endswith("季度") and numeral.high is not None:
                # 一至三季度
                token.when = "report" if (numeral.value, numeral.high) == (1, 4) else "within"
                return token
            token.when = "years" if duration == "年来" or (duration == "年" and several) else "duration"
            return token
    if unit is None and numeral.chinese:
        return None
    stop = end + (len(unit[0]) if unit else 0)
    vague_after = text.startswith(("以上", "以下", "以内", "左右", "上下", "之多", "不等", "有余", "余"), stop)
    token = Token("number", text[at:stop], at, stop)
    token.numeral = numeral
    if vague_after and unit:
        token.numeral = Numeral(
            numeral.start, numeral.end, numeral.value, numeral.kind, True, 0, numeral.high, numeral.chinese
        )
    if unit:
        token.unit, token.unit_kind = unit
    return token


def _time_at(text: str, at: int, year: int | None) -> Token | None:
    if at and text[at - 1].isascii() and (text[at - 1].isalnum() or text[at - 1] in ".-"):
        return None
    match = _time().match(text, at)
    if match is None:
        return None
    token = Token("time", match[0], at, match.end(), _EMPTY, _TIME)
    token.when = _when(match, year, text[max(0, at - 2) : at])
    return token


def _when(match: re.Match[str], year: int | None, before: str) -> str:
    until = before.endswith(("截至", "截止", "至", "到"))
    if match["m1"]:
        first, last = int(match["m1"]), int(match["m3"] or match["m2"] or match["m1"])
        if first == last:
            return "report" if last == 12 and (until or (match["d1"] or "").startswith("31")) else "within"
        return "report" if (first, last) == (1, 12) else "within"
    if match["cm"]:
        return "report" if match["cm"] == "十二" and (until or match[0].endswith(("底", "末"))) else "within"
    stated = read_chinese(match["y3"]) if match["y3"] else int(match["year"])
    if year is None or stated is None:
        return "other"
    if match["y3"]:
        return _year(stated, year)
    if match["tail"] in ("以来", "来", "版", "初") or match["open"] == "以来":
        return "years" if stated != year or match["tail"] == "版" else "report"
    if match["month"]:
        first, last = int(match["month"]), int(match["month2"] or match["month"])
        whole = (first == 1 and last == 12) or (
            first == 12 and not match["month2"] and (until or (match["day"] or "").startswith("31"))
        )
        if stated == year and match["year2"] in (None, str(year)):
            return "report" if whole or (first == 1 and match["open"] and not match["month2"]) else "within"
        return _year(stated, year) if whole and match["year2"] in (None, str(stated)) else "other"
    return _year(stated, year)


def _year(stated: int, year: int) -> str:
    return (
        "report" if stated == year else "previous" if stated == year - 1 else "next" if stated == year + 1 else "other"
    )
