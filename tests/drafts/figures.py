"""Random figures that agree with each other as the form demands (I1 to I4, I8; J1 to J11)."""

from __future__ import annotations

from random import Random

from tests.drafts.bodies import Body
from tests.drafts.forms import ANNEX, APPLICANTS, OUTCOMES, leaves

SIZES = ("busy", "small", "zero")


def figures_of(edition: str, year: int, body: Body, size: str, rng: Random) -> dict[str, str]:
    """The text of every cell of the edition's tables by key."""
    numbers: dict[str, int | str] = {}
    if edition == "prc-2007":
        _annex(numbers, size, rng)
    else:
        _disclosure(numbers, edition, body, size, rng)
        _requests(numbers, edition, size, rng)
        _review(numbers, year, size, rng)
    return {key: str(value) for key, value in numbers.items()}


def split(total: int, parts: int, rng: Random) -> list[int]:
    """A whole in random parts."""
    shares = [rng.random() ** 3 for _ in range(parts)]
    scale = sum(shares) or 1.0
    found = [int(total * share / scale) for share in shares]
    found[rng.randrange(parts)] += total - sum(found)
    return found


def _requests(numbers: dict[str, int | str], edition: str, size: str, rng: Random) -> None:
    rows = leaves(edition)
    people = {"busy": rng.randint(40, 900), "small": rng.randint(1, 12), "zero": 0}[size]
    for applicant in APPLICANTS[:-1]:
        if applicant == "natural_person":
            due = people
        else:
            due = rng.choice((0, 0, rng.randint(1, max(1, people // 8)))) if people else 0
        carried_in = rng.randint(0, max(1, due // 6)) if due else 0
        carried_out = rng.choice((0, rng.randint(0, max(1, due // 9)))) if due else 0
        handled = due - carried_out
        numbers[f"requests.received[{applicant}]"] = due - carried_in
        numbers[f"requests.carried_in[{applicant}]"] = carried_in
        for row, count in zip(rows, split(handled, len(rows), rng), strict=True):
            numbers[f"requests.{row}[{applicant}]"] = count
        numbers[f"requests.handled_total[{applicant}]"] = handled
        numbers[f"requests.carried_out[{applicant}]"] = carried_out
    for row in ("received", "carried_in", *rows, "handled_total", "carried_out"):
        numbers[f"requests.{row}[total]"] = sum(int(numbers[f"requests.{row}[{name}]"]) for name in APPLICANTS[:-1])


def _review(numbers: dict[str, int | str], year: int, size: str, rng: Random) -> None:
    most = {"busy": 24, "small": 2, "zero": 0}[size]
    for block in ("review", "suits.direct", "suits.after_review"):
        # From 2024 on a suit without reconsideration is worth a hint, so that clean drafts have none.
        total = 0 if block == "suits.direct" and year >= 2024 else rng.randint(0, most)
        for outcome, count in zip(OUTCOMES, split(total, 4, rng), strict=False):
            numbers[f"{block}[{outcome}]"] = count
        numbers[f"{block}[total]"] = total


def _disclosure(numbers: dict[str, int | str], edition: str, body: Body, size: str, rng: Random) -> None:
    def put(row: str, **values: int | str) -> None:
        numbers.update({f"disclosure.{row}.{name}": value for name, value in values.items()})

    def upto(most: int) -> int:
        return {"busy": rng.randint(1, most), "small": rng.randint(0, max(1, most // 50)), "zero": 0}[size]

    makes_rules = body.type == "city" and size == "busy"
    if edition == "prc-2021":
        issued, repealed = upto(40), upto(20)
        put(
            "rules", issued=2 if makes_rules else 0, repealed=1 if makes_rules else 0, in_force=17 if makes_rules else 0
        )
        put("normative_documents", issued=issued, repealed=repealed, in_force=issued + upto(90))
        for row, most in (("licensing", 30000), ("penalties", 9000), ("compulsory_measures", 400)):
            put(row, decisions=upto(most))
        put("charges", amount=f"{upto(4000)}.{rng.randint(10, 99)}" if size != "zero" else 0)
        return
    produced = upto(40)
    disclosed = max(0, produced - rng.randint(0, 3))
    put(
        "rules",
        produced=1 if makes_rules else 0,
        disclosed=1 if makes_rules else 0,
        disclosed_total=9 if makes_rules else 0,
    )
    put("normative_documents", produced=produced, disclosed=disclosed, disclosed_total=produced + upto(120))
    for row, most in (("licensing", 300), ("other_services", 120), ("penalties", 2000), ("compulsory_measures", 90)):
        last, change = upto(most) * 2, rng.choice((0, rng.randint(1, 20), -1 * rng.randint(0, 1)))
        change = change if last else 0
        decided = upto(most * 9)
        # A column filled with last year's number and the change would look like a misreading of the header.
        decided += 1 if decided == last + change and change else 0
        put(
            row,
            items_last_year=last,
            change=f"+{change}" if change > 0 and rng.random() < 0.5 else change,
            decisions=decided,
        )
    last = upto(40)
    put("charges", items_last_year=last, change=rng.choice((0, -1)) if last else 0)
    put("procurement", items=upto(300), amount=f"{upto(9000)}.{rng.randint(10, 99)}" if size != "zero" else 0)


def _annex(numbers: dict[str, int | str], size: str, rng: Random) -> None:
    most = {"busy": 120, "small": 6, "zero": 0}[size]

    def put(key: str, value: int | str) -> None:
        numbers[f"annex.{key}"] = value

    for _, _, key in ANNEX:
        if key:
            put(key, 0)
    put("disclosed", (disclosed := rng.randint(50, 60 * most + 90)))
    documents = rng.randint(0, most // 3)
    put("normative_documents.disclosed", documents)
    put("normative_documents.issued", documents + rng.randint(0, 2))
    for name, count in zip(("gazette", "website", "weibo", "wechat", "other"), split(disclosed, 5, rng), strict=True):
        put(f"channels.{name}", count)
    for name in ("responses", "responses.interpretations", "responses.social_media", "responses.other"):
        put(name, rng.randint(0, most))
    for name in ("press_conferences", "interviews"):
        total = rng.randint(0, most // 6)
        put(f"responses.{name}", total)
        put(f"responses.{name}_by_head", rng.randint(0, total))
    total = rng.randint(1, most) if most else 0
    put("requests.received.total", total)
    for name, count in zip(("in_person", "fax", "online", "letter"), split(total, 4, rng), strict=True):
        put(f"requests.received.{name}", count)
    extended = rng.randint(0, total // 5)
    put("requests.closed.total", total)
    put("requests.closed.on_time", total - extended)
    put("requests.closed.extended", extended)
    put("replies.total", total)
    names = (
        "already_public",
        "agreed",
        "partly_agreed",
        "refused.total",
        "not_ours",
        "not_existing",
        "to_supplement",
        "other_channel",
    )
    for name, count in zip(names, split(total, 8, rng), strict=True):
        put(f"replies.{name}", count)
    reasons = (
        "state_secret",
        "commercial_secret",
        "privacy",
        "security_stability",
        "not_government_information",
        "other",
    )
    for name, count in zip(reasons, split(int(numbers["annex.replies.refused.total"]), 6, rng), strict=True):
        put(f"replies.refused.{name}", count)
    for block in ("review", "suits"):
        count = rng.randint(0, most // 12)
        put(f"{block}.total", count)
        for name, part in zip(("upheld", "corrected", "other"), split(count, 3, rng), strict=True):
            put(f"{block}.{name}", part)
    put("offices", rng.randint(1, 40))
    put("reading_points", rng.randint(1, 40))
    full, part_time = rng.randint(0, 30), rng.randint(1, 90)
    put("staff.total", full + part_time)
    put("staff.full_time", full)
    put("staff.part_time", part_time)
    put("funds", f"{rng.randint(0, 40)}.{rng.randint(1, 9)}")
    for name in ("meetings", "trainings"):
        put(name, rng.randint(0, 9))
    put("trainees", rng.randint(0, 400))
