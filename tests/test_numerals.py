"""Numbers in every form that reports write them in."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from disclosurelint.characters import normalise
from disclosurelint.facts.numerals import Numeral, numerals, read_chinese, write_chinese


@given(st.integers(0, 10**8))
def test_chinese_numerals_come_back(value: int) -> None:
    assert read_chinese(write_chinese(value)) == value


@given(st.integers(0, 10**12 - 1))
def test_large_chinese_numerals_come_back(value: int) -> None:
    assert read_chinese(write_chinese(value)) == value


@given(st.integers(0, 10**9))
def test_arabic_numbers_come_back_in_every_dress(value: int) -> None:
    full_width = str(value).translate({ord("0") + digit: chr(ord("０") + digit) for digit in range(10)})
    for text in (str(value), f"{value:,}", f"{value:,}".replace(",", "，"), full_width):
        (found,) = numerals(normalise(f"共{text}件"))
        assert (found.value, found.kind, found.vague) == (value, "count", False)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("一百七十", 170),
        ("三千零五", 3005),
        ("十五", 15),
        ("两", 2),
        ("〇", 0),
        ("二百五", 250),
        ("两万三", 23000),
        ("二〇二四", 2024),
        ("1.2万", 12000),
        ("3亿", 300_000_000),
    ],
)
def test_counts(text: str, value: int) -> None:
    (found,) = numerals(text)
    assert (found.value, found.kind, found.vague) == (value, "count", False)


@pytest.mark.parametrize(
    ("text", "value", "kind"),
    [
        ("百分之五", 5, "percent"),
        ("百分之三十三点九", Decimal("33.9"), "percent"),
        ("百分之百", 100, "percent"),
        ("5.0%", Decimal("5.0"), "percent"),
        ("5个百分点", 5, "points"),
        ("一成", 10, "percent"),
        ("三成五", 35, "percent"),
    ],
)
def test_rates(text: str, value: object, kind: str) -> None:
    (found,) = numerals(text)
    assert (found.value, found.kind) == (value, kind)


@pytest.mark.parametrize(
    "text", ["260余", "18万余", "10余万", "约40", "近50", "超过300", "逾百份共200多", "八成以上", "30左右"]
)
def test_vague_numbers_are_known_as_such(text: str) -> None:
    assert numerals(text)[-1].vague


@pytest.mark.parametrize(("text", "low", "high"), [("3-5", 3, 5), ("三至五", 3, 5), ("10~15", 10, 15)])
def test_ranges(text: str, low: int, high: int) -> None:
    (found,) = numerals(text)
    assert (found.value, found.high) == (low, high)


@pytest.mark.parametrize("text", ["十百", "一百零", "万", "一一", "百百", "9" * 40])
def test_what_is_no_number_is_not_read(text: str) -> None:
    assert numerals(text) == []


def test_a_rounded_number_knows_its_step() -> None:
    (found,) = numerals("1.25万")
    assert found == Numeral(0, 5, 12500, places=-2)
