"""Waivers: findings that a person has looked at and lets stand, with a reason, perhaps until a day.

They stand in the draft, as comments (`<!-- disclosurelint: ignore REQ001 -- reason -->`), or in the configuration.
One with a fingerprint lapses with the value that it was given for.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from itertools import islice
from typing import Literal

from disclosurelint.document import Comment, Document, Span
from disclosurelint.outcomes import Finding, ReportResult, Waived
from disclosurelint.records import field, record
from disclosurelint.regexes import compiled
from disclosurelint.report import Label

_COMMENT = compiled(r"\s*disclosurelint\s*:\s*(ignore-file|ignore)\b([^\n]*?)(?:\s--\s*(.*))?\s*", re.DOTALL)
_MARK = compiled(r"\s*disclosurelint\s*:")

Use = Literal["used", "unused", "unjudged"]


MOST_WAIVERS = 1000
"""Waivers that one draft can hold; findings beyond them are told, which is the safe side."""


@record
class Waiver:
    """A waiver. `rules` are ids or prefixes with the fingerprint to which each is tied, or None.

    In a draft: `span` is the comment, `covers` the block or row under it (None: the whole file). In a
    configuration: `where` is a figure key, `section:N` or words of the finding's source, `line` its line there.
    """

    rules: list[tuple[str, str | None]]
    reason: str
    until: date | None = None
    where: str | None = None
    span: Span | None = None
    covers: Span | None = None
    line: int = 0
    fault: Label | None = None
    """Why it cannot hold (no reason, no rule), if so."""

    def lapsed(self, today: date) -> bool:
        """Whether its last day is past."""
        return self.until is not None and today > self.until

    def covers_finding(self, finding: Finding) -> bool:
        """Whether it lets a finding stand, its day aside."""
        if self.fault is not None or not any(_names(rule, mark, finding) for rule, mark in self.rules):
            return False
        if self.covers is not None and not self.covers[0] <= finding.span[0] < max(self.covers[1], self.covers[0] + 1):
            return False
        return self.where is None or _stands_at(finding, self.where)

    def names(self) -> str:
        """Its rules as written."""
        return ", ".join(rule if mark is None else f"{rule}#{mark}" for rule, mark in self.rules)


def _names(rule: str, fingerprint: str | None, finding: Finding) -> bool:
    known = rule == finding.name or finding.rule.startswith(rule.upper()) or rule.upper() == "ALL"
    # WVR001 and WVR002 speak of waivers themselves: none can hide them.
    return known and not finding.rule.startswith("WVR") and fingerprint in (None, finding.fingerprint)


def _stands_at(finding: Finding, where: str) -> bool:
    if where.startswith("section:"):
        return where == f"section:{finding.section}"
    return where == finding.figure or where in finding.source


def waivers_in(document: Document) -> list[Waiver]:
    """The waivers that a draft holds as comments."""
    found = (waiver for comment in document.comments if (waiver := _of_comment(comment)) is not None)
    return list(islice(found, MOST_WAIVERS))


def _of_comment(comment: Comment) -> Waiver | None:
    match = _COMMENT.fullmatch(comment.text)
    if match is None:
        if not _MARK.match(comment.text):
            return None
        fault = Label("豁免写法有误，应为 ignore 规则 -- 理由", "a waiver reads: ignore RULE -- reason")
        return Waiver([], "", span=comment.span, fault=fault)
    kind, names, reason = match.groups()
    rules = [_rule(name) for name in re.split(r"[,，、\s]+", names.strip()) if name]
    if kind == "ignore-file" and not rules:
        rules = [("ALL", None)]
    waiver = Waiver(
        rules, (reason or "").strip(), span=comment.span, covers=comment.covers if kind == "ignore" else None
    )
    if not rules:
        waiver.fault = Label("豁免没有写明规则", "the waiver names no rule")
    elif not waiver.reason:
        waiver.fault = Label(
            "豁免没有写明理由（-- 之后），不起作用", "the waiver gives no reason (after --) and does not hold"
        )
    return waiver


def _rule(name: str) -> tuple[str, str | None]:
    rule, _, fingerprint = name.partition("#")
    return rule, fingerprint or None


@record
class Applied:
    """What waivers did to one report: the use made of each, in the order in which they were given."""

    uses: list[Use] = field(default_factory=list)


def apply_waivers(result: ReportResult, waivers: list[Waiver], today: date) -> Applied:
    """Moves the findings that waivers cover to `waived`, and tells what use each waiver was."""
    applied = Applied(["unused" for _ in waivers])
    kept: list[Finding] = []
    for finding in result.findings:
        holder = None
        for index, waiver in enumerate(waivers):
            if waiver.covers_finding(finding):
                applied.uses[index] = "used"
                if holder is None and not waiver.lapsed(today):
                    holder = waiver
        if holder is None:
            kept.append(finding)
        else:
            until = holder.until.isoformat() if holder.until else None
            result.waived.append(Waived(finding.rule, holder.reason, until, finding.fingerprint, finding.place))
    result.findings = kept
    for index, waiver in enumerate(waivers):
        if applied.uses[index] == "unused" and not judged((rule for rule, _ in waiver.rules), result):
            applied.uses[index] = "unjudged"
    return applied


def judged(names: Iterable[str], result: ReportResult) -> bool:
    """Whether every rule that a waiver names was selected and could be assessed on this report."""
    for name in names:
        ids = [rule for rule in result.outcomes if rule.startswith(name.upper())]
        if name.upper() == "ALL":
            continue
        if not ids or any(result.outcomes[rule] == "not-assessed" or rule in result.pending for rule in ids):
            return False
    return True
