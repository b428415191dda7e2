"""A roster: the names of the bodies that must report (机关名单), and which of them have no report in a run.

One name a line; what follows a comma or tab is passed over, so that a table saved as CSV serves as well, and so is a
first column of numbers. Lines that begin with # are comments.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from disclosurelint.characters import normalise
from disclosurelint.document import Place
from disclosurelint.facts.bodies import core
from disclosurelint.files import read_file
from disclosurelint.findings import Worder, basis_lines, fingerprint_of
from disclosurelint.outcomes import Finding, ReportResult, RunResult
from disclosurelint.readers.encodings import decode
from disclosurelint.readers.errors import InputError
from disclosurelint.records import field, record
from disclosurelint.report import Label
from disclosurelint.rules.loading import catalogue
from disclosurelint.rules.model import Rule, RuleSet
from disclosurelint.settings import SettingError, Settings
from disclosurelint.suppress.waivers import Use, Waiver

_LONGEST = 60


_MOST_NAMES = 20_000
"""Names of a roster; all bodies of a province that report are fewer."""


@record
class Roster:
    """The names of a roster, each with its line."""

    path: Path
    names: list[tuple[int, str]] = field(default_factory=list)


def read_roster(path: Path, headers: Iterable[str] = ()) -> Roster:
    """A roster from its file. Raises `SettingError` for one that cannot be read or names no body."""
    name = path.as_posix()
    try:
        text, _ = decode(read_file(path))
    except OSError as error:
        reason = error.strerror or str(error)
        raise SettingError(
            Label(f"名单 {name} 无法读取：{reason}", f"the roster {name} cannot be read: {reason}")
        ) from None
    except InputError:
        raise SettingError(
            Label(
                f"名单 {name} 不是文本文件；请存为每行一个机关名称的文本或 CSV",
                f"the roster {name} is no text; save it as text or CSV with one body a line",
            )
        ) from None
    known = frozenset(headers)
    roster = Roster(path)
    for number, line in enumerate(text.splitlines(), 1):
        found = _name(line)
        if found and not (found in known and not roster.names):
            roster.names.append((number, found))
        if len(roster.names) > _MOST_NAMES:
            raise SettingError(
                Label(f"名单 {name} 超过 {_MOST_NAMES} 个名称", f"the roster {name} has more than {_MOST_NAMES} names")
            )
    if not roster.names:
        raise SettingError(Label(f"名单 {name} 中没有机关名称", f"the roster {name} names no body"))
    return roster


def _name(line: str) -> str:
    """The body that a line names; empty for comments and empty lines."""
    line = line.strip()
    if not line or line.startswith("#"):
        return ""
    for piece in line.replace("，", ",").split("\t"):
        for cell in next(csv.reader([piece]), []):
            name = "".join(normalise(cell).split())
            if name and not name.rstrip(".、").isdecimal():
                return name[:_LONGEST]
    return ""


def missing_bodies(roster: Roster, reports: Iterable[ReportResult]) -> list[tuple[int, str]]:
    """The names, with their lines, that no report is of; names pair as they do with last year's report."""
    words = catalogue().words
    cores = {core(report.body_name, words) for report in reports if report.body_name}
    ends = {name[start:] for name in cores for start in range(len(name))}
    missing, seen = [], set()
    for line, name in roster.names:
        wanted = core(name, words)
        if wanted in seen:
            continue
        seen.add(wanted)
        if wanted not in ends and not any(wanted[start:] in cores for start in range(len(wanted))):
            missing.append((line, name))
    return missing


def roster_findings(
    result: RunResult, roster: Roster, rule: Rule, ruleset: RuleSet, settings: Settings, waivers: list[Waiver]
) -> tuple[list[Finding], list[tuple[Waiver, Use]]]:
    """A finding for each body without a report, at its line of the roster, save those that waivers cover; and the use
    that each waiver of the rule was."""
    texts = rule.texts[settings.lang]
    years = {report.year for report in result.reports}
    year = years.pop() if len(years) == 1 else None
    findings = []
    waivers = [waiver for waiver in waivers if _is_of(waiver, rule)]
    uses: list[Use] = ["unused"] * len(waivers)
    for line, name in missing_bodies(roster, result.reports):
        values: Mapping[str, Any] = {"name": name, "roster": roster.path.name}
        finding = Finding(
            rule=rule.id,
            name=rule.name,
            severity=settings.severity.get(rule.id, rule.severity),  # type: ignore[arg-type]
            message=Worder.words(texts.messages["message"], dict(values), settings.lang),
            remedy=Worder.words(texts.remedy, dict(values), settings.lang),
            place=Place(line, 1, line, 1),
            span=(0, 0),
            source=name,
            mark=(0, len(name)),
            basis=basis_lines(rule, ruleset, year, settings.lang),
            path=roster.path.as_posix(),
        )
        finding.fingerprint = fingerprint_of(finding, "section:0", name)
        if not _waived(finding, waivers, uses, settings):
            findings.append(finding)
    return findings, list(zip(waivers, uses, strict=True))


def _is_of(waiver: Waiver, rule: Rule) -> bool:
    return any(name == rule.name or rule.id.startswith(name.upper()) for name, _ in waiver.rules)


def _waived(finding: Finding, waivers: list[Waiver], uses: list[Use], settings: Settings) -> bool:
    """Whether a waiver covers a finding; notes the use of those that do."""
    from datetime import date

    today = settings.today or date.today()
    covering = [index for index, waiver in enumerate(waivers) if waiver.covers_finding(finding)]
    for index in covering:
        uses[index] = "used"
    return any(not waivers[index].lapsed(today) for index in covering)
