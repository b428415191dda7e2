"""`disclosurelint.yaml`: the nearest one upwards from an input, read, checked and laid under the options of the command."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fnmatch import fnmatch
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from disclosurelint.files import read_file
from disclosurelint.records import field, record, replaced
from disclosurelint.report import Label
from disclosurelint.rules.problems import Problem, RuleSetError, did_you_mean
from disclosurelint.settings import GIVEN_NAMES, SettingError, Settings, read_value
from disclosurelint.suppress.waivers import Waiver

if TYPE_CHECKING:
    from disclosurelint.rules.trees import Tree

FILE_NAME = "disclosurelint.yaml"

FAIL_LEVELS = ("error", "warning", "info", "not-assessed", "never")

_TEXT_LISTS = ("rulesets", "select", "ignore", "exclude")
_GIVEN_KEYS = ("year", "body", "body-type", "aggregate", "published", "deadline", "expect-signature")


@record
class Configuration:
    """The content of a configuration file. `values` are by key; `lines` say where each stands."""

    path: Path
    values: dict[str, Any] = field(default_factory=dict)
    per_file: list[tuple[str, dict[str, Any]]] = field(default_factory=list)
    waivers: list[tuple[str, Waiver]] = field(default_factory=list)
    """Waivers with the pattern of the files that each is for (empty: all)."""
    lines: dict[str, int] = field(default_factory=dict)

    @property
    def folder(self) -> Path:
        """The folder from which its patterns and paths count."""
        return self.path.parent

    def holds_for(self, path: Path) -> dict[str, Any]:
        """The values for one file: those of the file as a whole, then each matching `per-file` over them."""
        values = dict(self.values)
        for pattern, own in self.per_file:
            if matches(self.folder, path, pattern):
                values.update(own)
        return values

    def concerns(self, path: Path, pattern: str) -> bool:
        """Whether a pattern of this configuration names a file."""
        return matches(self.folder, path, pattern)

    def waivers_for(self, path: Path) -> list[Waiver]:
        """The waivers for one file."""
        return [waiver for pattern, waiver in self.waivers if not pattern or matches(self.folder, path, pattern)]


def matches(folder: Path, path: Path, pattern: str) -> bool:
    """Whether a pattern of a configuration names a file: against its path from the folder, or its name alone."""
    try:
        relative = path.resolve().relative_to(folder.resolve()).as_posix()
    except ValueError:
        relative = path.as_posix()
    pattern = pattern.removeprefix("./")
    inside = f"{pattern.rstrip('/')}/*"
    return (
        fnmatch(relative, pattern) or fnmatch(relative, inside) or ("/" not in pattern and fnmatch(path.name, pattern))
    )


def find(start: Path) -> Path | None:
    """The nearest configuration file in a folder or above it."""
    folder = start.resolve()
    for place in (folder, *folder.parents):
        candidate = place / FILE_NAME
        if candidate.is_file():
            return candidate
    return None


@lru_cache(maxsize=64)
def load(path: Path) -> Configuration:
    """A configuration file, checked. Raises `RuleSetError` with file and line for whatever it cannot hold."""
    try:
        content = read_file(path)
    except OSError as error:
        reason = error.strerror or str(error)
        raise RuleSetError([Problem(str(path), 0, Label(f"无法读取：{reason}", f"cannot be read: {reason}"))]) from None
    return _Reading(_tree(content, str(path)), path).configuration()


def _tree(content: bytes, file: str) -> Tree:
    """The tree of a configuration; kept by its content, since the parser takes as long to load as a tenth of a run."""
    from disclosurelint.rules import cache
    from disclosurelint.rules.trees import Tree, read_tree

    key = f"configuration-{cache.digest([content])[:32]}"
    kept = cache.read(key)
    try:
        return Tree(file, kept["data"], {tuple(path): line for path, line in kept["lines"]})
    except (KeyError, TypeError, ValueError):
        tree = read_tree(content, file)
        if _is_plain(tree.data):
            cache.write(key, {"data": tree.data, "lines": [[list(path), line] for path, line in tree.lines.items()]})
        return tree


def _is_plain(data: Any) -> bool:
    """Whether JSON keeps the data as they are: it has no keys but texts."""
    if isinstance(data, dict):
        return all(isinstance(key, str) and _is_plain(entry) for key, entry in data.items())
    return not isinstance(data, list) or all(_is_plain(entry) for entry in data)


class _Reading:
    """Reads a configuration's tree; gathers all problems before it refuses."""

    def __init__(self, tree: Tree, path: Path) -> None:
        self.tree = tree
        self.path = path
        self.problems: list[Problem] = []

    def configuration(self) -> Configuration:
        found = Configuration(self.path)
        data = self.tree.data if self.tree.data is not None else {}
        if not isinstance(data, dict):
            self.refuse((), "应为“键: 值”", "must be keys with values")
            data = {}
        per_file = data.get("per-file") or {}
        own_keys = {key: value for key, value in data.items() if key not in ("per-file", "waivers")}
        found.values = self.values(own_keys, (), {**_KEYS, "per-file": _texts, "waivers": _texts})
        found.waivers = self.waivers(data.get("waivers") or [])
        if isinstance(per_file, dict):
            for pattern, own in per_file.items():
                values = self.values(own, ("per-file", pattern), _PER_FILE_KEYS) if isinstance(own, dict) else {}
                found.per_file.append((str(pattern), values))
        else:
            self.refuse(("per-file",), "应为“文件模式: 设置”", "must be patterns with settings")
        found.lines = {str(key): self.tree.line((key,)) for key in data}
        if self.problems:
            raise RuleSetError(self.problems)
        return found

    def values(
        self, data: Mapping[str, Any], path: tuple[str | int, ...], known: Mapping[str, _Read]
    ) -> dict[str, Any]:
        values: dict[str, Any] = {}
        for key, value in data.items():
            if key not in known:
                hint = did_you_mean(str(key), known)
                self.refuse((*path, key), f"没有名为“{key}”的设置{hint.zh}", f"there is no setting “{key}”{hint.en}")
                continue
            try:
                values[key] = known[key](key, value)
            except SettingError as error:
                self.refuse((*path, key), error.label.zh, error.label.en)
        return values

    def waivers(self, entries: Any) -> list[tuple[str, Waiver]]:
        if not isinstance(entries, list):
            self.refuse(("waivers",), "waivers 应为列表", "waivers must be a list")
            return []
        found = []
        for index, entry in enumerate(entries):
            path = ("waivers", index)
            if not isinstance(entry, dict):
                self.refuse(path, "每项豁免应有 rule 和 reason", "a waiver has rule and reason")
                continue
            values = self.values(entry, path, _WAIVER_KEYS)
            for key, zh in (("rule", "规则"), ("reason", "理由")):
                if not entry.get(key):
                    self.refuse(path, f"豁免缺少{zh}（{key}）", f"the waiver lacks its {key}")
            rules = [(rule, values.get("fingerprint")) for rule in values.get("rule", [])]
            waiver = Waiver(
                rules, values.get("reason", ""), values.get("until"), values.get("where"), line=self.tree.line(path)
            )
            found.append((values.get("path", ""), waiver))
        return found

    def refuse(self, path: tuple[str | int, ...], zh: str, en: str) -> None:
        self.problems.append(self.tree.problem(path, Label(zh, en)))


