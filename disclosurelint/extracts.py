"""The facts of a report as plain data, as `schemas/report.schema.json` describes them: what `extract` prints."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from disclosurelint.document import Span, Text
from disclosurelint.records import fields_of
from disclosurelint.report import Figure, Label, Report


def report_object(report: Report, language: str = "zh") -> dict[str, Any]:
    """All facts of a report."""
    period = report.period
    date_found = report.document_date
    return {
        "version": 1,
        "path": report.document.path,
        "year": report.year,
        "year_source": report.year_source,
        "edition": report.ruleset.id if report.ruleset and report.year is not None else None,
        "body": {"name": report.body.name, "type": report.body.type, "type_source": report.body.type_source},
        "title": _text(report, report.title.text) if report.title else None,
        "period": {"from": plain(period.start), "to": plain(period.end), **_text(report, period.text)}
        if period
        else None,
        "sections": [
            {
                "number": section.number,
                "heading": section.heading.value,
                "ordinal": section.ordinal,
                "match": section.match,
                "location": location(report, section.span),
            }
            for section in report.sections
        ],
        "tables": [
            {
                "name": name,
                "section": table.section,
                "state": table.state,
                "reason": table.reason.to(language) if table.reason else None,
                "location": location(report, table.span),
            }
            for name, table in report.tables.items()
        ],
        "figures": {key: _figure(report, figure) for key, figure in report.figures.items()},
        "claims": [_claim(report, claim) for claim in _claims(report)],
        "instruments": _instruments(report),
        "signature": {"name": report.signature.name, **_text(report, report.signature.text)}
        if report.signature
        else None,
        "dates": [
            {"value": plain(mention.value), "role": mention.role, "form": mention.form, **_text(report, mention.text)}
            for mention in report.dates
        ],
        "date": plain(date_found.value) if date_found else None,
    }


def location(report: Report, span: Span) -> dict[str, Any]:
    """A place as plain data."""
    place = report.document.place(span)
    return {
        "line": place.line,
        "column": place.column,
        "end_line": place.end_line,
        "end_column": place.end_column,
        "page": place.page,
        "paragraph": place.paragraph,
    }


def plain(value: Any) -> Any:
    """A value as JSON has it: whole and decimal numbers as numbers, days as YYYY-MM-DD."""
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Label):
        return value.zh
    if isinstance(value, Text):
        return value.value
    if isinstance(value, tuple | list | frozenset):
        return [plain(entry) for entry in value]
    if hasattr(value, "__slots__") and type(value).__module__.startswith("disclosurelint."):
        return {key: plain(entry) for key, entry in fields_of(value).items()}
    return value


def _text(report: Report, text: Text) -> dict[str, Any]:
    return {"text": text.squeezed().value, "location": location(report, text.span())}


def _figure(report: Report, figure: Figure) -> dict[str, Any]:
    return {
        "state": figure.state,
        "value": plain(figure.value),
        "text": figure.text,
        "row": figure.slot.row.zh,
        "column": figure.slot.column.zh,
        "location": location(report, figure.span),
    }


def _claims(report: Report) -> list[Any]:
    from disclosurelint.facts.claims import read_claims

    found: list[Any] = report.once("claims", read_claims)
    return found


def _claim(report: Report, claim: Any) -> dict[str, Any]:
    keys = ("quantity", "figures", "value", "unit", "kind", "scope", "period", "polarity")
    return {
        "text": claim.text.value,
        **{key: plain(getattr(claim, key)) for key in keys},
        "location": location(report, claim.span),
    }


def _instruments(report: Report) -> list[Any]:
    from disclosurelint.facts.instruments import read_citations

    return [
        {
            "text": citation.text.value,
            "kind": citation.kind,
            "instrument": citation.key,
            "family": citation.family,
            "title": citation.title or None,
            "articles": list(citation.articles),
            "section": citation.section.number if citation.section is not None else None,
            "location": location(report, citation.span),
        }
        for citation in report.once("instruments", read_citations)
    ]
