import os
import signal
import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.factories import a_project_folder
from whyshore.domain.overview import Opening
from whyshore.errors import FixableError
from whyshore.workflow.coding_desk import CodingDesk
from whyshore.workflow.office import OwnOffice
from whyshore.workflow.start_project import open_project

PATIENCE = 30


class Waiting:
    """Somebody who waits for the clerk."""

    def __init__(self, office: OwnOffice) -> None:
        self.office = office
        self.told: list[object] = []
        self._answered = threading.Event()
        office.call_when_answered(self._answered.set)

    def until(self, holds: Callable[[], object]) -> None:
        end = time.monotonic() + PATIENCE
        self.office.deliver()
        while not holds():
            assert time.monotonic() < end, f"waited in vain, told {self.told}"
            self._answered.wait(0.2)
            self._answered.clear()
            self.office.deliver()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = a_project_folder(tmp_path / "study")
    open_project(made, coder="ana").project.close()
    return made


@pytest.fixture
def office(folder: Path) -> Iterator[OwnOffice]:
    own = OwnOffice(folder, "ana")
    yield own
    own.close()


def a_desk(office: OwnOffice) -> tuple[CodingDesk, Waiting]:
    waiting = Waiting(office)
    office.when_open(waiting.told.append, waiting.told.append)
    waiting.until(lambda: waiting.told)
    (opening,) = waiting.told
    assert isinstance(opening, Opening)
    desk = CodingDesk(office)
    desk.begin(opening)
    first = desk.first_interview()
    assert first
    desk.open(first)
    waiting.until(lambda: not office.waiting)
    return desk, waiting


def saved(folder: Path) -> list[tuple[str, str]]:
    database = sqlite3.connect(folder / "whyshore.db")
    rows = database.execute("select code, quote from coding order by start").fetchall()
    database.close()
    return rows


def test_a_code_is_there_at_once_and_saved_soon(office: OwnOffice, folder: Path) -> None:
    desk, waiting = a_desk(office)

    coding = desk.apply("off-growth", 0, 10)

    assert desk.codings == [coding]
    assert desk.unsaved == 1
    waiting.until(lambda: not desk.unsaved)
    assert [code for code, _ in saved(folder)] == ["off-growth"]


def test_undo_and_redo_are_saved_too(office: OwnOffice, folder: Path) -> None:
    desk, waiting = a_desk(office)
    desk.apply("off-growth", 0, 10)
    desk.apply("off-cost", 0, 10)

    desk.undo()
    desk.undo()
    desk.redo()

    assert [each.code for each in desk.codings] == ["off-growth"]
    waiting.until(lambda: not desk.unsaved)
    assert [code for code, _ in saved(folder)] == ["off-growth"]


def test_what_cannot_be_saved_is_taken_back_and_told(office: OwnOffice, folder: Path) -> None:
    desk, waiting = a_desk(office)
    desk.apply("off-growth", 0, 10)
    waiting.until(lambda: not desk.unsaved)
    (folder / "codebook.yaml").write_text("codes: [", encoding="utf-8")

    desk.apply("off-cost", 0, 10)
    waiting.until(lambda: not desk.unsaved)

    assert [each.code for each in desk.codings] == ["off-growth"]
    assert [code for code, _ in saved(folder)] == ["off-growth"]


def test_leaving_waits_until_everything_is_saved(folder: Path) -> None:
    office = OwnOffice(folder, "ana")
    desk, _ = a_desk(office)
    desk.apply("off-growth", 0, 10)

    office.close()

    assert [code for code, _ in saved(folder)] == ["off-growth"]


def test_a_project_that_cannot_be_opened_says_why(tmp_path: Path) -> None:
    office = OwnOffice(tmp_path, "ana")
    waiting = Waiting(office)
    office.when_open(waiting.told.append, waiting.told.append)

    waiting.until(lambda: waiting.told)

    assert "no Whyshore project" in str(waiting.told[0])
    office.close()


def test_a_clerk_that_is_gone_is_told_and_nothing_hangs(office: OwnOffice) -> None:
    desk, waiting = a_desk(office)
    os.kill(office._process.pid, signal.SIGKILL)

    with pytest.raises(FixableError, match="has stopped"):
        office.ask("moment")

    desk.apply("off-growth", 0, 10)
    waiting.until(lambda: not desk.unsaved)
    assert desk.codings == []
