"""How often the linter is right: planted faults that it tells, clean drafts on which it keeps silent.

`python benchmarks/accuracy.py` generates drafts of every edition, kind of body, layout and damage, checks them
through the library, and prints per rule how many planted faults were told at their place, told elsewhere, missed or
left unjudged, then every finding on a clean draft. `--labels FOLDER` also holds it against reports that were read
by hand (files `labels/NAME.yaml` beside the reports): what must be found, what must not, and every figure.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks import cells
from disclosurelint.engine import check_text, read_facts_text
from disclosurelint.outcomes import Finding, ReportResult
from disclosurelint.rules.loading import load_ruleset
from disclosurelint.settings import Settings
from tests.drafts import LAYOUTS, Draft, Rendered, make, render
from tests.drafts.bodies import KINDS
from tests.drafts.defects import DEFECTS, Planted, plant
from tests.drafts.draft import EDITIONS
from tests.drafts.layouts import FINISHES
from tests.drafts.matching import verdict
from tests.drafts.pairs import previous_of

LOOSE = frozenset({"text-cells", "text-spaces", "text-glued"})
"""Layouts that have lost the borders of cells: there, not judging is right where nothing can be known."""

VERDICTS = ("found", "elsewhere", "missed", "not-assessed", "suppressed", "no-rule")


@dataclass
class Tally:
    """What came of the planted faults of one rule."""

    counts: Counter[str] = field(default_factory=Counter)
    worst: list[str] = field(default_factory=list)


@dataclass
class Measurement:
    """What a run has found out."""

    rules: dict[str, Tally] = field(default_factory=lambda: defaultdict(Tally))
    layouts: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    alarms: dict[tuple[str, str], list[str]] = field(default_factory=lambda: defaultdict(list))
    unjudged: Counter[tuple[str, str]] = field(default_factory=Counter)
    reasons: Counter[tuple[str, str]] = field(default_factory=Counter)
    crashes: list[str] = field(default_factory=list)
    beside: Counter[tuple[str, str]] = field(default_factory=Counter)
    """Errors told beside a planted fault (its name, their rule), to be looked through for ill-founded ones."""
    shown: dict[tuple[str, str], str] = field(default_factory=dict)
    clean: int = 0
    figures: Counter[str] = field(default_factory=Counter)


def settings_for(planted: Planted | None = None, *, preview: bool = True) -> Settings:
    return Settings(preview=preview, **(planted.settings if planted else {}))


def variants(options: argparse.Namespace) -> Iterator[tuple[Draft, str, str]]:
    """Drafts with the layouts and damages to write them in, spread evenly."""
    layouts = options.layouts or list(LAYOUTS)
    finishes = options.finishes or list(FINISHES)
    at = 0
    for edition in options.editions or EDITIONS:
        for number in range(options.drafts):
            draft = make(options.seed + number, edition, kind=KINDS[number % len(KINDS)])
            for layout in layouts:
                yield draft, layout, finishes[at % len(finishes)]
                at += 1
            at += 1


def measure(options: argparse.Namespace) -> Measurement:
    """Checks all drafts, clean and with each fault."""
    found = Measurement()
    for draft, layout, finish in variants(options):
        if not options.rules or options.clean:
            _clean(found, draft, render(draft, layout, finish), layout, options)
        if options.clean:
            continue
        for rule, defects in DEFECTS.items():
            if options.rules and not rule.startswith(tuple(options.rules)):
                continue
            for which in defects:
                planted = plant(which, draft, draft.seed)
                if planted is not None:
                    _faulty(found, planted, render(planted.draft, layout, finish), layout, options)
    return found


def _clean(found: Measurement, draft: Draft, rendered: Rendered, layout: str, options: argparse.Namespace) -> None:
    found.clean += 1
    settings = settings_for()
    if layout == "markdown-html":
        # Beside last year's report, whose figures hand over and whose words differ.
        before = previous_of(draft)
        settings.previous_text = render(before, layout).text
    result = _checked(found, rendered, settings)
    if result is None:
        return
    for finding in result.findings:
        # Two generated years differ by more than real ones do: YOY008 rightly wonders.
        if finding.rule not in draft.expected and finding.rule != "YOY008":
            key = (finding.rule, finding.severity)
            found.alarms[key].append(f"{rendered.name}:{_place(finding)} {finding.message}")
            _save(rendered, options)
    for gap in result.not_assessed:
        if not gap.rule.startswith(("YOY", "SET")):
            found.unjudged[gap.rule, layout] += 1
            found.reasons[layout, gap.reason.split("：")[-1][:60]] += 1
    _figures(found, draft, rendered, layout)


def _figures(found: Measurement, draft: Draft, rendered: Rendered, layout: str) -> None:
    """Holds every figure that was read against the one that was written."""
    report = read_facts_text(rendered.data, rendered.name, Settings())
    kind = "loose" if layout in LOOSE else "bordered"
    keys = {key for form in draft.forms.values() for line in form.lines() for key in line.keys if key in draft.figures}
    for key in keys:
        figure = report.figures.get(key)
        if figure is None or figure.state == "unreadable":
            found.figures[kind, "unread"] += 1
        elif figure.amount is not None and float(figure.amount) == float(draft.figures[key]):
            found.figures[kind, "right"] += 1
        else:
            found.figures[kind, "wrong"] += 1
            found.crashes.append(f"{rendered.name}: {key} is {draft.figures[key]}, read {figure.text!r}")


def _faulty(found: Measurement, planted: Planted, rendered: Rendered, layout: str, options: argparse.Namespace) -> None:
    rendered.name = f"{planted.rule}-{planted.name}-{rendered.name}"
    result = _checked(found, rendered, settings_for(planted))
    if result is None:
        return
    for rule in {finding.rule for finding in result.findings if finding.severity == "error"} - {planted.rule}:
        found.beside[f"{planted.rule} {planted.name}", rule] += 1
        found.shown.setdefault((f"{planted.rule} {planted.name}", rule), rendered.name)
    told = verdict(planted, rendered, result)
    tally = found.rules[planted.rule]
    tally.counts[told] += 1
    tally.counts["planted"] += 1
    found.layouts[layout][told] += 1
    found.layouts[layout]["planted"] += 1
    if told in ("missed", "elsewhere"):
        tally.worst.append(f"{told} {rendered.name} {_expected(planted)}")
        _save(rendered, options)


def _expected(planted: Planted) -> str:
    spot = planted.spot
    return (spot.words or spot.figures or ("section " + str(spot.section),))[0][:60]


def _place(finding: Finding) -> str:
    return f"{finding.place.line}:{finding.place.column}"


def _checked(found: Measurement, rendered: Rendered, settings: Settings) -> ReportResult | None:
    try:
        return check_text(rendered.data, rendered.name, settings)
    except Exception as error:
        # One draft must not end the measurement; what broke is told at its end.
        found.crashes.append(f"{rendered.name}: {type(error).__name__}: {error}")
        return None


def _save(rendered: Rendered, options: argparse.Namespace) -> None:
    if options.save:
        options.save.mkdir(parents=True, exist_ok=True)
        (options.save / rendered.name).write_bytes(rendered.data)


# -- printing ------------------------------------------------------------------------------------------------------


def show(found: Measurement, options: argparse.Namespace) -> None:
    """Prints what was measured."""
    if found.rules:
        print(f"{'rule':8}" + "".join(f"{name:>13}" for name in ("planted", *VERDICTS)))
        for rule in sorted(found.rules):
            counts = found.rules[rule].counts
            print(f"{rule:8}" + "".join(f"{counts[name] or '.':>13}" for name in ("planted", *VERDICTS)))
            for line in found.rules[rule].worst[: options.show]:
                print("         " + line)
        total: Counter[str] = Counter()
        for tally in found.rules.values():
            total.update(tally.counts)
        print(f"{'all':8}" + "".join(f"{total[name] or '.':>13}" for name in ("planted", *VERDICTS)))
        for layout, counts in found.layouts.items():
            print(
                f"  {layout:18}"
                + "  ".join(f"{name} {counts[name]}" for name in ("planted", *VERDICTS) if counts[name])
            )
    if options.beside:
        for (name, rule), count in sorted(found.beside.items()):
            print(f"  beside {name}: {rule} {count}  {found.shown[name, rule]}")
    if found.clean:
        severities: Counter[str] = Counter()
        for (_, severity), lines in found.alarms.items():
            severities[severity] += len(lines)
        print(f"\nclean drafts: {found.clean}; false alarms: {dict(severities) or 'none'}")
        for (rule, severity), lines in sorted(found.alarms.items()):
            print(f"  {rule} {severity}: {len(lines)}")
            for line in lines[: options.show]:
                print("    " + line[:300])
        print("figures read:", {" ".join(key): count for key, count in sorted(found.figures.items())})
        unjudged: Counter[str] = Counter()
        for (_, layout), count in found.unjudged.items():
            unjudged[layout] += count
        print("not assessed on clean drafts, by layout:", dict(unjudged) or "none")
        for (layout, reason), count in found.reasons.most_common(4 * options.show):
            print(f"  {count:5} {layout}: {reason}")
    for line in found.crashes[:20]:
        print("!", line[:300])
    if len(found.crashes) > 20:
        print(f"! … {len(found.crashes)} in all")


HEAD = """# How often it is right

