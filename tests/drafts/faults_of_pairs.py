"""Faults between a report and last year's: what was handed over, what was copied."""

from __future__ import annotations

from random import Random
from typing import Any

from tests.drafts.defects import NEW, Spot, defect
from tests.drafts.draft import Draft
from tests.drafts.forms import APPLICANTS
from tests.drafts.layouts import render
from tests.drafts.pairs import previous_of

FORM_2021 = ("prc-2021",)


def _text(before: Draft) -> dict[str, Any]:
    return {"previous_text": render(before, "markdown-html").text}


def _clean_before(draft: Draft) -> dict[str, Any]:
    return _text(draft.previous or previous_of(draft))


def _carried(column: str) -> Spot:
    return Spot(figures=(f"requests.carried_in[{column}]",))


def _has_form_before(draft: Draft) -> bool:
    return draft.year > 2019


@defect("YOY001", NEW, _clean_before)
def carry_over_differs(draft: Draft, rng: Random) -> Spot | None:
    if not _has_form_before(draft):
        return None
    before = draft.previous = previous_of(draft)
    for column in ("natural_person", "total"):
        for row in ("carried_out", "received"):
            key = f"requests.{row}[{column}]"
            before.figures[key] = str(int(before.figures[key]) + 3)
    return _carried("total")


@defect("YOY002", NEW, _clean_before)
def carry_over_of_column_differs(draft: Draft, rng: Random) -> Spot | None:
    if not _has_form_before(draft):
        return None
    before = draft.previous = previous_of(draft)
    source = next((c for c in APPLICANTS[:-1] if before.figures[f"requests.carried_out[{c}]"] != "0"), None)
    if source is None:
        return None
    target = "research" if source != "research" else "business"
    for row in ("carried_out", "received"):
        for column, by in ((source, -1), (target, 1)):
            key = f"requests.{row}[{column}]"
            before.figures[key] = str(int(before.figures[key]) + by)
    if int(before.figures[f"requests.received[{source}]"]) < 0:
        return None
    return Spot(figures=(f"requests.carried_in[{source}]", f"requests.carried_in[{target}]"))


@defect("YOY003", FORM_2021, _clean_before)
def stock_does_not_follow(draft: Draft, rng: Random) -> Spot | None:
    if draft.year < 2022 or draft.size == "zero":
        return None
    before = draft.previous = previous_of(draft)
    key = "disclosure.normative_documents.in_force"
    before.figures[key] = str(int(before.figures[key]) + 12)
    return Spot(figures=(key,))


@defect("YOY004", ("prc-2019",), _clean_before)
def items_do_not_follow(draft: Draft, rng: Random) -> Spot | None:
    if draft.year != 2020 or draft.size == "zero":
        return None
    before = draft.previous = previous_of(draft)
    key = "disclosure.penalties.items_last_year"
    before.figures[key] = str(int(before.figures[key]) + 5)
    return Spot(figures=(key,))


@defect("YOY005", NEW, _clean_before)
def overview_copied(draft: Draft, rng: Random) -> Spot | None:
    if not _has_form_before(draft):
        return None
    before = draft.previous = previous_of(draft)
    before.part(1).paragraphs = [
        text.replace(str(draft.year), str(draft.year - 1)) for text in draft.part(1).paragraphs
    ]
    return Spot(section=1)


@defect("YOY006", NEW, _clean_before)
def problems_copied(draft: Draft, rng: Random) -> Spot | None:
    if not _has_form_before(draft):
        return None
    before = draft.previous = previous_of(draft)
    before.part(5).paragraphs = [
        text.replace(str(draft.year), str(draft.year - 1)).replace(str(draft.year + 1), str(draft.year))
        for text in draft.part(5).paragraphs
    ]
    return Spot(section=5)


@defect("YOY007", NEW, _clean_before)
def table_copied(draft: Draft, rng: Random) -> Spot | None:
    if draft.year in (2019, 2021) or draft.size == "zero":
        return None
    before = draft.previous = previous_of(draft)
    for key, value in draft.figures.items():
        if key.startswith("requests."):
            before.figures[key] = value
    return Spot(section=3)
