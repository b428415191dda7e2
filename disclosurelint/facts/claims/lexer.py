"""A sentence cut into tokens: known words, numbers with their measure words, times, marks, and gaps of unknown letters."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from disclosurelint.facts.claims.vocabulary import Roles, Vocabulary
from disclosurelint.facts.numerals import CHINESE, Numeral, numeral_at, read_chinese

PUNCTUATION = frozenset(",、;:()[]。!?…")
SKIPPED = frozenset("\"“”'‘’*_`#·•>|~ \t\n\r\f\v")
"""Marks of quotation and emphasis, and white space: without weight inside a sentence."""

_EMPTY: Roles = {}


class Token:
    """A piece of a sentence. `kind` is `word`, `number`, `time`, `mark` (punctuation), `title` (《…》) or `gap`."""

    __slots__ = ("end", "kind", "numeral", "roles", "start", "text", "unit", "unit_kind", "when")

    def __init__(self, kind: str, text: str, start: int, end: int, roles: Roles = _EMPTY) -> None:
        self.kind = kind
        self.text = text
        self.start = start
        self.end = end
        self.roles = roles
        self.numeral: Numeral | None = None
        self.unit = ""
        self.unit_kind = ""
        self.when = ""
        """For a time: `report`, `previous`, `next`, `other`, `duration` or `years` (of another year, as 2020年以来)."""

    def has(self, role: str, *values: str) -> bool:
        """Whether the word can be this, with one of the values if any are given."""
        found = self.roles.get(role)
        return found is not None and (not values or any(value in found for value in values))

    def __repr__(self) -> str:
        return f"<{self.kind} {self.text}>"


@lru_cache(maxsize=1)
def _time() -> re.Pattern[str]:
    day = r"(?:\d{1,2})[日号]"
    return re.compile(
        rf"(?P<year>(?:19|20)\d\d)(?:年(?P<tail>度|底|末|初|以来|来|版)?|(?=[-~—至])(?:[-~—至]20\d\d年))"
        rf"(?:(?P<month>\d{{1,2}})月(?:份|底|末|初)?(?P<day>{day})?)?(?P<open>起|以来)?"
        rf"(?:[至到~—-](?:(?P<year2>20\d\d)年)?(?P<month2>\d{{1,2}})月(?:份|底|末)?(?P<day2>{day})?)?止?"
        rf"|(?P<m1>\d{{1,2}})(?:[至到~—-](?P<m2>\d{{1,2}}))?月(?:份|底|末|初)?(?P<d1>{day})?(?:[至到~—-](?P<m3>\d{{1,2}})月(?:份|底|末)?(?:{day})?)?止?"
        rf"|(?P<y3>[一二〇零○两三四五六七八九]{{4}})年(?:度)?"
    )


def tokenise(text: str, vocabulary: Vocabulary, year: int | None, names: Iterable[str] = ()) -> list[Token]:
    """The tokens of a sentence. `names` are the reporting body's own names: they stand for the whole."""
    own = tuple(sorted(names, key=len, reverse=True))
    tokens: list[Token] = []
    at, size = 0, len(text)
    while at < size:
        letter = text[at]
        if letter in SKIPPED:
            at += 1
            continue
        if letter in PUNCTUATION:
            tokens.append(Token("mark", letter, at, at + 1))
            at += 1
            continue
        if letter == "《" or letter == "<":
            close = text.find("》" if letter == "《" else ">", at, at + 120)
            if close > 0:
                tokens.append(Token("title", text[at : close + 1], at, close + 1))
                at = close + 1
                continue
        token = _token(text, at, vocabulary, year, own)
        if token.kind == "gap" and tokens and tokens[-1].kind == "gap" and tokens[-1].end == at:
            tokens[-1].end = token.end
            tokens[-1].text += token.text
        else:
            tokens.append(token)
        at = token.end
    return tokens


def _token(text: str, at: int, vocabulary: Vocabulary, year: int | None, own: tuple[str, ...]) -> Token:
    letter = text[at]
    digit = letter.isascii() and letter.isdecimal()
    if digit or (letter in CHINESE and text.find("年", at, at + 5) == at + 4):
        time = _time_at(text, at, year)
        if time is not None:
            return time
    if own:
        for name in own:
            if text.startswith(name, at):
                return Token("word", name, at, at + len(name), {"whole": ("own",)})
    word = vocabulary.word_at(text, at)
    if letter in CHINESE or digit or (letter == "百" and text.startswith("百分之", at)):
        number = _number(text, at, vocabulary)
        if number is not None and (word is None or number.end > at + len(word)):
            return number
        if digit and number is None:
            end = at + 1
            while end < len(text) and text[end].isascii() and text[end].isalnum():
                end += 1
            return Token("gap", text[at:end], at, end)
    if word is not None:
        return Token("word", word, at, at + len(word), vocabulary.roles[word])
    return Token("gap", letter, at, at + 1)


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
    for duration in vocabulary.durations:
        if text.startswith(duration, end) and (unit is None or len(duration) >= len(unit[0])):
            token = Token("time", text[at : end + len(duration)], at, end + len(duration))
            token.when = "years" if duration == "年来" else "duration"
            return token
    if unit is None and numeral.chinese:
        return None
    stop = end + (len(unit[0]) if unit else 0)
    vague_after = text.startswith(("以上", "以下", "以内", "左右", "上下", "之多", "不等", "有余", "余"), stop)
    token = Token("number", text[at:stop], at, stop)
    token.numeral = numeral
    if vague_after and unit:
        token.numeral = Numeral(numeral.start, numeral.end, numeral.value, numeral.kind, True, 0, numeral.high, numeral.chinese)
    if unit:
        token.unit, token.unit_kind = unit
    return token


def _time_at(text: str, at: int, year: int | None) -> Token | None:
    if at and text[at - 1].isascii() and (text[at - 1].isalnum() or text[at - 1] in ".-"):
        return None
    match = _time().match(text, at)
    if match is None:
        return None
    token = Token("time", match[0], at, match.end())
    token.when = _when(match, year, text[max(0, at - 2) : at])
    return token


def _when(match: re.Match[str], year: int | None, before: str) -> str:
    until = before.endswith(("截至", "截止", "至", "到"))
    if match["m1"]:
        first, last = int(match["m1"]), int(match["m3"] or match["m2"] or match["m1"])
        if first == last:
            return "report" if last == 12 and until else "other"
        return "report" if (first, last) == (1, 12) else "other"
    stated = read_chinese(match["y3"]) if match["y3"] else int(match["year"])
    if year is None or stated is None:
        return "other"
    if match["y3"]:
        return _year(stated, year)
    if match["tail"] in ("以来", "来", "版", "初") or match["open"] == "以来":
        return "years" if stated != year or match["tail"] == "版" else "report"
    if match["month"]:
        first, last = int(match["month"]), int(match["month2"] or match["month"])
        whole = (first == 1 and last == 12) or (first == 12 and until and not match["month2"])
        if stated == year and match["year2"] in (None, str(year)):
            return "report" if whole or (first == 1 and match["open"] and not match["month2"]) else "other"
        return _year(stated, year) if whole and match["year2"] in (None, str(stated)) else "other"
    return _year(stated, year)


def _year(stated: int, year: int) -> str:
    return "report" if stated == year else "previous" if stated == year - 1 else "next" if stated == year + 1 else "other"
