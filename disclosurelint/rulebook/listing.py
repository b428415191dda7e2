"""Lists of rules and rule sets, as text, Markdown and plain data, all from the rule sets themselves."""

from __future__ import annotations

from typing import Any

from disclosurelint.findings import basis_line
from disclosurelint.rules.loading import catalogue
from disclosurelint.rules.model import BODY_GROUPS, Rule, RuleSet
from disclosurelint.wording import SEVERITY

LAST_YEAR = 2100


def years_words(years: tuple[int, int], language: str = "zh") -> str:
    """Report years in words: 2019–2020, 2021 起, 各年度."""
    first, last = years
    if first <= 2008 and last >= LAST_YEAR:
        return "all" if language == "en" else "各年度"
    if first < 2008:
        return f"until {last}" if language == "en" else f"{last}年及以前"
    if last >= LAST_YEAR:
        return f"{first} on" if language == "en" else f"{first}年起"
    return f"{first}–{last}" if first != last else f"{first}"


def bodies_words(rule: Rule) -> list[str]:
    """The bodies of a rule, groups by their names."""
    if rule.bodies is None:
        return ["all"]
    left, names = set(rule.bodies), []
    for group, members in BODY_GROUPS.items():
        if left and set(members) <= set(rule.bodies) and left & set(members):
            names.append(group)
            left -= set(members)
    return names + sorted(left)


def basis_words(rule: Rule, ruleset: RuleSet, language: str) -> list[str]:
    """All that a rule rests on, whatever the year."""
    return [basis_line(basis, ruleset, language) for basis in rule.basis]


def rules_text(ruleset: RuleSet, rules: list[Rule], language: str) -> str:
    """A line a rule."""
    lines = []
    for rule in rules:
        severity = SEVERITY[rule.severity].to(language)
        trial = (" [preview]" if language == "en" else " [试行]") if rule.preview else ""
        basis = ("; " if language == "en" else "；").join(basis_words(rule, ruleset, language))
        title = rule.texts[language].title
        lines.append(
            f"{rule.id}  {severity}  {years_words(rule.years, language)}  {title}{trial}  ({rule.name})  {basis}".rstrip()
        )
    return "".join(f"{line}\n" for line in lines)


def rules_markdown(ruleset: RuleSet, rules: list[Rule], language: str) -> str:
    """A table of rules."""
    head = (
        "| id | name | severity | years | what | basis |"
        if language == "en"
        else "| 编号 | 名称 | 级别 | 年度 | 内容 | 依据 |"
    )
    lines = [head, "| --- | --- | --- | --- | --- | --- |"]
    for rule in rules:
        cells = (
            rule.id,
            rule.name + (" (preview)" if rule.preview else ""),
            SEVERITY[rule.severity].to(language),
            years_words(rule.years, language),
            rule.texts[language].title,
            ("; " if language == "en" else "；").join(basis_words(rule, ruleset, language)),
        )
        lines.append("| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |")
    return "".join(f"{line}\n" for line in lines)


def rules_json(ruleset: RuleSet, rules: list[Rule]) -> list[dict[str, Any]]:
    """Rules as plain data."""
    return [
        {
            "id": rule.id,
            "name": rule.name,
            "severity": rule.severity,
            "kind": rule.kind,
            "years": {"from": rule.years[0], "to": rule.years[1] if rule.years[1] < LAST_YEAR else None},
            "bodies": bodies_words(rule),
            "preview": rule.preview,
            "enabled": rule.enabled,
            "needs": rule.needs,
            "suppressed_by": rule.suppressed_by,
            "basis": {language: basis_words(rule, ruleset, language) for language in ("zh", "en")},
            **{
                language: {
                    "title": texts.title,
                    "message": texts.messages["message"],
                    "why": texts.why,
                    "remedy": texts.remedy,
                }
                for language, texts in rule.texts.items()
            },
        }
        for rule in rules
    ]


def rulesets_json() -> list[dict[str, Any]]:
    """Editions and overlays as plain data."""
    known = catalogue()
    return [
        {
            "id": entry.id,
            "version": entry.version,
            "kind": kind,
            "title": {"zh": entry.title.zh, "en": entry.title.en},
            "years": {"from": entry.years[0], "to": entry.years[1] if entry.years[1] < LAST_YEAR else None}
            if kind == "edition"
            else None,
            "editions": list(entry.editions) if entry.editions else None,
        }
        for kind, entries in (("edition", known.editions), ("overlay", known.overlays))
        for entry in entries
    ]


def rulesets_text(language: str) -> str:
    """A line an edition or overlay."""
    known = catalogue()
    lines = [
        f"{entry.id}  {entry.version}  {years_words(entry.years, language)}  {entry.title.to(language)}"
        for entry in known.editions
    ]
    for entry in known.overlays:
        fits = ", ".join(entry.editions) if entry.editions else ("all editions" if language == "en" else "各版本")
        lead = "overlay for" if language == "en" else "附加规则，用于"
        lines.append(f"{entry.id}  {entry.version}  {lead} {fits}  {entry.title.to(language)}")
    return "".join(f"{line}\n" for line in lines)
