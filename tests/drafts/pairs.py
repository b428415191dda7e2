"""A draft and the year before: figures that hand over, texts that differ; and what goes wrong between them."""

from __future__ import annotations

from random import Random

from tests.drafts.draft import Draft, make
from tests.drafts.forms import APPLICANTS, leaves
from tests.drafts.wording import Writer


def edition_of(year: int) -> str:
    return "prc-2007" if year <= 2018 else "prc-2019" if year <= 2020 else "prc-2021"


def previous_of(draft: Draft) -> Draft:
    """A clean report of the same body for the year before, whose carry-over and stocks agree with the draft's."""
    year = draft.year - 1
    for turn in range(1, 50):
        before = make(draft.seed + 7919 * turn, edition_of(year), year=year, size=draft.size, body=draft.body)
        # Problems that happen to repeat would rightly be told.
        if not _problems(before) & _problems(draft):
            break
    if draft.edition == "prc-2007":
        return before
    rng = Random(f"{draft.seed}/before")
    if before.edition != "prc-2007":
        _hand_over_requests(draft, before)
        _hand_over_stocks(draft, before, rng)
        _without_counts(before)
    return before


def _problems(draft: Draft) -> set[str]:
    text = "".join(draft.part(5).paragraphs)
    return {problem for problem, _ in Writer.PROBLEMS if problem in text}


def _hand_over_requests(draft: Draft, before: Draft) -> None:
    figures = before.figures
    for column in APPLICANTS[:-1]:
        carried = int(draft.figures[f"requests.carried_in[{column}]"])
        handled = int(figures[f"requests.handled_total[{column}]"])
        figures[f"requests.carried_out[{column}]"] = str(carried)
        due = handled + carried
        carried_in = min(int(figures[f"requests.carried_in[{column}]"]), due)
        figures[f"requests.carried_in[{column}]"] = str(carried_in)
        figures[f"requests.received[{column}]"] = str(due - carried_in)
    for row in ("received", "carried_in", *leaves(before.edition), "handled_total", "carried_out"):
        total = sum(int(figures[f"requests.{row}[{column}]"]) for column in APPLICANTS[:-1])
        figures[f"requests.{row}[total]"] = str(total)


def _hand_over_stocks(draft: Draft, before: Draft, rng: Random) -> None:
    now, then = draft.figures, before.figures
    if draft.edition == "prc-2021" and before.edition == "prc-2021":
        for row in ("rules", "normative_documents"):
            issued, repealed, in_force = (
                int(now[f"disclosure.{row}.{name}"]) for name in ("issued", "repealed", "in_force")
            )
            stock = in_force - issued + repealed
            if stock < 0:
                now[f"disclosure.{row}.in_force"] = str(issued)
                stock = repealed
            then[f"disclosure.{row}.in_force"] = str(stock)
            then[f"disclosure.{row}.issued"] = str(min(stock, rng.randint(0, 9)))
            then[f"disclosure.{row}.repealed"] = "0"
    # Decisions and money as in an ordinary year: neither five times as many nor none.
    for key in set(now) & set(then):
        if key.endswith((".decisions", ".amount", ".items", ".disclosed_total", ".produced", ".disclosed")):
            text = now[key]
            value = float(text) * rng.uniform(0.7, 1.4)
            then[key] = f"{value:.2f}" if "." in text else str(round(value))
    if draft.edition == before.edition == "prc-2019":
        for row in ("licensing", "other_services", "penalties", "compulsory_measures", "charges"):
            change = int(then[f"disclosure.{row}.change"])
            last = max(0, int(now[f"disclosure.{row}.items_last_year"]) - change)
            then[f"disclosure.{row}.items_last_year"] = str(last)
            then[f"disclosure.{row}.change"] = str(int(now[f"disclosure.{row}.items_last_year"]) - last)


def _without_counts(before: Draft) -> None:
    """Takes figures out of last year's prose, which no longer fits them."""
    part = before.part(1)
    part.paragraphs = [text for text in part.paragraphs if "件" not in text]
