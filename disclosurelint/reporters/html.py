"""One page that holds everything: a report with its findings marked at their place, or a reviewer's table of many.

The page loads nothing, runs no script but its own, and reads the same without it.
"""

from __future__ import annotations

from typing import Any

from disclosurelint import __version__
from disclosurelint.outcomes import RunResult
from disclosurelint.reporters import RenderOptions
from disclosurelint.reporters.html_page import asset, environment, frame
from disclosurelint.reporters.html_views import cross_view, row_of, view_of


def render(result: RunResult, options: RenderOptions) -> str:
    """The whole page."""
    values = frame(options.language, [asset("page.css")], [asset("page.js")])
    return environment().get_template("page.html").render(**values, **views(result, options.language))


def views(result: RunResult | None, language: str) -> dict[str, Any]:
    """What the templates show of a result; of none, nothing."""
    reports = result.reports if result is not None else []
    many = len(reports) > 1
    return {
        "version": __version__,
        "result": result,
        "many": many,
        "views": [view_of(report, index, language, many=many) for index, report in enumerate(reports, 1)],
        "rows": [row_of(report, index, language) for index, report in enumerate(reports, 1)] if many else [],
        "across": cross_view(result, language) if result is not None else None,
    }
