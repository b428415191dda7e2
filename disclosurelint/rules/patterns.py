"""Whether a regular expression of a rule set is safe to run on a stranger's text, and written for normal text.

Refused: what does not compile, back references, conditions, characters that normalisation never leaves in a text
(`（`, `：`), repeats without an upper bound (a search tries them from every place: a megabyte of digits makes `\\d+`
quadratic), and patterns that may try one place in very many ways. The *ways* are estimated from the tree: a repeat
whose length is beyond doubt, because what follows cannot begin with what it repeats, has one; any other has as many
as it has lengths; alternatives that may begin alike add up; sequences multiply; a repeat of something with several
ways has these to the power of its bound. So `(?:\\d{1,3},){1,5}` is fine, `(?:\\d{1,3}){1,20}` is not.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from importlib import import_module
from types import ModuleType
from typing import Any

from disclosurelint.characters import normalise
from disclosurelint.report import Label
from disclosurelint.rules.trees import Data

MOST_WAYS = 1_000
MOST_STEPS = 65_000
"""Ways times letters: the steps that a search may take from one place. Shipped patterns have a fifth of that at most."""
MOST_REACH = 4_000
"""Letters that a pattern may look at from one place, all alternatives and lookaheads together."""
MAX_LENGTH = 4_000
MAX_REPEAT = 2_000
_NO_BOUND = 10**9
_LAST = 0x10FFFF

Ranges = tuple[tuple[int, int], ...]
Item = tuple[Any, Any]
"""An element of a parsed pattern: what it is, and with what."""

_ANY: Ranges = ((0, _LAST),)
_SPACE: Ranges = ((9, 13), (28, 32), (0x85, 0x85), (0xA0, 0xA0), (0x1680, 0x1680), (0x2000, 0x200A), (0x2028, 0x2029),
                  (0x202F, 0x202F), (0x205F, 0x205F), (0x3000, 0x3000))  # fmt: skip
_DIGIT: Ranges = ((48, 57), (0x660, 0x1FFF), (0xA620, 0xABFF), (0xFF10, 0xFF19), (0x10000, _LAST))
_WORD: Ranges = ((48, 57), (65, 90), (95, 95), (97, 122), (0xAA, _LAST))


@lru_cache(maxsize=4096)
def pattern_problem(pattern: str) -> Label | None:
    """Why a pattern is refused, or None."""
    if len(pattern) > MAX_LENGTH:
        return Label("正则表达式过长", "the pattern is too long")
    plain = normalise(pattern)
    if plain != pattern:
        odd = next(one for one, other in zip(pattern, plain, strict=True) if one != other)
        return Label(
            f"正则表达式须按规范化文本书写：“{odd}”永远不会匹配，请写作“{normalise(odd)}”（括号要转义：{plain}）",
            f"patterns are written for normalised text: “{odd}” never matches, write “{normalise(odd)}” ({plain})",
        )
    try:
        re.compile(pattern)
        return _Reader().problem(pattern)
    except re.error as error:
        return Label(f"正则表达式有误：{error}", f"not a regular expression: {error}")
    except (OverflowError, RecursionError):
        return Label("正则表达式过于复杂", "the pattern is too complex")


class _RefusedError(Exception):
    def __init__(self, zh: str, en: str) -> None:
        self.label = Label(zh, en)


@lru_cache(maxsize=1)
def _parser() -> ModuleType:
    # The standard library has the parser of its own patterns under this name since 3.11; it is pure Python.
    return import_module("re._parser")


class _Reader:
    """Walks a parsed pattern; `after` is always what the rest of the pattern may begin with."""

    def problem(self, pattern: str) -> Label | None:
        """Why the pattern is refused, or None."""
        tree = _parser().parse(pattern)
        try:
            if tree.state.flags & re.IGNORECASE:
                raise _RefusedError("请勿使用忽略大小写标志", "the flag to ignore case is not supported")
            ways = self.sequence(list(tree), ())
            if _reach(tree) > MOST_REACH:
                raise _RefusedError(
                    f"正则表达式一次可能要看 {MOST_REACH} 个以上的字，请缩小重复的上界",
                    f"the pattern may look at more than {MOST_REACH} letters from one place: lower its bounds",
                )
        except _RefusedError as refused:
            return refused.label
        if ways > MOST_WAYS or ways * _reach(tree) > MOST_STEPS:
            return Label(
                "正则表达式在恶意文本上可能耗时过久：请给重复加上界，不要嵌套重复",
                "the pattern may take very long on hostile text: bound its repeats and do not nest them",
            )
        return None

    def sequence(self, items: list[Item], after: Ranges) -> int:
        """In how many ways a sequence may match at one place."""
        ways = 1
        for place in range(len(items) - 1, -1, -1):
            ways = min(_NO_BOUND, ways * self.item(items[place], after))
            first, empty = self.first([items[place]])
            after = _union(first, after) if empty else first
        return ways

    def item(self, item: Item, after: Ranges) -> int:
        """The ways of one element."""
        name, value = str(item[0]), item[1]
        if name in ("GROUPREF", "GROUPREF_EXISTS", "GROUPREF_IGNORE"):
            raise _RefusedError("不支持反向引用和条件", "back references and conditions are not supported")
        if name in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"):
            return self.repeat(name, (value[0], value[1]), list(value[2]), after)
        if name == "SUBPATTERN":
            return self.sequence(list(value[-1]), after)
        if name == "ATOMIC_GROUP":
            return self.sequence(list(value), after)
        if name == "BRANCH":
            return self.branch([list(branch) for branch in value[1]], after)
        if name in ("ASSERT", "ASSERT_NOT"):
            return self.sequence(list(value[1]), ())
        return 1

    def branch(self, branches: list[list[Item]], after: Ranges) -> int:
        """Alternatives that cannot begin alike exclude each other; the others add up."""
        ways = [self.sequence(branch, after) for branch in branches]
        firsts = []
        for branch in branches:
            first, empty = self.first(branch)
            firsts.append(_union(first, after) if empty else first)
        return max(
            sum(
                ways[other]
                for other in range(len(branches))
                if other == one or self.alike(branches, firsts, one, other)
            )
            for one in range(len(branches))
        )

    def alike(self, branches: list[list[Item]], firsts: list[Ranges], one: int, other: int) -> bool:
        """Whether two alternatives may match at the same place: plain words only where one begins the other."""
        words = (_word(branches[one]), _word(branches[other]))
        if words[0] is not None and words[1] is not None:
            return words[0].startswith(words[1]) or words[1].startswith(words[0])
        return _meet(firsts[one], firsts[other])

    def repeat(self, name: str, bounds: tuple[int, int], items: list[Item], after: Ranges) -> int:
        """A repeat: as many ways as lengths, unless its end is beyond doubt; bodies with several ways multiply."""
        least, most = bounds
        if most > MAX_REPEAT:
            raise _RefusedError(
                "重复没有上界：请不要写 * 或 +，改写为 {0,60} 之类",
                "a repeat without bound: write {0,60} or the like for * and +",
            )
        first, empty = self.first(items)
        several = most > 1
        inner = self.sequence(items, _union(first, after) if several else after)
        if empty and several:
            raise _RefusedError("重复的内容可以为空", "what is repeated may be empty")
        if inner > 1 and several:
            inner = inner**most if most <= 16 else _NO_BOUND
        lengths = most - least + 1
        if name == "POSSESSIVE_REPEAT" or not _meet(first, after):
            lengths = 1
        return int(min(_NO_BOUND, lengths * inner))

    def first(self, items: list[Item]) -> tuple[Ranges, bool]:
        """What a sequence may begin with, and whether it may match nothing."""
        found: Ranges = ()
        for item in items:
            ranges, empty = self.begin(item)
            found = _union(found, ranges)
            if not empty:
                return found, False
        return found, True

    def begin(self, item: Item) -> tuple[Ranges, bool]:
        """What an element may begin with, and whether it may match nothing."""
        name, value = str(item[0]), item[1]
        if name in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"):
            ranges, empty = self.first(list(value[2]))
            return ranges, empty or value[0] == 0
        if name == "SUBPATTERN":
            return self.first(list(value[-1]))
        if name == "ATOMIC_GROUP":
            return self.first(list(value))
        if name == "BRANCH":
            parts = [self.first(list(branch)) for branch in value[1]]
            return _union(*(part[0] for part in parts)), any(part[1] for part in parts)
        if name in ("AT", "ASSERT", "ASSERT_NOT"):
            return (), True
        return _characters(name, value), False


def _reach(items: Iterable[Item]) -> int:
    """How many letters may be looked at from one place."""
    total = 0
    for kind, value in items:
        name = str(kind)
        if name in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"):
            total += value[1] * _reach(value[2])
        elif name == "SUBPATTERN":
            total += _reach(value[-1])
        elif name == "ATOMIC_GROUP":
            total += _reach(value)
        elif name == "BRANCH":
            # Plain words are told apart by their first letters.
            total += max(map(_reach, value[1])) + len(value[1])
        elif name in ("ASSERT", "ASSERT_NOT"):
            total += _reach(value[1])
        else:
            total += 1
        if total > MOST_REACH:
            break
    return int(total)


def _word(items: list[Item]) -> str | None:
    """The word that a sequence of plain characters spells, else None."""
    if all(str(item[0]) == "LITERAL" for item in items):
        return "".join(chr(item[1]) for item in items)
    return None


def _characters(name: str, value: Data) -> Ranges:
    """The characters that an element may match; rather too many than too few."""
    if name == "LITERAL":
        return ((value, value),)
    if name == "NOT_LITERAL":
        return _without(((value, value),))
    if name == "IN":
        return _class(value)
    return _ANY


def _class(items: list[Item]) -> Ranges:
    negated = str(items[0][0]) == "NEGATE"
    found: Ranges = ()
    for item in items[1:] if negated else items:
        name, value = str(item[0]), item[1]
        if name == "LITERAL":
            found = _union(found, ((value, value),))
        elif name == "RANGE":
            found = _union(found, (tuple(value),))
        elif name == "CATEGORY":
            found = _union(found, _category(str(value), exact=negated))
    return _without(found) if negated else found


def _category(name: str, *, exact: bool) -> Ranges:
    """A category; inside a negated class its sure members only, so that what is left is rather too much."""
    ranges = _DIGIT if name.endswith("DIGIT") else _SPACE if name.endswith("SPACE") else _WORD
    sure = tuple(pair for pair in ranges if pair[1] < 128)
    if "NOT" in name:
        return _without(ranges if exact else sure)
    return sure if exact else ranges


def _union(*sets: Ranges) -> Ranges:
    merged: list[tuple[int, int]] = []
    for low, high in sorted(pair for ranges in sets for pair in ranges):
        if merged and low <= merged[-1][1] + 1:
            merged[-1] = (merged[-1][0], max(merged[-1][1], high))
        else:
            merged.append((low, high))
    return tuple(merged)


def _without(ranges: Ranges) -> Ranges:
    left: list[tuple[int, int]] = []
    at = 0
    for low, high in _union(ranges):
        if low > at:
            left.append((at, low - 1))
        at = high + 1
    if at <= _LAST:
        left.append((at, _LAST))
    return tuple(left)


def _meet(one: Ranges, other: Ranges) -> bool:
    return any(low <= high2 and low2 <= high for low, high in one for low2, high2 in other)
