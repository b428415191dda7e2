"""`python -m disclosurelint.rulebook.scaffold ID --kind KIND`: appends the skeleton of a rule to the file it belongs to.

The file is the shipped one that holds the other rules of its family (`REQ`), a new one for a new family, or an
overlay given with `--to`. `disclosurelint validate FILE` then says what is left to fill in.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from disclosurelint.checks import kinds, module_of
from disclosurelint.report import Label
from disclosurelint.rules.loading import RuleSetError, load_ruleset
from disclosurelint.rules.merging import RULE_ID
from disclosurelint.rules.problems import Problem, unknown
from disclosurelint.rules.sources import is_checkout, refused, shipped_folder, users
from disclosurelint.rules.trees import read_tree

_SKELETON = """\
  - id: {id}
    name: {name}
    severity: warning
    kind: {kind}
    with:{parameters}
    basis:
      - {{place: {{zh: 依据, en: basis}}}}
    years: {{from: 2019}}
    needs: [text]
    preview: true
    zh:
      title: 一句话说明问题
      message: 哪里不对、两边各是多少{fields}
      why: 为什么要求这样
      remedy: 怎么改
    en:
      title: The fault in a line
      message: what is wrong, with both figures{fields}
      why: Why it is asked for.
      remedy: What to do.
    examples:
      failing:
        - edit: [{{replace: 范本中的原文, by: 有问题的写法}}]
          finds: {{at: "text:有问题的写法"}}
      passing:
        - edit: [{{replace: 范本中的原文, by: 同样可以的写法}}]
"""


def skeleton(id_: str, kind: str, name: str) -> str:
    """The text of a new rule, as an entry of a list."""
    module = module_of(kind)
    schema: dict[str, Any] = module.SCHEMA
    required = [*schema.get("required", []), *_one_of(schema)]
    lines = [_parameter(key, schema["properties"].get(key, {})) for key in dict.fromkeys(required)]
    declared = getattr(module, "PLACEHOLDERS", ())
    names = declared.get("message", ()) if isinstance(declared, dict) else declared
    fields = f"  # {{{'}, {'.join(sorted(names))}}}" if names else ""
    return _SKELETON.format(id=id_, name=name, kind=kind, parameters="".join(lines) or " {}", fields=fields)


def _one_of(schema: dict[str, Any]) -> list[str]:
    """The keys of the first of several sets of required parameters."""
    return list(next((branch.get("required", []) for branch in schema.get("oneOf", [])), []))


def _parameter(key: str, schema: dict[str, Any]) -> str:
    about = f"  # {schema['description']}" if "description" in schema else ""
    if "enum" in schema:
        return f"\n      {key}: {schema['enum'][0]}{about}"
    branches = [schema, *schema.get("oneOf", []), *schema.get("anyOf", [])]
    types = [branch.get("type") for branch in branches]
    value = "''" if "string" in types else "[]" if "array" in types else "{}" if "object" in types else "0"
    return f"\n      {key}: {value}{about}"


def target(id_: str, to: str | None) -> Path:
    """The file that a rule belongs to. Raises `RuleSetError` where that cannot be said."""
    match = RULE_ID.fullmatch(id_)
    if match is None:
        raise refused(
            id_, 0, "规则编号是大写字母加三位数字，如 REQ011", "a rule id is capitals and three digits, as REQ011"
        )
    if to is not None:
        return Path(to)
    if not is_checkout():
        raise refused(id_, 0, "请用 --to 指定自己的叠加规则集", "say with --to which overlay of yours it goes to")
    rules = load_ruleset("common").rules
    if id_ in rules:
        raise refused(id_, 0, f"编号已被使用：{rules[id_].source}", f"the id is taken: {rules[id_].source}")
    family = [rule for rule in rules.values() if rule.id.startswith(match[1]) and rule.id[len(match[1]) :].isdigit()]
    if family:
        file = family[-1].source.rpartition(":")[0].removeprefix("rulesets/")
        return shipped_folder() / file
    return shipped_folder() / "rules" / f"{match[1].lower()}.yaml"


def append(path: Path, entry: str, *, overlay: bool) -> int:
    """Appends a rule to a file and gives its line. Raises `RuleSetError` where the list of rules is not at its end."""
    key = "add" if overlay else "rules"
    text = path.read_text("utf-8") if path.exists() else ""
    if text.strip():
        data = read_tree(text.encode(), str(path)).data
        keys = list(data) if isinstance(data, dict) else []
        if key in keys and keys[-1] != key:
            message = Label(f"请把 {key}: 移到文件末尾", f"move {key}: to the end of the file")
            raise RuleSetError([Problem(str(path), 0, message)])
        text = text.rstrip("\n") + ("\n\n" if key in keys else f"\n\n{key}:\n")
    else:
        text = f"{key}:\n"
    path.write_text(text + entry, "utf-8", newline="\n")
    return text.count("\n") + 1


def main(arguments: Sequence[str] | None = None) -> int:
    """The command: 0 where the rule was added, 2 where not."""
    parser = argparse.ArgumentParser(prog="python -m disclosurelint.rulebook.scaffold", description=__doc__)
    parser.add_argument("id", help="the id of the new rule, as REQ011")
    parser.add_argument("--kind", required=True, help=f"the check kind: {', '.join(kinds())}")
    parser.add_argument("--name", help="its name in kebab case")
    parser.add_argument("--to", metavar="FILE", help="an overlay of yours")
    given = parser.parse_args(arguments)
    try:
        if given.kind not in kinds():
            label = unknown(Label("检查类型", "check kind"), given.kind, kinds())
            raise refused(given.kind, 0, label.zh, label.en)
        path = target(given.id, given.to)
        overlay = not users(path).shipped
        name = given.name or f"new-rule-{given.id.lower()}"
        line = append(path, skeleton(given.id, given.kind, name), overlay=overlay)
    except RuleSetError as error:
        print(error.to("en"), file=sys.stderr)
        return 2
    print(f"{path}:{line}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
