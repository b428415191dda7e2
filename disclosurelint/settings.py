"""What a run was asked to do for one input: options of the command, over front matter, over configuration."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from disclosurelint.records import field, record
from disclosurelint.report import BODY_TYPES, Given, Label
from disclosurelint.suppress.waivers import Waiver

GIVEN_NAMES = ("year", "body", "body_type", "aggregate", "published", "deadline", "expect_signature", "today")
"""Settings that are facts about the report."""

GIVEN_TEXTS = ("body",)
"""Those that are words of their own, not one of a few values."""
_LONGEST = 60

FIRST_YEAR, LAST_YEAR = 2008, 2100


class SettingError(ValueError):
    """A value that a setting cannot take; the message says which and what it can be."""

    def __init__(self, label: Label) -> None:
        super().__init__(label.en)
        self.label = label


@record
class Settings:
    """Settings of one input. `sources` tells for a given name whether it came from an `option` or the `config`."""

    year: int | None = None
    body: str | None = None
    body_type: str | None = None
    aggregate: bool | None = None
    published: date | None = None
    deadline: tuple[int, int] | None = None
    expect_signature: bool | None = None
    today: date | None = None
    lang: str = "zh"
    rulesets: list[str] = field(default_factory=list)
    select: list[str] = field(default_factory=list)
    extend_select: list[str] = field(default_factory=list)
    ignore: list[str] = field(default_factory=list)
    preview: bool = False
    severity: dict[str, str] = field(default_factory=dict)
    previous: Path | None = None
    keep_draft: bool = False
    """Whether results hold the report itself (`outcomes.Draft`), for outputs that show it."""
    previous_text: str | None = None
    """Last year's report as Markdown text, for examples of rules."""
    previous_drafts: list[tuple[str, bytes]] = field(default_factory=list)
    """Last year's reports in memory, each a name and its bytes; the one that fits is picked, as from a folder."""
    parts: list[Path] = field(default_factory=list)
    in_set: bool = False
    """Whether the run has several inputs, so that each leaves behind what comparing them needs."""
    waivers: list[Waiver] = field(default_factory=list)
    """The configuration's waivers for this input."""
    configured_by: Path | None = None
    """The configuration file that holds for this input."""
    sources: dict[str, str] = field(default_factory=dict)

    def given(self, front_matter: Mapping[str, str]) -> Given:
        """What is known of the report before it is read. Raises `SettingError` for front matter that makes no sense."""
        values: dict[str, Any] = {}
        sources: dict[str, str] = {}
        for name in GIVEN_NAMES:
            key = name.replace("_", "-")
            own = getattr(self, name)
            source = self.sources.get(name, "option")
            if key in front_matter and (own is None or source == "config"):
                values[name], sources[key] = read_value(key, front_matter[key]), "front-matter"
            elif own is not None:
                values[name], sources[key] = own, source
        return Given(**values, sources=sources)


def read_value(key: str, text: str) -> Any:
    """A setting's value from text (front matter, command line). Raises `SettingError`."""
    text = text.strip()
    if len(text) > _LONGEST and key not in GIVEN_TEXTS:
        text = f"{text[:_LONGEST]}…"
    if key == "year":
        if len(text) < 9 and text.isdecimal() and FIRST_YEAR <= int(text) <= LAST_YEAR:
            return int(text)
        raise SettingError(
            Label(
                f"year 应为 {FIRST_YEAR} 至 {LAST_YEAR} 之间的年份，不是“{text}”", f"year must be a year, not {text!r}"
            )
        )
    if key == "body-type":
        if text in BODY_TYPES:
            return text
        choices = ", ".join(BODY_TYPES)
        raise SettingError(
            Label(f"body-type 不能是“{text}”，可选：{choices}", f"body-type cannot be {text!r}; one of {choices}")
        )
    if key in ("aggregate", "expect-signature"):
        if text.lower() in ("true", "yes", "是", "1"):
            return True
        if text.lower() in ("false", "no", "否", "0"):
            return False
        raise SettingError(
            Label(f"{key} 应为 true 或 false，不是“{text}”", f"{key} must be true or false, not {text!r}")
        )
    if key in ("published", "today"):
        try:
            return date.fromisoformat(text)
        except ValueError:
            raise SettingError(
                Label(
                    f"{key} 应为 YYYY-MM-DD 形式的日期，不是“{text}”", f"{key} must be a date YYYY-MM-DD, not {text!r}"
                )
            ) from None
    if key == "deadline":
        return read_deadline(text)
    return text


def read_deadline(text: str) -> tuple[int, int]:
    """A deadline `MM-DD` (of the year after the report year). Raises `SettingError`."""
    month, _, day = text.partition("-")
    try:
        # A leap year, so that 02-29 can be set.
        moment = date(2024, int(month), int(day))
    except ValueError:
        raise SettingError(
            Label(f"deadline 应为 MM-DD，如 01-31，不是“{text}”", f"deadline must be MM-DD, not {text!r}")
        ) from None
    return moment.month, moment.day
