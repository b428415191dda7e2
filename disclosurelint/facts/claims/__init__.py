"""Claims of the prose: what its sentences say of the report's figures.

`read_claims` gives the claims that could be attributed, `read_prose` also the lists of parts, shares and rates.
"""

from __future__ import annotations

from disclosurelint.facts.claims.model import Claim, Count, Growth, Listing, Prose, Share
from disclosurelint.report import Report

__all__ = ["Claim", "Count", "Growth", "Listing", "Prose", "Share", "prose_of", "read_claims", "read_prose"]


def read_claims(report: Report) -> list[Claim]:
    """The claims of a report, in order."""
    return prose_of(report).claims


def prose_of(report: Report) -> Prose:
    """What the prose of a report says, read when first asked for."""
    found: Prose = report.once("prose", read_prose)
    return found


def read_prose(report: Report) -> Prose:
    """Reads the sentences of all sections."""
    from disclosurelint.facts.claims.sentences import read

    return read(report)
