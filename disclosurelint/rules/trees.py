"""YAML as plain data that remembers its lines.

Read from the parser's events, so that a file cannot make us recurse, expand aliases without end or build objects.
Plain scalars follow YAML 1.2's core schema: only `true`, `false`, `null`, `~` and numbers are not text
(`no`, `on`, `2021-03-31`, `12:30` stay what they look like).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from disclosurelint.records import field, record
from disclosurelint.report import Label
from disclosurelint.rules.problems import Problem, RuleSetError

Path = tuple[str | int, ...]
Data = Any
"""A value of YAML or JSON: dict, list, str, int, float, bool or None."""

Event = Any
"""An event of the YAML parser."""

MAX_NODES = 200_000
MAX_DEPTH = 60
MAX_BYTES = 4_000_000

_INTEGER = re.compile(r"[-+]?[0-9]{1,18}")
_DECIMAL = re.compile(r"[-+]?[0-9]{1,18}\.[0-9]{1,18}")
_WORDS = {"true": True, "True": True, "false": False, "False": False, "null": None, "~": None, "": None}


@record
class Tree:
    """The content of a YAML file: `data` is made of dict, list, str, int, float, bool and None.

    `lines` gives the line of every node by its path: keys of mappings and places in lists, outermost first.
    """

    file: str
    data: Data
    lines: dict[Path, int] = field(default_factory=dict)

    def line(self, path: Path) -> int:
        """The line of a node, or of the nearest one around it that is there."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 1)

    def problem(self, path: Path, message: Label) -> Problem:
        """A problem at a node."""
        return Problem(self.file, self.line(path), message)


def read_tree(content: bytes, file: str) -> Tree:
    """The tree of a YAML file. Raises `RuleSetError` for what is not YAML, repeats a key, or is too large."""
    import yaml

    if len(content) > MAX_BYTES:
        raise _refused(file, 0, "文件过大", "the file is too large")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise _refused(file, line, "不是 UTF-8 编码，请另存为 UTF-8", "not UTF-8; save the file as UTF-8") from None
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        return _Composer(file).compose(yaml.parse(text, Loader=loader))
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        what = error.problem or error.context or "?"
        raise _refused(
            file, mark.line + 1 if mark else 0, f"不是有效的 YAML：{what}", f"not valid YAML: {what}"
        ) from None
    except yaml.YAMLError as error:
        raise _refused(file, 0, f"不是有效的 YAML：{error}", f"not valid YAML: {error}") from None


def _refused(file: str, line: int, zh: str, en: str) -> RuleSetError:
    return RuleSetError([Problem(file, line, Label(zh, en))])


@record
class _Open:
    """A mapping or list that is being filled; `key` is the key whose value comes next."""

    data: Data
    path: Path
    anchor: str | None
    key: str | None = None


class _Composer:
    def __init__(self, file: str) -> None:
        self.tree = Tree(file, None)
        self.stack: list[_Open] = []
        self.anchors: dict[str, Any] = {}
        self.nodes = 0
        self.documents = 0
        self.problems: list[Problem] = []

    def compose(self, events: Iterator[Event]) -> Tree:
        """The tree out of the parser's events."""
        for event in events:
            name = type(event).__name__
            if name == "ScalarEvent":
                self._scalar(event)
            elif name == "AliasEvent":
                self._alias(event)
            elif name in ("MappingStartEvent", "SequenceStartEvent"):
                self._start(event, {} if name == "MappingStartEvent" else [])
            elif name in ("MappingEndEvent", "SequenceEndEvent"):
                done = self.stack.pop()
                if done.anchor:
                    self.anchors[done.anchor] = done.data
            elif name == "DocumentStartEvent":
                self.documents += 1
                if self.documents > 1:
                    raise self._stop(event, "一个文件只能有一份 YAML 文档", "a file holds one YAML document only")
        if self.problems:
            raise RuleSetError(self.problems)
        return self.tree

    def _stop(self, event: Event, zh: str, en: str) -> RuleSetError:
        self.problems.append(Problem(self.tree.file, event.start_mark.line + 1, Label(zh, en)))
        return RuleSetError(self.problems)

    def _count(self, event: Event) -> None:
        self.nodes += 1
        if self.nodes > MAX_NODES:
            raise self._stop(
                event, "内容过多（可能是别名反复展开）", "too much content (aliases that expand without end?)"
            )

    def _put(self, event: Event, value: Data) -> Path | None:
        """Puts a value where it belongs and gives its path; a key is put by by its scalar and gives None."""
        self._count(event)
        line = event.start_mark.line + 1
        if not self.stack:
            self.tree.data = value
            self.tree.lines[()] = line
            return ()
        top = self.stack[-1]
        if isinstance(top.data, list):
            path = (*top.path, len(top.data))
            top.data.append(value)
        elif top.key is None:
            self._key(event, value, top)
            return None
        else:
            path = (*top.path, top.key)
            top.data[top.key] = value
            top.key = None
            return path
        self.tree.lines[path] = line
        return path

    def _key(self, event: Event, value: Data, top: _Open) -> None:
        if isinstance(value, dict | list):
            raise self._stop(event, "键只能是文字", "a key must be text")
        key = str(event.value)
        if key == "<<":
            raise self._stop(event, "不支持合并键 <<，请用别名 *", "the merge key << is not supported; use an alias *")
        line = event.start_mark.line + 1
        if key in top.data:
            first = self.tree.lines.get((*top.path, key), 0)
            self.problems.append(
                Problem(
                    self.tree.file,
                    line,
                    Label(
                        f"键“{key}”重复（首次在第{first}行）", f"the key “{key}” is repeated (first in line {first})"
                    ),
                )
            )
        self.tree.lines[(*top.path, key)] = line
        top.key = key

    def _scalar(self, event: Event) -> None:
        value = _value(event)
        self._put(event, value)
        if event.anchor:
            self.anchors[event.anchor] = value

    def _alias(self, event: Event) -> None:
        if event.anchor not in self.anchors:
            raise self._stop(event, f"别名 *{event.anchor} 没有对应的锚", f"nothing is anchored as *{event.anchor}")
        value = self._copy(event, self.anchors[event.anchor])
        path = self._put(event, value)
        if path is None:
            raise self._stop(event, "键不能是别名", "a key cannot be an alias")

    def _copy(self, event: Event, value: Data) -> Data:
        if not isinstance(value, dict | list):
            return value
        self._count(event)
        if isinstance(value, dict):
            return {key: self._copy(event, entry) for key, entry in value.items()}
        return [self._copy(event, entry) for entry in value]

    def _start(self, event: Event, data: Data) -> None:
        if len(self.stack) >= MAX_DEPTH:
            raise self._stop(event, "嵌套过深", "nested too deeply")
        path = self._put(event, data)
        if path is None:
            raise self._stop(event, "键只能是文字", "a key must be text")
        self.stack.append(_Open(data, path, event.anchor))


def _value(event: Event) -> Data:
    text: str = event.value
    if event.style or not event.implicit[0]:
        return text
    if text in _WORDS:
        return _WORDS[text]
    if _INTEGER.fullmatch(text):
        return int(text)
    if _DECIMAL.fullmatch(text):
        return float(text)
    return text
