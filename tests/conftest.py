"""What several tests share."""

from __future__ import annotations

from pathlib import Path

import pytest

CASES = Path(__file__).parents[2] / "shared" / "cases"


@pytest.fixture(scope="session")
def cases() -> Path:
    """The folder of real published reports, with their labels; it is not part of the project."""
    if not CASES.is_dir():
        pytest.skip("the published reports are not beside this checkout")
    return CASES
