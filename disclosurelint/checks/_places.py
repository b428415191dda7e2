"""Where a missing thing belongs, and how sections and years are named in messages."""

from __future__ import annotations

from disclosurelint.document import Span
from disclosurelint.report import Label, Report, Section
from disclosurelint.rules.model import SectionTemplate

YEAR_SOURCES = {
    "option": Label("命令行指定的年份", "the year given on the command line"),
    "front-matter": Label("文首设置的年份", "the year in the front matter"),
    "config": Label("配置中的年份", "the configured year"),
    "title": Label("标题中的年份", "the year of the title"),
    "period": Label("统计期限的年份", "the year of the period"),
    "signature": Label("由成文日期推定的报告年份", "the report year inferred from the date"),
    "unknown": Label("报告年份", "the report year"),
}
"""What the report's year is known from."""

ORDINALS = "一二三四五六七八九十"


def start_place(report: Report) -> Span:
    """The title, else the first words of the draft."""
    if report.title is not None:
        return report.title.text.span()
    first = next((block for block in report.document.blocks), None)
    if first is None:
        return (0, 0)
    at = first.span[0] if hasattr(first, "span") else first.text.origin(0)
    return (at, at)


def preamble_place(report: Report) -> Span:
    """The last paragraph before the first section; without one the title."""
    filled = [paragraph for paragraph in report.preamble if paragraph.text.value.strip()]
    return filled[-1].text.strip().span() if filled else start_place(report)


def end_place(report: Report) -> Span:
    """The place behind the last words of the report."""
    return (report.end[1], report.end[1])


def section_place(report: Report, number: int) -> Span:
    """Where an official section that is not there belongs: before the next one that is, else at the end."""
    following = [section for section in report.sections if section.number is not None and section.number > number]
    if following:
        at = min(section.heading.origin(0) for section in following)
        return (at, at)
    return end_place(report)


def own_level(report: Report) -> list[Section]:
    """The sections that stand beside each other; headings inside one of them are left out."""
    return [section for section in report.sections if section.within is None]


def template_of(report: Report, number: int | None) -> SectionTemplate | None:
    """The form's section with an official number."""
    if report.ruleset is None or number is None:
        return None
    return next((template for template in report.ruleset.sections if template.number == number), None)


def section_name(report: Report, section: Section) -> Label:
    """A section in words: its heading as the form has it, else as the draft has it."""
    template = template_of(report, section.number)
    if template is not None:
        return official_name(template)
    return Label(f"“{section.title}”", f"“{section.title}”")


def official_name(template: SectionTemplate) -> Label:
    """An official section in words: “五、存在的主要问题及改进情况”; section 5 (main problems and improvement)."""
    return Label(official_heading(template, quoted=True), f"section {template.number} ({template.title.en})")


def official_heading(template: SectionTemplate, *, quoted: bool = False) -> str:
    """The heading that the form prescribes, with its ordinal."""
    ordinal = ORDINALS[template.number - 1] if template.number <= len(ORDINALS) else str(template.number)
    heading = f"{ordinal}、{template.heading}"
    return f"“{heading}”" if quoted else heading
