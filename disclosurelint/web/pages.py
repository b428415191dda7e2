"""The local page: the place to drop drafts on, and below it what the page of results says of them."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from disclosurelint.outcomes import RunResult
from disclosurelint.report import BODY_TYPES
from disclosurelint.reporters.html import views
from disclosurelint.reporters.html_page import asset, environment, frame
from disclosurelint.web.forms import MOST_BYTES
from disclosurelint.wording import BODY_TYPE

_PACKAGE = "disclosurelint.web"
_MORE = "connect-src 'self'; form-action 'self'"


@lru_cache(maxsize=2)
def _frame(language: str) -> dict[str, Any]:
    return frame(
        language,
        [asset("page.css"), asset("local.css", _PACKAGE)],
        [asset("page.js"), asset("local.js", _PACKAGE)],
        _MORE,
    )


def policy_header(language: str) -> str:
    """The page's policy as a header, which may say one thing more: that no site may frame it."""
    return f"{_frame(language)['policy']}; frame-ancestors 'none'"


def local_page(language: str, token: str, result: RunResult | None = None, problem: str = "") -> str:
    """The page: empty, with a result, or with one line that says what went wrong."""
    from disclosurelint.readers import suffixes

    word = (
        [report.path for report in result.reports if report.draft and report.draft.document.format == "docx"]
        if result
        else []
    )
    return (
        environment(_PACKAGE)
        .get_template("local.html")
        .render(
            **_frame(language),
            **views(result, language),
            local=True,
            token=token,
            problem=problem,
            word=word,
            accept=",".join(suffixes()),
            formats="、".join(dict.fromkeys(suffix.removeprefix(".") for suffix in suffixes())),
            body_types=[(name, BODY_TYPE[name].to(language)) for name in BODY_TYPES],
            most_bytes=MOST_BYTES,
        )
    )
