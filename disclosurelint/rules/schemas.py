"""Holding a tree against a JSON Schema, with problems that say file, line and what was probably meant.

`jsonschema` is imported here only, and this module only where a rule set is compiled or validated.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any

from jsonschema import Draft202012Validator, FormatChecker
from jsonschema.exceptions import ValidationError

from disclosurelint.report import Label
from disclosurelint.rules.patterns import pattern_problem
from disclosurelint.rules.problems import did_you_mean
from disclosurelint.rules.sources import schemas_folder
from disclosurelint.rules.trees import Data

Found = tuple[tuple[str | int, ...], Label]
"""Where in the data (keys and places in lists), and what is wrong."""


class FormatError(ValueError):
    """What a format check found wrong with a value."""

    def __init__(self, label: Label) -> None:
        super().__init__(label.en)
        self.label = label


@lru_cache(maxsize=8)
def _schema(part: str) -> dict[str, Any]:
    whole: dict[str, Any] = json.loads((schemas_folder() / "ruleset.schema.json").read_bytes())
    return {"$ref": f"#/$defs/{part}", "$defs": whole["$defs"]}


@lru_cache(maxsize=8)
def _validator(part: str) -> Draft202012Validator:
    return Draft202012Validator(_schema(part), format_checker=_plain_formats())


def _plain_formats() -> FormatChecker:
    checker = FormatChecker(formats=())
    checker.checks("pattern", raises=FormatError)(check_pattern)
    checker.checks("day", raises=FormatError)(_check_day)
    return checker


def check_pattern(value: object) -> bool:
    """The format `pattern`: a regular expression that is safe to run. Raises `FormatError`."""
    problem = pattern_problem(value) if isinstance(value, str) else None
    if problem is not None:
        raise FormatError(problem)
    return True


def _check_day(value: object) -> bool:
    from datetime import date

    try:
        date.fromisoformat(str(value))
    except ValueError:
        raise FormatError(Label(f"没有 {value} 这一天", f"there is no day {value}")) from None
    return True


def problems_of(data: Data, part: str) -> list[Found]:
    """What is wrong with data as a part of the schema of rule sets (`edition`, `part`, `overlay` …)."""
    return found_by(_validator(part), data)


def found_by(validator: Draft202012Validator, data: Data) -> list[Found]:
    """All problems that a validator finds, each said once."""
    found: dict[Found, None] = {}
    for error in validator.iter_errors(data):
        for path, label in _explain(error):
            found[(path, label)] = None
    return list(found)


def _explain(error: ValidationError) -> Iterator[Found]:
    """A validation error in words; of alternatives the one that was meant is explained."""
    path = tuple(error.absolute_path)
    if error.validator in ("oneOf", "anyOf") and error.context:
        branch = _meant(error)
        if branch:
            for inner in branch:
                yield from _explain(inner)
            return
    if error.validator == "additionalProperties" and isinstance(error.instance, dict):
        known = error.schema.get("properties", {}) if isinstance(error.schema, dict) else {}
        for key in error.instance:
            if key not in known:
                hint = did_you_mean(key, known)
                yield (*path, key), Label(f"不认识的键“{key}”{hint.zh}", f"unknown key “{key}”{hint.en}")
        return
    yield path, _words(error)


def _meant(error: ValidationError) -> list[ValidationError]:
    """The errors of the alternative that comes nearest: of the right type, with most keys, with fewest errors."""
    branches: dict[Any, list[ValidationError]] = {}
    for inner in error.context or ():
        branches.setdefault(inner.relative_schema_path[0], []).append(inner)
    fitting = [errors for errors in branches.values() if not any(_is_off(inner) for inner in errors)]
    if not fitting:
        return []
    return min(fitting, key=lambda errors: (sum(inner.validator == "required" for inner in errors), len(errors)))


def _is_off(inner: ValidationError) -> bool:
    return inner.validator == "type" and not inner.relative_path


_TYPES = {
    "string": Label("文字", "text"),
    "integer": Label("整数", "a whole number"),
    "number": Label("数字", "a number"),
    "boolean": Label("true 或 false", "true or false"),
    "array": Label("列表", "a list"),
    "object": Label("键值表", "a map"),
    "null": Label("空", "nothing"),
}


def _words(error: ValidationError) -> Label:
    value: Data = error.validator_value
    if error.validator == "format" and isinstance(error.cause, FormatError):
        return error.cause.label
    if error.validator == "required":
        missing = [key for key in value if isinstance(error.instance, dict) and key not in error.instance]
        zh, en = "”“".join(missing), "”, “".join(missing)
        return Label(f"缺少“{zh}”", f"missing: “{en}”")
    if error.validator == "type":
        types = [_TYPES.get(name, Label(name, name)) for name in ([value] if isinstance(value, str) else value)]
        zh, en = "或".join(name.zh for name in types), " or ".join(name.en for name in types)
        hint = (
            Label("（请加引号）", " (put it in quotes)")
            if value == "string" and _is_scalar(error.instance)
            else Label("", "")
        )
        return Label(f"此处应为{zh}{hint.zh}", f"{en} is expected here{hint.en}")
    if error.validator == "enum":
        hint = did_you_mean(str(error.instance), [str(choice) for choice in value])
        choices = ", ".join(str(choice) for choice in value)
        return Label(
            f"不能是“{error.instance}”，可选：{choices}{hint.zh}",
            f"cannot be “{error.instance}”; one of {choices}{hint.en}",
        )
    if error.validator == "pattern":
        return Label(
            f"“{error.instance}”的写法不对（应符合 {value}）",
            f"“{error.instance}” is not written as it should be ({value})",
        )
    if error.validator in ("minItems", "minLength", "minProperties"):
        return Label("不能为空", "cannot be empty")
    if error.validator in ("minimum", "maximum"):
        return Label(f"{error.instance} 超出范围", f"{error.instance} is out of range")
    if error.validator in ("anyOf", "oneOf"):
        return _alternatives(error, value)
    return Label(f"不符合要求：{error.message}", error.message)


def _alternatives(error: ValidationError, branches: Iterable[Any]) -> Label:
    keys = [" + ".join(branch["required"]) for branch in branches if isinstance(branch, dict) and "required" in branch]
    if keys:
        return Label(f"应有其中一项：{'、'.join(keys)}", f"one of these is needed: {', '.join(keys)}")
    return Label(f"“{error.instance}”不符合任何一种写法", f"“{error.instance}” fits none of the ways to write it")


def _is_scalar(value: Data) -> bool:
    return isinstance(value, int | float)
