"""Faults in the tables: sums, blanks, rows, columns."""

from __future__ import annotations

from random import Random
from typing import Any

from tests.drafts.defects import NEW, OLD, Spot, body_type, bump, column_of, defect, filled
from tests.drafts.draft import Draft
from tests.drafts.forms import APPLICANTS, OUTCOMES, Line, leaves

FORM_2019, FORM_2021 = ("prc-2019",), ("prc-2021",)


# -- section two ---------------------------------------------------------------------------------------------------


def _drop_block(draft: Draft, rng: Random) -> Spot:
    blocks = draft.forms["disclosure"].blocks
    blocks.pop(rng.randrange(len(blocks)))
    return Spot(section=2)


@defect("PUB001", FORM_2021)
def block_left_out(draft: Draft, rng: Random) -> Spot:
    return _drop_block(draft, rng)


@defect("PUB002", FORM_2019)
def block_left_out_2019(draft: Draft, rng: Random) -> Spot:
    return _drop_block(draft, rng)


@defect("PUB004", NEW)
def row_of_disclosure_left_out(draft: Draft, rng: Random) -> Spot:
    block = rng.choice([block for block in draft.forms["disclosure"].blocks if len(block.lines) > 1])
    line = block.lines.pop(rng.randrange(len(block.lines)))
    return Spot(figures=tuple(line.keys), section=2)


@defect("PUB004", NEW)
def row_of_disclosure_renamed(draft: Draft, rng: Random) -> Spot:
    line = draft.forms["disclosure"].line_of("disclosure.penalties.decisions")
    line.label = "处罚决定"
    return Spot(figures=tuple(line.keys), section=2)


@defect("PUB005", NEW)
def cell_of_disclosure_blank(draft: Draft, rng: Random) -> Spot:
    key = rng.choice([key for key in draft.figures if key.startswith("disclosure.") and "rules" not in key])
    draft.figures[key] = rng.choice(("-", "/", "无", "—", "若干"))
    return Spot(figures=(key,))


@defect("PUB006", NEW)
def count_of_disclosure_broken(draft: Draft, rng: Random) -> Spot:
    rows = ("licensing", "penalties", "compulsory_measures")
    key = f"disclosure.{rng.choice(rows)}.decisions"
    draft.figures[key] = rng.choice(("-3", "12.5"))
    return Spot(figures=(key,))


@defect("PUB007", FORM_2021, body_type)
def county_issues_rules(draft: Draft, rng: Random) -> Spot | None:
    if draft.body.type not in ("county", "township", "subdistrict"):
        return None
    draft.figures["disclosure.rules.issued"] = "2"
    draft.figures["disclosure.rules.in_force"] = "2"
    return Spot(figures=("disclosure.rules.issued",))


@defect("PUB007", FORM_2019, body_type)
def county_makes_rules(draft: Draft, rng: Random) -> Spot | None:
    if draft.body.type not in ("county", "township", "subdistrict"):
        return None
    for name in ("produced", "disclosed", "disclosed_total"):
        draft.figures[f"disclosure.rules.{name}"] = "1"
    return Spot(figures=("disclosure.rules.produced",))


@defect("PUB008", FORM_2021, body_type)
def county_has_rules(draft: Draft, rng: Random) -> Spot | None:
    if draft.body.type not in ("county", "township", "subdistrict"):
        return None
    draft.figures["disclosure.rules.in_force"] = str(rng.randint(1, 9))
    return Spot(figures=("disclosure.rules.in_force",))


@defect("PUB009", FORM_2021, body_type)
def department_has_rules(draft: Draft, rng: Random) -> Spot | None:
    if draft.body.type != "department":
        return None
    draft.figures["disclosure.rules.in_force"] = str(rng.randint(1, 9))
    return Spot(figures=("disclosure.rules.in_force", "disclosure.rules.issued"))


@defect("PUB010", FORM_2021)
def stock_below_issue(draft: Draft, rng: Random) -> Spot:
    for name, value in (("issued", "11"), ("repealed", "2"), ("in_force", "4")):
        draft.figures[f"disclosure.normative_documents.{name}"] = value
    return Spot(figures=tuple(f"disclosure.normative_documents.{name}" for name in ("in_force", "issued", "repealed")))


