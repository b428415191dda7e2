"""One rule whole: what, why, basis, a failing example as a difference, a passing one, how to mend or waive it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from difflib import unified_diff
from typing import Any

from disclosurelint.findings import basis_line
from disclosurelint.records import record
from disclosurelint.report import Label
from disclosurelint.rulebook.listing import bodies_words, years_words
from disclosurelint.rules.loading import catalogue, examples_of, load_ruleset
from disclosurelint.rules.model import Basis, Rule, RuleSet
from disclosurelint.wording import BODY_TYPE, SEVERITY

_GROUPS = {
    "all": Label("各类机关", "all bodies"),
    "gov": Label("各级人民政府", "governments of all levels"),
    "dept": Label("政府部门", "departments"),
    "cnty-": Label("县级及以下机关", "county level and below"),
}


@record
class Example:
    """An example as people see it: the lines that change in the model draft, and what is then found."""

    edition: str
    difference: list[str]
    note: str
    previous: list[str] = field(default_factory=list)
    """The lines that change in the model as last year's report."""
    told: Label | None = None
    """The example in words, where no edit of a model can show it."""


def edition_of(rule: Rule, example: dict[str, Any]) -> str:
    """The edition on whose model an example is an edit: named, else the latest that the rule speaks of."""
    if "edition" in example:
        return str(example["edition"])
    fitting = [
        entry.id
        for entry in catalogue().editions
        if entry.years[0] <= rule.years[1] and entry.years[1] >= rule.years[0]
    ]
    return fitting[-1]


def examples(rule: Rule, which: str) -> list[Example]:
    """The failing or passing examples of a rule."""
    from disclosurelint.rulebook.examples import a_year_earlier, case_of, model_text

    found = []
    for example in examples_of("common").get(rule.id, {}).get(which, []):
        edition = edition_of(rule, example)
        if "case" in example:
            found.append(Example(edition, [], "", told=Label(example["case"]["zh"], example["case"]["en"])))
            continue
        ruleset = load_ruleset(edition)
        before, case = model_text(ruleset), case_of(example, ruleset)
        last = difference(a_year_earlier(before), case.previous) if case.previous is not None else []
        found.append(Example(edition, difference(before, case.text), _note(case.given), last))
    return found


def difference(before: str, after: str) -> list[str]:
    """The changed lines with a leading - or +; long lines are cut around what changed."""
    changed = [
        line
        for line in unified_diff(before.splitlines(), after.splitlines(), lineterm="", n=0)
        if line[:1] in "+-" and line[1:].strip() and line[:3] not in ("+++", "---")
    ]
    removed = [line for line in changed if line[0] == "-"]
    added = [line for line in changed if line[0] == "+"]
    if len(removed) == len(added):
        return [cut for pair in zip(removed, added, strict=True) for cut in _cut(*pair)]
    return [line if len(line) <= 90 else f"{line[:88]}…" for line in changed]


def _cut(old: str, new: str) -> tuple[str, str]:
    """A changed line before and after, around the first and last letters that differ."""
    first = next(
        (i for i, (a, b) in enumerate(zip(old[1:], new[1:], strict=False), 1) if a != b), min(len(old), len(new))
    )
    tail = 0
    while tail < min(len(old), len(new)) - first and old[-1 - tail] == new[-1 - tail]:
        tail += 1
    return _window(old, first, len(old) - tail), _window(new, first, len(new) - tail)


def _window(line: str, first: int, last: int) -> str:
    start, end = max(1, first - 30), min(len(line), max(last, first) + 30)
    return f"{line[0]}{'…' if start > 1 else ''}{line[start:end]}{'…' if end < len(line) else ''}"


def _note(given: Mapping[str, Any]) -> str:
    return ", ".join(f"{key}: {value}" for key, value in given.items())


def basis_full(basis: Basis, ruleset: RuleSet, language: str) -> str:
    """A basis with title, number and the dates between which the instrument is in force."""
    line = basis_line(basis, ruleset, language)
    instrument = ruleset.instruments.get(basis.instrument) if basis.instrument else None
    if instrument is None:
        return line
    since = instrument.since.isoformat() if instrument.since else ""
    until = instrument.until.isoformat() if instrument.until else ""
    english = language == "en"
    force = ""
    if since or until:
        force = f" (in force {since}–{until})" if english else f"（{since}起施行{f'，至{until}' if until else ''}）"
    title = instrument.title.to(language)
    return f"{line}{force}" if title in line else f"{line} {title}{force}"


def bodies_label(rule: Rule) -> Label:
    """The bodies of a rule in words."""
    names = [_GROUPS.get(name, BODY_TYPE.get(name, Label(name, name))) for name in bodies_words(rule)]
    return Label("、".join(name.zh for name in names), "; ".join(name.en for name in names))


def explain_text(rule: Rule, language: str) -> str:
    """A rule for the terminal."""
    english = language == "en"
    ruleset = load_ruleset("common")
    texts = rule.texts[language]
    bodies = bodies_label(rule).to(language)
    lines = [f"{rule.id} ({rule.name})  {SEVERITY[rule.severity].to(language)}  {texts.title}", ""]

    def part(zh: str, en: str, text: str) -> None:
        lines.append(f"{en if english else zh}  {text}")

    part("适用", "applies to", f"{years_words(rule.years, language)}{', ' if english else '，'}{bodies}")
    if rule.preview:
        part("试行", "on trial", "only with --preview" if english else "加 --preview 才检查")
    part("说明", "why", texts.why)
    for basis in rule.basis:
        part("依据", "basis", basis_full(basis, ruleset, language))
    part("怎样改", "to do", texts.remedy)
    for which, zh, en in (("failing", "会报告的例子", "reported"), ("passing", "不会报告的例子", "not reported")):
        for example in examples(rule, which)[:1]:
            lines.append("")
            lines.append(f"{en if english else zh} ({example.edition}{', ' + example.note if example.note else ''})")
            if example.told is not None:
                lines.append(f"    {example.told.to(language)}")
            lines.extend(f"    {line}" for line in example.difference)
            if example.previous:
                lines.append("    last year's report:" if english else "    上年报告：")
                lines.extend(f"    {line}" for line in example.previous)
    lines += ["", ("waive  " if english else "豁免  ") + waiving(rule, language), ""]
    return "\n".join(lines)


def waiving(rule: Rule, language: str) -> str:
    """How a finding of a rule is waived."""
    comment = f"<!-- disclosurelint: ignore {rule.id} -- "
    if language == "en":
        return f"`{comment}reason -->` before the paragraph or table row (Markdown, HTML), or `waivers` in disclosurelint.yaml"
    return f"在段落或表格行之前加 `{comment}理由 -->`（Markdown、HTML），或写入 disclosurelint.yaml 的 `waivers`"
