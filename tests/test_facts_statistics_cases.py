"""The tables of published reports: every figure that stands in them is read right, or said to be unreadable."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
import yaml

from disclosurelint.facts.identity import identify
from disclosurelint.facts.outline import read_outline
from disclosurelint.facts.statistics import read_statistics
from disclosurelint.readers import FORMATS, read
from disclosurelint.report import Given
from disclosurelint.rules.loading import catalogue, load_ruleset

CLEAR = {
    "03-suqian-2023",
    "04-suqian-2024",
    "05-hongze-2023",
    "06-hongze-2024",
    "10-jinhu-2023",
    "20-shuyang-2025",
    "19-shanghai-office-2019",
}
"""Reports whose cells are all apart."""
IN_ONE_ROW = {"05-hongze-2023", "06-hongze-2024"}


def test_figures_of_published_reports(cases: Path, capsys: pytest.CaptureFixture[str]) -> None:
    known = right = 0
    wrong: list[str] = []
    for path in sorted(cases.iterdir()):
        labels = cases / "labels" / f"{path.stem}.yaml"
        if path.suffix not in FORMATS or not labels.is_file():
            continue
        label = yaml.safe_load(labels.read_text(encoding="utf-8"))
        ruleset = load_ruleset(label["edition"])
        document = read(path)
        outline = read_outline(document, identify(document, Given(), catalogue().words), ruleset)
        tables, figures = read_statistics(document, outline.sections, ruleset)
        for key, value in label["figures"].items():
            figure = figures.get(key)
            if figure is None or figure.state == "blank":
                continue
            known += 1
            if figure.state == "unreadable":
                assert figure.torn
                assert tables[figure.slot.table].reason is not None
            elif figure.value == Decimal(str(value)):
                right += 1
            else:
                wrong.append(f"{path.name} {key}: {value}, read as {figure.value}")
        if path.stem in CLEAR:
            assert {table.state for table in tables.values()} == {"read"}, path.name
            expected = ["other"] if path.stem in IN_ONE_ROW else []
            assert [entry.name for table in tables.values() for entry in table.deviations] == expected, path.name
            assert not any(figure.state == "unreadable" for figure in figures.values())
            missing = [key for key in label["figures"] if key in ruleset.slots and key not in figures]
            assert missing == [], path.name
        elif ruleset.id != "prc-2007":
            assert [entry for table in tables.values() for entry in table.deviations] == [], path.name
    with capsys.disabled():
        print(f"\nfigures of published reports: {right} of {known} read, the rest said to be unreadable")
    assert wrong == []