Measured by `python benchmarks/accuracy.py {arguments}` on {day}, rule sets {versions}. Nothing here is written by hand:
the command writes this page.

The drafts are generated (`tests/drafts`): three editions, eleven invented bodies of all kinds, busy, small and empty
years, several phrasings of every sentence, {layouts} layouts (Markdown, web page, text of scrapers and extractors,
Word, PDF) and eight ways in which characters are damaged or encoded. A *clean* draft has nothing that a rule may
rightly speak of, so each finding on it is a false alarm. A *planted* fault is one slip in a clean draft, made as clerks
make them; it counts as found only where the rule that knows it speaks at its place.

In layouts that have lost the borders of cells ({loose}) it is often impossible to say
which figure is whose: there, "not assessed" is the right answer.

Generated drafts share the habits of their maker: what they prove is that the linter reads what it should and that a
change has broken nothing. How it fares on reports that nobody has seen, `--labels FOLDER` measures against reports read
by hand.
"""


def page(found: Measurement, options: argparse.Namespace) -> str:
    """The measurement as a page of the documentation."""
    versions = ", ".join(f"`{edition}@{load_ruleset(edition).version}`" for edition in EDITIONS)
    arguments = f"--drafts {options.drafts} --seed {options.seed}"
    day = time.strftime("%Y-%m-%d")
    loose = ", ".join(f"`{name}`" for name in sorted(LOOSE))
    text = HEAD.format(arguments=arguments, day=day, versions=versions, layouts=len(LAYOUTS), loose=loose)
    text += f"\n## Clean drafts\n\n{found.clean} files. "
    counts: Counter[str] = Counter()
    for (_, severity), lines in found.alarms.items():
        counts[severity] += len(lines)
    text += ", ".join(
        f"{counts[name]} {name}{'' if counts[name] == 1 else 's'}" for name in ("error", "warning", "info")
    )
    text += " told where nothing is wrong.\n"
    if found.alarms:
        text += "\n| rule | severity | false alarms |\n| --- | --- | --- |\n"
        text += "".join(f"| {rule} | {name} | {len(lines)} |\n" for (rule, name), lines in sorted(found.alarms.items()))
    text += "\n| layouts | figures right | unread | wrong |\n| --- | --- | --- | --- |\n"
    for kind in ("bordered", "loose"):
        row = " | ".join(str(found.figures[kind, state]) for state in ("right", "unread", "wrong"))
        text += f"| {kind} | {row} |\n"
    text += "\n## Planted faults\n\n| rule | planted | found at its place | elsewhere | missed | not assessed |\n"
    text += "| --- | --- | --- | --- | --- | --- |\n"
    total: Counter[str] = Counter()
    for rule, tally in sorted(found.rules.items()):
        if tally.counts["no-rule"] == tally.counts["planted"]:
            continue
        total.update(tally.counts)
        text += _row(rule, tally.counts)
    text += _row("**all**", total)
    text += "\n| layout | planted | found at its place | elsewhere | missed | not assessed |\n"
    text += "| --- | --- | --- | --- | --- | --- |\n"
    return text + "".join(_row(f"`{name}`", counts) for name, counts in found.layouts.items())


def _row(name: str, counts: Counter[str]) -> str:
    unjudged = counts["not-assessed"] + counts["suppressed"]
    missed = counts["missed"] + counts["no-rule"]
    return f"| {name} | {counts['planted']} | {counts['found']} | {counts['elsewhere']} | {missed} | {unjudged} |\n"


# -- labelled reports ----------------------------------------------------------------------------------------------


def labelled(folder: Path, show_count: int) -> int:
    """Holds the linter against reports read by hand; returns how often it was wrong."""
    import yaml

    labels_folder = folder if folder.name == "labels" else folder / "labels"
    wrong = 0
    total: Counter[str] = Counter()
    for path in sorted(labels_folder.glob("*.yaml")):
        label = yaml.safe_load(path.read_text(encoding="utf-8"))
        source = labels_folder.parent / label["path"]
        settings = Settings(preview=True)
        if label.get("aggregate") is not None:
            settings.aggregate = label["aggregate"]
        if label.get("previous"):
            settings.previous = labels_folder.parent / label["previous"]
        started = time.perf_counter()
        try:
            result = check_text(source.read_bytes(), source.name, settings)
            report = read_facts_text(source.read_bytes(), source.name, settings)
        except Exception as error:
            print(f"! {label['path']}: {type(error).__name__}: {error}")
            wrong += 1
            continue
        spent = (time.perf_counter() - started) * 1000
        notes, counts = _against(label, result, report)
        total.update(counts)
        wrong += counts["missed"] + counts["false"] + counts["figures wrong"]
        print(
            f"{label['path']}  ({spent:.0f} ms)  "
            + "  ".join(f"{name} {count}" for name, count in counts.items() if count)
        )
        for note in notes[: max(show_count, 12)]:
            print("    " + note[:300])
    print("all labelled reports:", dict(total))
    return wrong


def _against(label: dict[str, Any], result: ReportResult, report: Any) -> tuple[list[str], Counter[str]]:
    notes: list[str] = []
    counts: Counter[str] = Counter()
    for name, actual in (("year", result.year), ("edition", result.ruleset), ("body", result.body_name)):
        expected = label[name]
        if expected != actual:
            notes.append(f"{name}: {actual} for {expected}")
            counts["identity wrong"] += 1
    for must in label.get("must") or ():
        told = [finding for finding in result.findings if finding.rule == must["rule"]]
        line = must.get("line")
        near = line is None or not result.has_lines or any(abs(finding.place.line - line) <= 2 for finding in told)
        enough = len(told) >= must.get("count", 1) or bool(told)
        if told and near and enough:
            counts["found"] += 1
        elif result.outcomes.get(must["rule"]) in (None, "not-assessed"):
            counts["unjudged"] += 1
            notes.append(f"unjudged {must['rule']}: {must['why']}")
        else:
            counts["missed"] += 1
            where = ", ".join(_place(finding) for finding in told)
            notes.append(f"missed {must['rule']} line {line}: {must['why']}" + (f" (told at {where})" if told else ""))
    allowed = {entry["rule"] for entry in (label.get("must") or [])} | {
        entry["rule"] for entry in (label.get("maybe") or [])
    }
    for finding in result.findings:
        refused = [entry for entry in label.get("must_not") or () if finding.rule.startswith(entry["rule"])]
        if finding.rule in allowed:
            continue
        counts["false" if refused else "unlabelled"] += 1
        notes.append(f"{'false' if refused else 'unlabelled'} {finding.rule} {_place(finding)} {finding.message}")
    for key, value in (label.get("figures") or {}).items():
        figure = report.figures.get(key)
        if figure is None or figure.state == "unreadable":
            counts["figures unread"] += 1
        elif figure.amount is not None and float(figure.amount) == float(value):
            counts["figures right"] += 1
        elif figure.state == "blank":
            # The author left it blank; the label says what belongs there.
            counts["figures blank"] += 1
        else:
            counts["figures wrong"] += 1
            notes.append(f"figure {key}: {figure.text!r} for {value}")
    return notes, counts


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--drafts", type=int, default=8, help="drafts an edition (each in every layout)")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--editions", nargs="*", choices=EDITIONS)
    parser.add_argument("--layouts", nargs="*", choices=list(LAYOUTS))
    parser.add_argument("--finishes", nargs="*", choices=list(FINISHES))
    parser.add_argument("--rules", nargs="*", help="only faults of these rules or prefixes; no clean drafts")
    parser.add_argument("--clean", action="store_true", help="clean drafts only")
    parser.add_argument("--labels", type=Path, help="a folder of reports with labels/*.yaml")
    parser.add_argument("--only-labels", action="store_true")
    parser.add_argument("--save", type=Path, help="keep the drafts on which it was wrong here")
    parser.add_argument("--show", type=int, default=3, help="examples a rule")
    parser.add_argument("--beside", action="store_true", help="also the errors told beside each planted fault")
    parser.add_argument("--markdown", type=Path, help="write the page of the documentation here")
    parser.add_argument("--json", type=Path, help="write the counts here")
    options = parser.parse_args()
    if not options.only_labels:
        started = time.perf_counter()
        found = measure(options)
        show(found, options)
        print(f"({time.perf_counter() - started:.1f} s)")
        if options.markdown:
            every_cell = cells.section(cells.DRAFTS)
            options.markdown.write_text(cells.into(page(found, options), every_cell), encoding="utf-8")
        if options.json:
            counts = {rule: dict(tally.counts) for rule, tally in sorted(found.rules.items())}
            alarms = {f"{rule} {severity}": len(lines) for (rule, severity), lines in sorted(found.alarms.items())}
            options.json.write_text(json.dumps({"planted": counts, "clean": found.clean, "alarms": alarms}, indent=1))
    if options.labels:
        labelled(options.labels, options.show)
    return 0


if __name__ == "__main__":
    sys.exit(main())
