"""`disclosurelint new`: a complete draft to start from."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated, Any

import typer

from disclosurelint.cli import console
from disclosurelint.cli.options import choice, failing, usage, value
from disclosurelint.engine import NotAReport, read_facts
from disclosurelint.readers import InputError, read
from disclosurelint.report import Report
from disclosurelint.rules.loading import catalogue, load_ruleset
from disclosurelint.settings import SettingError, Settings
from disclosurelint.writers.drafting import DraftError, new_draft, to_markdown


def new(
    year: Annotated[str, typer.Option(metavar="YEAR", help="报告年度 report year")],
    body: Annotated[str, typer.Option(metavar="NAME", help="编制机关全称 full name of the body")],
    output: Annotated[Path, typer.Option("-o", "--output", metavar="FILE", help="新文件，.docx 或 .md new file")],
    body_type: Annotated[str | None, typer.Option(metavar="TYPE", help="机关类型 type of the body")] = None,
    previous: Annotated[
        Path | None, typer.Option(metavar="FILE", help="上年报告，结转数据由此填入 last year's report")
    ] = None,
    lang: Annotated[str | None, typer.Option(metavar="zh|en", help="语言 language")] = None,
) -> None:
    """写出该年度格式的空白报告稿。 Write a draft of the form of a year."""
    language = choice("--lang", console.language(lang), ("zh", "en"), lang or "zh")
    try:
        report_year = value("year", year)
        value("body-type", body_type)
        last = _previous(previous, language)
        edition = catalogue().edition_for(report_year)
        draft = new_draft(load_ruleset(edition or "prc-2021"), report_year, body.strip(), last)
    except (SettingError, DraftError) as error:
        usage(error.label.to(language))
    suffix = output.suffix.lower()
    if suffix == ".docx":
        from disclosurelint.writers.word_draft import to_word

        content = to_word(draft)
    elif suffix in (".md", ".markdown"):
        content = _front_matter(to_markdown(draft), body_type).encode("utf-8")
    else:
        zh, en = "只能写出 .docx 或 .md 文件", "drafts are written as .docx or .md"
        usage(zh if language == "zh" else en)
    _write(output, content, language)
    console.write(f"{output}\n", sys.stdout)


def _front_matter(text: str, body_type: str | None) -> str:
    """A type that was given stands at the head of the draft, where `check` reads it."""
    return f"---\nbody-type: {body_type}\n---\n\n{text}" if body_type else text


def _previous(path: Path | None, language: str) -> Report | None:
    if path is None:
        return None
    try:
        document = read(path)
        document.path = path.as_posix()
        return read_facts(document, Settings())
    except InputError as error:
        failing(path, error.label.to(language))
    except NotAReport as error:
        failing(path, error.reason.to(language))


def _write(path: Path, content: bytes, language: str) -> None:
    """Writes a file that is not there yet."""
    try:
        with path.open("xb") as file:
            file.write(content)
    except FileExistsError:
        usage(f"{path} 已存在，没有改动" if language == "zh" else f"{path} is there already; nothing was written")
    except OSError as error:
        usage(f"{path}: {error.strerror or error}")


COMMANDS: dict[str, tuple[Any, dict[str, Any]]] = {"new": (new, {})}
