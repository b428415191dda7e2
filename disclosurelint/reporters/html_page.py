"""The frame of the page: templates, style, script, and the policy that lets nothing else in."""

from __future__ import annotations

import re
from base64 import b64encode
from functools import lru_cache
from hashlib import sha256
from importlib.resources import files
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from jinja2 import Environment

_UNFIT = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")


@lru_cache(maxsize=4)
def environment(*packages: str) -> Environment:
    """The templates of the reporters, and of further packages before them. Whatever they show is escaped."""
    from jinja2 import ChoiceLoader, Environment, PackageLoader, StrictUndefined

    names = (*packages, "disclosurelint.reporters")
    return Environment(
        loader=ChoiceLoader([PackageLoader(name, "templates") for name in names]),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_clean,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def _clean(value: Any) -> Any:
    """Text without what no HTML page may hold: control characters, halves of letters."""
    return _UNFIT.sub("\ufffd", value) if type(value) is str else value


@lru_cache(maxsize=16)
def asset(name: str, package: str = "disclosurelint.reporters") -> str:
    """A style sheet or script that goes into the page as it is."""
    return (files(package) / "templates" / name).read_text("utf-8")


def policy(styles: list[str], scripts: list[str], more: str) -> str:
    """The content security policy of a page that holds these styles and scripts, and nothing else."""
    return f"default-src 'none'; style-src {_hashes(styles)}; script-src {_hashes(scripts)}; base-uri 'none'; {more}"


def _hashes(texts: list[str]) -> str:
    return (
        " ".join(f"'sha256-{b64encode(sha256(text.encode('utf-8')).digest()).decode()}'" for text in texts) or "'none'"
    )


def frame(language: str, styles: list[str], scripts: list[str], more: str = "form-action 'none'") -> dict[str, Any]:
    """What every page is given: its language, how to say things in it, style, script and policy."""
    from markupsafe import Markup

    def say(zh: str, en: str) -> str:
        return en if language == "en" else zh

    return {
        "lang": language,
        "say": say,
        "policy": policy(styles, scripts, more),
        # Our own files, which hold no text of a draft.
        "styles": [Markup(text) for text in styles],
        "scripts": [Markup(text) for text in scripts],
    }
