"""`python -m disclosurelint.rulebook.documentation`: writes `docs/rules/`, a page for each shipped rule and an index.

All of it comes from the rule sets: nothing in the pages is written by hand. With `--check` nothing is written; the
command then tells which pages are out of date, with status 1 where any is.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Sequence
from functools import lru_cache
from pathlib import Path

from disclosurelint.report import Label
from disclosurelint.rulebook.explaining import basis_full, bodies_label, examples, waiving
from disclosurelint.rulebook.listing import years_words
from disclosurelint.rules.loading import catalogue, load_ruleset
from disclosurelint.rules.model import Rule, RuleSet
from disclosurelint.wording import SEVERITY

FOLDER = Path(__file__).resolve().parents[2] / "docs" / "rules"

FAMILIES = {
    "DOC": Label("文档和标题", "document and title"),
    "PER": Label("统计期限和年份", "period and years"),
    "SEC": Label("章节", "sections"),
    "PUB": Label("主动公开表", "table of proactive disclosure"),
    "REQ": Label("依申请公开表", "table of requests"),
    "REV": Label("复议诉讼表", "table of reconsideration and litigation"),
    "TXT": Label("正文与表格", "text against tables"),
    "OVR": Label("总体情况", "overview"),
    "PRB": Label("问题和改进", "problems and improvement"),
    "OTH": Label("其他事项和收费", "other matters, fees"),
    "LAW": Label("法规文件", "laws and notices"),
    "YOY": Label("与上年比较", "against last year"),
    "SIG": Label("落款和日期", "signature and dates"),
    "LNG": Label("文字", "language"),
    "PRI": Label("个人信息", "personal information"),
    "LEG": Label("2014至2018年度统计表", "statistics table of 2014 to 2018"),
    "SET": Label("成批报告", "a set of reports"),
    "WVR": Label("豁免", "waivers"),
}
"""What the families of shipped rules are about, in the order of the index; others come behind them by their letters."""

_WORDS = {
    "zh": {
        "severity": "级别",
        "applies": "适用",
        "trial": "试行",
        "needs-preview": "加 `--preview` 才检查",
        "says": "报告为",
        "why": "为什么",
        "basis": "依据",
        "remedy": "怎样改",
        "waive": "怎样豁免",
        "failing": "会报告的例子",
        "passing": "不会报告的例子",
        "previous": "上年报告（下面是对上年范本的改动）：",
        "nothing": "范本原样即是。",
        "given": "给定",
        "silent": "以下规则已说明原因时，本规则不再报告",
        "model": "对范本 {edition} 的改动：",
    },
    "en": {
        "severity": "severity",
        "applies": "applies to",
        "trial": "on trial",
        "needs-preview": "only with `--preview`",
        "says": "reported as",
        "why": "Why",
        "basis": "Basis",
        "remedy": "What to do",
        "waive": "How to waive it",
        "failing": "Reported",
        "passing": "Not reported",
        "previous": "Last year's report (changes of the model, a year earlier):",
        "nothing": "The model as it stands.",
        "given": "given",
        "silent": "silent where one of these has told the cause",
        "model": "Changes of the model {edition}:",
    },
}
_INDEX_HEAD = "| 编号 | 级别 | 年度 | 内容 | what |"
_SHOWN = {"failing": 2, "passing": 2}
_HEAD = "<!-- Made by `python -m disclosurelint.rulebook.documentation` from the rule sets; do not edit. -->\n\n"


@lru_cache(maxsize=1)
def pages() -> dict[str, str]:
    """All pages by file name: `README.md`, the index, and `REQ001.md` …"""
    ruleset = load_ruleset("common")
    rules = sorted(ruleset.rules.values(), key=_order)
    made = {"README.md": _index(rules, ruleset)}
    for rule in rules:
        made[f"{rule.id}.md"] = _page(rule, ruleset)
    return made


def _order(rule: Rule) -> tuple[int, str]:
    names = list(FAMILIES)
    family = rule.id[:3]
    return (names.index(family) if family in names else len(names), rule.id)


# -- a rule ----------------------------------------------------------------------------------------------------------


def _page(rule: Rule, ruleset: RuleSet) -> str:
    parts = [_part(rule, ruleset, language) for language in ("zh", "en")]
    return _HEAD + f"# {rule.id} {rule.name}\n\n" + "\n---\n\n".join(parts)


def _part(rule: Rule, ruleset: RuleSet, language: str) -> str:
    words, texts = _WORDS[language], rule.texts[language]
    years = years_words(rule.years, language)
    applies = f"{years}{', ' if language == 'en' else '，'}{bodies_label(rule).to(language)}"
    rows = [(words["severity"], SEVERITY[rule.severity].to(language)), (words["applies"], applies)]
    if rule.preview:
        rows.append((words["trial"], words["needs-preview"]))
    if rule.suppressed_by:
        links = ", ".join(f"[{id_}]({id_}.md)" if id_ in ruleset.rules else id_ for id_ in rule.suppressed_by)
        rows.append((words["silent"], links))
    lines = [f"## {_plain(texts.title)}", "", "| | |", "| --- | --- |"]
    lines += [f"| {name} | {value} |" for name, value in rows]
    lines += ["", _plain(texts.why), ""]
    lines += [f"**{words['basis']}**", "", *(f"- {basis_full(basis, ruleset, language)}" for basis in rule.basis), ""]
    lines += [f"**{words['says']}**", "", *(f"- {_plain(text)}" for text in texts.messages.values()), ""]
    lines += [f"**{words['remedy']}** {_plain(texts.remedy)}", ""]
    for kind in ("failing", "passing"):
        lines += [f"### {words[kind]}", "", *_examples(rule, kind, language)]
    lines += [f"### {words['waive']}", "", waiving(rule, language), ""]
    return "\n".join(lines)


def _plain(text: str) -> str:
    """Words of a rule as Markdown takes them; fields stay as they are, in code."""
    return text.replace("{", "`{").replace("}", "}`").replace("|", "\\|").replace("<", "&lt;")


def _examples(rule: Rule, kind: str, language: str) -> list[str]:
    """Examples as differences: what changes in the model, and in last year's where it has one; or in words."""
    words = _WORDS[language]
    lines: list[str] = []
    for example in examples(rule, kind)[: _SHOWN[kind]]:
        if example.told is not None:
            lines += [example.told.to(language), ""]
            continue
        lines += [words["model"].format(edition=example.edition), "", *_block(example.difference, words)]
        if example.previous:
            lines += [words["previous"], "", *_block(example.previous, words)]
        if example.note:
            lines += [f"{words['given']} `{example.note}`", ""]
    return lines