_Read = Callable[[str, Any], Any]


def _scalar(key: str, value: Any) -> Any:
    if isinstance(value, dict | list) or value is None:
        raise SettingError(Label(f"{key} 应为单个值", f"{key} takes a single value"))
    return read_value(key, str(value))


def _flag(key: str, value: Any) -> bool:
    if isinstance(value, bool):
        return value
    raise SettingError(Label(f"{key} 应为 true 或 false", f"{key} must be true or false"))


def _path(key: str, value: Any) -> str:
    if isinstance(value, str) and value.strip():
        return value
    raise SettingError(Label(f"{key} 应为文件或文件夹", f"{key} must be a file or folder"))


def _texts(key: str, value: Any) -> list[str]:
    entries = [value] if isinstance(value, str) else value
    if isinstance(entries, list) and all(isinstance(entry, str) for entry in entries):
        return entries
    raise SettingError(Label(f"{key} 应为文字的列表", f"{key} must be a list of texts"))


def _rules(key: str, value: Any) -> list[str]:
    entries = _texts(key, value)
    check_selectors(key, entries)
    return entries


def check_selectors(key: str, entries: list[str]) -> None:
    """Raises `SettingError` with a did-you-mean for an entry that names no rule."""
    from disclosurelint.rules.loading import rule_names
    from disclosurelint.rules.selection import unknown

    rules = rule_names()
    for entry in unknown(entries, rules):
        hint = did_you_mean(entry.upper(), [rule.id for rule in rules])
        if not hint.zh:
            hint = did_you_mean(entry, [rule.name for rule in rules])
        raise SettingError(Label(f"{key}：没有规则“{entry}”{hint.zh}", f"{key}: there is no rule “{entry}”{hint.en}"))


