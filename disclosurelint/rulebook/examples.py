"""Examples of rules: edits of a model draft that is clean under every rule, and what is then found.

set: KEY, to: TEXT         the literal text of a figure's cell
replace: TEXT, by: TEXT    the one place where TEXT stands
drop: TEXT                 the lines that hold TEXT
move: TEXT, after: TEXT    the lines that hold the one behind those that hold the other
append: TEXT               a paragraph at the end
previous: [edits]          the model, a year earlier, as last year's report
with: {body-type: …}       what the user says of the report

An example with a `case` instead is told in words and not run: no edit of a model shows a Word file or a set of reports.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from disclosurelint.records import record
from disclosurelint.report import Label
from disclosurelint.rules.loading import catalogue, examples_of, load_ruleset
from disclosurelint.rules.model import Rule, RuleSet
from disclosurelint.rules.sources import looks_like_path

if TYPE_CHECKING:
    from disclosurelint.outcomes import Finding, ReportResult
    from disclosurelint.settings import Settings

Example = dict[str, Any]
Edit = dict[str, Any]

_YEAR = re.compile(r"(?<![〔\d])(20\d\d)(?=年)")


class ExampleError(ValueError):
    """An edit that cannot be made: what it speaks of is not in the model, or stands there more than once."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(en)
        self.label = Label(zh, en)


@dataclass(slots=True, frozen=True)
class ExampleFailure:
    """An example that does not hold: the rule, `failing` or `passing`, its place among these, what happened."""

    rule: str
    kind: str
    place: int
    message: Label


@record
class Case:
    """An example made ready: the draft, last year's report where it asks for one, and what the user says."""

    text: str
    previous: str | None
    given: dict[str, Any]


def model_text(ruleset: RuleSet) -> str:
    """The model draft of an edition. Raises `ExampleError` where it has none."""
    if ruleset.model is None:
        raise ExampleError(f"{ruleset.id} 没有范本（model）", f"{ruleset.id} has no model draft")
    return _read(ruleset.model)


@lru_cache(maxsize=8)
def _read(path: str) -> str:
    return Path(path).read_text("utf-8")


def edition_of(rule: Rule, example: Example, editions: Sequence[str] | None = None) -> str | None:
    """The edition on whose model an example is an edit: named, else the latest of these that the rule speaks of.

    `editions` are the shipped ones, unless said otherwise.
    """
    if "edition" in example:
        return str(example["edition"])
    fitting = [
        entry.id
        for entry in catalogue().editions
        if entry.years[0] <= rule.years[1]
        and rule.years[0] <= entry.years[1]
        and (editions is None or entry.id in editions)
    ]
    return fitting[-1] if fitting else None


def case_of(example: Example, ruleset: RuleSet, rulesets: Sequence[str] = ()) -> Case:
    """An example applied to the model of a rule set; `rulesets` as in `apply_edits`. Raises `ExampleError`."""
    model = model_text(ruleset)
    edits: list[Edit] = example.get("edit", [])
    previous: list[Edit] | None = example.get("previous")
    given: dict[str, Any] = dict(example.get("with", {}))
    for edit in edits:
        given.update(edit.get("with", {}))
        previous = [*(previous or []), *edit["previous"]] if "previous" in edit else previous
    last = apply_edits(a_year_earlier(model), previous, ruleset, rulesets) if previous is not None else None
    return Case(apply_edits(model, edits, ruleset, rulesets), last, given)


def a_year_earlier(text: str) -> str:
    """The model as last year's report: every year in words (2024年) is one less, save those of document numbers."""
    return _YEAR.sub(lambda match: str(int(match[1]) - 1), text)


def apply_edits(text: str, edits: Iterable[Edit], ruleset: RuleSet, rulesets: Sequence[str] = ()) -> str:
    """The text with the edits made in their order; `previous` and `with` change nothing in it. Raises `ExampleError`.

    `rulesets` are the names by which a run is told of overlays and of a user's own edition.
    """
    for edit in edits:
        if "set" in edit:
            text = _set(text, edit["set"], edit["to"], tuple(rulesets))
        elif "replace" in edit:
            at = _find(text, edit["replace"])
            text = text[:at] + edit["by"] + text[at + len(edit["replace"]) :]
        elif "drop" in edit:
            text = _take(text, edit["drop"])[0]
        elif "move" in edit:
            text = _move(text, edit["move"], edit["after"])
        elif "append" in edit:
            text = text.rstrip("\n") + "\n\n" + edit["append"].strip("\n") + "\n"
    return text


def _find(text: str, wanted: str) -> int:
    count = text.count(wanted)
    if count != 1:
        shown = wanted if len(wanted) <= 30 else f"{wanted[:29]}…"
        raise ExampleError(
            f"“{shown}”在范本中有 {count} 处，应恰有一处", f"“{shown}” stands {count} times in the model, not once"
        )
    return text.index(wanted)


def _lines(text: str, wanted: str) -> tuple[int, int]:
    """From the start of the first to behind the end of the last line that holds the wanted text."""
    wanted = wanted.strip("\n")
    at = _find(text, wanted)
    start = text.rfind("\n", 0, at) + 1
    end = text.find("\n", at + len(wanted))
    return start, len(text) if end < 0 else end + 1


def _take(text: str, wanted: str) -> tuple[str, str, bool]:
    """The text without the lines, the lines, and whether they stood as a paragraph of their own."""
    start, end = _lines(text, wanted)
    lines = text[start:end]
    alone = (start == 0 or text[:start].endswith("\n\n")) and (end == len(text) or text[end] == "\n")
    after = text[end + 1 :] if alone else text[end:]
    return text[:start] + after, lines.rstrip("\n"), alone


