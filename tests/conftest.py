"""What several tests share."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import settings

# What continuous integration says must not depend on chance; elsewhere each run draws anew.
settings.register_profile("steady", derandomize=True)
if os.environ.get("CI"):
    settings.load_profile("steady")

CASES = Path(__file__).parents[2] / "shared" / "cases"


@pytest.fixture(scope="session")
def cases() -> Path:
    """The folder of real published reports, with their labels; it is not part of the project."""
    if not CASES.is_dir():
        pytest.skip("the published reports are not beside this checkout")
    return CASES
