"""What the screen says while nothing can be saved: the clerk stopped, the project read-only."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.tui.helpers import Sitting, sitting
from whyshore.errors import FixableError
from whyshore.workflow.clerk import Clerk

STOPPED = "The part of Whyshore that saves has stopped."


class Refusing(Clerk):
    """A clerk that has stopped: whatever is asked for is refused."""

    def __getattribute__(self, name: str) -> object:
        if name == "project":
            return super().__getattribute__(name)

        def refused(*_: object) -> None:
            raise FixableError(STOPPED)

        return refused


def stop_the_clerk(at: Sitting) -> None:
    refusing = Refusing(at.project)
    at.app.office.clerk = refusing
    at.coding.desk.clerk = refusing


def corner(at: Sitting) -> str:
    """What the bottom left corner says of saving."""
    return at.rows()[-2][:30].strip()


@pytest.fixture
def not_writable(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """Makes every file and folder look as if it could not be written."""
    real = os.access

    def refuse() -> None:
        monkeypatch.setattr(
            os, "access", lambda path, mode, **how: mode != os.W_OK and real(path, mode, **how)
        )

    return refuse


async def test_no_key_stumbles_over_a_clerk_that_has_stopped(study: Path) -> None:
    async with sitting(study, size=(100, 30)) as at:
        stop_the_clerk(at)
        for key in ("f6", "V", "u", "f2", "C"):
            await at.press(key)
            if len(at.app.screen_stack) > 2:
                await at.press("x", "escape")
            while len(at.app.screen_stack) > 2:
                await at.press("ctrl+d")
            assert not at.app._exit, key

        await at.press("o", "g")
        assert STOPPED in at.said
        assert at.coding.desk.codings == []


async def test_words_that_cannot_be_saved_hold_the_program_until_it_is_left_again(
    study: Path,
) -> None:
    async with sitting(study, size=(100, 30)) as at:
        await at.press("I")
        stop_the_clerk(at)
        await at.type("Kept?")
        await at.press("ctrl+q")
        assert not at.app._exit
        assert "Your memo is not saved" in at.picture()
        assert at.coding.memo_pane.area.text == "Kept?"
        await at.press("ctrl+q")

        assert at.app._exit
    assert at.app.office.left_undone == STOPPED


async def test_a_project_that_cannot_be_written_says_so_all_the_time(
    study: Path, not_writable: Callable[[], None]
) -> None:
    not_writable()
    async with sitting(study, size=(100, 30)) as at:
        assert corner(at) == "READ-ONLY"
        assert "This project is read-only" in at.picture()
        await at.press("o", "g")

        assert corner(at) == "READ-ONLY"
        assert "not done:" in at.said
        assert at.codings() == []


async def test_a_notice_that_can_still_be_read_is_not_shown_again(study: Path) -> None:
    async with sitting(study) as at:
        for _ in range(3):
            at.app.notify("The disk is full.")
        at.app.notify("The disk is full.", timeout=20)
        await at.settle()

        assert [each.message for each in at.app._notifications] == ["The disk is full."]
