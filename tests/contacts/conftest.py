from __future__ import annotations

import pytest
from contacts_listed import Directory


@pytest.fixture(scope="session")
def directory() -> Directory:
    return Directory()
