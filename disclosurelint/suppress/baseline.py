"""The baseline: findings known on a day, so that later runs tell only new ones.

A finding is known by path, rule and fingerprint: one that moved stays known, one whose value changed is new.
"""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from disclosurelint.files import read_file
from disclosurelint.outcomes import Finding, ReportResult
from disclosurelint.records import field, record
from disclosurelint.report import Label

VERSION = 1
_MOST = 64 * 1024 * 1024
"""Most bytes of a baseline: a thousand reports with hundreds of findings each."""
Entry = tuple[str, str, str]
"""Path relative to the baseline's folder, rule, fingerprint without the number of its repeat."""


class BaselineError(ValueError):
    """A baseline that cannot be used."""

    def __init__(self, label: Label) -> None:
        super().__init__(label.en)
        self.label = label


@record
class Baseline:
    """Known findings with how many there are of each."""

    path: Path
    entries: Counter[Entry] = field(default_factory=Counter)

    def relative(self, path: str) -> str:
        """A report's path as entries have it: from the baseline's folder, with slashes."""
        try:
            relative = os.path.relpath(Path(path).resolve(), self.path.resolve().parent)
        except ValueError:
            # Another drive of Windows.
            relative = str(Path(path).resolve())
        return relative.replace(os.sep, "/")

    def apply(self, result: ReportResult) -> list[tuple[Entry, int]]:
        """Drops the known findings of a report and counts them; gives the entries that are there no more."""
        result.findings, known, stale = self.split(result.path, result.findings)
        result.baselined += known
        return stale

    def split(self, name: str, findings: Iterable[Finding]) -> tuple[list[Finding], int, list[tuple[Entry, int]]]:
        """The findings of a file that are new, how many are known, and the entries that are there no more."""
        path = self.relative(name)
        left = Counter({entry: count for entry, count in self.entries.items() if entry[0] == path})
        kept, known = [], 0
        for finding in findings:
            entry = (path, finding.rule, bare(finding.fingerprint))
            if left[entry] > 0:
                left[entry] -= 1
                known += 1
            else:
                kept.append(finding)
        return kept, known, sorted((entry, count) for entry, count in left.items() if count > 0)

    def record(self, path: str, findings: Iterable[Finding]) -> None:
        """Replaces what is known of a report."""
        own = self.relative(path)
        for entry in [entry for entry in self.entries if entry[0] == own]:
            del self.entries[entry]
        self.entries.update((own, finding.rule, bare(finding.fingerprint)) for finding in findings)

    def to_bytes(self) -> bytes:
        """The file's content, in a stable order."""
        entries = [
            {"path": path, "rule": rule, "fingerprint": fingerprint, "count": count}
            for (path, rule, fingerprint), count in sorted(self.entries.items())
        ]
        return (json.dumps({"version": VERSION, "entries": entries}, ensure_ascii=False, indent=2) + "\n").encode(
            "utf-8"
        )


def bare(fingerprint: str) -> str:
    """A fingerprint without the number of its repeat."""
    return fingerprint.partition("-")[0]


def load_baseline(path: Path) -> Baseline:
    """A baseline from its file. Raises `BaselineError`."""
    try:
        data = json.loads(read_file(path, _MOST).decode("utf-8-sig"))
        return Baseline(path, _entries(data))
    except FileNotFoundError:
        name = path.as_posix()
        raise BaselineError(
            Label(
                f"基线文件 {name} 不存在，可用 disclosurelint baseline 生成",
                f"there is no baseline {name}; disclosurelint baseline writes one",
            )
        ) from None
    except OSError as error:
        reason = error.strerror or str(error)
        raise BaselineError(
            Label(
                f"基线文件 {path.as_posix()} 无法读取：{reason}",
                f"the baseline {path.as_posix()} cannot be read: {reason}",
            )
        ) from None
    except (ValueError, KeyError, TypeError, RecursionError):
        raise BaselineError(
            Label(
                f"{path.as_posix()} 不是基线文件（应由 disclosurelint baseline 生成）",
                f"{path.as_posix()} is no baseline of disclosurelint",
            )
        ) from None


def _entries(data: Any) -> Counter[Entry]:
    if data["version"] != VERSION:
        raise ValueError(data["version"])
    entries: Counter[Entry] = Counter()
    for entry in data["entries"]:
        count = entry["count"]
        if not isinstance(count, int) or count < 1:
            raise ValueError(count)
        entries[(str(entry["path"]), str(entry["rule"]), str(entry["fingerprint"]))] += count
    return entries
