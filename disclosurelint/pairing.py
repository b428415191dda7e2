"""Which other reports belong to a report: last year's of the same body, and the parts that an aggregate gathers."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

from disclosurelint.document import Document
from disclosurelint.facts.bodies import same_body
from disclosurelint.facts.identity import Identity
from disclosurelint.inputs import drafts_in
from disclosurelint.readers import InputError
from disclosurelint.records import record
from disclosurelint.report import Label, Report
from disclosurelint.rules.loading import catalogue
from disclosurelint.settings import SettingError, Settings

ReadFacts = Callable[[Path], Report]
ReadIdentity = Callable[[Path], Identity]

_NO_YEAR = Label("报告年度未能确定，无法找上年报告", "the report year is not known, so last year's cannot be found")


@record
class Candidate:
    """A report in a folder, as far as pairing needs it."""

    path: Path
    year: int | None
    body: str | None


def add_previous(report: Report, settings: Settings, read: ReadFacts, identify: ReadIdentity) -> None:
    """Sets `previous`, or `previous_gap` with the reason why there is none."""
    if settings.previous is None:
        report.previous_gap = Label("缺上年报告", "last year's report was not given")
        return
    place = settings.previous
    if report.year is None:
        report.previous_gap = _NO_YEAR
        return
    if not place.exists():
        report.previous_gap = Label(
            f"上年报告 {place.as_posix()} 不存在", f"last year's report {place.as_posix()} does not exist"
        )
        return
    if place.is_dir():
        found = _in_folder(report, place, identify)
        if isinstance(found, Label):
            report.previous_gap = found
            return
        place = found
    _add(report, place.as_posix(), lambda: read(place))


def add_previous_draft(
    report: Report,
    drafts: list[tuple[str, bytes]],
    open_: Callable[[bytes, str], Document],
    read: Callable[[Document], Report],
) -> None:
    """Sets `previous` from drafts in memory: the one that there is, else the one of this body and last year."""
    if report.year is None:
        report.previous_gap = _NO_YEAR
        return
    if len(drafts) == 1:
        name, data = drafts[0]
        _add(report, name, lambda: read(open_(data, name)))
        return
    fitting = []
    for name, data in drafts:
        try:
            previous = read(open_(data, name))
        except (InputError, SettingError):
            continue
        if _unfit(report, previous) is None and previous.body.name and report.body.name:
            fitting.append(previous)
    if len(fitting) == 1:
        report.previous = fitting[0]
        return
    wanted = report.year - 1
    names = "、".join(previous.document.path for previous in fitting)
    report.previous_gap = (
        Label(
            f"有多份同一机关{wanted}年度的报告：{names}",
            f"there are several reports of this body for {wanted}: {names}",
        )
        if fitting
        else Label(f"给出的报告中没有同一机关{wanted}年度的", f"none of the reports given is of this body for {wanted}")
    )


def _add(report: Report, name: str, read: Callable[[], Report]) -> None:
    """Sets `previous` to one report, or says why it is none."""
    try:
        previous = read()
    except (InputError, SettingError) as error:
        report.previous_gap = Label(
            f"上年报告 {name} 读不出：{error.label.zh}", f"last year's report {name} cannot be read: {error.label.en}"
        )
        return
    report.previous_gap = _unfit(report, previous)
    if report.previous_gap is None:
        report.previous = previous


def _unfit(report: Report, previous: Report) -> Label | None:
    """Why a report that was named is not last year's of the same body, if it is not."""
    name = previous.document.path
    wanted = (report.year or 0) - 1
    if previous.year != wanted:
        is_zh = f"{previous.year}年度" if previous.year else "年度不明"
        is_en = f"of {previous.year}" if previous.year else "of an unknown year"
        return Label(f"{name} 的报告是{is_zh}，不是{wanted}年度", f"the report {name} is {is_en}, not of {wanted}")
    if (
        report.body.name
        and previous.body.name
        and not same_body(report.body.name, previous.body.name, catalogue().words)
    ):
        return Label(
            f"{name} 是“{previous.body.name}”的报告，不是“{report.body.name}”的",
            f"{name} is the report of “{previous.body.name}”, not of “{report.body.name}”",
        )
    return None


def _in_folder(report: Report, folder: Path, identify: ReadIdentity) -> Path | Label:
    """The one report in a folder that is last year's of the same body; else why there is none."""
    wanted = (report.year or 0) - 1
    own = Path(report.document.path).resolve()
    fitting = [
        candidate
        for candidate in candidates_in(folder.resolve(), identify)
        if candidate.year == wanted
        and candidate.body
        and report.body.name
        and same_body(candidate.body, report.body.name, catalogue().words)
        and candidate.path != own
    ]
    if len(fitting) == 1:
        return fitting[0].path
    name = folder.as_posix()
    if not fitting:
        return Label(f"{name} 中没有同一机关{wanted}年度的报告", f"{name} has no report of this body for {wanted}")
    paths = "、".join(candidate.path.name for candidate in fitting)
    return Label(
        f"{name} 中有多份同一机关{wanted}年度的报告：{paths}",
        f"{name} has several reports of this body for {wanted}: {paths}",
    )


_FOLDERS: dict[Path, list[Candidate]] = {}


def candidates_in(folder: Path, identify: ReadIdentity) -> list[Candidate]:
    """The reports in a folder, read once a process; what cannot be read is no candidate."""
    if folder not in _FOLDERS:
        found = []
        for path in drafts_in(folder):
            try:
                identity = identify(path)
            except (InputError, SettingError):
                continue
            if identity.is_report:
                found.append(Candidate(path, identity.year, identity.body.name))
        _FOLDERS[folder] = found
    return _FOLDERS[folder]


def add_parts(report: Report, places: list[Path], read: ReadFacts) -> None:
    """Sets `parts`: the reports behind files and folders; those that cannot be read are named in `unread_parts`."""
    own = Path(report.document.path).resolve()
    report.parts = []
    for place in places:
        for path in drafts_in(place) if place.is_dir() else (place,):
            if path.resolve() == own:
                continue
            try:
                report.parts.append(cached_facts(path, read))
            except (InputError, SettingError) as error:
                report.unread_parts.append((path.as_posix(), error.label))


@lru_cache(maxsize=512)
def cached_facts(path: Path, read: ReadFacts) -> Report:
    """The facts of a part, read once for all reports of a run."""
    return read(path)
