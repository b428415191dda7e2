"""Topics of which a report has to speak: one finding for each that no words of its list show.

Each topic names its word list of patterns, searched in the part `in` of the report (`report`: all but the tables).
`also` is a further list for the text of the section at which a missing topic is told. With `where` a topic is missed
only where that section says no more than one of these patterns, which match it whole.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from disclosurelint.checks._passages import SCOPE, Passages, one_pattern, passages, patterns_of
from disclosurelint.checks._places import official_name, section_name, section_place, template_of
from disclosurelint.outcomes import Hit, NotApplicable
from disclosurelint.regexes import compiled
from disclosurelint.report import Label, Report
from disclosurelint.rules.model import Rule

_WORDS = {"type": "string", "format": "words"}
_TEXTS = {
    "type": "object",
    "required": ["zh", "en"],
    "additionalProperties": False,
    "properties": {"zh": {"type": "string"}, "en": {"type": "string"}},
}

SCHEMA: dict[str, Any] = {
    "type": "object",
    "required": ["topics", "in", "section"],
    "additionalProperties": False,
    "properties": {
        "topics": {
            "type": "array",
            "minItems": 1,
            "description": "what has to be spoken of",
            "items": {
                "type": "object",
                "required": ["name", "words"],
                "additionalProperties": False,
                "properties": {
                    "name": {**_TEXTS, "description": "how messages call it"},
                    "words": {**_WORDS, "description": "the patterns that show it"},
                    "suggestion": {**_TEXTS, "description": "words to paste, {year} is the report's year"},
                },
            },
        },
        "in": {"type": "string", "pattern": SCOPE, "description": "the part of the report that is searched"},
        "section": {"type": "integer", "minimum": 1, "description": "the section where a missing topic is told"},
        "also": {**_WORDS, "description": "patterns that show any topic in that section"},
        "where": {**_WORDS, "description": "a topic is missed only where that section says no more than this"},
    },
}
PLACEHOLDERS = ("topic", "section", "words")

_MARKS = compiled(r"[\s。.,;:、!?()\[\]_*#]+")
_LONGEST = 40


def check(report: Report, rule: Rule) -> Iterator[Hit | NotApplicable]:
    """A hit for each topic of which the report does not speak."""
    number = rule.params["section"]
    section = report.section(number)
    own = passages(report, f"section:{number}")
    said = ""
    if "where" in rule.params:
        said = _unsigned(report, "".join(passage.text.value for passage in own.items))
        if section is None or section.tables or not _whole(said, patterns_of(report, rule.params["where"])):
            return
    if any(own.find(patterns_of(report, rule.params.get("also")))):
        return
    whole = passages(report, rule.params["in"])
    if not whole.items:
        yield NotApplicable(Label("报告中没有这一部分", "the report has no such part"))
        return
    for topic in rule.params["topics"]:
        if not _spoken_of(whole, patterns_of(report, topic["words"])):
            yield _hit(report, number, topic, said)


def _spoken_of(whole: Passages, patterns: tuple[str, ...]) -> bool:
    """Whether a topic occurs, even where a copy has torn a word over two paragraphs."""
    if next(whole.find(patterns), None) is not None:
        return True
    return one_pattern(patterns).search("".join(passage.text.value for passage in whole.items)) is not None


def _unsigned(report: Report, said: str) -> str:
    """The text without the signature that runs on behind it where a copy has lost the line ends."""
    for name in (report.signature.name if report.signature is not None else None, report.body.name):
        if name:
            said = said.partition(name)[0]
    return said


def _whole(said: str, patterns: tuple[str, ...]) -> bool:
    return bool(said) and len(said) <= _LONGEST and one_pattern(patterns).fullmatch(_MARKS.sub("", said)) is not None


def _hit(report: Report, number: int, topic: dict[str, Any], said: str) -> Hit:
    section = report.section(number)
    template = template_of(report, number)
    name = official_name(template) if template is not None else Label("", "")
    if section is not None and template is None:
        name = section_name(report, section)
    suggestion = topic.get("suggestion")
    year = str(report.year) if report.year is not None else ""
    return Hit(
        span=section.heading.span() if section is not None else section_place(report, number),
        values={"topic": Label(topic["name"]["zh"], topic["name"]["en"]), "section": name, "words": said},
        section=number,
        expected=topic["name"]["zh"],
        actual=said or None,
        suggestion=Label(*(suggestion[language].replace("{year}", year) for language in ("zh", "en")))
        if suggestion
        else None,
    )
