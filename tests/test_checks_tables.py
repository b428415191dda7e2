"""Sums, cells and shape of the statistics tables, on reports whose facts are given."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from disclosurelint.checks import check_of
from disclosurelint.document import Document
from disclosurelint.engine import check_text
from disclosurelint.outcomes import Hit, NotAssessed
from disclosurelint.report import Body, Deviation, Figure, Given, Label, Report, Slot, TableFacts
from disclosurelint.rulebook.examples import apply_edits, model_text
from disclosurelint.rules.equations import EquationError, parse
from disclosurelint.rules.loading import load_ruleset
from disclosurelint.rules.model import RuleSet
from disclosurelint.settings import Settings

COLUMNS = ("natural_person", "business", "research", "public_interest", "legal_service", "other_organization", "total")

# A small table in which every sum holds: rows of the form with the figures of its seven columns.
CLEAN = {
    "received": (11, 3, 0, 0, 1, 0, 15),
    "carried_in": (2, 0, 0, 0, 0, 0, 2),
    "disclosed": (5, 1, 0, 0, 1, 0, 7),
    "partly_disclosed": (2, 0, 0, 0, 0, 0, 2),
    "refused.third_party": (1, 1, 0, 0, 0, 0, 2),
    "unavailable.not_held": (3, 0, 0, 0, 0, 0, 3),
    "not_processed.repeat": (1, 0, 0, 0, 0, 0, 1),
    "handled_total": (12, 2, 0, 0, 1, 0, 15),
    "carried_out": (1, 1, 0, 0, 0, 0, 2),
}


@dataclass(slots=True)
class Facts:
    """What a test says of a report: cells by figure key (text or number), how the tables were found."""

    ruleset: RuleSet
    cells: dict[str, str | int] = field(default_factory=dict)
    missing: frozenset[str] = frozenset()
    torn: frozenset[str] = frozenset()
    deviations: dict[str, list[Deviation]] = field(default_factory=dict)
    states: dict[str, str] = field(default_factory=dict)
    year: int = 2024

    def report(self) -> Report:
        tables = {}
        for order, (name, template) in enumerate(self.ruleset.tables.items(), 1):
            state = self.states.get(name, "read")
            reason = Label("表格粘连", "cells are glued") if state in ("partly", "unreadable") else None
            found = self.deviations.get(name, [])
            tables[name] = TableFacts(name, template.section, state, (order, order + 1), reason, found, order)  # type: ignore[arg-type]
        figures = {}
        for place, (key, slot) in enumerate(self.ruleset.slots.items()):
            if key in self.missing or self.states.get(slot.table) in ("absent", "unreadable"):
                continue
            written = self.cells.get(key, "0")
            figures[key] = figure_of(slot, str(written), place * 10, torn=key in self.torn)
        for key in self.cells.keys() - self.ruleset.slots.keys():
            like = self.ruleset.slots[f"requests.received[{key.partition('[')[2]}"]
            slot = Slot(key, "requests", Label("（六）其他处理", "(6)"), like.column, "count")
            figures[key] = figure_of(slot, str(self.cells[key]), 9000)
        return Report(
            document=Document("draft.md", "markdown", "", normal=" "),
            given=Given(),
            ruleset=self.ruleset,
            year=self.year,
            year_source="option",
            title=None,
            body=Body(None, None, None, "unknown"),
            period=None,
            preamble=[],
            sections=[],
            signature=None,
            dates=[],
            tables=tables,
            figures=figures,
            end=(0, 0),
        )


def figure_of(slot: Slot, text: str, at: int, *, torn: bool = False) -> Figure:
    span = (at, at + max(1, len(text)))
    if torn:
        return Figure(slot, "unreadable", None, text, span, torn=True)
    if text in ("", "-", "/", "无"):
        return Figure(slot, "blank", None, text, span)
    try:
        value = Decimal(text)
    except ArithmeticError:
        return Figure(slot, "unreadable", None, text, span)
    return Figure(slot, "value", int(value) if "." not in text else value, text, span)


def requests(**rows: tuple[int | str, ...]) -> dict[str, str | int]:
    cells = {}
    for row, figures in (CLEAN | rows).items():
        cells.update({f"requests.{row}[{column}]": figure for column, figure in zip(COLUMNS, figures, strict=True)})
    return cells


def clean(edition: str = "prc-2021", **changes: str | int) -> Facts:
    cells = requests() if edition != "prc-2007" else {}
    return Facts(load_ruleset(edition), cells | changes)


def run(rule: str, facts: Facts) -> tuple[list[Hit], list[NotAssessed]]:
    found = list(check_of(facts.ruleset.rules[rule].kind)(facts.report(), facts.ruleset.rules[rule]))
    return [one for one in found if isinstance(one, Hit)], [one for one in found if isinstance(one, NotAssessed)]


def with_cells(facts: Facts, cells: dict[str, str | int]) -> Facts:
    facts.cells.update(cells)
    return facts


def keys(hits: Iterable[Hit]) -> list[str | None]:
    return [hit.figure for hit in hits]


TABLE_RULES = [
    *(f"PUB{n:03}" for n in range(1, 12)),
    "PUB016",
    *(f"REQ{n:03}" for n in range(1, 10)),
    "REV001",
    "REV002",
    "REV003",
    *(f"LEG{n:03}" for n in range(1, 8)),
]


@pytest.mark.parametrize("edition", ["prc-2007", "prc-2019", "prc-2021"])
def test_rules_are_silent_on_clean_tables(edition):
    facts = clean(edition)
    for rule in TABLE_RULES:
        years = facts.ruleset.rules[rule].years
        if years[0] <= facts.ruleset.years[1] and facts.ruleset.years[0] <= years[1]:
            assert run(rule, facts) == ([], []), rule


# Sums


def test_an_equation_stands_where_the_rule_says_and_gives_both_sides():
    facts = with_cells(clean(), {"requests.carried_out[business]": 0, "requests.carried_out[natural_person]": 2})
    hits, _ = run("REQ001", facts)
    assert keys(hits) == ["requests.handled_total[natural_person]", "requests.handled_total[business]"]
    assert (hits[0].expected, hits[0].actual) == ("13", "14")
    assert (hits[0].values["left_sum"], hits[0].values["right_sum"]) == ("11＋2", "12＋2")
    assert [(term.key, term.value) for term in hits[0].terms] == [
        ("requests.received[natural_person]", "11"),
        ("requests.carried_in[natural_person]", "2"),
    ]


def test_a_sum_stands_at_its_total_and_names_the_parts_that_are_not_zero():
    hits, gaps = run("REQ002", with_cells(clean(), {"requests.handled_total[business]": 9}))
    assert keys(hits) == ["requests.handled_total[business]"]
    assert (hits[0].expected, hits[0].actual, gaps) == ("2", "9", [])
    assert [term.label.zh for term in hits[0].terms] == ["（一）予以公开", "4.保护第三方合法权益"]


def test_rows_are_summed_over_the_six_applicants():
    hits, _ = run("REQ003", with_cells(clean(), {"requests.disclosed[legal_service]": 4}))
    assert [(hit.figure, hit.expected, hit.actual) for hit in hits] == [("requests.disclosed[total]", "10", "7")]


def test_the_19_results_of_2019_and_the_21_of_2021_are_summed():
    for edition, row in (("prc-2019", "requests.other"), ("prc-2021", "requests.other.unpaid")):
        facts = with_cells(clean(edition), {f"{row}[business]": 1, "requests.handled_total[business]": 3})
        assert run("REQ002", facts)[0] == []
        facts.cells[f"{row}[business]"] = 2
        assert keys(run("REQ002", facts)[0]) == ["requests.handled_total[business]"]


def one_row_facts(figure: int) -> Facts:
    facts = clean()
    facts.missing = frozenset(key for key in facts.ruleset.slots if key.startswith("requests.other."))
    for column in COLUMNS:
        facts.cells[f"requests.other[{column}]"] = 0
    for column in ("natural_person", "total"):
        facts.cells[f"requests.other[{column}]"] = figure
        facts.cells[f"requests.handled_total[{column}]"] = int(facts.cells[f"requests.handled_total[{column}]"]) + 4
    return facts


def test_a_row_that_stands_for_its_sub_rows_takes_their_place_in_sums():
    assert run("REQ002", one_row_facts(4)) == ([], [])
    hits, gaps = run("REQ002", one_row_facts(3))
    assert (len(hits), gaps) == (2, [])
    facts = one_row_facts(4)
    facts.cells["requests.other[total]"] = 5
    assert keys(run("REQ003", facts)[0]) == ["requests.other[total]"]


@settings(max_examples=150, deadline=None)
@given(data=st.data())
def test_any_single_changed_figure_breaks_a_sum(data):
    edition = data.draw(st.sampled_from(["prc-2019", "prc-2021"]))
    facts = clean(edition)
    key = data.draw(st.sampled_from([key for key, slot in facts.ruleset.slots.items() if slot.table == "requests"]))
    old = int(facts.cells.get(key, 0))
    facts.cells[key] = data.draw(st.integers(0, 2000).filter(lambda value: value != old))
    found = [hit for rule in ("REQ001", "REQ002", "REQ003") for hit in run(rule, facts)[0]]
    assert found
    row, column = key.removesuffix("]").split("[")
    assert all(str(hit.figure).startswith(f"{row}[") or str(hit.figure).endswith(f"[{column}]") for hit in found)


@settings(max_examples=100, deadline=None)
@given(data=st.data())
def test_a_table_made_by_adding_up_is_clean(data):
    facts = Facts(load_ruleset("prc-2021"))
    rows = [key for key in facts.ruleset.slots if key.startswith("requests.") and key.endswith("[natural_person]")]
    leaves = [row.removeprefix("requests.").removesuffix("[natural_person]") for row in rows]
    leaves = [row for row in leaves if row not in ("received", "carried_in", "handled_total", "carried_out")]
    total = dict.fromkeys(("received", "carried_in", "handled_total", "carried_out", *leaves), 0)
    for column in COLUMNS[:-1]:
        figures = {row: data.draw(st.integers(0, 40)) for row in leaves}
        figures["handled_total"] = sum(figures.values())
        figures["carried_out"] = data.draw(st.integers(0, 9))
        figures["carried_in"] = data.draw(st.integers(0, figures["handled_total"] + figures["carried_out"]))
        figures["received"] = figures["handled_total"] + figures["carried_out"] - figures["carried_in"]
        for row, figure in figures.items():
            facts.cells[f"requests.{row}[{column}]"] = figure
            total[row] += figure
    facts.cells.update({f"requests.{row}[total]": figure for row, figure in total.items()})
    for rule in ("REQ001", "REQ002", "REQ003", "REQ006", "REQ007", "REQ008", "REQ009"):
        assert run(rule, facts) == ([], [])


def test_blank_parts_count_as_nothing_and_are_named():
    facts = with_cells(clean(), {"requests.received[research]": "", "requests.carried_in[business]": "-"})
    for rule in ("REQ001", "REQ003"):
        assert run(rule, facts) == ([], [])
    facts.cells["requests.received[total]"] = 16
    (hit,) = run("REQ003", facts)[0]
    assert (hit.expected, hit.actual) == ("15", "16")
    assert "科研机构" in hit.values["blanks"].zh


def test_a_blank_total_is_told_once_and_its_sums_are_not_assessed():
    facts = with_cells(clean(), {"requests.disclosed[total]": "", "requests.partly_disclosed[total]": "/"})
    for rule in ("REQ002", "REQ003"):
        hits, gaps = run(rule, facts)
        assert hits == []
        assert len(gaps) == 1
        assert "（一）予以公开·总计" in gaps[0].reason.zh
    hits, _ = run("REQ008", facts)
    assert keys(hits) == ["requests.disclosed[total]", "requests.partly_disclosed[total]"]
    assert hits[0].expected == "7"


def test_a_column_of_blank_totals_is_one_finding_that_touches_them_all():
    blank = {f"requests.{row}[total]": "" for row in CLEAN if row not in ("received", "carried_in")}
    (hit,) = run("REQ008", with_cells(clean(), blank))[0]
    assert hit.message == "several"
    assert hit.values["count"] == 7
    assert set(hit.keys) == set(blank)


def test_rows_left_blank_altogether_are_no_open_totals():
    blank = {f"requests.refused.state_secret[{column}]": "" for column in COLUMNS}
    facts = with_cells(clean(), blank)
    assert run("REQ008", facts) == ([], [])
    assert run("REQ002", facts) == ([], [])
    assert run("REQ003", facts) == ([], [])
    (hit,) = run("REQ006", facts)[0]
    assert hit.message == "row"


def test_a_blank_row_of_totals_is_not_taken_for_zero():
    facts = with_cells(clean(), {"requests.handled_total[natural_person]": ""})
    for rule in ("REQ001", "REQ002"):
        hits, gaps = run(rule, facts)
        assert hits == []
        assert len(gaps) == 1
    assert keys(run("REQ008", facts)[0]) == ["requests.handled_total[natural_person]"]


def test_what_cannot_be_read_is_never_a_wrong_sum():
    facts = with_cells(clean(), {"requests.disclosed[business]": "约10"})
    for rule in ("REQ002", "REQ003"):
        hits, gaps = run(rule, facts)
        assert hits == []
        assert "读不出" in gaps[0].reason.zh


def test_a_missing_row_leaves_the_sums_that_need_it_unassessed():
    facts = clean()
    facts.missing = frozenset(f"requests.not_processed.repeat[{column}]" for column in COLUMNS)
    hits, gaps = run("REQ002", facts)
    assert hits == []
    assert len(gaps) == 1
    assert run("REQ001", facts) == ([], [])


def test_torn_rows_give_the_reason_of_the_table_once():
    facts = clean()
    facts.torn = frozenset(key for key in facts.ruleset.slots if key.startswith("requests.refused."))
    facts.states["requests"] = "partly"
    for rule in ("REQ002", "REQ003", "REQ006", "REQ007", "REQ008", "REQ009"):
        hits, gaps = run(rule, facts)
        assert hits == []
        assert [gap.reason.zh for gap in gaps] == ["表格粘连"], rule
    assert run("REQ001", facts) == ([], [])


def test_more_of_a_result_than_came_in_is_one_finding_a_column():
    facts = with_cells(clean(), {"requests.disclosed[business]": 31, "requests.handled_total[business]": 32})
    (hit,) = run("REQ009", facts)[0]
    assert (hit.figure, hit.expected, hit.actual) == ("requests.disclosed[business]", "3", "31")
    assert hit.keys == ["requests.disclosed[business]", "requests.handled_total[business]"]
    assert hit.values["members"].zh == "（一）予以公开 31、（七）总计 32"
    assert run("REQ009", with_cells(clean(), {"requests.disclosed[business]": 3}))[0] == []


def test_outcomes_of_each_part_of_table_four_add_up():
    facts = clean(**{"review[upheld]": 10, "review[corrected]": 1, "suits.after_review[upheld]": 5})
    facts.cells["suits.after_review[total]"] = 5
    (hit,) = run("REV001", facts)[0]
    assert (hit.figure, hit.expected, hit.actual) == ("review[total]", "11", "0")
    assert [term.label.zh for term in hit.terms] == ["结果维持", "结果纠正"]


def test_direct_lawsuits_are_pointed_at():
    facts = clean(**{"suits.direct[upheld]": 2, "suits.direct[total]": 2})
    assert keys(run("REV003", facts)[0]) == ["suits.direct[total]"]
    assert run("REV003", clean(**{"suits.direct[total]": ""}))[0] == []


@pytest.mark.parametrize(
    ("issued", "repealed", "in_force", "wrong"),
    [(12, 5, 7, False), (12, 5, 6, True), (3, 9, 0, False), (1, 0, "", False), ("", "", "", False)],
)
def test_documents_in_force(issued, repealed, in_force, wrong):
    row = "disclosure.normative_documents"
    facts = clean(**{f"{row}.issued": issued, f"{row}.repealed": repealed, f"{row}.in_force": in_force})
    hits, gaps = run("PUB010", facts)
    assert keys(hits) == ([f"{row}.in_force"] if wrong else [])
    assert bool(gaps) == (in_force == "" and issued != "")


@pytest.mark.parametrize(
    ("produced", "disclosed", "in_all", "message"),
    [(18, 16, 131, None), (0, 5, 3, "message"), (87, 0, 0, "none-disclosed"), (87, 5, 0, "message"), (0, 0, 0, None)],
)
def test_documents_disclosed_in_2019(produced, disclosed, in_all, message):
    row = "disclosure.normative_documents"
    cells = {f"{row}.produced": produced, f"{row}.disclosed": disclosed, f"{row}.disclosed_total": in_all}
    hits, _ = run("PUB011", clean("prc-2019", **cells))
    assert [hit.message for hit in hits] == ([message] if message else [])


def test_rules_of_counties_are_found_in_both_forms():
    for edition, made, standing in (("prc-2021", "issued", "in_force"), ("prc-2019", "produced", "disclosed_total")):
        facts = clean(edition, **{f"disclosure.rules.{made}": 1, f"disclosure.rules.{standing}": 4})
        assert keys(run("PUB007", facts)[0]) == [f"disclosure.rules.{made}"]
        assert keys(run("PUB008", facts)[0]) == [f"disclosure.rules.{standing}"]
        assert len(run("PUB009", facts)[0]) == 2


@pytest.mark.parametrize(
    ("rule", "cells", "at"),
    [
        ("LEG001", {"annex.requests.received.fax": 2}, "annex.requests.received.total"),
        ("LEG002", {"annex.requests.closed.on_time": 2}, "annex.requests.closed.total"),
        ("LEG003", {"annex.replies.to_supplement": 1}, "annex.replies.total"),
        ("LEG004", {"annex.replies.refused.other": 1}, "annex.replies.refused.total"),
        ("LEG005", {"annex.suits.corrected": 1}, "annex.suits.total"),
        ("LEG006", {"annex.staff.full_time": 3}, "annex.staff.total"),
        ("LEG006", {"annex.normative_documents.disclosed": 3}, "annex.normative_documents.disclosed"),
        (
            "LEG006",
            {"annex.responses.press_conferences_by_head": 1},
            "annex.responses.press_conferences_by_head",
        ),
    ],
)
def test_sums_of_the_annex(rule, cells, at):
    hits, gaps = run(rule, clean("prc-2007", **cells))
    assert keys(hits) == [at]
    assert gaps == []


def test_reasons_for_refusal_are_no_replies_of_their_own():
    cells = {"annex.replies.refused.privacy": 2, "annex.replies.refused.total": 2, "annex.replies.total": 2}
    facts = clean("prc-2007", **cells)
    assert run("LEG003", facts)[0] == []
    assert run("LEG004", facts)[0] == []


# Cells


def test_unfilled_cells_are_one_finding_a_row():
    facts = with_cells(
        clean(), {"requests.disclosed[research]": "", "requests.disclosed[legal_service]": "-", "review[other]": "若干"}
    )
    hits, _ = run("REQ006", facts)
    assert keys(hits) == ["requests.disclosed[research]", "review[other]"]
    assert hits[0].values["cells"].zh == "科研机构、法律服务机构（“-”）"
    assert [hit.message for hit in hits] == ["message", "text"]


def test_a_blank_total_is_left_to_its_own_rule():
    facts = with_cells(clean(), {"requests.disclosed[research]": "", "requests.disclosed[total]": ""})
    hits, _ = run("REQ006", facts)
    assert keys(hits) == ["requests.disclosed[research]", "requests.disclosed[total]"]
    covered = {key for hit in run("REQ008", facts)[0] for key in hit.keys}
    assert covered == {"requests.disclosed[total]"}


@pytest.mark.parametrize(("text", "message"), [("-5", "negative"), ("0.5", "fraction"), ("7", None), ("7.0", None)])
def test_counts(text, message):
    facts = clean(**{"disclosure.penalties.decisions": text, "review[other]": text})
    for rule in ("PUB006", "REQ007"):
        assert [hit.message for hit in run(rule, facts)[0]] == ([message] if message else [])


def test_changes_may_be_negative_and_money_fractional():
    cells = {"disclosure.licensing.change": "-8", "disclosure.procurement.amount": "12.5"}
    assert run("PUB006", clean("prc-2019", **cells)) == ([], [])
    assert run("PUB006", clean(**{"disclosure.charges.amount": "3186.57"})) == ([], [])


@pytest.mark.parametrize(
    ("edition", "key", "text", "message"),
    [
        ("prc-2021", "disclosure.charges.amount", "8040元", "unit"),
        ("prc-2021", "disclosure.charges.amount", "3.5万元", None),
        ("prc-2021", "disclosure.charges.amount", "", "message"),
        ("prc-2021", "disclosure.licensing.decisions", "若干", "text"),
        ("prc-2019", "disclosure.procurement.amount", "251000元", None),
        ("prc-2019", "disclosure.procurement.amount", "见附件", "text"),
    ],
)
def test_cells_of_section_two(edition, key, text, message):
    hits, _ = run("PUB005", clean(edition, **{key: text}))
    assert [(hit.figure, hit.message) for hit in hits] == ([(key, message)] if message else [])


def test_blanks_of_a_table_that_was_not_read_whole_are_not_told():
    facts = with_cells(clean(), {"requests.disclosed[research]": "", "requests.disclosed[total]": ""})
    facts.states["requests"] = "partly"
    for rule in ("REQ006", "REQ008"):
        hits, gaps = run(rule, facts)
        assert hits == []
        assert [gap.reason.zh for gap in gaps] == ["表格粘连"]


# Shape


def deviation(kind: str, name: str, zh: str = "某行", text: str = "") -> Deviation:
    return Deviation(kind, Label(zh, "a row"), text, (5, 6), [], name)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("rule", "table", "kind", "name"),
    [
        ("PUB001", "disclosure", "missing-block", "article_20_8"),
        ("PUB003", "disclosure", "foreign-label", "article_20_1"),
        ("PUB004", "disclosure", "renamed-column", "decisions"),
        ("PUB004", "disclosure", "missing-row", "licensing"),
        ("PUB016", "disclosure", "added-row", ""),
        ("REQ004", "requests", "missing-row", "not_processed.repeat"),
        ("REQ004", "requests", "missing-column", "research"),
        ("REQ005", "requests", "missing-row", "other"),
        ("REQ005", "requests", "missing-row", "other.unpaid"),
    ],
)
def test_a_departure_is_told_by_one_rule(rule, table, kind, name):
    facts = clean()
    facts.deviations[table] = [deviation(kind, name)]
    for other in ("PUB001", "PUB003", "PUB004", "PUB016", "REQ004", "REQ005"):
        hits, _ = run(other, facts)
        told = "one-row" if name == "other" else kind
        assert [hit.message for hit in hits] == ([told] if other == rule else [])
    facts.states[table] = "partly"
    hits, gaps = run(rule, facts)
    # Another edition's labels are seen whether or not the figures under them can be read.
    assert (len(hits), len(gaps)) == ((1, 0) if rule == "PUB003" else (0, 1))


def test_in_2019_the_row_of_other_handling_is_a_row_like_any_other():
    facts = clean("prc-2019")
    facts.deviations["requests"] = [deviation("missing-row", "other")]
    assert len(run("REQ004", facts)[0]) == 1


def test_sub_rows_of_other_handling_are_one_finding():
    facts = clean()
    facts.deviations["requests"] = [deviation("missing-row", f"other.{name}", name) for name in ("unpaid", "other")]
    (hit,) = run("REQ005", facts)[0]
    assert hit.values["labels"].zh == "“unpaid”“other”"


def test_a_table_that_is_not_there_lacks_its_blocks_and_cells_but_no_rows():
    facts = clean()
    facts.states = {"disclosure": "absent", "requests": "absent", "review": "absent"}
    for rule, section in (("PUB001", 2), ("REQ004", 3), ("REV002", 4)):
        (hit,) = run(rule, facts)[0]
        assert (hit.message, hit.section) == ("missing-table", section)
    for rule in ("PUB003", "PUB004", "PUB005", "PUB010", "PUB016", "REQ001", "REQ005", "REQ006", "REQ008", "REV001"):
        hits, gaps = run(rule, facts)
        assert hits == [], rule
        assert gaps, rule
        assert all("没有" in gap.reason.zh for gap in gaps)


def test_missing_cells_of_table_four_touch_their_part_only():
    facts = clean(**{"review[upheld]": 3})
    facts.missing = frozenset(("suits.direct[other]", "suits.direct[total]"))
    (hit,) = run("REV002", facts)[0]
    assert hit.values["count"] == 2
    assert set(hit.keys) == {f"suits.direct[{name}]" for name in ("upheld", "corrected", "other", "pending", "total")}
    hits, gaps = run("REV001", facts)
    assert keys(hits) == ["review[total]"]
    assert len(gaps) == 1


def test_the_annex_is_missed_only_where_there_is_none():
    facts = clean("prc-2007")
    for state, count in (("read", 0), ("partly", 0), ("unreadable", 0), ("absent", 1)):
        facts.states["annex"] = state
        hits, gaps = run("LEG007", facts)
        assert (len(hits), gaps) == (count, [])


# Whole drafts


def model(edition: str = "prc-2021") -> str:
    return model_text(load_ruleset(edition))


def outcomes_without_table(text: str, heading: str) -> dict[str, str]:
    before, after = text.split(heading, 1)
    words = "本年度主动公开的各类信息均已在网站发布。"
    rest = after.split("</table>", 1)[1]
    return check_text(f"{before}{heading}\n\n{words}\n{rest}", "draft.md", Settings()).outcomes


def test_a_section_without_its_table_is_told_once():
    outcomes = outcomes_without_table(model(), "## 二、主动公开政府信息情况")
    assert outcomes["SEC011"] == "fail"
    assert {rule for rule, outcome in outcomes.items() if outcome == "fail" and rule[:3] in ("PUB", "REQ")} == set()
    assert outcomes["PUB001"] == "suppressed"
    assert outcomes["PUB010"] == "not-assessed"


def test_the_form_of_another_year_is_told_once():
    old = model("prc-2019").split("## 二、主动公开政府信息情况", 1)[1].split("</table>", 1)[0]
    before, after = model().split("## 二、主动公开政府信息情况", 1)
    text = f"{before}## 二、主动公开政府信息情况{old}</table>{after.split('</table>', 1)[1]}"
    result = check_text(text, "draft.md", Settings())
    assert {finding.rule for finding in result.findings if finding.rule.startswith("PUB")} == {"PUB003"}


@pytest.mark.parametrize("where", ["first", "middle", "last"])
def test_an_open_total_silences_the_blank_cell(where):
    row = {"first": "received", "middle": "not_processed.repeat", "last": "carried_out"}[where]
    ruleset = load_ruleset("prc-2021")
    text = apply_edits(model(), [{"set": f"requests.{row}[total]", "to": ""}], ruleset)
    told = {finding.rule for finding in check_text(text, "draft.md", Settings()).findings}
    assert "REQ008" in told
    assert "REQ006" not in told
    alone = check_text(text, "draft.md", Settings(ignore=["REQ008"]))
    assert [finding.figure for finding in alone.findings if finding.rule == "REQ006"] == [f"requests.{row}[total]"]


def test_rules_of_a_county_are_at_most_an_info_while_it_is_not_known_what_the_figures_take_in():
    edits = [{"set": "disclosure.rules.issued", "to": "1"}, {"set": "disclosure.rules.in_force", "to": "1"}]
    text = apply_edits(model(), edits, load_ruleset("prc-2021"))
    for aggregate, severity in ((None, "info"), (False, "error")):
        result = check_text(text, "draft.md", Settings(body_type="county", aggregate=aggregate))
        assert [finding.severity for finding in result.findings if finding.rule == "PUB007"] == [severity]
    result = check_text(text, "draft.md", Settings(body_type="county", aggregate=True))
    assert result.outcomes["PUB007"] == result.outcomes["PUB008"] == "not-applicable"


REPORTS = [
    "03-suqian-2023.md",
    "04-suqian-2024.md",
    "05-hongze-2023.md",
    "06-hongze-2024.md",
    "10-jinhu-2023.md",
    "11-pingtan-2021.txt",
    "15-pingtan-2019.txt",
    "16-pingtan-2020.txt",
    "17-pingtan-2018.txt",
    "18-pingtan-tax-2013.txt",
    "19-shanghai-office-2019.html",
    "20-shuyang-2025.md",
    "liushadong-2018.txt",
]


@pytest.mark.parametrize("name", REPORTS)
def test_published_reports(cases, name):
    labels = yaml.safe_load((cases / "labels" / f"{name.rpartition('.')[0]}.yaml").read_text("utf-8"))
    told = {finding.rule for finding in check_text((cases / name).read_bytes(), name, Settings()).findings}
    told &= set(TABLE_RULES)
    wanted = {entry["rule"] for entry in labels["must"]} & set(TABLE_RULES)
    assert wanted - told == set()
    assert {rule for rule in told for entry in labels["must_not"] if rule.startswith(entry["rule"])} == set()


# The grammar


@pytest.mark.parametrize(
    "text", ["", "a", "a =", "a = b = c", "sum(a = b", "each(a) + b <= c", "each(a) <= each(b)", "a $ b", "sum() = 1"]
)
def test_equations_that_are_none(text):
    with pytest.raises(EquationError):
        parse(text)


def test_an_equation_is_read_into_its_parts():
    equation = parse("sum(requests.results) - 3 >= [total] + a.b[c]")
    assert equation.relation == ">="
    assert [(operand.sign, operand.kind, operand.name) for operand in equation.operands()] == [
        (1, "set", "requests.results"),
        (-1, "number", "3"),
        (1, "name", "[total]"),
        (1, "name", "a.b[c]"),
    ]
