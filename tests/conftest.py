"""What all tests share."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

SHARED = Path(__file__).resolve().parents[2] / "shared"


@pytest.fixture
def gold() -> Callable[[str], Path]:
    """Gives the path of a development data file, or skips the test with the name of what is missing."""

    def find(name: str) -> Path:
        path = SHARED / "gold" / name
        if not path.exists():
            pytest.skip(f"development data is missing: {path}")
        return path

    return find
