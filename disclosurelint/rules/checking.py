"""Whether a draft of a rule set holds together: schema of each file, then what the names in it refer to.

Everything that is wrong is found in one go; only what stands on a broken part is left for the next.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from jsonschema import Draft202012Validator, FormatChecker
from jsonschema.exceptions import SchemaError

from disclosurelint.characters import normalise
from disclosurelint.checks import kinds, module_of
from disclosurelint.report import Label
from disclosurelint.rules.building import build_ruleset
from disclosurelint.rules.compiling import compile_draft
from disclosurelint.rules.merging import Draft, Piece, RuleDraft, years_of
from disclosurelint.rules.names import FIGURE, Names
from disclosurelint.rules.patterns import pattern_problem
from disclosurelint.rules.problems import Problem, unknown
from disclosurelint.rules.schemas import found_by, problems_of
from disclosurelint.rules.trees import Data

_FIELD = re.compile(r"\{([a-z_]+)\}")
_FIRST_YEAR, _LAST_YEAR = 2008, 2030
"""Report years that are looked at one by one: from the first there can be, to some time ahead."""

_META = frozenset("\\[](){}*+?|^$.")


def schema_problems(pieces: Iterable[Piece], part_of: dict[str, str]) -> list[Problem]:
    """What each file has against the schema; `part_of` names a file's part of the schema, `part` where it has none."""
    found: list[Problem] = []
    for piece in pieces:
        part = part_of.get(piece.source.shown, "part")
        found += [piece.tree.problem(path, label) for path, label in problems_of(piece.tree.data, part)]
    return found


def merged_problems(draft: Draft) -> list[Problem]:
    """What the form has against it once overlays are applied, in the last overlay that touches the part."""
    if draft.head is None or not draft.layers:
        return []
    return [draft.problem(path, label) for path, label in problems_of(draft.form, "edition")]


def reference_problems(draft: Draft, known_editions: Iterable[str], *, strict: bool = False) -> list[Problem]:
    """What the names in a draft have against them; the draft itself has passed its schema.

    `strict` holds also what a run does without: references between shipped rules, and that each rule has examples,
    and for every year something to cite.
    """
    found = _form_problems(draft)
    if found:
        return found
    found = list(_named_twice(draft))
    ruleset = build_ruleset(compile_draft(draft)[0])
    names = Names(ruleset, draft.rules, complete=draft.head is not None)
    found += _name_problems(draft, names)
    found += _user_words(draft)
    editions = frozenset(known_editions) | {draft.id}
    for rule in draft.rules.values():
        found += _rule_problems(rule, draft, names)
        if strict or not rule.is_shipped:
            found += _link_problems(rule, draft)
            found += _basis_problems(rule, draft)
            found += _example_problems(rule, draft, names, editions, strict=strict)
    return found


def _named_twice(draft: Draft) -> Iterator[Problem]:
    seen: dict[str, str] = {}
    for id_, rule in draft.rules.items():
        name = rule.data["name"]
        if name in seen:
            label = Label(f"规则名“{name}”与 {seen[name]} 重复", f"the rule name “{name}” is that of {seen[name]}")
            yield rule.problem(("name",), label)
        seen.setdefault(name, id_)


def _form_problems(draft: Draft) -> list[Problem]:
    """Repeated keys and sections that there are not, before anything is built from the form."""
    if draft.head is None:
        return []
    found: list[Problem] = []
    sections = draft.form.get("sections", [])
    for what in ("number", "key"):
        found += [
            draft.problem(("sections",), Label(f"章节的 {what} 重复：{value}", f"sections repeat the {what} {value}"))
            for value in _repeated(section[what] for section in sections)
        ]
    numbers = {section["number"] for section in sections}
    for name, table in draft.form.get("tables", {}).items():
        path = ("tables", name)
        if table.get("section") is not None and table["section"] not in numbers:
            label = Label(f"没有第 {table['section']} 章节", f"there is no section {table['section']}")
            found.append(draft.problem((*path, "section"), label))
        for place, block in enumerate(table["blocks"]):
            found += [
                draft.problem((*path, "blocks", place), label) for label in _block_problems(table["shape"], block)
            ]
        rows = [(block["key"], row["key"]) for block in table["blocks"] for row in block.get("rows", [])]
        repeated = _repeated(row for _, row in rows)
        if table["shape"] == "list":
            found += [draft.problem(path, Label(f"行 {row} 重复", f"the row {row} is repeated")) for row in repeated]
    return found


