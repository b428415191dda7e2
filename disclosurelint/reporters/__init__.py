"""Reporters: a `RunResult` to text, one module a format, found by its name.

A module `reporters/<format>.py` has `render(result, options)`, which returns the whole output as a string, ending in a
line feed unless it is empty.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module

from disclosurelint.outcomes import RunResult
from disclosurelint.records import record

FORMATS = ("text", "concise", "json", "jsonl", "csv", "markdown", "sarif", "github", "gitlab", "junit", "html")
"""The output formats, in the order in which help lists them."""

DRAFTS_SHOWN = 12
"""Most reports of one run whose text outputs show beside the findings; with more, results need not hold it."""


@record
class RenderOptions:
    """How results are shown. `width` is the terminal's, in columns of half-width characters."""

    language: str = "zh"
    color: bool = False
    verbose: bool = False
    quiet: bool = False
    width: int = 100
    statistics: bool = False


def renderer(name: str) -> Callable[[RunResult, RenderOptions], str]:
    """The function that renders a format."""
    render: Callable[[RunResult, RenderOptions], str] = import_module(f"disclosurelint.reporters.{name}").render
    return render
