"""Word's automatic numbering, brought back as the text that Word shows: `word/numbering.xml` and its counters."""

from __future__ import annotations

import re

from disclosurelint.readers.docx_ordinals import numeral
from disclosurelint.readers.docx_package import namespace, parse, utf8
from disclosurelint.records import field, record

_LEVELS = 9
_LONGEST = 255
"""Letters of a level's pattern, as Word has them at most."""
_CLOSED = frozenset("、）)，,。．：:】〕》")


@record
class _Level:
    """A level of a list (`w:lvl`)."""

    start: int = 1
    form: str = "decimal"
    text: str = ""
    suffix: str = "tab"
    restart: int | None = None
    legal: bool = False
    style: str | None = None


@record
class _List:
    """A list (`w:num`): its levels, the definition whose counters it shares, and where it begins anew."""

    definition: str
    levels: dict[int, _Level]
    starts: dict[int, int] = field(default_factory=dict)
    begun: set[int] = field(default_factory=set)


class Numbering:
    """The lists of a file, with their counters as they stand at the paragraph that was numbered last."""

    def __init__(self, data: bytes | None) -> None:
        self._lists: dict[str, _List] = {}
        self._counters: dict[str, dict[int, int]] = {}
        if data is not None:
            self._lists = _Reading(utf8(data)).lists()

    def level_of_style(self, list_id: str, style: str | None) -> int | None:
        """The level that a list keeps for a paragraph style."""
        found = self._lists.get(list_id)
        if found is None or style is None:
            return None
        return next((number for number, level in found.levels.items() if level.style == style), None)

    def next(self, list_id: str, number: int) -> str:
        """The text before the next paragraph of a level, what stands between the two included; empty for bullets."""
        found = self._lists.get(list_id)
        level = found.levels.get(number) if found else None
        if found is None or level is None:
            return ""
        counters = self._counters.setdefault(found.definition, {})
        if number in found.starts and number not in found.begun:
            found.begun.add(number)
            counters[number] = found.starts[number]
        else:
            counters[number] = counters[number] + 1 if number in counters else level.start
        for deeper in [entry for entry in counters if entry > number]:
            rule = found.levels[deeper].restart if deeper in found.levels else None
            if rule is None or number < rule:
                del counters[deeper]
        return self._shown(found, level, number, counters)

    def _shown(self, found: _List, level: _Level, number: int, counters: dict[int, int]) -> str:
        if level.form in ("bullet", "none") or not level.text:
            return ""

        def value(match: re.Match[str]) -> str:
            at = int(match[1]) - 1
            other = found.levels.get(at)
            if other is None or at > number or other.form in ("bullet", "none"):
                return ""
            form = "decimal" if level.legal else other.form
            return numeral(form, counters.get(at, found.starts.get(at, other.start)))

        text = re.sub(r"%([1-9])", value, level.text)[:_LONGEST]
        if not text or level.suffix == "nothing" or (level.suffix == "tab" and text[-1] in _CLOSED):
            return text
        return text + " "


class _Reading:
    """Reads `numbering.xml`."""

    def __init__(self, data: bytes) -> None:
        self._space = namespace(data) + " "
        self._definitions: dict[str, dict[int, _Level]] = {}
        self._linked: dict[str, str] = {}
        self._styles: dict[str, str] = {}
        self._nums: dict[str, tuple[str, dict[int, _Level], dict[int, int]]] = {}
        self._definition: str | None = None
        self._num: str | None = None
        self._level: _Level | None = None
        self._override = 0
        parse(data, self._start, self._end)

    def lists(self) -> dict[str, _List]:
        """Each `w:num` with the levels of its definition and its own changes to them."""
        found = {}
        for number, (definition, own, starts) in self._nums.items():
            named = self._linked.get(definition)
            if named is not None:
                definition = self._styles.get(named, definition)
            levels = {**self._definitions.get(definition, {}), **own}
            found[number] = _List(definition, levels, starts)
        return found

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        if not name.startswith(self._space):
            return
        local = name[len(self._space) :]
        value = attributes.get(self._space + "val", "")
        if local == "abstractNum":
            self._definition = attributes.get(self._space + "abstractNumId", "")
            self._definitions[self._definition] = {}
        elif local == "num":
            self._num = attributes.get(self._space + "numId", "")
            self._nums[self._num] = ("", {}, {})
        elif local == "lvl":
            self._level = _Level()
            at = _number(attributes.get(self._space + "ilvl", "0"))
            if 0 <= at < _LEVELS:
                if self._num is not None:
                    self._nums[self._num][1][at] = self._level
                elif self._definition is not None:
                    self._definitions[self._definition][at] = self._level
        elif self._level is not None:
            self._property(self._level, local, value, attributes)
        elif local == "lvlOverride":
            self._override = _number(attributes.get(self._space + "ilvl", "0"))
        elif self._num is not None:
            if local == "abstractNumId":
                self._nums[self._num] = (value, *self._nums[self._num][1:])
            elif local == "startOverride" and 0 <= self._override < _LEVELS:
                self._nums[self._num][2][self._override] = _number(value)
        elif self._definition is not None:
            if local == "numStyleLink":
                self._linked[self._definition] = value
            elif local == "styleLink":
                self._styles[value] = self._definition

    def _property(self, level: _Level, local: str, value: str, attributes: dict[str, str]) -> None:
        if local == "start":
            level.start = _number(value, 1)
        elif local == "numFmt":
            if value == "custom":
                custom = attributes.get(self._space + "format", "")
                level.form = "decimalZero" if custom.startswith("0") else "decimal"
            else:
                level.form = value
        elif local == "lvlText":
            level.text = value[:_LONGEST]
        elif local == "suff":
            level.suffix = value
        elif local == "lvlRestart":
            level.restart = _number(value)
        elif local == "isLgl":
            level.legal = value not in ("0", "false", "off")
        elif local == "pStyle":
            level.style = value

    def _end(self, name: str) -> None:
        if name == self._space + "lvl":
            self._level = None
        elif name == self._space + "num":
            self._num = None
        elif name == self._space + "abstractNum":
            self._definition = None


def _number(text: str, other: int = 0) -> int:
    return int(text) if len(text) < 9 and text.isdecimal() else other