@defect("PUB011", FORM_2019)
def fewer_open_than_opened(draft: Draft, rng: Random) -> Spot:
    produced, disclosed, total = rng.choice((("12", "12", "7"), ("87", "0", "0")))
    for name, value in (("produced", produced), ("disclosed", disclosed), ("disclosed_total", total)):
        draft.figures[f"disclosure.normative_documents.{name}"] = value
    return Spot(
        figures=tuple(f"disclosure.normative_documents.{name}" for name in ("disclosed_total", "disclosed", "produced"))
    )


@defect("PUB006", NEW)
def amount_below_nothing(draft: Draft, rng: Random) -> Spot:
    key = "disclosure.charges.amount" if draft.edition == "prc-2021" else "disclosure.procurement.amount"
    draft.figures[key] = "-12.50"
    return Spot(figures=(key,))


@defect("PUB008", FORM_2021, body_type)
def county_repeals_rules(draft: Draft, rng: Random) -> Spot | None:
    if draft.body.type not in ("county", "township", "subdistrict"):
        return None
    draft.figures["disclosure.rules.repealed"] = "2"
    return Spot(figures=("disclosure.rules.repealed",))


@defect("PUB017", FORM_2019)
def more_items_gone(draft: Draft, rng: Random) -> Spot:
    row = rng.choice(("licensing", "other_services", "penalties", "compulsory_measures", "charges"))
    last = int(draft.figures[f"disclosure.{row}.items_last_year"])
    draft.figures[f"disclosure.{row}.change"] = str(-last - rng.randint(1, 9))
    return Spot(figures=(f"disclosure.{row}.items_last_year", f"disclosure.{row}.change"))


@defect("PUB018", FORM_2019)
def items_without_amount(draft: Draft, rng: Random) -> Spot:
    items, amount = rng.choice((("12", "0"), ("0", "835.20")))
    draft.figures["disclosure.procurement.items"] = items
    draft.figures["disclosure.procurement.amount"] = amount
    return Spot(figures=("disclosure.procurement.items", "disclosure.procurement.amount"))


@defect("PUB016", NEW)
def row_added(draft: Draft, rng: Random) -> Spot:
    block = draft.forms["disclosure"].blocks[0]
    block.lines.append(Line("其他主动公开文件", ["=5", "=0", "=31"]))
    return Spot(words=("其他主动公开文件",))


# -- section three -------------------------------------------------------------------------------------------------


def _busiest(draft: Draft) -> str:
    return max(APPLICANTS[:-1], key=lambda name: int(draft.figures[f"requests.handled_total[{name}]"]))


@defect("REQ001", NEW)
def carry_over_forgotten(draft: Draft, rng: Random) -> Spot:
    column = _busiest(draft)
    row = rng.choice(("carried_out", "carried_in", "received"))
    for name in (column, "total"):
        bump(draft, f"requests.{row}[{name}]", rng.randint(1, 1))
    return Spot(
        figures=tuple(
            f"requests.{name}[{column}]" for name in ("handled_total", "received", "carried_in", "carried_out")
        )
    )


@defect("REQ002", NEW)
def total_of_results_wrong(draft: Draft, rng: Random) -> Spot:
    column = _busiest(draft)
    bump(draft, f"requests.handled_total[{column}]", rng.choice((1, 9, 10)))
    return Spot(figures=(f"requests.handled_total[{column}]",))


@defect("REQ002", NEW)
def result_counted_twice(draft: Draft, rng: Random) -> Spot:
    column, row = _busiest(draft), rng.choice(leaves(draft.edition))
    for name in (column, "total"):
        bump(draft, f"requests.{row}[{name}]", 2)
    return Spot(figures=(f"requests.handled_total[{column}]", f"requests.{row}[{column}]"))


@defect("REQ003", NEW)
def row_total_wrong(draft: Draft, rng: Random) -> Spot | None:
    rows = filled(draft, "requests.", "total")
    if not rows:
        return None
    key = rng.choice(rows)
    text = draft.figures[key]
    # Two digits swapped, where that gives another number; else one more.
    draft.figures[key] = text[::-1] if len(text) == 2 and text[::-1] != text and text[1] != "0" else str(int(text) + 1)
    return Spot(figures=(key,))


@defect("REQ004", NEW)
def row_of_requests_left_out(draft: Draft, rng: Random) -> Spot:
    block = draft.forms["requests"].blocks[0]
    # The three rows of （六） have a rule of their own.
    line = rng.choice([line for line in block.lines if line.groups[1:] and line.groups[1] != "（六）其他处理"])
    block.lines.remove(line)
    return Spot(figures=tuple(line.keys), section=3)


