"""Dates and the statistics period, in every form that reports write them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from disclosurelint.facts.dates import find_dates, read_date
from disclosurelint.facts.identity import identify
from disclosurelint.readers import read_bytes
from disclosurelint.report import Given, Period
from disclosurelint.rules.loading import catalogue

DIGITS = "〇一二三四五六七八九"


def chinese_year(year: int, zero: str = "〇") -> str:
    return "".join(DIGITS[int(digit)] for digit in str(year)).replace("〇", zero)


def chinese(number: int) -> str:
    tens, ones = divmod(number, 10)
    return ("" if tens == 0 else "十" if tens == 1 else DIGITS[tens] + "十") + (DIGITS[ones] if ones else "")


days = st.dates(min_value=date(1990, 1, 1), max_value=date(2099, 12, 31))


@given(days, st.sampled_from("日号"), st.sampled_from(["", " ", "\n", "  "]))
def test_plain_dates_round_trip(day: date, mark: str, space: str) -> None:
    words = space.join([str(day.year), "年", str(day.month), "月", str(day.day), mark])
    found = read_date(words)
    assert found is not None
    assert (found.value, found.form) == (day, "plain")


@given(days)
def test_padded_dates_round_trip(day: date) -> None:
    found = read_date(day.strftime("%Y年%m月%d日"))
    assert found is not None
    assert found.value == day
    assert found.form == ("padded" if day.month < 10 or day.day < 10 else "plain")


@given(days.filter(lambda day: day.year >= 2000))
def test_short_years_round_trip(day: date) -> None:
    found = read_date(f"{day.year % 100:02}年{day.month}月{day.day}日")
    assert found is not None
    assert (found.value, found.form) == (day, "short-year")


@given(days, st.sampled_from("〇零"), st.booleans())
def test_chinese_dates_round_trip(day: date, zero: str, first: bool) -> None:
    month = "元" if first and day.month == 1 else chinese(day.month)
    found = read_date(f"{chinese_year(day.year, zero)}年{month}月{chinese(day.day)}日")
    assert found is not None
    assert (found.value, found.form) == (day, "chinese")


@given(days, st.integers(0, 2))
def test_mixed_dates_round_trip(day: date, arabic: int) -> None:
    parts = [chinese_year(day.year), chinese(day.month), chinese(day.day)]
    parts[arabic] = str((day.year, day.month, day.day)[arabic])
    found = read_date("{}年{}月{}日".format(*parts))
    assert found is not None
    assert (found.value, found.form) == (day, "mixed")


@given(days, st.sampled_from("-/."), st.booleans())
def test_dashed_dates_round_trip(day: date, mark: str, padded: bool) -> None:
    words = day.strftime(f"%Y{mark}%m{mark}%d") if padded else f"{day.year}{mark}{day.month}{mark}{day.day}"
    found = read_date(words)
    assert found is not None
    assert (found.value, found.form) == (day, "dashed")


@given(days)
def test_eight_digits_alone_are_a_date(day: date) -> None:
    found = read_date(day.strftime("%Y%m%d"))
    assert found is not None
    assert found.value == day


@pytest.mark.parametrize(
    "words",
    [
        "2019329",
        "2023年2月30日",
        "2023年13月1日",
        "20201月1日",
        "202020年12月31日",
        "2019年329日",
        "2024年1月",
        "年月日",
        "年  月  日",
        "2023-02-30",
        "20230230",
    ],
)
def test_dates_that_no_calendar_has_are_broken(words: str) -> None:
    found = read_date(words)
    assert found is not None
    assert (found.value, found.form) == (None, "broken")


@pytest.mark.parametrize("words", ["", "总计", "12", "2023年度", "640020470", "3.14", "1月份共3件", "13812345678"])
def test_what_is_no_date_is_none(words: str) -> None:
    assert read_date(words) is None


def test_dates_inside_text_keep_their_place() -> None:
    text = "云岭县民政局 2024年1月9日（2024-01-10 发布）"
    first, second = find_dates(text)
    assert text[first.start : first.end] == "2024年1月9日"
    assert text[second.start : second.end] == "2024-01-10"


def test_numbers_of_things_are_no_days() -> None:
    assert [found.value for found in find_dates("2023年1月3件申请")] == [None]


def period(words: str) -> Period | None:
    text = f"云岭县2023年政府信息公开工作年度报告\n\n{words}\n\n一、总体情况\n\n2023年3月1日至5月6日开展了培训。\n"
    return identify(read_bytes(text.encode(), "a.txt"), Given(), catalogue().words).period


@pytest.mark.parametrize(
    "words",
    [
        "所列数据的统计期限自2023年1月1日起至2023年12月31日止。",
        "所列数据的统计期限自2023年1月1日起至12月31日止。",
        "统计时限：2023年1月1日—2023年12月31日。",
        "数据统计周期从2023年1月1日到12月31日。",
        "所列数据统计期限自 2023 年 1 月 1 日\n起至 2023 年 12 月\n31 日止。",
        "统计期限为2023年01月01日至2023年12月31号。",
        "统计期限从二〇二三年一月一日至二〇二三年十二月三十一日。",
        "统计期限为2023.1.1-2023.12.31。",
        "统计期限为2023年1-12月。",
        "统计期限为2023年度。",
        "2023年1月1日至2023年12月31日为本报告数据的统计期限。",
        "本报告涵盖2023年1月1日至12月31日的工作。",
    ],
)
def test_the_period_is_read_in_its_many_wordings(words: str) -> None:
    found = period(words)
    assert found is not None
    assert (found.start, found.end, found.year) == (date(2023, 1, 1), date(2023, 12, 31), 2023)


def test_a_period_that_is_no_whole_year_is_read_as_it_stands() -> None:
    found = period("统计期限自2023年1月1日起至2023年11月30日止。")
    assert found is not None
    assert found.end == date(2023, 11, 30)


def test_a_period_of_another_year_is_read_as_it_stands() -> None:
    found = period("统计期限自2022年1月1日起至2022年12月31日止。")
    assert found is not None
    assert found.year == 2022


@pytest.mark.parametrize("words", ["统计期限自20201月1日至202020年12月31日止。", "统计期限自2020年月日至1231日止。"])
def test_a_damaged_period_keeps_its_text_without_dates(words: str) -> None:
    found = period(words)
    assert found is not None
    assert (found.start, found.end) == (None, None)
    assert found.text.value in words


def test_a_damaged_end_leaves_the_beginning() -> None:
    found = period("统计期限自2020年1月1日起至202020年12月31日止。")
    assert found is not None
    assert (found.start, found.end, found.year) == (date(2020, 1, 1), None, 2020)


def test_days_elsewhere_are_no_period() -> None:
    assert period("根据有关规定编制本报告。") is None
