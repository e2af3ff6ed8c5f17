"""What the screen says while nothing can be saved: the clerk stopped, the project read-only."""

import os
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy.exc import OperationalError

from tests.tui.helpers import Sitting, sitting
from whyshore.domain.coding import Coding
from whyshore.errors import FixableError
from whyshore.store.database import Database, DatabaseProblemError, sqlite_url
from whyshore.workflow.clerk import Clerk
from whyshore.workflow.office import Office

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


class Full(Clerk):
    """A clerk on a disk that is full."""

    room = False

    def save_coding(self, coding: Coding) -> int:
        if not self.room:
            raise DatabaseProblemError("The disk is full.")
        return super().save_coding(coding)


class Later(Office):
    """An office whose answers come with the next `deliver`, as from another process."""

    def __init__(self, clerk: Clerk) -> None:
        super().__init__(clerk)
        self._asked: list[Callable[[], None]] = []

    @property
    def waiting(self) -> int:
        return len(self._asked)

    def later(
        self,
        done: Callable[[Any], None],
        failed: Callable[[FixableError], None],
        name: str,
        *given: object,
    ) -> None:
        into = super().later
        self._asked.append(lambda: into(done, failed, name, *given))

    def deliver(self) -> None:
        while self._asked:
            self._asked.pop(0)()


async def test_a_coding_that_was_refused_is_said_until_one_is_saved_again(study: Path) -> None:
    async with sitting(study, size=(100, 30)) as at:
        clerk, screen = Full(at.project), at.coding
        office = Later(clerk)
        at.app.office = screen.desk.office = office
        screen.desk.clerk = clerk
        await at.press("o", "g")

        office.deliver()
        await at.settle()

        assert at.said == "not done: The disk is full."
        assert corner(at).startswith("NOT SAVED")
        assert screen.desk.codings == []
        await at.press("down")
        assert "not done" not in at.said
        assert corner(at).startswith("NOT SAVED")
        clerk.room = True
        await at.press("o", "g")
        office.deliver()
        await at.settle()
        assert corner(at).startswith("all saved")


def test_what_went_wrong_with_a_database_stands_before_the_path_to_it(study: Path) -> None:
    database = Database(sqlite_url(study / "whyshore.db"))
    with pytest.raises(FixableError) as told, database.reading():
        raise OperationalError("", {}, sqlite3.OperationalError("database or disk is full"))
    assert str(told.value).startswith("The disk is full.")
    (study / "whyshore.db").unlink()
    with pytest.raises(FixableError) as told, database.writing():
        pass
    assert str(told.value).startswith("The database is no longer the one that was opened")
    assert str(study) in str(told.value)
    database.close()