@defect("REQ004", NEW)
def row_of_requests_renamed(draft: Draft, rng: Random) -> Spot:
    line = draft.forms["requests"].line_of("requests.not_processed.repeat[total]")
    line.label = "2.同一申请人再次来信"
    return Spot(figures=tuple(line.keys), words=(line.label,), section=3)


@defect("REQ004", NEW)
def column_left_out(draft: Draft, rng: Random) -> Spot:
    block = draft.forms["requests"].blocks[0]
    at = rng.randrange(2, 5)
    name = column_of(block.lines[0].keys[at])
    del block.columns[at]
    gone = []
    for line in block.lines:
        gone.append(line.keys.pop(at))
        moved = int(draft.figures[gone[-1]])
        bump(draft, f"{gone[-1].split('[')[0]}[other_organization]", moved)
    return Spot(figures=tuple(key for key in gone if key.endswith(f"[{name}]")), section=3)


@defect("REQ005", FORM_2021)
def other_handling_in_one_row(draft: Draft, rng: Random) -> Spot:
    block = draft.forms["requests"].blocks[0]
    rows = [line for line in block.lines if line.groups[-1:] == ("（六）其他处理",)]
    at = block.lines.index(rows[0])
    keys = []
    for column in APPLICANTS:
        key = f"requests.other[{column}]"
        draft.figures[key] = str(sum(int(draft.figures[line.keys[APPLICANTS.index(column)]]) for line in rows))
        keys.append(key)
    block.lines[at : at + 3] = [Line("（六）其他处理", keys, rows[0].groups[:1])]
    return Spot(words=("（六）其他处理",), section=3)


@defect("REQ006", NEW)
def cell_of_requests_blank(draft: Draft, rng: Random) -> Spot:
    row = rng.choice(leaves(draft.edition))
    zero = [name for name in APPLICANTS[:-1] if draft.figures[f"requests.{row}[{name}]"] == "0"]
    column = rng.choice(zero or ["natural_person"])
    draft.figures[f"requests.{row}[{column}]"] = rng.choice(("-", "/", "—", "无"))
    return Spot(figures=tuple(f"requests.{row}[{name}]" for name in APPLICANTS))


@defect("REQ006", NEW)
def cell_of_review_blank(draft: Draft, rng: Random) -> Spot:
    block = rng.choice(("review", "suits.direct", "suits.after_review"))
    outcome = rng.choice(OUTCOMES[:-1])
    draft.figures[f"{block}[{outcome}]"] = rng.choice(("-", "/", "无"))
    return Spot(
        figures=tuple(f"{name}[{o}]" for name in ("review", "suits.direct", "suits.after_review") for o in OUTCOMES)
    )


@defect("REQ007", NEW)
def count_of_requests_broken(draft: Draft, rng: Random) -> Spot:
    key = f"requests.{rng.choice(leaves(draft.edition))}[{rng.choice(APPLICANTS[:-1])}]"
    draft.figures[key] = rng.choice(("-1", "1.5"))
    return Spot(figures=(key,))


@defect("REQ008", NEW)
def totals_left_blank(draft: Draft, rng: Random) -> Spot | None:
    rows = [key for key in filled(draft, "requests.", "total") if "received" not in key and "handled" not in key]
    if not rows:
        return None
    key = rng.choice(rows)
    draft.figures[key] = rng.choice(("/", "-", "—"))
    return Spot(figures=(key,))


@defect("REQ009", NEW)
def more_than_there_were(draft: Draft, rng: Random) -> Spot:
    column = _busiest(draft)
    row = rng.choice(leaves(draft.edition))
    due = int(draft.figures[f"requests.received[{column}]"]) + int(draft.figures[f"requests.carried_in[{column}]"])
    draft.figures[f"requests.{row}[{column}]"] = str(due + 11)
    return Spot(figures=(f"requests.{row}[{column}]", f"requests.{row}[total]"))


# -- section four --------------------------------------------------------------------------------------------------


@defect("REV001", NEW)
def total_of_block_wrong(draft: Draft, rng: Random) -> Spot:
    block = rng.choice(("review", "suits.direct", "suits.after_review"))
    if rng.random() < 0.5:
        bump(draft, f"{block}[total]", rng.randint(1, 3))
    else:
        bump(draft, f"{block}[{rng.choice(OUTCOMES[:-1])}]", rng.randint(1, 3))
    return Spot(figures=tuple(f"{block}[{outcome}]" for outcome in OUTCOMES))


