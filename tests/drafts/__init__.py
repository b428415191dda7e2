"""Invented drafts of annual reports, for tests and for measuring: `make` a clean one, plant a defect, render it.

A `Draft` is the report as its author thinks of it (figures by key, sentences, forms); a layout of `layouts` writes
it down as one of the shapes that drafts come in; `defects` knows faults, and the rule and place that must tell them.
Everything follows from a seed.
"""

from __future__ import annotations

from tests.drafts.draft import Draft, Part, make
from tests.drafts.layouts import LAYOUTS, Rendered, render

__all__ = ["LAYOUTS", "Draft", "Part", "Rendered", "make", "render"]
