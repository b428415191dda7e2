"""`--format docx`: for each Word draft of a run a copy with its findings as comments, where the user wants it."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from disclosurelint.outcomes import ReportResult, RunResult
from disclosurelint.readers import InputError, read, read_bytes
from disclosurelint.records import record
from disclosurelint.report import Label
from disclosurelint.wording import COPY_ENDING
from disclosurelint.writers.atomic import write_file
from disclosurelint.writers.word_comments import commented
from disclosurelint.writers.word_package import is_untouched_copy

WORD = (".docx", ".doc", ".wps")
"""The endings of drafts of which copies can be made; older formats become `.docx`."""


@record
class Said:
    """A line to the user about a file; `failed` where the copy that was asked for could not be made."""

    path: str
    label: Label
    failed: bool = True


def write_copies(result: RunResult, target: str | None, data: Mapping[str, bytes], language: str) -> list[Said]:
    """Writes the copies and says what came of each. `data` are the bytes of standard input by its name.

    Without a target a copy stands beside its draft as `NAME（批注）.docx`; with one, a single draft's copy is that file,
    and those of several stand in that folder as the drafts do in theirs. What this program did not write, or somebody
    has worked on since, is never overwritten.
    """
    drafts = [report for report in result.reports if Path(report.path).suffix.lower() in WORD]
    others = [report.path for report in result.reports if report not in drafts]
    said = []
    if others:
        names = "、".join(Path(path).name for path in others[:3]) + ("…" if len(others) > 3 else "")
        label = Label("不是 Word 文稿，未作批注（--format docx）", "no Word draft, without comments (--format docx)")
        said.append(Said(names, label, failed=not drafts))
    if target is not None and len(drafts) > 1 and (Path(target).suffix or Path(target).is_file()):
        label = Label("有多份文稿，-o 应是文件夹", "there are several drafts, so -o must be a folder")
        return [*said, Said(target, label)]
    common = os.path.commonpath([Path(report.path).resolve().parent for report in drafts]) if drafts else ""
    for report in drafts:
        path = _place(report, target, Path(common), single=len(drafts) == 1)
        if path is None or (target is None and report.path in data):
            label = Label("来自标准输入，请用 -o 指定批注稿的文件名", "from standard input: name the copy with -o")
            said.append(Said(report.path, label))
        else:
            said.append(_written(report, path, data.get(report.path), language))
    return said


def _place(report: ReportResult, target: str | None, common: Path, *, single: bool) -> Path | None:
    draft = Path(report.path)
    name = f"{draft.stem.removesuffix(COPY_ENDING)}{COPY_ENDING}.docx"
    if target is None:
        return draft.with_name(name)
    folder = Path(target)
    if single and not folder.is_dir() and not target.endswith(("/", os.sep)):
        return folder
    return folder / draft.resolve().parent.relative_to(common) / name


def _written(report: ReportResult, path: Path, data: bytes | None, language: str) -> Said:
    if path.exists() and not is_untouched_copy(path):
        label = Label(
            "已有同名文件，不是本程序写的或已被改过，未覆盖；请用 -o 另取文件名",
            "there is such a file that this program did not write, or that was changed since; choose another with -o",
        )
        return Said(path.as_posix(), label)
    try:
        document = read(Path(report.path)) if data is None else read_bytes(data, report.path)
        content = commented(document, report.findings, language)
        path.parent.mkdir(parents=True, exist_ok=True)
        write_file(path, content)
    except InputError as error:
        return Said(report.path, error.label)
    except OSError as error:
        reason = error.strerror or str(error)
        return Said(path.as_posix(), Label(f"批注稿未能写入：{reason}", f"the copy could not be written: {reason}"))
    count = len(report.findings)
    label = Label(f"批注稿已写入，{count} 条批注", f"copy written, {count} comment{'' if count == 1 else 's'}")
    return Said(path.as_posix(), label, failed=False)