@defect("REV002", NEW)
def cell_of_block_left_out(draft: Draft, rng: Random) -> Spot:
    block = draft.forms["review"].blocks[0]
    at = rng.choice((4, 9, 14))
    key = block.lines[0].keys.pop(at)
    del block.columns[at]
    return Spot(figures=(key,), section=4)


def _since_2024(draft: Draft) -> dict[str, Any]:
    return {}


@defect("REV003", FORM_2021, _since_2024)
def sued_without_review(draft: Draft, rng: Random) -> Spot | None:
    if draft.year < 2024:
        return None
    for outcome in ("other", "total"):
        draft.figures[f"suits.direct[{outcome}]"] = "3"
    return Spot(figures=tuple(f"suits.direct[{outcome}]" for outcome in OUTCOMES), section=4)


# -- the statistics table of 2014 to 2018 --------------------------------------------------------------------------


def _annex(draft: Draft, rng: Random, *keys: str) -> Spot | None:
    if "annex" not in draft.forms:
        return None
    bump(draft, f"annex.{rng.choice(keys)}", rng.choice((1, 2, 10)))
    return Spot(figures=tuple(f"annex.{key}" for key in keys))


@defect("LEG001", OLD)
def channels_of_requests(draft: Draft, rng: Random) -> Spot | None:
    return _annex(
        draft, rng, *(f"requests.received.{name}" for name in ("total", "in_person", "fax", "online", "letter"))
    )


@defect("LEG002", OLD)
def closed_in_time_and_late(draft: Draft, rng: Random) -> Spot | None:
    return _annex(draft, rng, *(f"requests.closed.{name}" for name in ("total", "on_time", "extended")))


@defect("LEG003", OLD)
def kinds_of_replies(draft: Draft, rng: Random) -> Spot | None:
    return _annex(
        draft, rng, *(f"replies.{name}" for name in ("total", "agreed", "partly_agreed", "not_ours", "not_existing"))
    )


@defect("LEG004", OLD)
def reasons_of_refusal(draft: Draft, rng: Random) -> Spot | None:
    names = (
        "state_secret",
        "commercial_secret",
        "privacy",
        "security_stability",
        "not_government_information",
        "other",
    )
    spot = _annex(draft, rng, *(f"replies.refused.{name}" for name in names))
    return spot and Spot(figures=(*spot.figures, "annex.replies.refused.total"))


@defect("LEG005", OLD)
def outcomes_of_review(draft: Draft, rng: Random) -> Spot | None:
    block = rng.choice(("review", "suits"))
    return _annex(draft, rng, *(f"{block}.{name}" for name in ("total", "upheld", "corrected", "other")))


@defect("LEG006", OLD)
def kinds_of_staff(draft: Draft, rng: Random) -> Spot | None:
    return _annex(draft, rng, *(f"staff.{name}" for name in ("total", "full_time", "part_time")))


@defect("LEG006", OLD)
def part_above_whole(draft: Draft, rng: Random) -> Spot | None:
    if "annex" not in draft.forms:
        return None
    whole, part = rng.choice((
        ("disclosed", "normative_documents.disclosed"),
        ("responses.press_conferences", "responses.press_conferences_by_head"),
        ("responses.interviews", "responses.interviews_by_head"),
    ))  # fmt: skip
    draft.figures[f"annex.{part}"] = str(int(draft.figures[f"annex.{whole}"]) + 3)
    return Spot(figures=(f"annex.{whole}", f"annex.{part}"))


@defect("LEG007", OLD)
def no_statistics(draft: Draft, rng: Random) -> Spot | None:
    if not draft.year >= 2014 or "annex" not in draft.forms:
        return None
    draft.forms = {}
    return Spot(anywhere=True)


@defect("LEG009", OLD)
def count_of_the_annex_broken(draft: Draft, rng: Random) -> Spot | None:
    if "annex" not in draft.forms:
        return None
    key = f"annex.{rng.choice(('complaints', 'offices', 'meetings', 'trainings', 'trainees'))}"
    draft.figures[key] = rng.choice(("-3", "12.5"))
    return Spot(figures=(key,))


@defect("LEG010", OLD)
def figure_of_the_annex_blank(draft: Draft, rng: Random) -> Spot | None:
    if "annex" not in draft.forms:
        return None
    key = f"annex.{rng.choice(('complaints', 'offices', 'meetings', 'trainings', 'funds'))}"
    draft.figures[key] = rng.choice(("-", "/", "无", "若干"))
    return Spot(figures=(key,))
