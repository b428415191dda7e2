"""Names of reporting bodies (编制机关): whether a word is one, whether two name the same body, what type its end tells."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from disclosurelint.facts.lines import pattern

_LONGEST = 40


def is_name(name: str, words: Mapping[str, Any]) -> bool:
    """Whether the word can be the full name of a body: its end says so, and it does not speak of itself (我局, 县政府)."""
    body = words["body"]
    return (
        3 <= len(name) <= _LONGEST
        and pattern(rf"[^,。;:!?\"“”《》<>|\d%]+?{body['ends']}(?:\([^()]{{1,16}}\))?").fullmatch(name) is not None
        and pattern(body["relative"]).match(name) is None
    )


def expanded(name: str, words: Mapping[str, Any]) -> str:
    """The name with usual short forms (发改委, 管委会) written out and without spaces."""
    name = "".join(name.split())
    for short, full in words["body"]["expand"].items():
        if short in name:
            name = name.replace(short, full)
    return name


def core(name: str, words: Mapping[str, Any]) -> str:
    """The name without 人民政府 and 办公室, by which names are paired."""
    name = expanded(name, words)
    bare = pattern(rf"(?:{words['body']['shared']})+$").sub("", name)
    return bare if len(bare) >= 2 else name


def same_body(one: str, other: str, words: Mapping[str, Any]) -> bool:
    """Whether two names can mean one body: one is the other's end, 人民政府 and 办公室 aside."""
    first, second = core(one, words), core(other, words)
    return first.endswith(second) or second.endswith(first)


def without_office(name: str, words: Mapping[str, Any]) -> str:
    """The body whose office signs for it: 清沅县人民政府 for 清沅县人民政府办公室, 清沅县 for 清沅县办公室."""
    return pattern(r"办公[室厅]$").sub("", name)


def guess_type(name: str | None, words: Mapping[str, Any]) -> str | None:
    """The type that the end of the name tells beyond doubt, else None (市 alone, 办, 中心, 管理委员会 tell nothing)."""
    if not name:
        return None
    name = "".join(name.split())
    for entry in words["body"]["types"]:
        if pattern(entry["name"]).fullmatch(name):
            return entry["type"] or None
    return None
