"""What holds for every test."""

import pytest
from hypothesis import settings

from whyshore.cli import start

settings.register_profile("whyshore", deadline=None)  # a machine may be busy with other work
settings.load_profile("whyshore")


@pytest.fixture(autouse=True)
def _no_command_ends_the_tests(monkeypatch: pytest.MonkeyPatch) -> None:
    """A table leaves the process without taking it apart, which would be that of the tests."""

    def leave() -> None:
        raise SystemExit(0)

    monkeypatch.setattr(start, "leave_at_once", leave)
