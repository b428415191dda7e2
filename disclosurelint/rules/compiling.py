"""From a checked draft to the compiled form: plain JSON, labels normalised, defaults filled in.

`run` is what every run needs; `more` holds the examples, for `explain` and the tests. `rules.building` reads `run`.
"""

from __future__ import annotations

from typing import Any

from disclosurelint.characters import normalise
from disclosurelint.rules import sources
from disclosurelint.rules.merging import Draft, RuleDraft, years_of
from disclosurelint.rules.model import BODY_GROUPS
from disclosurelint.rules.trees import Data

Plain = dict[str, Any]


def compile_draft(draft: Draft) -> tuple[Plain, Plain]:
    """The compiled form of a draft: what a run needs, and the examples by rule."""
    form = draft.form
    run: Plain = {
        "id": draft.id,
        "version": str(form.get("version", "")),
        "years": list(draft.years),
        "title": _label(form["title"]),
        "sections": [_section(entry) for entry in form.get("sections", [])],
        "tables": [_table(name, entry) for name, entry in form.get("tables", {}).items()],
        "sets": form.get("sets", {}),
        "alternatives": form.get("alternatives", {}),
        "words": _normal(draft.words),
        "instruments": [_instrument(key, entry) for key, entry in draft.instruments.items()],
        "rules": [_rule(rule, draft.instruments) for rule in draft.rules.values()],
        "overlays": [f"{layer.data['id']}@{layer.data['version']}" for layer in draft.layers],
        "not-applied": [[name, why.zh, why.en] for name, why in draft.not_applied],
        "model": _model(draft),
    }
    more = {id_: rule.data.get("examples", {}) for id_, rule in draft.rules.items()}
    return run, more


def compile_catalogue(words: Plain, editions: list[Plain], overlays: list[Plain]) -> Plain:
    """The compiled form of the catalogue: words, and the head of each edition and overlay."""
    return {
        "editions": [
            [entry["id"], entry["version"], *_label(entry["title"]), list(years_of(entry["years"]))]
            for entry in editions
        ],
        "overlays": [
            [entry["id"], entry["version"], *_label(entry["title"]), entry.get("editions")] for entry in overlays
        ],
        "words": _normal(words),
    }


def _label(data: Data) -> list[str]:
    return [data["zh"], data["en"]]


def _normal(data: Data) -> Data:
    """Words as they are compared with normal text; what is shown (`zh`, `en`) stays as written."""
    if isinstance(data, str):
        return normalise(data)
    if isinstance(data, list):
        return [_normal(entry) for entry in data]
    if isinstance(data, dict):
        return {key: entry if key in ("zh", "en") else _normal(entry) for key, entry in data.items()}
    return data


def _section(data: Plain) -> list[Any]:
    return [
        data["number"],
        data["key"],
        normalise(data["heading"]),
        *_label(data["title"]),
        data.get("variants", []),
        _normal(data.get("signs", [])),
        _normal(data.get("unless", [])),
    ]


def _table(name: str, data: Plain) -> list[Any]:
    blocks = [_block(data["shape"], entry) for entry in data["blocks"]]
    note = data.get("note")
    return [name, data.get("section"), data["shape"], blocks, normalise(note) if note else None, *_label(data["title"])]


def _block(shape: str, data: Plain) -> list[Any]:
    caption = data.get("caption", "")
    # A block of a wide table is one row of figures without a label: the caption stands for it.
    alone = {"key": data["key"], "zh": caption, "en": data.get("en", data["key"])}
    rows = data.get("rows", [alone] if shape == "wide" else [])
    columns = data.get("columns", [{"key": "value", "zh": "数值", "en": "figure"}] if shape == "list" else [])
    return [
        data["key"],
        normalise(caption),
        _normal(data.get("variants", [])),
        _group(data),
        [_row(row) for row in rows],
        [_row(column) for column in columns],
        {normalise(foreign): own for foreign, own in data.get("foreign", {}).items()},
    ]


def _row(data: Plain) -> list[Any]:
    return [
        data["key"],
        data["zh"],
        data["en"],
        _normal(data.get("variants", [])),
        _group(data),
        data.get("kind", "count"),
        data.get("optional", False),
    ]


def _group(data: Plain) -> str | None:
    group = data.get("group")
    return normalise(group) if group else None


def _instrument(key: str, data: Plain) -> list[Any]:
    label = data.get("label", {"zh": data["number"], "en": data["number"]})
    years = list(years_of(data["report-years"])) if "report-years" in data else None
    title = _label(data["title"])
    return [key, data["number"], title, data.get("since"), data.get("until"), _label(label), years]


def _rule(rule: RuleDraft, instruments: Plain) -> list[Any]:
    data = rule.data
    return [
        data["id"],
        data["name"],
        data["severity"],
        data["kind"],
        data.get("with", {}),
        [_basis(entry, instruments) for entry in data.get("basis", [])],
        list(years_of(data.get("years"))),
        _bodies(data.get("bodies")),
        data.get("aggregate", "any"),
        data.get("needs", []),
        data.get("suppressed-by", []),
        data.get("preview", False),
        data.get("enabled", True),
        [_texts(data["zh"]), _texts(data["en"])],
        rule.origin,
    ]


def _basis(data: Plain, instruments: Plain) -> list[Any]:
    place = _label(data["place"]) if "place" in data else None
    instrument = data.get("instrument")
    years = data.get("years", instruments.get(str(instrument), {}).get("report-years"))
    return [instrument, place, list(years_of(years)) if years else None]


def _bodies(names: list[str] | None) -> list[str] | None:
    if names is None:
        return None
    return sorted({body for name in names for body in BODY_GROUPS.get(name, (name,))})


def _texts(data: Plain) -> list[Any]:
    messages = data["messages"] if "messages" in data else {"message": data["message"]}
    return [data["title"], messages, data["why"], data["remedy"]]


def _model(draft: Draft) -> str | None:
    model = draft.form.get("model")
    if model is None or draft.head is None:
        return None
    try:
        source = sources.included(draft.head.source, str(model))[0]
    except FileNotFoundError:
        return None
    return source.shown if source.shipped else str(source.path)
