"""Numbers of persons: identity numbers and cards by their check digits, mobile numbers outside of the contact."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from disclosurelint.engine import check_text
from disclosurelint.facts.personal import is_card_number, is_identity_number, personal_numbers
from disclosurelint.rulebook.examples import model_text
from disclosurelint.rules.loading import load_ruleset
from disclosurelint.settings import Settings

MODEL = model_text(load_ruleset("prc-2021"))
ANCHOR = "答复前逐件会商"

IDENTITY = "119999198503061237"
CARD = "6222029999999999992"


def found(words: str, rule: str = "PRI") -> list[str]:
    text = MODEL.replace(ANCHOR, f"{words}，{ANCHOR}")
    return [finding.rule for finding in check_text(text, "draft.md", Settings(select=[rule])).findings]


@given(
    st.dates(min_value=__import__("datetime").date(1900, 1, 1), max_value=__import__("datetime").date(2024, 1, 1)),
    st.integers(0, 999),
)
def test_one_of_eleven_check_digits_is_right(born: object, order: int) -> None:
    digits = f"119999{born:%Y%m%d}{order:03}"
    assert sum(is_identity_number(digits + check) for check in "0123456789X") == 1


@given(st.integers(0, 10**12 - 1))
def test_one_of_ten_card_digits_is_right(number: int) -> None:
    digits = f"622{number:012}"
    assert sum(is_card_number(f"{digits}{check}") for check in range(10)) == 1


@pytest.mark.parametrize(
    "number",
    ["119999198502301235", "119999198513061231", "11999919850306123A", "11999919850306123", "000000000000000000"],
)
def test_what_is_no_identity_number(number: str) -> None:
    assert not is_identity_number(number)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (f"申请人身份证号{IDENTITY}", ["PRI001"]),
        (f"经办人（{IDENTITY[:6]} {IDENTITY[6:14]} {IDENTITY[14:]}）", ["PRI001"]),
        (f"编号{IDENTITY[:-1]}8", []),
        (f"身份证号{IDENTITY[:6]}********{IDENTITY[14:]}", []),
        (f"索引号AB{IDENTITY}", []),
        (f"索引号{IDENTITY}-2024", []),
        (f"退费至卡号{CARD}", ["PRI001"]),
        ("退费至银行卡6222 0299 9999 9999 992", ["PRI001"]),
        (f"流水{CARD}", []),
        (f"卡号{CARD[:-1]}3", []),
        ("申请人王某13800005678", ["PRI002"]),
        ("一位代表留言189 1234 0007", ["PRI002"]),
        ("当事人联系电话13800005678", ["PRI002"]),
        ("联系电话13800005678", []),
        ("监督热线：13800005678", []),
        ("申请人王某138****5678", []),
        ("编号138000056781", []),
        ("见http://a.cn/13800005678.html", []),
    ],
)
def test_numbers_in_prose(words: str, told: list[str]) -> None:
    assert found(words) == told


def test_what_is_shown_is_masked() -> None:
    text = MODEL.replace(ANCHOR, f"身份证号{IDENTITY}，{ANCHOR}")
    (finding,) = check_text(text, "draft.md", Settings(select=["PRI001"])).findings
    assert IDENTITY not in finding.message + str(finding.actual)
    assert finding.severity == "error"


def test_digits_of_a_row_without_borders_are_no_telephone() -> None:
    row = "一、本年新收政府信息公开申请数量15312001316"
    text = MODEL.replace("## 四、", f"{row}\n\n## 四、")
    assert check_text(text, "draft.md", Settings(select=["PRI"])).findings == []


def test_the_contact_in_the_preamble_stays() -> None:
    text = MODEL.replace("0870-5550126", "13800005678")
    assert check_text(text, "draft.md", Settings(select=["PRI"])).findings == []


@given(st.text(alphabet="0123456789 -Xx甲", max_size=60))
def test_any_text_is_read(text: str) -> None:
    for number in personal_numbers(text):
        assert 0 <= number.start < number.end <= len(text)


def test_figures_that_run_on_behind_their_heads_are_no_card() -> None:
    """The table of reviews and lawsuits, copied without the borders of its cells."""
    digits = next(f"622202114002022{check}" for check in "0123456789" if is_card_number(f"622202114002022{check}"))
    start = MODEL.index("<table>", MODEL.index("## 四、"))
    end = MODEL.index("</table>", start) + len("</table>")
    outcomes = "结果维持结果纠正其他结果尚未审结总计"
    table = f"行政复议行政诉讼{outcomes}未经复议直接起诉复议后起诉{outcomes}{outcomes}{digits}"
    text = f"{MODEL[:start]}{table}{MODEL[end:]}"
    assert check_text(text, "draft.md", Settings(select=["PRI"])).findings == []
