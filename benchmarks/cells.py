"""Which cells of the statistics tables a wrong figure can hide in: `python benchmarks/cells.py [--drafts 2] [--markdown PAGE]`.

Every cell of every table of clean drafts is changed, one at a time and in up to nine ways, and only the rules that look at
tables are asked. Printed, or put in its section of the page, is how many of the changes are told, and each cell in which
one was not, with what the rule sets know of it.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter, defaultdict
from pathlib import Path
from random import Random

sys.path.insert(0, str(Path(__file__).parents[1]))

from tests.drafts.cells import NUMBERS, attempts, reach, rules_of, unshown
from tests.drafts.draft import Draft, make
from tests.drafts.pairs import previous_of

HEADING = "## Every cell of the tables"
DRAFTS = 2
FORMS = {"prc-2007": ("2014–2018", 2016), "prc-2019": ("2019, 2020", 2020), "prc-2021": ("from 2021", 2024)}
"""The editions with the years of their tables, and the year that is measured."""
BODIES = {"county": "county, township, sub-district", "department": "local department"}

INTRO = """
One figure of a clean draft is changed at a time, in every cell of every statistics table ({drafts} drafts a form, by
`python benchmarks/cells.py`): to another number (more, less, two digits changed about, a digit wrong, 0, the other sign),
or to no number that may stand there (blank, words, negative, a fraction). Only the rules that look at tables are asked,
so nothing that the text says of the figure helps.

"""

REST = """
A wrong number is always told in every cell but those listed here. These stand in no sum of the form, so that a wrong
number in them can look as good as the right one; what bounds them is named. Where the text gives the figure as well,
TXT001 to TXT006 and PUB014 compare the two; with `--preview`, YOY008 asks about large figures that are five times last
year's or a fifth of them. The list follows from the equations of the rule sets, and `tests/test_mutation.py` holds it to
what is measured.

"""


def draft_of(edition: str, seed: int) -> Draft:
    """A city's draft: cities may have figures in every row."""
    return make(seed, edition, kind="city", size="busy", year=FORMS[edition][1], annex=True)


def measure(drafts: int) -> tuple[dict[tuple[str, bool], Counter[str]], dict[tuple[str, bool], dict[str, set[str]]]]:
    """By edition, without and with last year's report: how many changes were tried and told, and what went untold where."""
    counts: dict[tuple[str, bool], Counter[str]] = defaultdict(Counter)
    missed: dict[tuple[str, bool], dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for edition in FORMS:
        for beside in (False, True) if edition != "prc-2007" else (False,):
            for seed in range(drafts):
                draft = draft_of(edition, seed)
                previous = previous_of(draft) if beside else None
                hidden = unshown(edition, draft.year, draft.body.type, previous=beside)
                for key, change, _, told in attempts(draft, previous, Random(seed)):
                    kind = "others" if change not in NUMBERS else "hidden" if key in hidden else "summed"
                    counts[edition, beside][kind] += 1
                    counts[edition, beside][f"{kind} told"] += told
                    if not told:
                        missed[edition, beside][key].add(change)
            print(f"{edition}{' with last year' if beside else ''}: {dict(counts[edition, beside])}", file=sys.stderr)
    return counts, missed


def section(drafts: int) -> str:
    """The section of the page."""
    counts, missed = measure(drafts)
    text = HEADING + "\n" + INTRO.format(drafts=drafts)
    text += "| form, last year's report | number in a cell of a sum | told | number in another cell | told | no number | told |\n"
    text += "| --- | --- | --- | --- | --- | --- | --- |\n"
    for (edition, beside), count in counts.items():
        row = [count[f"{kind}{told}"] for kind in ("summed", "hidden", "others") for told in ("", " told")]
        text += f"| {FORMS[edition][0]}{', given' if beside else ''} | " + " | ".join(map(str, row)) + " |\n"
    odd = {
        (edition, key)
        for (edition, beside), keys in missed.items()
        for key, kinds in keys.items()
        if kinds - set(NUMBERS) or reach(edition, FORMS[edition][1], "city", previous=beside)[key]["always"]
    }
    if odd:
        text += "\nUntold although a rule could tell: " + ", ".join(f"`{key}`" for _, key in sorted(odd)) + ".\n"
    return text + REST + "".join(list_of(edition) for edition in FORMS)


def list_of(edition: str) -> str:
    """The cells of a form that no sum shows, with what the rules know of each; from the rule set alone."""
    year = FORMS[edition][1]
    plain, beside = (reach(edition, year, "city", previous=previous) for previous in (False, True))
    bodies = {body: reach(edition, year, body) for body in BODIES}
    years, number = FORMS[edition][0], sum(not met["always"] for met in plain.values())
    text = f"### Form {years}: {number} of {len(plain)} cells\n\n"
    text += "| cell | figure | bounds | told with last year's report | told for some bodies |\n| --- | --- | --- | --- | --- |\n"
    for key, met in plain.items():
        if met["always"]:
            continue
        slot = rules_of(edition).slots[key]
        label = slot.row.zh.partition("（不")[0] + (f" · {slot.column.zh}" if edition != "prc-2007" else "")
        bounds = "<br>".join(f"{rule}: {_bound(edition, rule, key)}" for rule in sorted(met["bounds"]))
        last = ", ".join(sorted(beside[key]["always"]))
        some = "; ".join(
            f"{', '.join(sorted(found[key]['always']))} ({BODIES[body]})"
            for body, found in bodies.items()
            if found[key]["always"]
        )
        text += f"| {label} | `{key}` | {bounds or 'none'} | {last or 'no'} | {some or 'no'} |\n"
    return text + "\n"


def _bound(edition: str, rule: str, key: str) -> str:
    """The equations of a rule that name a cell, as they are written, with the condition under which they are looked at."""
    written = rules_of(edition).rules[rule].params["equation"]
    row, _, column = key.rpartition(".")
    found = []
    for entry in written if isinstance(written, list) else [written]:
        equation, when = (entry, "") if isinstance(entry, str) else (entry["equation"], entry.get("when", ""))
        words = f"{equation} {when}".split()
        if key in words or column in words:
            found.append(f"`{equation}`" + (f" where `{when}`" if when else ""))
    return ", ".join(found).replace(f"{row}.", "")


def into(page: str, part: str) -> str:
    """The page with the section in its place, or behind everything."""
    before, found, after = page.partition(HEADING)
    rest = after.partition("\n## ")
    return before.rstrip("\n") + "\n\n" + part.rstrip("\n") + "\n" + (f"\n## {rest[2]}" if found and rest[1] else "")


def main() -> None:
    """Reads the arguments and measures."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--drafts", type=int, default=DRAFTS, help="a form")
    arguments.add_argument("--markdown", type=Path, help="the page whose section is written anew")
    given = arguments.parse_args()
    part = section(given.drafts)
    if given.markdown:
        given.markdown.write_text(into(given.markdown.read_text(encoding="utf-8"), part), encoding="utf-8")
    else:
        print(part)


if __name__ == "__main__":
    main()