def _block_problems(shape: str, block: dict[str, Any]) -> Iterator[Label]:
    if shape != "wide" and not block.get("rows"):
        yield Label("缺少“rows”", "“rows” are missing")
    if shape != "list" and not block.get("columns"):
        yield Label("缺少“columns”", "“columns” are missing")
    for part in ("rows", "columns"):
        for key in _repeated(entry["key"] for entry in block.get(part, [])):
            yield Label(f"{part} 中的 {key} 重复", f"{key} is repeated in {part}")


def _repeated(values: Iterable[Any]) -> list[Any]:
    return [value for value, count in Counter(values).items() if count > 1]


def _name_problems(draft: Draft, names: Names) -> list[Problem]:
    """Members of sets that are nothing, and sets that hold themselves."""
    if draft.head is None:
        return []
    found: list[Problem] = []
    sets = names.ruleset.sets
    for name, members in sets.items():
        for place, member in enumerate(members):
            if not names.is_operand(member):
                label = unknown(FIGURE, member, names.operands())
                found.append(draft.problem(("sets", name, place), label))
        if name in names.figures:
            found.append(draft.problem(("sets", name), Label(f"{name} 是数据项的名称", f"{name} names a figure")))
        if _holds(sets, name, name, set()):
            found.append(draft.problem(("sets", name), Label("集合包含了自身", "the set holds itself")))
    for name in draft.form.get("alternatives", {}):
        if name not in sets:
            found.append(draft.problem(("alternatives", name), unknown(Label("集合", "set"), name, sets)))
    return found


def _holds(sets: dict[str, list[str]], name: str, wanted: str, seen: set[str]) -> bool:
    for member in sets.get(name, []):
        # A column of the same name as a set is no reference to it: sets are named TABLE.something.
        if member == wanted:
            return True
        if member in sets and member not in seen:
            seen.add(member)
            if _holds(sets, member, wanted, seen):
                return True
    return False


def _user_words(draft: Draft) -> list[Problem]:
    """Patterns among the words of users' files that could hang; those that are shipped are the code's own.

    What is no regular expression at all (`(`) is a plain word; a list that is used as patterns is held to more.
    """
    found: list[Problem] = []
    for piece in draft.pieces:
        if not piece.source.shipped:
            for path, text in _texts_in(piece.data.get("words", {}), ("words",)):
                problem = pattern_problem(normalise(text)) if _META & set(text) and _compiles(text) else None
                if problem is not None:
                    found.append(piece.tree.problem(path, problem))
    return found


def _compiles(text: str) -> bool:
    try:
        re.compile(normalise(text))
    except (re.error, OverflowError, RecursionError):
        return False
    return True


def _texts_in(data: Data, path: tuple[str | int, ...]) -> Iterator[tuple[tuple[str | int, ...], str]]:
    if isinstance(data, str):
        yield path, data
    elif isinstance(data, list):
        for place, entry in enumerate(data):
            yield from _texts_in(entry, (*path, place))
    elif isinstance(data, dict):
        for key, entry in data.items():
            if key not in ("zh", "en"):
                yield from _texts_in(entry, (*path, key))


def _rule_problems(rule: RuleDraft, draft: Draft, names: Names) -> Iterator[Problem]:
    data = rule.data
    years = years_of(data.get("years"))
    if years[0] > years[1]:
        yield rule.problem(("years",), Label("起始年晚于截止年", "the first year is after the last"))
    for place, basis in enumerate(data["basis"]):
        key = basis.get("instrument")
        if key is not None and key not in draft.instruments:
            label = unknown(Label("文件依据", "instrument"), key, draft.instruments)
            yield rule.problem(("basis", place, "instrument"), label)
    if data["kind"] not in kinds():
        yield rule.problem(("kind",), unknown(Label("检查类型", "check kind"), data["kind"], kinds()))
    else:
        yield from _kind_problems(rule, draft, names)


