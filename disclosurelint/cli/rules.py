"""`disclosurelint rules`, `explain`, `rulesets`, `validate`: what is known of the rules themselves."""

from __future__ import annotations

import json
import sys
from typing import Annotated, Any

import typer

from disclosurelint.cli import console
from disclosurelint.cli.options import choice, usage, value
from disclosurelint.rules.problems import RuleSetError, did_you_mean
from disclosurelint.settings import SettingError

_Lang = Annotated[str | None, typer.Option(help="zh | en")]


def rules(
    year: Annotated[str | None, typer.Option(help="报告年度 report year")] = None,
    ruleset: Annotated[str | None, typer.Option(metavar="NAME", help="规则集 rule set")] = None,
    format_: Annotated[str, typer.Option("--format", help="text | json | markdown")] = "text",
    lang: _Lang = None,
) -> None:
    """列出规则。 List the rules."""
    language = choice("--lang", console.language(lang), ("zh", "en"), lang or "zh")
    choice("--format", format_, ("text", "json", "markdown"), language)
    from disclosurelint.rulebook.listing import rules_json, rules_markdown, rules_text
    from disclosurelint.rules.loading import catalogue, load_ruleset

    try:
        report_year = value("year", year)
        name = ruleset or (catalogue().edition_for(report_year) if report_year else "common")
        chosen = load_ruleset(name or "common")
    except RuleSetError as error:
        usage(error.to(language))
    except SettingError as error:
        usage(error.label.to(language))
    shown = [
        rule
        for rule in chosen.rules.values()
        if (report_year is None or rule.applies_to_year(report_year))
        and (ruleset is None or (rule.years[0] <= chosen.years[1] and rule.years[1] >= chosen.years[0]))
    ]
    if format_ == "json":
        console.write_utf8(json.dumps(rules_json(chosen, shown), ensure_ascii=False, indent=2) + "\n", sys.stdout)
    else:
        render = rules_text if format_ == "text" else rules_markdown
        console.write(render(chosen, shown, language), sys.stdout)


def explain(
    names: Annotated[list[str], typer.Argument(metavar="RULE...", help="规则编号或名称 ids or names")],
    lang: _Lang = None,
) -> None:
    """说明规则：查什么、依据、示例、怎样改。 Explain rules."""
    language = choice("--lang", console.language(lang), ("zh", "en"), lang or "zh")
    from disclosurelint.rulebook.explaining import explain_text
    from disclosurelint.rules.loading import load_ruleset

    known = list(load_ruleset("common").rules.values())
    for name in names:
        rule = next((entry for entry in known if name.upper() == entry.id or name == entry.name), None)
        if rule is None:
            hint = did_you_mean(name.upper(), [entry.id for entry in known]).to(language)
            usage(f"没有规则“{name}”{hint}" if language == "zh" else f"there is no rule “{name}”{hint}")
        console.write(explain_text(rule, language), sys.stdout)


def rulesets(
    format_: Annotated[str, typer.Option("--format", help="text | json")] = "text",
    lang: _Lang = None,
) -> None:
    """列出规则集。 List the rule sets."""
    language = choice("--lang", console.language(lang), ("zh", "en"), lang or "zh")
    choice("--format", format_, ("text", "json"), language)
    from disclosurelint.rulebook.listing import rulesets_json, rulesets_text

    if format_ == "json":
        console.write_utf8(json.dumps(rulesets_json(), ensure_ascii=False, indent=2) + "\n", sys.stdout)
    else:
        console.write(rulesets_text(language), sys.stdout)


def validate(
    ruleset: Annotated[str, typer.Argument(metavar="RULESET", help="规则集文件或名称 a rule set's file or name")],
    lang: _Lang = None,
) -> None:
    """检查规则集文件并运行其示例。 Check a rule set and run its examples."""
    language = choice("--lang", console.language(lang), ("zh", "en"), lang or "zh")
    from disclosurelint.rulebook.validation import validate as check_file

    problems = check_file(ruleset)
    for problem in problems:
        console.write(f"{problem.to(language)}\n", sys.stdout)
    if problems:
        raise typer.Exit(1)
    console.write(f"{ruleset}: {'没有问题' if language == 'zh' else 'no problems'}\n", sys.stdout)


COMMANDS: dict[str, tuple[Any, dict[str, Any]]] = {
    "rules": (rules, {}),
    "explain": (explain, {}),
    "rulesets": (rulesets, {}),
    "validate": (validate, {}),
}
