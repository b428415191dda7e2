"""From a document to a report: the fact readers in their order."""

from __future__ import annotations

from disclosurelint.document import Document
from disclosurelint.facts.identity import Identity
from disclosurelint.facts.outline import read_outline
from disclosurelint.facts.signature import read_signature
from disclosurelint.facts.statistics import read_statistics
from disclosurelint.report import Given, Report
from disclosurelint.rules.model import RuleSet


def read_report(document: Document, given: Given, ruleset: RuleSet | None, identity: Identity) -> Report:
    """The facts of a document under an edition; without one (year unknown) there are no sections by number and no figures."""
    outline = read_outline(document, identity, ruleset)
    signature, dates = read_signature(document, identity, outline)
    tables, figures = read_statistics(document, outline.sections, ruleset) if ruleset is not None else ({}, {})
    return Report(
        document=document,
        given=given,
        ruleset=ruleset,
        year=identity.year,
        year_source=identity.year_source,
        title=identity.title,
        body=identity.body,
        period=identity.period,
        preamble=outline.preamble,
        sections=outline.sections,
        signature=signature,
        dates=dates,
        tables=tables,
        figures=figures,
        end=outline.end,
    )
