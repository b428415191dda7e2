"""What the commands share: choices with a did-you-mean, usage errors, values from text."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any, NoReturn

from disclosurelint.cli import console
from disclosurelint.settings import read_value


def choice(option: str, value: str, choices: tuple[str, ...], language: str) -> str:
    """The value, where it is one of the choices; else one line and status 2."""
    if value in choices:
        return value
    from disclosurelint.rules.problems import did_you_mean

    hint = did_you_mean(value, choices).to(language)
    listed = " | ".join(choices)
    zh, en = (
        f"{option} 不能是“{value}”{hint}（可选：{listed}）",
        f"{option} cannot be “{value}”{hint} (one of {listed})",
    )
    return usage(zh if language == "zh" else en)


def usage(message: str) -> NoReturn:
    """Says what is wrong with the call, status 2."""
    console.complain(f"disclosurelint: {message}")
    sys.exit(2)


def failing(path: Path, message: str) -> NoReturn:
    """Says what is wrong with an input, status 2."""
    console.complain(f"{path.as_posix()}: {message}")
    sys.exit(2)


def value(key: str, text: str | None) -> Any:
    """An option's value; None stays None. Raises `SettingError`."""
    return None if text is None else read_value(key, text)


def split(entries: list[str] | None) -> list[str]:
    """Entries given singly or joined by commas."""
    return [part.strip() for entry in entries or () for part in entry.split(",") if part.strip()]
