"""Putting words, place and fingerprint to what the checks found."""

from __future__ import annotations

import re
from bisect import bisect_right
from pathlib import PurePath

from disclosurelint.characters import normalise, one_line
from disclosurelint.document import Place, Span
from disclosurelint.outcomes import Edit, Finding, Hit, NotAssessed, Related, Severity, Term, Unassessed, Value
from disclosurelint.regexes import compiled
from disclosurelint.report import Label, Report
from disclosurelint.rules.model import Basis, Rule, RuleSet

_FIELD = compiled(r"\{([a-z_]+)\}")
_MARKUP = compiled(r"<[^<>]{0,200}>|[*_`~#|]|\s")
_DIGEST = 16
_LONGEST_QUOTE = 4000
"""Letters of a line or paragraph up to which a finding quotes it whole; longer ones as far around the mark."""
_LONGEST_VALUE = 1000
"""Letters of a figure or of words that a message repeats; a cell may hold a million."""
_FINGERPRINTED = 4000
"""Letters of the marked words that a fingerprint rests on."""


class Worder:
    """Words the outcomes of one report in one language."""

    def __init__(self, report: Report, language: str) -> None:
        self.report = report
        self.language = language
        self._starts = [section.span[0] for section in report.sections]

    def finding(self, rule: Rule, hit: Hit, severity: Severity) -> Finding:
        """A finding ready for output, without its fingerprint."""
        document = self.report.document
        texts = rule.texts[self.language]
        slot = self.report.ruleset.slots.get(hit.figure) if self.report.ruleset and hit.figure else None
        row = hit.row or (slot.row if slot else None)
        cell = hit.cell or (slot.column if slot else None)
        facts = self.report.tables.get(slot.table) if slot else None
        section = hit.section if hit.section is not None else self._section_at(hit.span)
        source, mark = self._quote(hit.span)
        return Finding(
            rule=rule.id,
            name=rule.name,
            severity=severity,
            message=self.fill(texts.messages.get(hit.message, texts.messages["message"]), hit.values),
            remedy=self.fill(texts.remedy, hit.values),
            place=document.place(hit.span),
            span=hit.span,
            source=source,
            mark=mark,
            basis=[hit.basis.to(self.language)]
            if hit.basis is not None
            else basis_lines(rule, self.report.ruleset, self.report.year, self.language),
            section=section,
            table=hit.table or (facts.order if facts and facts.order else None),
            row=row.to(self.language) if row else None,
            cell=cell.to(self.language) if cell else None,
            figure=hit.figure,
            expected=hit.expected if hit.expected is None else _short(hit.expected),
            actual=hit.actual if hit.actual is None else _short(hit.actual),
            sum=self._sum(hit),
            notes=[note.to(self.language)[:_LONGEST_QUOTE] for note in hit.notes],
            related=[self._related(term) for term in hit.terms],
            suggestion=hit.suggestion.to(self.language) if isinstance(hit.suggestion, Label) else hit.suggestion,
            edits=[Edit(span, document.place(span), text) for span, text in hit.edits],
            safe_fix=hit.safe_fix,
        )

    def unassessed(self, rule: Rule, gap: NotAssessed) -> Unassessed:
        """A gap ready for output."""
        place = self.report.document.place(gap.span) if gap.span else None
        return Unassessed(
            rule.id, gap.reason.to(self.language), gap.needs.to(self.language) if gap.needs else None, place
        )

    def fill(self, template: str, values: dict[str, Value]) -> str:
        """A message of the report with its fields filled."""
        return self.words(template, values, self.language)

    @staticmethod
    def words(template: str, values: dict[str, Value], language: str) -> str:
        """A message with its fields filled. Only plain names are fields, so that a rule set cannot reach into objects."""

        def value(match: re.Match[str]) -> str:
            found = values.get(match[1])
            return "" if found is None else _short(found.to(language) if isinstance(found, Label) else str(found))

        return _FIELD.sub(value, template)

    def fingerprint(self, findings: list[Finding]) -> None:
        """Gives each finding its fingerprint: rule, figure or section, the words, both figures; repeats are numbered."""
        seen: dict[str, int] = {}
        for finding in findings:
            start, end = finding.span
            words = _MARKUP.sub("", normalise(self.report.document.source[start : min(end, start + _FINGERPRINTED)]))
            anchor = finding.figure or f"section:{finding.section or 0}"
            digest = fingerprint_of(finding, anchor, words)
            seen[digest] = seen.get(digest, 0) + 1
            finding.fingerprint = digest if seen[digest] == 1 else f"{digest}-{seen[digest]}"

    def _section_at(self, span: Span) -> int | None:
        index = bisect_right(self._starts, span[0]) - 1
        return self.report.sections[index].number if index >= 0 else None

    def _quote(self, span: Span) -> tuple[str, Span]:
        """The line or paragraph that holds the start of a span, and the span within it; of a long one a part."""
        document = self.report.document
        if document.has_lines:
            starts = document.line_starts()
            line = bisect_right(starts, span[0])
            first, end = starts[line - 1], starts[line] if line < len(starts) else len(document.source)
        else:
            first = document.source.rfind("\n", 0, span[0]) + 1
            end = document.source.find("\n", span[0])
            end = end if end >= 0 else len(document.source)
        if end - first > _LONGEST_QUOTE:
            first = max(first, span[0] - _LONGEST_QUOTE // 2)
            end = min(end, first + _LONGEST_QUOTE)
        text = document.source[first:end].rstrip("\r\n") if document.has_lines else document.source[first:end]
        start = min(span[0] - first, len(text))
        return text, (start, max(start, min(span[1] - first, len(text))))

    def _related(self, term: Term) -> Related:
        place = term.place or (self.report.document.place(term.span) if term.span and not term.path else None)
        span = None if term.path else term.span
        return Related(f"{_short(term.label.to(self.language))} {_short(term.value)}", place, term.path, term.key, span)

    def _sum(self, hit: Hit) -> str | None:
        """How the expected figure comes about: 合计 9 ＝ 予以公开 6（第70行）＋ 部分公开 2（第71行）."""
        if hit.expected is None or not hit.terms:
            return None
        pieces = []
        for index, term in enumerate(hit.terms):
            negative = term.value.startswith("-")
            sign = ("－ " if negative else "＋ ") if index else ("－" if negative else "")
            pieces.append(
                f"{sign}{_short(term.label.to(self.language))} {_short(term.value.lstrip('-'))}{self._where(term)}"
            )
        lead = f"{hit.expected} ＝ " if len(hit.terms) > 1 else ""
        return lead + " ".join(pieces)

    def _where(self, term: Term) -> str:
        related = self._related(term).place
        if related is None:
            return ""
        if term.path is not None:
            # Another file: its name, and a place as its own format has it.
            lined = related.paragraph is None and related.page is None
            return f"（{PurePath(term.path).name} {place_words(related, lined, self.language)}）"
        words = cell_words(related, self.language) or place_words(
            related, self.report.document.has_lines, self.language
        )
        return f"（{words}）"


def _short(words: str) -> str:
    """Words as a message repeats them."""
    words = one_line(words)
    return words if len(words) <= _LONGEST_VALUE else f"{words[: _LONGEST_VALUE - 1]}…"


def fingerprint_of(finding: Finding, anchor: str, words: str) -> str:
    """The fingerprint of a finding at a figure key or section, by the words that it marks."""
    from disclosurelint.digests import sha256

    text = "\x1f".join((finding.rule, anchor, words, finding.expected or "", finding.actual or ""))
    return str(sha256(text.encode("utf-8", "surrogatepass")).hexdigest())[:_DIGEST]


def place_words(place: Place, has_lines: bool, language: str) -> str:
    """A place in words: 第70行; in Word 第12段; in PDF 第3页."""
    english = language == "en"
    if has_lines:
        return f"line {place.line}" if english else f"第{place.line}行"
    if place.paragraph is not None:
        words = f"para {place.paragraph}" if english else f"第{place.paragraph}段"
        cell = cell_words(place, language)
        return words + (f", {cell}" if english else f"后{cell}") if cell else words
    if place.cell is not None:
        return cell_words(place, language)
    if place.page is not None:
        return f"page {place.page}" if english else f"第{place.page}页"
    return ""


def cell_words(place: Place, language: str) -> str:
    """The cell of a place in Word, in words: 表2第18行第3格; empty for places that are in no table."""
    if place.cell is None:
        return ""
    table, row, cell = place.cell
    return f"table {table} row {row} cell {cell}" if language == "en" else f"表{table}第{row}行第{cell}格"


def basis_lines(rule: Rule, ruleset: RuleSet | None, year: int | None, language: str) -> list[str]:
    """What a rule rests on in a report year, one line an instrument."""
    return [basis_line(basis, ruleset, language) for basis in rule.basis if _governs(basis, ruleset, year)]


def _governs(basis: Basis, ruleset: RuleSet | None, year: int | None) -> bool:
    if year is None:
        return True
    instrument = ruleset.instruments.get(basis.instrument) if ruleset and basis.instrument else None
    years = basis.years or (instrument.years if instrument else None)
    return years is None or years[0] <= year <= years[1]


def basis_line(basis: Basis, ruleset: RuleSet | None, language: str) -> str:
    """One basis in words: 《政府信息公开条例》（国务院令第711号）第五十条."""
    place = basis.place.to(language) if basis.place else ""
    instrument = ruleset.instruments.get(basis.instrument) if ruleset and basis.instrument else None
    if instrument is None:
        return place
    label = instrument.label.to(language)
    return f"{label} {place}".strip() if language == "en" or not place.startswith("第") else f"{label}{place}"
