"""Text that is last year's again: how much of a section's letters stand in runs that last year's section has too.

Tables, headings, figures, laws and the sentences of form and custom are left out (`facts.passages`). A section with
fewer letters than `least` after that is no copy.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from disclosurelint.checks._others import file_name, no_previous
from disclosurelint.checks._places import section_name
from disclosurelint.document import Span
from disclosurelint.facts.passages import Letters, Resemblance, Run, letters_of, resemblance, sections_of
from disclosurelint.outcomes import Hit, NotApplicable, NotAssessed, Term
from disclosurelint.regexes import compiled
from disclosurelint.report import Label, Report, Section
from disclosurelint.rules.model import Rule

SCHEMA: dict[str, Any] = {
    "type": "object",
    "required": ["sections", "ratio"],
    "additionalProperties": False,
    "properties": {
        "sections": {
            "type": "array",
            "minItems": 1,
            "items": {"type": "integer", "minimum": 1},
            "description": "numbers",
        },
        "ratio": {
            "type": "number",
            "minimum": 0,
            "maximum": 1,
            "description": "the share of repeated letters that tells",
        },
        "least": {"type": "integer", "minimum": 1, "description": "letters that a section must have (60)"},
    },
}
PLACEHOLDERS = ("section", "percent", "longest", "letters", "file", "runs")

LEAST = 60
_TOLD = 3
"""Repeated passages that are shown."""
_WORTH = 14
"""Letters from which a repeated passage is worth showing."""
_QUOTED = 60
"""Letters of a passage that are shown."""


def check(report: Report, rule: Rule) -> Iterator[Hit | NotAssessed | NotApplicable]:
    """A hit at the heading of each section that repeats last year's."""
    previous = report.previous
    if previous is None or report.ruleset is None:
        yield no_previous(report)
        return
    own, last = sections_of(report), sections_of(previous)
    if not last:
        yield NotAssessed(Label("上年报告中没有识别出各部分标题", "no section was found in last year's report"))
        return
    for number in rule.params["sections"]:
        sections, others = own.get(str(number)), last.get(str(number))
        if not sections or not others:
            continue
        mine, theirs = letters_of(report, sections), letters_of(previous, others)
        if len(mine.value) < rule.params.get("least", LEAST):
            continue
        found = resemblance(mine.value, theirs.value)
        if found.ratio >= rule.params["ratio"]:
            hit = hit_at(report, sections[0], mine, found)
            hit.values["file"] = file_name(previous)
            lead = Label("上年报告", "last year's report")
            hit.terms = terms_in(previous, others[0], theirs, found, lead)
            yield hit


def hit_at(report: Report, section: Section, mine: Letters, found: Resemblance) -> Hit:
    """A hit at the section's heading, with the passages that repeat."""
    shown = sorted(sorted(found.runs, key=len, reverse=True)[:_TOLD], key=lambda run: run.start)
    shown = [run for run in shown if len(run) >= min(_WORTH, len(found.longest))]
    longest = _words(report, mine, found.longest.start, found.longest.end)
    notes = [_note(report, mine, run) for run in shown]
    percent = int(found.ratio * 100)
    return Hit(
        span=section.heading.span(),
        values={
            "section": section_name(report, section),
            "percent": percent,
            "longest": longest,
            "letters": len(found.longest),
            "runs": len(found.runs),
        },
        section=section.number,
        notes=notes,
        # A few letters more or less make no other finding of it: no percentage among what it is known by.
        actual=None,
    )


def terms_in(report: Report, section: Section, theirs: Letters, found: Resemblance, lead: Label) -> list[Term]:
    """Where the longest passage stands in the other report."""
    run = found.longest
    span = theirs.span(run.other, run.other + len(run))
    words = _words(report, theirs, run.other, run.other + len(run))
    name = section_name(report, section)
    label = Label(f"{lead.zh}{name.zh}", f"{lead.en}, {name.en}")
    return [Term(label, f"“{words}”", None, None, report.document.path, report.document.place(span))]


def _note(report: Report, mine: Letters, run: Run) -> Label:
    words = _words(report, mine, run.start, run.end)
    place = _where(report, mine.span(run.start, run.end))
    zh = f"{place.zh}重复{len(run)}字“{words}”"
    return Label(zh, f"{place.en}{len(run)} letters repeated: “{words}”")


def _words(report: Report, letters: Letters, start: int, end: int) -> str:
    """The words from letter `start` up to `end` as the author wrote them, to be quoted."""
    text = letters.words(start, end)
    source = report.document.source
    return quoted("".join(source[text.origin(at)] for at in range(len(text))))


def _where(report: Report, span: Span) -> Label:
    place = report.document.place(span)
    if report.document.has_lines:
        return Label(f"第{place.line}行", f"line {place.line}: ")
    if place.paragraph is not None:
        return Label(f"第{place.paragraph}段", f"para {place.paragraph}: ")
    if place.page is not None:
        return Label(f"第{place.page}页", f"page {place.page}: ")
    return Label("", "")


def quoted(words: str) -> str:
    """Words to be quoted, the middle of long ones left out."""
    words = _LEAD.sub("", words).translate(_INNER)
    if len(words) <= _QUOTED:
        return words
    return f"{words[: _QUOTED * 2 // 3]}……{words[-_QUOTED // 3 :]}"


_LEAD = compiled(r"^[一二三四五六七八九十]{0,3}[)）、.．,，:：。;；]{1,2}")
_INNER = str.maketrans("“”", "‘’")