def _move(text: str, wanted: str, target: str) -> str:
    text, lines, alone = _take(text, wanted)
    end = _lines(text, target)[1]
    before = text[:end] if text[:end].endswith("\n") else text[:end] + "\n"
    return f"{before}\n{lines}\n{text[end:]}" if alone else f"{before}{lines}\n{text[end:]}"


def _set(text: str, key: str, value: str, rulesets: tuple[str, ...]) -> str:
    spans = _cells(text, rulesets)
    if key not in spans:
        raise ExampleError(f"范本中没有读到数据项 {key}", f"the figure {key} was not read in the model")
    start, end = spans[key]
    return text[:start] + value + text[end:]


@lru_cache(maxsize=256)
def _cells(text: str, rulesets: tuple[str, ...]) -> dict[str, tuple[int, int]]:
    """Where the figures of a draft stand."""
    from disclosurelint.engine import read_facts_text
    from disclosurelint.settings import Settings

    report = read_facts_text(text, "model.md", Settings(rulesets=list(rulesets)))
    return {key: figure.span for key, figure in report.figures.items()}


def settings_of(case: Case, rule: Rule, rulesets: Sequence[str] = ()) -> Settings:
    """The settings under which an example is checked."""
    from disclosurelint.settings import Settings, read_value

    settings = Settings(rulesets=list(rulesets), preview=rule.preview, previous_text=case.previous)
    for key, value in case.given.items():
        text = str(value).lower() if isinstance(value, bool) else str(value)
        setattr(settings, key.replace("-", "_"), read_value(key, text))
    return settings


def check_example(rule: Rule, kind: str, example: Example, edition: str, overlays: Sequence[str] = ()) -> Label | None:
    """Why an example does not hold, or None where it does. `edition` is a shipped one, or a user's file."""
    from disclosurelint.engine import NotAReport, check_text

    rulesets = [edition, *overlays] if looks_like_path(edition) else list(overlays)
    try:
        case = case_of(example, load_ruleset(edition, overlays), rulesets)
        result = check_text(case.text, "model.md", settings_of(case, rule, rulesets))
    except ExampleError as error:
        return error.label
    except NotAReport as error:
        return error.reason
    return _judge(rule, kind, example, result)


def _judge(rule: Rule, kind: str, example: Example, result: ReportResult) -> Label | None:
    own = [finding for finding in result.findings if finding.rule == rule.id]
    allowed = {rule.id, *example.get("also", [])}
    others = sorted({finding.rule for finding in result.findings} - allowed)
    if others:
        told = next(finding for finding in result.findings if finding.rule == others[0])
        names = ", ".join(others)
        return Label(f"另有 {names} 的发现：{told.message}", f"findings of {names} as well: {told.message}")
    if kind == "failing":
        return _judge_finds(example["finds"], own)
    if own:
        return Label(f"不应有发现：{own[0].message}", f"nothing should be found: {own[0].message}")
    if result.outcomes.get(rule.id) == "not-assessed":
        gap = next((gap.reason for gap in result.not_assessed if gap.rule == rule.id), "")
        return Label(f"未能判断：{gap}", f"not assessed: {gap}")
    return None


def _judge_finds(finds: dict[str, Any], own: list[Finding]) -> Label | None:
    if len(own) != finds.get("count", 1):
        told = "；".join(f"{finding.figure or finding.place.line}: {finding.message}" for finding in own[:3])
        wanted = finds.get("count", 1)
        return Label(f"应有 {wanted} 个发现，实有 {len(own)} 个：{told}", f"{len(own)} findings, not {wanted}: {told}")
    if any(all(_agrees(finding, name, finds[name]) for name in finds if name != "count") for finding in own):
        return None
    shown = {name: _shown(own[0], name) for name in finds if name != "count"}
    return Label(f"发现与 finds 不符：{shown}", f"what is found differs from `finds`: {shown}")


def _agrees(finding: Finding, name: str, wanted: str) -> bool:
    if name != "at":
        return bool(_shown(finding, name) == wanted)
    if wanted.startswith("text:"):
        return wanted.removeprefix("text:") in finding.source
    if wanted.startswith("section:"):
        return wanted == f"section:{finding.section}"
    return finding.figure == wanted


def _shown(finding: Finding, name: str) -> str | None:
    if name == "at":
        return finding.figure or f"section:{finding.section} text:{finding.source[:60]}"
    return finding.expected if name == "expected" else finding.actual


def all_examples(
    name: str, overlays: Sequence[str] = (), editions: Sequence[str] | None = None
) -> Iterator[tuple[Rule, str, int, Example]]:
    """The examples that are edits of a rule set's model: rule, `failing` or `passing`, place among these, example.

    `editions` as in `edition_of`. All examples of a user's own edition are edits of its model.
    """
    ruleset = load_ruleset(name, overlays)
    own = looks_like_path(name)
    for id_, examples in examples_of(name, overlays).items():
        rule = ruleset.rules[id_]
        for kind in ("failing", "passing"):
            for place, example in enumerate(examples.get(kind, [])):
                if "case" not in example and (own or edition_of(rule, example, editions) == ruleset.id):
                    yield rule, kind, place, example


def run_examples(
    name: str,
    overlays: Sequence[str] = (),
    rules: Iterable[str] | None = None,
    editions: Sequence[str] | None = None,
) -> list[ExampleFailure]:
    """Runs the examples of a rule set, of some rules or all; those that do not hold are returned."""
    wanted = None if rules is None else set(rules)
    failures = []
    for rule, kind, place, example in all_examples(name, overlays, editions):
        if wanted is None or rule.id in wanted:
            why = check_example(rule, kind, example, name, overlays)
            if why is not None:
                failures.append(ExampleFailure(rule.id, kind, place, why))
    return failures