def _severities(key: str, value: Any) -> dict[str, str]:
    if not isinstance(value, dict):
        raise SettingError(
            Label("severity 应为“规则: error、warning 或 info”", "severity must be rules with error, warning or info")
        )
    check_selectors(key, [str(rule) for rule in value])
    for rule, severity in value.items():
        if severity not in ("error", "warning", "info"):
            raise SettingError(
                Label(
                    f"{rule} 的 severity 应为 error、warning 或 info",
                    f"the severity of {rule} must be error, warning or info",
                )
            )
    return {str(rule): str(severity) for rule, severity in value.items()}


def _fail_on(key: str, value: Any) -> list[str]:
    entries = _texts(key, value)
    for entry in entries:
        if entry not in FAIL_LEVELS:
            hint = did_you_mean(entry, FAIL_LEVELS)
            raise SettingError(
                Label(
                    f"fail-on 不能是“{entry}”{hint.zh}",
                    f"fail-on cannot be “{entry}”{hint.en}; one of {', '.join(FAIL_LEVELS)}",
                )
            )
    return entries


def _day(key: str, value: Any) -> Any:
    return read_value("published", str(value)) if value is not None else None


def _words(key: str, value: Any) -> str:
    if isinstance(value, str) and value.strip():
        return value.strip()
    raise SettingError(Label(f"{key} 应为文字", f"{key} must be text"))


_WAIVER_KEYS: dict[str, _Read] = {
    "rule": _rules,
    "path": _words,
    "where": _words,
    "reason": _words,
    "until": _day,
    "fingerprint": _words,
}

_PER_FILE_KEYS: dict[str, _Read] = {
    **dict.fromkeys(_GIVEN_KEYS, _scalar),
    **dict.fromkeys(("rulesets", "exclude"), _texts),
    "select": _rules,
    "ignore": _rules,
    "preview": _flag,
    "severity": _severities,
    "previous": _path,
}

_KEYS: dict[str, _Read] = {**_PER_FILE_KEYS, "fail-on": _fail_on, "roster": _path}


@record
class Configured:
    """Options of the command, with the configuration under them: gives the settings of each input.

    `explicit` is the file named by `--config`; `isolated` passes all configuration files over.
    """

    options: Settings
    explicit: Path | None = None
    isolated: bool = False

    def configuration_for(self, path: Path) -> Configuration | None:
        """The configuration that holds for an input."""
        if self.isolated:
            return None
        found = self.explicit or find(path.parent)
        return load(found) if found else None

    def settings_for(self, path: Path) -> Settings:
        """The settings of an input. Raises `RuleSetError` for a configuration that cannot be used."""
        configuration = self.configuration_for(path)
        if configuration is None:
            return self.options
        settings = lay_under(self.options, configuration.holds_for(path), configuration.folder)
        settings.waivers = configuration.waivers_for(path)
        settings.configured_by = configuration.path
        return settings

    def excluded(self, path: Path) -> bool:
        """Whether the configuration excludes an input, named or found."""
        configuration = self.configuration_for(path)
        patterns = configuration.holds_for(path).get("exclude", []) if configuration else []
        return any(configuration and matches(configuration.folder, path, pattern) for pattern in patterns)


def lay_under(options: Settings, values: Mapping[str, Any], folder: Path) -> Settings:
    """Options of the command with configured values where the command says nothing."""
    laid: dict[str, Any] = {}
    sources = dict(options.sources)
    for name in GIVEN_NAMES:
        value = values.get(name.replace("_", "-"))
        if value is not None and getattr(options, name) is None:
            laid[name], sources[name] = value, "config"
    for name in ("select", "ignore"):
        if values.get(name) and not getattr(options, name):
            laid[name] = values[name]
    if values.get("rulesets") and not options.rulesets:
        laid["rulesets"] = [_beside(folder, name) for name in values["rulesets"]]
    if values.get("previous") and options.previous is None:
        laid["previous"] = folder / values["previous"]
    if values.get("preview"):
        laid["preview"] = True
    laid["severity"] = {**values.get("severity", {}), **options.severity}
    return replaced(options, **laid, sources=sources)


def _beside(folder: Path, name: str) -> str:
    """An overlay's name; a file is looked for beside the configuration."""
    return str(folder / name) if name.endswith((".yaml", ".yml")) else name