def _block(changed: list[str], words: dict[str, str]) -> list[str]:
    return ["```diff", *changed, "```", ""] if changed else [words["nothing"], ""]


# -- the index -------------------------------------------------------------------------------------------------------


def _index(rules: Sequence[Rule], ruleset: RuleSet) -> str:
    lines = [
        "# 规则 · Rules",
        "",
        f"共 {len(rules)} 条。每条一页：说明、依据、例子、怎样改、怎样豁免。",
        "",
        f"{len(rules)} rules, a page each: what and why, basis, examples, what to do, how to waive it.",
        "",
        "## 按内容 · By subject",
        "",
    ]
    families: dict[str, list[Rule]] = {}
    for rule in rules:
        families.setdefault(rule.id[:3], []).append(rule)
    for family, members in families.items():
        label = FAMILIES.get(family, Label(family, family))
        lines += [f"### {family} {label.zh} · {label.en}", "", _INDEX_HEAD, "| --- | --- | --- | --- | --- |"]
        lines += [_row(rule) for rule in members]
        lines.append("")
    lines += ["## 按版本 · By edition", ""]
    for entry in catalogue().editions:
        fitting = [rule for rule in rules if rule.years[0] <= entry.years[1] and entry.years[0] <= rule.years[1]]
        years = f"{years_words(entry.years, 'zh')} · {years_words(entry.years, 'en')}"
        lines += [f"**{entry.id}** {entry.title.zh} · {entry.title.en} ({years}): {_links(fitting)}", ""]
    lines += ["## 按级别 · By severity", ""]
    for severity, label in SEVERITY.items():
        lines += [f"**{label.zh} · {label.en}**: {_links(rule for rule in rules if rule.severity == severity)}", ""]
    lines += ["**试行 · on trial**: " + _links(rule for rule in rules if rule.preview), ""]
    return _HEAD + "\n".join(lines)


def _row(rule: Rule) -> str:
    cells = (
        f"[{rule.id}]({rule.id}.md)",
        SEVERITY[rule.severity].zh + ("（试行）" if rule.preview else ""),
        years_words(rule.years, "zh"),
        _plain(rule.texts["zh"].title),
        _plain(rule.texts["en"].title),
    )
    return f"| {' | '.join(cells)} |"


def _links(rules: Iterable[Rule]) -> str:
    return " ".join(f"[{rule.id}]({rule.id}.md)" for rule in rules)


# -- the command -----------------------------------------------------------------------------------------------------


def stale(folder: Path) -> list[str]:
    """The names of pages in a folder that are missing, out of date, or of no rule any more."""
    made = pages()
    there = {path.name for path in folder.glob("*.md")}
    changed = [name for name, text in made.items() if name not in there or (folder / name).read_text("utf-8") != text]
    return changed + sorted(there - set(made))


def write(folder: Path) -> int:
    """Writes all pages into a folder, takes away those of no rule, and gives the number of pages."""
    made = pages()
    folder.mkdir(parents=True, exist_ok=True)
    for path in folder.glob("*.md"):
        if path.name not in made:
            path.unlink()
    for name, text in made.items():
        (folder / name).write_text(text, "utf-8", newline="\n")
    return len(made)


def main(arguments: Sequence[str] | None = None) -> int:
    """The command: 0 where the pages are written or up to date, 1 where `--check` finds some that are not."""
    parser = argparse.ArgumentParser(prog="python -m disclosurelint.rulebook.documentation", description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=FOLDER, help="where the pages are (docs/rules)")
    parser.add_argument("--check", action="store_true", help="write nothing, tell what is out of date")
    given = parser.parse_args(arguments)
    if not given.check:
        print(f"{given.folder}: {write(given.folder)}")
        return 0
    names = stale(given.folder)
    print("\n".join(names), file=sys.stderr)
    return 1 if names else 0


if __name__ == "__main__":
    sys.exit(main())
