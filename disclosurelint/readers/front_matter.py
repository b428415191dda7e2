"""Front matter of Markdown: `year`, `body` and the like between two lines of dashes at the top."""

from __future__ import annotations

import re

from disclosurelint.readers.errors import cannot_read
from disclosurelint.regexes import compiled

_OPEN = compiled(r"---[ \t]*(?:\r\n?|\n)")
_CLOSE = compiled(r"^(?:---|\.\.\.)[ \t]*(?=\r|\n|\Z)", re.MULTILINE)
_LINE = compiled(r"\r\n?|\n")
_KEY = compiled(r"""["']?[^\s:#"'-][^:]*:(?:[ \t]|$)""")
_LONGEST, _DEEPEST = 16 * 1024, 40


def front_matter(source: str) -> tuple[dict[str, str], int]:
    """What the front matter says, as text, and where the report begins behind it. Raises `InputError`.

    A list of plain values becomes one text with commas; what is nested deeper is left out.
    """
    opening = _OPEN.match(source)
    if opening is None:
        return {}, 0
    # CR alone ends a line too, which ^ does not know.
    head = _LINE.sub("\n", source[opening.end() : opening.end() + _LONGEST])
    closing = _CLOSE.search(head)
    if closing is None:
        return {}, 0
    inner = head[: closing.start()]
    lines = (line.strip() for line in inner.split("\n"))
    first = next((line for line in lines if line and not line.startswith("#")), None)
    if first is not None and not _KEY.match(first):
        # Two rules with text between them.
        return {}, 0
    end = _offset_behind(source, opening.end(), inner.count("\n") + 1)
    return _values(inner), end


def _offset_behind(source: str, at: int, lines: int) -> int:
    """The offset behind so many line ends."""
    for _ in range(lines):
        match = _LINE.search(source, at)
        if match is None:
            return len(source)
        at = match.end()
    return at


def _values(inner: str) -> dict[str, str]:
    if not inner.strip():
        return {}
    import yaml

    if inner.count("[") + inner.count("{") + inner.count("- ") > _DEEPEST:
        raise _malformed(2, "")
    loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
    try:
        loaded = yaml.load(inner, Loader=loader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        raise _malformed(mark.line + 2 if mark else 2, getattr(error, "problem", None) or "") from error
    if loaded is None or loaded == "":
        return {}
    if not isinstance(loaded, dict):
        raise _malformed(2, "")
    values = {}
    for key, value in loaded.items():
        if isinstance(value, list) and all(isinstance(each, str) for each in value):
            value = ",".join(value)
        if isinstance(key, str) and isinstance(value, str):
            values[key.strip()] = value.strip()
    return values


def _malformed(line: int, problem: str) -> Exception:
    detail = f"：{problem}" if problem else ""
    return cannot_read(
        f"第 {line} 行：文首的元数据（两行 --- 之间）不是有效的 YAML{detail}；每行写“键: 值”，例如 year: 2023",
        f"line {line}: the front matter between the --- lines is not valid YAML{detail and ': ' + problem}; "
        "write `key: value` on each line, for example year: 2023",
    )
