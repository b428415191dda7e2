"""How claims are read and compared beyond single sentences: tables not read, blanks, scope, last year, layout."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from disclosurelint.document import Paragraph, Text
from disclosurelint.engine import check_text, read_facts, read_facts_text
from disclosurelint.extracts import report_object
from disclosurelint.facts.claims import Claim, read_claims, read_prose
from disclosurelint.outcomes import ReportResult
from disclosurelint.readers import read
from disclosurelint.settings import Settings
from tests.claims.reports import report

OURS = ("TXT", "PUB014", "PUB015", "REQ010", "OTH003")


def check(text: str, **settings: object) -> ReportResult:
    return check_text(text, "report.md", Settings(**settings))


def rules(result: ReportResult) -> list[str]:
    return [finding.rule for finding in result.findings if finding.rule.startswith(OURS)]


def claims(sentence: str, name: str = "busy") -> list[Claim]:
    return read_claims(read_facts_text(report(name, sentence), "report.md", Settings()))


def without_table(text: str, label: str) -> str:
    return "\n".join(line for line in text.splitlines() if label not in line)


def test_a_claim_says_what_it_was_taken_to_mean() -> None:
    (claim,) = claims("全年办结申请一千一百三十三件。")
    assert (claim.quantity, claim.value, claim.unit, claim.scope, claim.period) == (
        "handled",
        1133,
        "件",
        "whole",
        "report",
    )
    assert claim.figures[0] == ("requests.handled_total[total]",)


def test_a_part_and_an_earlier_year_are_told_apart() -> None:
    part, earlier = claims("收到申请1144件，其中予以公开429件。2023年收到政府信息公开申请1041件。")[1:]
    assert (part.scope, earlier.period) == ("part", "previous")


def test_an_office_makes_the_rest_of_its_sentence_another_scope() -> None:
    found = claims("县教育局收到申请36件，办结35件。全县办结1133件。")
    assert [(claim.value, claim.scope) for claim in found] == [(35, "other"), (1133, "whole")]


def test_the_finding_names_figure_cell_and_what_was_tried() -> None:
    result = check(report("busy", "全年收到政府信息公开申请1414件。"))
    (finding,) = [finding for finding in result.findings if finding.rule == "TXT001"]
    assert (finding.expected, finding.actual) == ("1174", "1414")
    assert {place.figure for place in finding.related} == {"requests.received[total]", "requests.carried_in[total]"}
    assert any("1144" in note and "1174" in note for note in finding.notes)


def test_a_slip_is_given_with_the_words_as_they_should_be() -> None:
    result = check(report("busy", "全年予以公开492件。"))
    (finding,) = [finding for finding in result.findings if finding.rule == "TXT004"]
    assert finding.suggestion == "如系笔误，改为“全年予以公开429件”"


def test_a_missing_row_leaves_only_the_claims_that_need_it_unassessed() -> None:
    text = without_table(report("busy", "全年收到申请1999件，予以公开429件。"), "本年新收")
    result = check(text)
    assert result.outcomes["TXT001"] == "not-assessed"
    assert result.outcomes["TXT004"] == "pass"


def test_a_table_that_is_not_there_matters_only_to_claims_on_it() -> None:
    text = report("busy", "全年收到政府信息公开申请1999件。")
    start, end = text.index("| （本列数据"), text.index("## 四、")
    result = check(text[:start] + text[end:])
    assert result.outcomes["TXT001"] == "not-assessed"
    assert result.outcomes["TXT003"] == "pass"
    assert result.outcomes["TXT005"] == "pass"


def test_a_blank_total_is_the_sum_of_its_parts() -> None:
    text = report("busy", "予以公开429件。").replace(
        "| 402 | 18 | 0 | 1 | 7 | 1 | 429 |", "| 402 | 18 | | 1 | 7 | 1 | |"
    )
    assert "TXT004" not in rules(check(text))
    wrong = text.replace("予以公开429件", "予以公开402件")
    assert "TXT004" in rules(check(wrong))


def test_either_number_will_do_where_the_table_contradicts_itself() -> None:
    text = report("busy", "予以公开429件，部分公开103件。").replace("| 7 | 1 | 429 |", "| 7 | 1 | 492 |")
    assert "TXT004" not in rules(check(text))


def test_the_office_alone_is_another_scope_where_the_report_gathers_lower_levels() -> None:
    text = report("busy", "本机关收到政府信息公开申请87件。")
    assert "TXT001" in rules(check(text))
    assert "TXT001" not in rules(check(text, aggregate=True))


@pytest.mark.parametrize(("said", "found"), [("9.9%", False), ("19.9%", True)])
def test_growth_is_worked_out_from_last_years_report(said: str, found: bool) -> None:
    text = report("busy", f"全年收到申请1144件，同比增长{said}。")
    before = report("busy").replace("2024年", "2023年").replace("| 4 | 1144 |", "| 0 | 1041 |")
    before = before.replace("| 1052 | 64 |", "| 953 | 64 |")
    result = check(text, previous_text=before)
    assert ("TXT014" in rules(result)) is found
    assert check(text).outcomes["TXT014"] == "not-assessed"


@pytest.mark.parametrize("cut", range(2, 24, 3))
def test_hard_wrapped_lines_are_read_as_one(cut: int) -> None:
    sentence = "全年共收到政府信息公开申请1154件，办结1133件。"
    text = report("busy", sentence[:cut] + "\n" + sentence[cut:])
    assert rules(check(text)) == ["TXT001"]


@pytest.mark.parametrize(
    "sentence",
    [
        "全年共收到政府信息公开申请**1154**件。",
        "全年 共收到 政府信息公开申请 1154 件。",
        "全年共收到政府信息公开申请１１５４件。",
        "全年共收到政府信息公开申请⼀千一百五十四件。",
        "全年共收到政府信息公开申请1，154件。",
    ],
)
def test_dress_makes_no_difference(sentence: str) -> None:
    assert rules(check(report("busy", sentence))) == ["TXT001"]


def test_claims_can_be_extracted() -> None:
    read = read_facts_text(report("busy", "收到申请1144件，未制定规章。"), "report.md", Settings())
    told = report_object(read)["claims"]
    assert [claim["value"] for claim in told] == [1144, 0]
    assert told[0]["figures"][0] == ["requests.received[total]"]
    assert told[0]["location"]["line"] > 0


def test_reports_before_the_forms_have_claims_without_figures() -> None:
    text = "# 云麓县2017年政府信息公开工作年度报告\n\n## 一、概述\n\n全年收到政府信息公开申请27件。\n"
    (claim,) = read_claims(read_facts_text(text, "report.md", Settings()))
    assert (claim.quantity, claim.value, claim.figures) == ("received", 27, ())


@pytest.mark.parametrize(
    "phrase", ["收到申请3件", "其中自然人3件、", "(", "占3%", "未收到", "分别为3件、", "较上年3件增长3%,", "9", "《"]
)
def test_junk_is_read_to_its_end(phrase: str) -> None:
    read = read_facts_text(report("small"), "report.md", Settings())
    body = phrase * 5000
    read.sections[0].paragraphs.append(Paragraph(Text.of(body, 0, len(body))))
    read_prose(read)


PUBLISHED = (
    "03-suqian-2023",
    "04-suqian-2024",
    "06-hongze-2024",
    "10-jinhu-2023",
    "15-pingtan-2019",
    "16-pingtan-2020",
)
MORE = ("18-pingtan-tax-2013", "19-shanghai-office-2019", "20-shuyang-2025", "liushadong-2018", "05-hongze-2023")


@pytest.mark.parametrize("name", PUBLISHED + MORE)
def test_published_reports(cases: Path, name: str) -> None:
    labels = yaml.safe_load((cases / "labels" / f"{name}.yaml").read_text("utf-8"))
    document = read(cases / labels["path"])
    result = check(document.source, year=labels["year"]) if document.format == "markdown" else _result(document.path)
    found = {(finding.rule, finding.place.line) for finding in result.findings if finding.rule.startswith(OURS)}
    for wanted in labels["must"] or []:
        if wanted["rule"].startswith(OURS):
            assert wanted["rule"] in {rule for rule, _ in found}
    forbidden = tuple(entry["rule"] for entry in labels["must_not"])
    assert not [rule for rule, _ in found if rule.startswith(forbidden)]


def _result(path: str) -> ReportResult:
    from disclosurelint.engine import check_document

    return check_document(read(Path(path)), Settings())


def test_a_document_without_rules_has_no_claims() -> None:
    facts = read_facts(read_document("收到申请3件。"), Settings(), any_document=True)
    assert read_claims(facts) == []


def read_document(text: str):
    from disclosurelint.readers import read_bytes

    return read_bytes(text.encode(), "note.md")
