"""`disclosurelint extract`."""

from __future__ import annotations

import csv
import io
import json
import sys
from pathlib import Path
from typing import Annotated, Any

import typer

from disclosurelint.cli import console
from disclosurelint.cli.options import choice, failing, usage
from disclosurelint.configuration import Configured
from disclosurelint.engine import NotAReport, read_facts
from disclosurelint.extracts import report_object
from disclosurelint.readers import InputError, read
from disclosurelint.reporters.csv import defused
from disclosurelint.rules.problems import RuleSetError
from disclosurelint.settings import SettingError, Settings, read_value

_FORMATS = ("json", "yaml", "csv")


def extract(
    path: Annotated[Path, typer.Argument(help="报告 the report")],
    format_: Annotated[str, typer.Option("--format", help=" | ".join(_FORMATS))] = "json",
    year: Annotated[str | None, typer.Option(help="报告年度 report year")] = None,
    body_type: Annotated[str | None, typer.Option(help="机关类型 type of the body")] = None,
    config: Annotated[Path | None, typer.Option(metavar="FILE", help="配置文件 configuration file")] = None,
    isolated: Annotated[bool, typer.Option("--isolated", help="不读配置文件 pass configuration files over")] = False,
    lang: Annotated[str | None, typer.Option(help="zh | en")] = None,
) -> None:
    """显示从报告中读出的内容。 Show the facts read from a report."""
    language = choice("--lang", console.language(lang), ("zh", "en"), lang or "zh")
    choice("--format", format_, _FORMATS, language)
    try:
        options = Settings(
            year=read_value("year", year) if year else None,
            body_type=read_value("body-type", body_type) if body_type else None,
            lang=language,
        )
        settings = Configured(options, config, isolated).settings_for(path)
        document = read(path)
        document.path = path.as_posix()
        facts = report_object(read_facts(document, settings), language)
    except (InputError, SettingError) as error:
        failing(path, error.label.to(language))
    except NotAReport as error:
        failing(path, error.reason.to(language))
    except RuleSetError as error:
        usage(error.to(language))
    console.write_utf8(_render(facts, format_), sys.stdout)


def _render(facts: dict[str, Any], name: str) -> str:
    if name == "json":
        return json.dumps(facts, ensure_ascii=False, indent=2) + "\n"
    if name == "yaml":
        import yaml

        text: str = yaml.safe_dump(facts, allow_unicode=True, sort_keys=False, width=120)
        return text
    return _csv(facts["figures"])


def _csv(figures: dict[str, dict[str, Any]]) -> str:
    """The figures as a table that Excel opens with Chinese letters intact."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(("figure", "row", "column", "state", "value", "text", "line"))
    for key, figure in figures.items():
        cells = (
            key,
            figure["row"],
            figure["column"],
            figure["state"],
            figure["value"],
            figure["text"],
            figure["location"]["line"],
        )
        writer.writerow(defused(cell) for cell in cells)
    return "\ufeff" + out.getvalue()


COMMANDS: dict[str, tuple[Any, dict[str, Any]]] = {"extract": (extract, {})}