def _kind_problems(rule: RuleDraft, draft: Draft, names: Names) -> Iterator[Problem]:
    """Parameters against the kind's schema, fields of messages against what the kind fills in."""
    module = module_of(rule.data["kind"])
    applies = draft.head is not None and _meet(years_of(rule.data.get("years")), draft.years)
    checker = names.checker() if applies else Names(names.ruleset, draft.rules, complete=False).checker()
    for path, label in _parameters(module.SCHEMA, checker, rule.data.get("with", {})):
        yield rule.problem(("with", *path), label)
    fields = getattr(module, "PLACEHOLDERS", None)
    messages = getattr(module, "MESSAGES", None)
    for language in ("zh", "en"):
        texts = rule.data[language]
        said = texts.get("messages", {"message": texts.get("message", "")})
        for key, text in said.items():
            path = (language, "messages", key) if "messages" in texts else (language, "message")
            if messages is not None and key not in messages:
                yield rule.problem(path, unknown(Label("信息", "message"), key, messages))
            yield from _field_problems(rule, path, text, _fields_of(fields, key))
        yield from _field_problems(rule, (language, "remedy"), texts["remedy"], _fields_of(fields, None))


def _parameters(
    schema: dict[str, Any], checker: FormatChecker, data: Data
) -> list[tuple[tuple[str | int, ...], Label]]:
    try:
        return found_by(Draft202012Validator(schema, format_checker=checker), data)
    except SchemaError as error:
        return [
            ((), Label(f"检查类型的参数模式有误：{error.message}", f"the kind's own schema is wrong: {error.message}"))
        ]


def _fields_of(declared: Data, message: str | None) -> frozenset[str] | None:
    """The fields that a kind fills in: for every message alike, or message by message; None where it does not say."""
    if declared is None:
        return None
    if not isinstance(declared, dict):
        return frozenset(declared)
    if message is None:
        return frozenset(field for fields in declared.values() for field in fields)
    return frozenset(declared.get(message, ()))


def _field_problems(
    rule: RuleDraft, path: tuple[str | int, ...], text: str, fields: frozenset[str] | None
) -> Iterator[Problem]:
    if fields is None:
        return
    for name in _FIELD.findall(text):
        if name not in fields:
            yield rule.problem(path, unknown(Label("占位符", "field"), name, fields))


def _link_problems(rule: RuleDraft, draft: Draft) -> Iterator[Problem]:
    for place, cause in enumerate(rule.data.get("suppressed-by", [])):
        if cause not in draft.rules:
            yield rule.problem(("suppressed-by", place), unknown(Label("规则", "rule"), cause, draft.rules))


def _basis_problems(rule: RuleDraft, draft: Draft) -> Iterator[Problem]:
    """Report years for which a finding would cite nothing, because no instrument named governs them."""
    if draft.head is None or not rule.data["basis"]:
        return
    years = years_of(rule.data.get("years"))
    spans = []
    for basis in rule.data["basis"]:
        instrument = draft.instruments.get(basis.get("instrument"), {})
        spans.append(years_of(basis.get("years", instrument.get("report-years"))))
    first, last = max(_FIRST_YEAR, years[0], draft.years[0]), min(_LAST_YEAR, years[1], draft.years[1])
    bare = [year for year in range(first, last + 1) if not any(low <= year <= high for low, high in spans)]
    if bare:
        label = Label(
            f"报告年度 {bare[0]}–{bare[-1]} 没有可引用的依据", f"nothing to cite for report years {bare[0]}–{bare[-1]}"
        )
        yield rule.problem(("basis",), label)


def _example_problems(
    rule: RuleDraft, draft: Draft, names: Names, editions: frozenset[str], *, strict: bool
) -> Iterator[Problem]:
    if strict and "examples" not in rule.data:
        yield rule.problem(
            (),
            Label("缺少“examples”：至少一个不通过、一个通过的例子", "missing: “examples”, one failing and one passing"),
        )
    for kind in ("failing", "passing"):
        for place, example in enumerate(rule.data.get("examples", {}).get(kind, [])):
            base = ("examples", kind, place)
            edition = example.get("edition")
            if edition is not None and edition not in editions:
                yield rule.problem((*base, "edition"), unknown(Label("版本", "edition"), edition, editions))
            for index, other in enumerate(example.get("also", [])):
                if other not in draft.rules:
                    yield rule.problem((*base, "also", index), unknown(Label("规则", "rule"), other, draft.rules))
            if draft.head is not None and edition == draft.id:
                yield from _figure_problems(rule, base, example, names)


def _figure_problems(
    rule: RuleDraft, base: tuple[str | int, ...], example: dict[str, Any], names: Names
) -> Iterator[Problem]:
    for place, edit in enumerate(example.get("edit", [])):
        if "set" in edit and edit["set"] not in names.figures:
            label = unknown(Label("数据项", "figure"), edit["set"], names.figures)
            yield rule.problem((*base, "edit", place, "set"), label)


def _meet(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one[0] <= other[1] and other[0] <= one[1]
