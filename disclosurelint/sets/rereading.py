"""Reports of a run read once more, for the few that are compared with each other, and what is then told of them."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from disclosurelint.configuration import Configured
from disclosurelint.engine import NotAReport, read_facts
from disclosurelint.facts.passages import Letters, letters_of, sections_of
from disclosurelint.findings import Worder
from disclosurelint.outcomes import Hit, ReportResult
from disclosurelint.readers import InputError, read, read_bytes
from disclosurelint.records import record
from disclosurelint.report import Report
from disclosurelint.rules.model import Rule
from disclosurelint.sets.extracts import Extract, extract_of
from disclosurelint.sets.keeping import Kept
from disclosurelint.settings import SettingError, Settings
from disclosurelint.suppress.waivers import apply_waivers, waivers_in

_REPORTS = 16
"""Reports that are kept read."""
_EXTRACTS = 600
"""Reports of which letters and amounts are kept."""


@record
class Again:
    """A report read again, with the settings under which it was checked."""

    report: Report
    settings: Settings

    def rule(self, result: ReportResult, name: str) -> Rule | None:
        """A rule as the report's own rule set has it, where it was selected."""
        ruleset = self.report.ruleset
        return ruleset.rules.get(name) if ruleset is not None and name in result.pending else None

    def letters(self, key: str) -> Letters | None:
        """The letters of a section."""
        sections = sections_of(self.report).get(key)
        return letters_of(self.report, sections) if sections else None


class Rereader:
    """Reads reports of a run again and keeps the latest, save those that are `kept` from the first reading.

    `data` holds the bytes of inputs that are no files.
    """

    def __init__(self, configured: Configured, data: Mapping[str, bytes], kept: Kept | None = None) -> None:
        self.configured = configured
        self.data = data
        self.kept = kept or Kept()
        self._reports: OrderedDict[str, Again | None] = OrderedDict()
        self._extracts: OrderedDict[str, Extract] = OrderedDict()

    def again(self, result: ReportResult) -> Again | None:
        """A report of the run; None where its file is no longer what it was."""
        path = result.path
        known = self.kept.get(path)
        if known is not None:
            return Again(known, self.configured.settings_for(Path(path)))
        if path in self._reports:
            self._reports.move_to_end(path)
            return self._reports[path]
        if len(self._reports) >= _REPORTS:
            self._reports.popitem(last=False)
        try:
            document = read_bytes(self.data[path], path) if path in self.data else read(Path(path))
            document.path = path
            settings = self.configured.settings_for(Path(path))
            report = read_facts(document, settings)
            self._reports[path] = Again(report, settings)
            self.kept.keep(report)
        except (InputError, SettingError, NotAReport):
            self._reports[path] = None
        return self._reports[path]

    def extract(self, result: ReportResult) -> Extract:
        """The letters and amounts of a report, without their places; empty where they are not to be had."""
        path = result.path
        if path not in self._extracts:
            if len(self._extracts) >= _EXTRACTS:
                self._extracts.popitem(last=False)
            sent, entry = self.kept.extracts.get(path), None if path in self.kept.extracts else self.again(result)
            self._extracts[path] = sent or (extract_of(entry.report) if entry is not None else Extract({}, {}))
        self._extracts.move_to_end(path)
        return self._extracts[path]

    def text(self, result: ReportResult, key: str) -> str:
        """The letters of a section; empty where they are not to be had."""
        return self.extract(result).letters.get(key, "")

    def tell(self, result: ReportResult, rule: Rule, hit: Hit) -> None:
        """Words a hit and puts it among the report's findings, or among what is waived."""
        entry = self.again(result)
        if entry is None:
            return
        settings = entry.settings
        worder = Worder(entry.report, settings.lang)
        severity = settings.severity.get(rule.id, hit.severity or rule.severity)
        findings = [worder.finding(rule, hit, severity)]  # type: ignore[arg-type]
        worder.fingerprint(findings)
        result.outcomes[rule.id] = "fail"
        own = waivers_in(entry.report.document)
        before, result.findings = result.findings, findings
        uses = apply_waivers(result, own + settings.waivers, settings.today or date.today()).uses
        used = [waiver.span for waiver, use in zip(own, uses, strict=False) if use == "used"]
        result.unsettled = [entry for entry in result.unsettled if entry[1].span not in used]
        result.findings = sorted([*before, *result.findings], key=lambda finding: (finding.span, finding.rule))
        result.waiver_uses = [
            (name, line, "used" if use == "used" else known)
            for (name, line, known), use in zip(result.waiver_uses, uses[len(own) :], strict=True)
        ]
