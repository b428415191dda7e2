"""Names of reporting bodies (编制机关): whether a word is one, whether two mean one body, what type the end tells."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

_LONGEST = 40
_NO_LETTERS = frozenset(',。;:!?"“”《》<>|%=-、/\\@#*&0123456789')


def is_name(name: str, words: Mapping[str, Any]) -> bool:
    """Whether the word can be the full name of a body: its end says so, and it is none such as 我局 or 县政府."""
    body = words["body"]
    if not 3 <= len(name) <= _LONGEST or any(character in _NO_LETTERS for character in name):
        return False
    bare = name[: name.index("(")] if name.endswith(")") and name.find("(") > 2 else name
    return bare.endswith(tuple(body["ends"])) and not speaks_of_itself(name, words)


def speaks_of_itself(name: str, words: Mapping[str, Any]) -> bool:
    """Whether the word is no full name but a body's own short way to speak of itself (我局, 区管委会办公室)."""
    body = words["body"]
    return name.startswith(tuple(body["self"])) or (
        name[:1] in body["levels"] and name[1:].startswith(tuple(body["inner"]))
    )


def expanded(name: str, words: Mapping[str, Any]) -> str:
    """The name with usual short forms (发改委, 管委会) written out and without spaces."""
    name = "".join(name.split())
    for short, full in words["body"]["expand"].items():
        if short in name and full not in name:
            name = name.replace(short, full)
    return name


def core(name: str, words: Mapping[str, Any]) -> str:
    """The name without 人民政府 and 办公室, by which names are paired."""
    bare = expanded(name, words)
    shared = words["body"]["shared"]
    while (end := next((end for end in shared if bare.endswith(end)), None)) is not None and len(bare) - len(end) >= 2:
        bare = bare.removesuffix(end)
    return bare


def same_body(one: str, other: str, words: Mapping[str, Any]) -> bool:
    """Whether two names can mean one body: one is the other's end, 人民政府 and 办公室 aside."""
    first, second = core(one, words).replace("和", ""), core(other, words).replace("和", "")
    return first.endswith(second) or second.endswith(first)


def without_office(name: str, words: Mapping[str, Any]) -> str:
    """The body whose office signs for it: 清沅县人民政府 for 清沅县人民政府办公室, 清沅县 for 清沅县办公室."""
    for office in words["body"]["offices"]:
        if name.endswith(office) and len(name) > len(office) + 1:
            return name.removesuffix(office)
    return name


def guess_type(name: str | None, words: Mapping[str, Any]) -> str | None:
    """The type that the end of the name tells beyond doubt, else None (市 alone, 办, 中心, 管理委员会 tell nothing)."""
    if not name:
        return None
    name = "".join(name.split())
    for entry in words["body"]["types"]:
        end = next((end for end in entry["ends"] if name.endswith(end)), None)
        if end is None or (len(name) == len(end) and entry["type"]):
            continue
        if "starts" in entry and (
            not name.startswith(tuple(entry["starts"])) or any(word in name for word in entry["without"])
        ):
            continue
        return entry["type"] or None
    return None


def possible_types(name: str | None, words: Mapping[str, Any]) -> frozenset[str]:
    """The types that the end of the name leaves open, where it tells none; nothing where it can be any."""
    name = "".join((name or "").split())
    ends = [end for end in words["body"]["open"] if name.endswith(end) and len(name) > len(end)]
    return frozenset(words["body"]["open"][max(ends, key=len)] if ends else ())
