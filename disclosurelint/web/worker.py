"""The process that does one job: reads it from standard input, checks, writes the answer, ends."""

from __future__ import annotations

import json
import sys
from pathlib import Path, PurePath

from disclosurelint.configuration import Configured
from disclosurelint.outcomes import RunResult
from disclosurelint.report import Label
from disclosurelint.reporters import DRAFTS_SHOWN
from disclosurelint.rules.problems import RuleSetError
from disclosurelint.runs import Input, RunOptions, run
from disclosurelint.settings import SettingError, Settings, read_value
from disclosurelint.web.forms import RefusedError
from disclosurelint.web.job import Answer, Job, limit_memory, unpacked, write_answer
from disclosurelint.web.pages import local_page

_PAIRED = 6
"""Up to so many drafts dropped together are looked through for last year's report of each other."""


def main() -> None:
    """Does the job on standard input."""
    limit_memory()
    job = unpacked(sys.stdin.buffer)
    try:
        answer = do(job)
    except RefusedError as error:
        answer = Answer("refused", json.dumps([error.label.zh, error.label.en]).encode(), status=error.status)
    except (RuleSetError, SettingError) as error:
        label = error.label if isinstance(error, SettingError) else Label(error.to("zh"), error.to("en"))
        answer = Answer("refused", json.dumps([label.zh, label.en]).encode(), status=400)
    write_answer(sys.stdout.buffer, answer)


def do(job: Job) -> Answer:
    """A job's answer. Raises `RefusedError`."""
    if not job.drafts:
        raise RefusedError(400, Label("请先放入要检查的报告", "choose a report first"))
    result = check(job)
    if not result.reports:
        lines = [f"{failure.path}：{failure.message}" for failure in result.failures]
        lines += [f"{path}：{reason}" for path, reason in result.skipped if not lines]
        text = "；".join(lines)
        raise RefusedError(422, Label(text, text))
    if job.task == "word":
        return word(job, result)
    return Answer("page", local_page(job.language, job.token, result).encode("utf-8", "replace"))


def check(job: Job) -> RunResult:
    """The result for a job's drafts."""
    previous = job.previous
    if not previous and 1 < len(job.drafts) <= _PAIRED:
        previous = job.drafts
    settings = Settings(
        lang=job.language,
        keep_draft=len(job.drafts) <= DRAFTS_SHOWN,
        previous_drafts=[(upload.name, upload.data) for upload in previous],
    )
    for key in ("year", "body-type", "published", "aggregate"):
        if job.settings.get(key):
            setattr(settings, key.replace("-", "_"), read_value(key, job.settings[key]))
    inputs = [Input(Path(upload.name), upload.data) for upload in job.drafts]
    return run(inputs, Configured(settings, isolated=True), RunOptions(named=len(inputs)))


def word(job: Job, result: RunResult) -> Answer:
    """The first Word draft with its findings as comments."""
    for report in result.reports:
        if report.draft is not None and report.draft.document.format == "docx":
            from disclosurelint.writers.word_comments import commented

            copy = commented(report.draft.document, report.findings, job.language)
            mark = "comments" if job.language == "en" else "批注"
            return Answer("word", copy, f"{PurePath(report.path).stem}-{mark}.docx")
    raise RefusedError(422, Label("只有 Word（docx）文件可以加批注", "only Word (docx) files can take comments"))


if __name__ == "__main__":
    main()
