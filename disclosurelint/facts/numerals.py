"""Numbers as people write them: 1,170, 一百七十, 两, 1.2万, 百分之五, 三成五, 3-5, 260余.

A number knows whether it is exact: one that is rounded or a bound (余, 多, 约, 近, 超过, 以上 …) or a range is never
compared with anything. Own code rather than a library: `cn2an`, the one that is kept up, takes 90 ms to import,
reads 一一 as 11 and knows no 成, 百分之 or 余.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache
from typing import Literal

from disclosurelint.records import value
from disclosurelint.regexes import compiled
from disclosurelint.report import Number

DIGITS = {character: place for place, character in enumerate("零一二三四五六七八九")} | {
    "〇": 0,
    "两": 2,
    "俩": 2,
    "○": 0,
}
_FORMAL = str.maketrans("壹贰叁肆伍陆柒捌玖拾佰仟萬", "一二三四五六七八九十百千万")
"""Letters of bank notes and contracts (大写)."""
_SMALL = {"十": 10, "百": 100, "千": 1000}
_LARGE = {"万": 10**4, "亿": 10**8}
CHINESE = frozenset("零〇一二三四五六七八九十两百千万亿壹贰叁肆伍陆柒捌玖拾佰仟萬")
"""Letters that a Chinese numeral may hold."""

_LONGEST = 24
"""More characters than this are no number that a report states."""

VAGUE_BEFORE = (
    "大约",
    "约为",
    "约",
    "将近",
    "接近",
    "近",
    "超过",
    "超出",
    "超",
    "逾",
    "不足",
    "不到",
    "突破",
    "至少",
    "最多",
    "不少于",
    "不低于",
    "不超过",
    "不高于",
)
VAGUE_LETTERS = ("数", "上", "几", "若干")
"""Before letters only: 数十, 上百, but not 申请数1144."""
VAGUE_AFTER = ("余", "多", "几", "来")
VAGUE_UNIT = ("以上", "以下", "以内", "左右", "上下", "之多", "不等", "有余")
_RANGE = ("-", "~", "—", "至", "到", "–")
_SCALES = frozenset("百千万亿")
_FOLLOWING = frozenset(("成", "%", "‰", "个", "百", *_RANGE, *VAGUE_AFTER, *(words[0] for words in VAGUE_UNIT)))
"""What may follow a number and change it; any other letter leaves it as it is."""


@value
class Numeral:
    """A number in a text: from `start` up to `end`, without its unit.

    `kind`: `count`, `percent` (also 百分之…, 成) or `points` (个百分点). `high` is the upper end of a range.
    `places` are the decimals that were written (2 for 1.25; negative where a scale
    follows: 1.2万 is exact to thousands, -3), `chinese` whether letters were. `vague` numbers state no value.
    """

    start: int
    end: int
    value: Number
    kind: Literal["count", "percent", "points"] = "count"
    vague: bool = False
    places: int = 0
    high: Number | None = None
    chinese: bool = False


def read_chinese(text: str) -> int | None:
    """The value of a whole number in Chinese letters, None for what is none; 二〇二四 is read by digits."""
    if not text or len(text) > _LONGEST or not CHINESE.issuperset(text):
        return None
    text = text.translate(_FORMAL)
    if len(text) > 1 and all(letter in DIGITS for letter in text):
        digits = "".join(str(DIGITS[letter]) for letter in text)
        return int(digits) if len(text) >= 3 and "两" not in text else None
    for letter, size in (("亿", 10**8), ("万", 10**4)):
        head, found, tail = text.rpartition(letter)
        if found:
            return _joined(read_chinese(head), tail, size)
    return _below_ten_thousand(text)


def _joined(head: int | None, tail: str, size: int) -> int | None:
    """`head` large units and what follows them; a bare digit counts the next smaller unit (两万三)."""
    if head is None or head == 0:
        return None
    if not tail:
        return head * size
    if len(tail) == 1 and tail in DIGITS and DIGITS[tail]:
        return head * size + DIGITS[tail] * size // 10
    rest = read_chinese(tail.lstrip("零〇"))
    zeros = len(tail) - len(tail.lstrip("零〇"))
    if rest is None or rest >= size or zeros > 1 or (zeros and rest >= size // 10):
        return None
    return head * size + rest


def _below_ten_thousand(text: str) -> int | None:
    total, last, digit, zero = 0, 10_000, None, False
    for letter in text:
        if letter in DIGITS:
            if DIGITS[letter] == 0:
                if digit is not None or zero or (total == 0 and len(text) > 1):
                    return None
                zero = True
                continue
            if digit is not None:
                return None
            digit = DIGITS[letter]
            continue
        size = _SMALL.get(letter)
        if size is None or size >= last or (digit is None and not (size == 10 and total == 0)):
            return None
        total += (1 if digit is None else digit) * size
        last, digit, zero = size, None, False
    if digit is not None:
        # 二百五 is 250, 二百零五 is 205.
        total += digit if zero or last in (10, 10_000) else digit * last // 10
        return total
    return total if not zero or text in ("零", "〇") else None


def write_chinese(value: int) -> str:
    """A whole number from 0 below 10¹² in Chinese letters (三千零五)."""
    if value == 0:
        return "零"
    if value >= 10**4:
        size, letter = (10**8, "亿") if value >= 10**8 else (10**4, "万")
        head, rest = divmod(value, size)
        joint = "零" if rest and rest < size // 10 else ""
        return write_chinese(head) + letter + joint + (write_chinese(rest) if rest else "")
    text, gap = "", False
    for size, letter in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, value = divmod(value, size)
        if digit:
            text += ("零" if gap and text else "") + "零一二三四五六七八九"[digit] + letter
            gap = False
        else:
            gap = True
    return text[1:] if text.startswith("一十") else text


@lru_cache(maxsize=1)
def _arabic() -> re.Pattern[str]:
    return compiled(r"\d{1,3}(?:,\d{3}){1,5}(?![\d])(?:\.\d{1,12})?|\d{1,15}(?:\.\d{1,12})?(?!\d)")


def numeral_at(text: str, at: int) -> Numeral | None:
    """The number that begins at a place of a normalised text, None where none does."""
    first = text[at]
    if first.isdecimal() and first.isascii():
        return _finished(text, at, *_arabic_at(text, at))
    if text.startswith("百分之", at):
        return _hundredth(text, at)
    if text.startswith("一半", at) or text.startswith("半数", at):
        return Numeral(at, at + 2, 50, "percent", True, 0, None, True)
    if first in DIGITS and text.startswith("分之", at + 1):
        return _fraction(text, at)
    if first in CHINESE:
        return _round(text, at) or _finished(text, at, *_chinese_at(text, at))
    return None


def _round(text: str, at: int) -> Numeral | None:
    """百余, 上千, 近百: a unit alone that words make a vague number."""
    if text[at] not in "百千万" or (at + 1 < len(text) and text[at + 1] in CHINESE):
        return None
    if not text.startswith(VAGUE_AFTER[:2], at + 1) and not _led(text, at):
        return None
    value = _SMALL.get(text[at]) or _LARGE[text[at]]
    return Numeral(at, _tail(text, at + 1)[1], value, "count", True, 0, None, True)


def _arabic_at(text: str, at: int) -> tuple[Number | None, int, int, bool]:
    match = _arabic().match(text, at)
    if match is None:
        return None, at, 0, False
    digits, end = match[0], match.end()
    if digits.isdecimal() and text[end : end + 1] not in _SCALES:
        return int(digits), end, 0, False
    digits = digits.replace(",", "")
    places = len(digits.partition(".")[2])
    value: Number = Decimal(digits) if places else int(digits)
    scale = 1
    while end < len(text) and text[end] in "百千万亿" and scale < 10**8:
        scale *= _SMALL.get(text[end]) or _LARGE[text[end]]
        end += 1
    if scale > 1:
        value = value * scale
        value = int(value) if value == int(value) else value
    return value, end, places - (len(str(scale)) - 1), False


def _chinese_at(text: str, at: int) -> tuple[Number | None, int, int, bool]:
    end = at
    while end < len(text) and text[end] in CHINESE and end - at <= _LONGEST:
        end += 1
    value: Number | None = read_chinese(text[at:end])
    places = 0
    if value is not None and text.startswith("点", end):
        stop = end + 1
        while stop < len(text) and text[stop] in DIGITS and stop - end <= _LONGEST:
            stop += 1
        if stop > end + 1:
            places = stop - end - 1
            value = Decimal(f"{value}." + "".join(str(DIGITS[letter]) for letter in text[end + 1 : stop]))
            end = stop
    return value, end, places, True


def _hundredth(text: str, at: int) -> Numeral | None:
    start = at + len("百分之")
    if start >= len(text):
        return None
    if text.startswith("百", start) and not text.startswith("百分", start):
        return Numeral(at, start + 1, 100, "percent", chinese=True)
    read = _arabic_at if text[start].isdecimal() else _chinese_at
    value, end, places, chinese = read(text, start)
    if value is None:
        return None
    vague, end = _tail(text, end)
    return Numeral(at, end, value, "percent", vague or _led(text, at), places, None, chinese)


def _fraction(text: str, at: int) -> Numeral | None:
    """三分之二: a share that is never exact."""
    under, over = DIGITS[text[at]], DIGITS.get(text[at + 3 : at + 4], 0)
    if not 0 < over < under:
        return None
    share = Decimal(over * 100) / under
    return Numeral(at, at + 4, share.quantize(Decimal("0.01")), "percent", True, 2, None, True)


def _finished(text: str, at: int, value: Number | None, end: int, places: int, chinese: bool) -> Numeral | None:
    """The number with what stands around it: a sign of percent, a range, words that make it vague."""
    if value is None:
        return None
    vague = _led(text, at)
    if text[end : end + 1] not in _FOLLOWING:
        return Numeral(at, end, value, "count", vague, places, None, chinese)
    if (
        text.startswith("成", end)
        and 0 < value <= 10
        and not text.startswith(("成果", "成员", "成效", "成立", "成为"), end)
    ):
        return _tenth(text, at, value, end, chinese)
    high, end = _range(text, end, chinese, value)
    more, end = _tail(text, end)
    kind: Literal["count", "percent", "points"] = "count"
    if text.startswith("%", end) or text.startswith("‰", end):
        kind, end = "percent", end + 1
    elif text.startswith(("个百分点", "百分点"), end):
        kind, end = "points", end + (4 if text[end] == "个" else 3)
    if kind != "count" and high is None:
        high, end = _range(text, end, chinese, value)
        end += high is not None and text.startswith("%", end)
    vague = vague or more or text.startswith(VAGUE_UNIT, end)
    return Numeral(at, end, value, kind, vague, places, high, chinese)


def _tenth(text: str, at: int, value: Number, end: int, chinese: bool) -> Numeral:
    end += 1
    percent: Number = value * 10
    places = 0
    if end < len(text) and DIGITS.get(text[end]):
        percent, end = percent + DIGITS[text[end]], end + 1
    vague, end = _tail(text, end)
    vague = vague or text.startswith(VAGUE_UNIT, end) or _led(text, at)
    return Numeral(at, end, percent, "percent", vague, places, None, chinese)


def _range(text: str, end: int, chinese: bool, low: Number) -> tuple[Number | None, int]:
    """The upper end of a range (3-5, 三至五), if the number begins one."""
    if not text.startswith(_RANGE, end):
        return None, end
    start = end + (2 if text.startswith("——", end) else 1)
    if start >= len(text):
        return None, end
    if text[start].isdecimal() and text[start].isascii():
        value, stop, _, _ = _arabic_at(text, start)
    elif chinese and text[start] in CHINESE:
        value, stop, _, _ = _chinese_at(text, start)
    else:
        return None, end
    return (value, stop) if value is not None and value > low else (None, end)


def _tail(text: str, end: int) -> tuple[bool, int]:
    """Whether 余, 多 … follow, and the place behind them and a scale that comes after (18万余, 10余万)."""
    if not text.startswith(VAGUE_AFTER, end):
        return False, end
    end += 1
    while end < len(text) and text[end] in "百千万亿":
        end += 1
    return True, end


def _led(text: str, at: int) -> bool:
    before = text[max(0, at - 4) : at]
    if text[at] in "十百千万" and before.endswith(VAGUE_LETTERS):
        return True
    return before.endswith(VAGUE_BEFORE)


def numerals(text: str) -> list[Numeral]:
    """All numbers of a normalised text, left to right; letters that only may be a number (一 of 一体) included."""
    found, at = [], 0
    while at < len(text):
        numeral = numeral_at(text, at) if text[at].isdecimal() or text[at] in CHINESE else None
        if numeral is None:
            at = _past(text, at)
            continue
        found.append(numeral)
        at = numeral.end
    return found


def _past(text: str, at: int) -> int:
    """The place behind a character, or behind a whole run of digits that is no number."""
    if text[at].isdecimal():
        while at < len(text) and text[at].isdecimal():
            at += 1
        return at
    if text[at] in CHINESE:
        while at < len(text) and text[at] in CHINESE:
            at += 1
        return at
    return at + 1
