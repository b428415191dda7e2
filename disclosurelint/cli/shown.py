"""What `--show-config` prints: the settings that hold for each input, and where each comes from."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from disclosurelint.configuration import Configuration, Configured
from disclosurelint.settings import Settings

_NAMES = {
    "year": "year",
    "body": "body",
    "body_type": "body-type",
    "aggregate": "aggregate",
    "published": "published",
    "deadline": "deadline",
    "expect_signature": "expect-signature",
    "today": "today",
    "lang": "lang",
    "rulesets": "rulesets",
    "select": "select",
    "extend_select": "extend-select",
    "ignore": "ignore",
    "preview": "preview",
    "severity": "severity",
    "previous": "previous",
    "parts": "part",
}


def show(configured: Configured, paths: list[Path]) -> str:
    """The settings of each file, a line each."""
    return "".join(_file(configured, path) for path in paths)


def _file(configured: Configured, path: Path) -> str:
    configuration = configured.configuration_for(path)
    settings = configured.settings_for(path)
    lines = [path.as_posix()]
    for name, key in _NAMES.items():
        value = getattr(settings, name)
        if value in (None, [], {}, False) and not (name == "aggregate" and value is False):
            continue
        lines.append(f"  {key}: {_words(value)}  # {_origin(configured.options, configuration, path, name, key)}")
    for waiver in settings.waivers:
        place = f"{configuration.path.as_posix()}:{waiver.line}" if configuration else ""
        lines.append(f"  waiver: {waiver.names()} -- {waiver.reason}  # {place}")
    if len(lines) == 1:
        lines.append("  # 默认设置 defaults")
    return "".join(f"{line}\n" for line in lines)


def _origin(options: Settings, configuration: Configuration | None, path: Path, name: str, key: str) -> str:
    own = getattr(options, name)
    if own not in (None, [], {}, False) or configuration is None:
        return "命令行或语言环境 command line or locale" if name == "lang" else "命令行 command line"
    per_file = any(key in values for pattern, values in configuration.per_file if configuration.concerns(path, pattern))
    line = configuration.lines.get("per-file" if per_file else key, 0)
    return f"{configuration.path.as_posix()}:{line}"


def _words(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, tuple):
        return f"{value[0]:02}-{value[1]:02}"
    if isinstance(value, list):
        return ", ".join(str(entry) for entry in value)
    if isinstance(value, dict):
        return ", ".join(f"{key}={entry}" for key, entry in value.items())
    return str(value)
