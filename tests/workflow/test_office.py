import os
import signal
import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest

from tests.factories import a_project_folder
from tests.tui.helpers import elsewhere
from tests.workflow.helpers import coded, locked
from whyshore.domain.overview import Opening
from whyshore.domain.project import FilesNow
from whyshore.errors import FixableError
from whyshore.workflow.coding_desk import CodingDesk, Turned
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


class Witness:
    """What a screen would have been told."""

    def __init__(self, desk: CodingDesk) -> None:
        self.told: list[str] = []
        desk.witness = self

    def saved(self) -> None:
        self.told.append("saved")

    def not_saved(self, problem: FixableError) -> None:
        self.told.append(f"not saved: {problem}")

    def files_changed(self, found: FilesNow) -> None:
        self.told.append(f"files: {found}")

    def known(self) -> None:
        self.told.append("known")

    def taken_over(self, what: str) -> None:
        self.told.append(f"taken over: {what}")


def until(holds: Callable[[], object]) -> None:
    end = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < end
        time.sleep(0.05)


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

    turned: list[Turned | None] = []
    for turn in (desk.undo, desk.undo, desk.redo):
        turn(turned.append, waiting.told.append)

    assert [each.code for each in desk.codings] == ["off-growth"]
    assert [each.anew for each in turned if each] == [False, False, False]
    waiting.until(lambda: not desk.unsaved)
    assert [code for code, _ in saved(folder)] == ["off-growth"]


def test_undo_of_an_earlier_sitting_is_asked_for_without_standing_still(folder: Path) -> None:
    with elsewhere(folder, "ana") as project:
        coded(project, "Wages were low.", "off-cost")
    office = OwnOffice(folder, "ana")
    desk, waiting = a_desk(office)
    waiting.until(lambda: desk.codings)
    turned: list[Turned | None] = []

    desk.undo(turned.append, waiting.told.append)

    assert (turned, desk.working, len(desk.codings)) == ([], True, 1)
    waiting.until(lambda: turned)
    assert turned[0] is not None
    assert turned[0].summary.startswith("oc Lower cost on")
    assert (desk.working, desk.codings, saved(folder)) == (False, [], [])
    desk.undo(turned.append, waiting.told.append)
    waiting.until(lambda: turned[1:])
    assert (turned[1], desk.working) == (None, False)
    office.close()


def test_an_undo_is_told_of_though_the_text_cannot_be_laid_out_anew(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(_interview: str) -> None:
        raise FixableError("Another program is writing.")

    with elsewhere(folder, "ana") as project:
        coded(project, "Wages were low.", "off-cost")
    office = OwnOffice(folder, "ana")
    desk, waiting = a_desk(office)
    witness = Witness(desk)
    monkeypatch.setattr(desk, "_text_hash", "that of another text")
    monkeypatch.setattr(desk, "clerk", SimpleNamespace(lay_out=refused))
    turned: list[Turned | None] = []

    desk.undo(turned.append, waiting.told.append)
    waiting.until(lambda: turned)

    assert (desk.working, witness.told) == (False, ["not saved: Another program is writing."])
    office.close()


def test_an_undo_that_was_asked_for_is_done_though_the_screen_goes(folder: Path) -> None:
    with elsewhere(folder, "ana") as project:
        coded(project, "Wages were low.", "off-cost")
    office = OwnOffice(folder, "ana")
    desk, waiting = a_desk(office)

    desk.undo(waiting.told.append, waiting.told.append)

    assert office.close()
    assert saved(folder) == []


def test_an_undo_while_another_program_writes_is_refused_soon(
    office: OwnOffice, folder: Path
) -> None:
    desk, waiting = a_desk(office)
    with locked(folder):
        desk.apply("off-growth", 0, 10)
        refused: list[object] = []
        office.soon(waiting.told.append, refused.append, "undo")
        waiting.until(lambda: refused)
        assert "then try again" in str(refused[0])
        assert desk.unsaved == 1
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


def test_a_fault_of_the_clerk_is_told_without_words_of_an_interview(office: OwnOffice) -> None:
    a_desk(office)

    with pytest.raises(FixableError) as caught:
        office.ask("set_passage", "ana", "Wages were low.", "Wages were low.", None)

    assert "has stopped" in str(caught.value)
    assert "TypeError" in str(caught.value)
    assert "clerk.py" in str(caught.value)
    assert "Wages" not in str(caught.value)
    assert office.gone


def test_what_was_not_saved_when_the_clerk_went_can_be_looked_at_no_more(office: OwnOffice) -> None:
    desk, _ = a_desk(office)
    witness = Witness(desk)
    os.kill(office._process.pid, signal.SIGKILL)
    until(lambda: office.gone)

    desk.refresh()
    desk.look()

    assert len(witness.told) == 1
    assert "has stopped" in witness.told[0]


def test_ones_own_change_is_not_taken_for_somebody_elses(office: OwnOffice) -> None:
    desk, waiting = a_desk(office)
    witness = Witness(desk)

    desk.apply("off-growth", 0, 10)
    desk.look()
    waiting.until(lambda: not office.waiting)

    assert witness.told == ["saved"]


# --- a database that another program is writing to ---


def test_codes_wait_for_another_program_and_are_saved_then(office: OwnOffice, folder: Path) -> None:
    desk, waiting = a_desk(office)
    with locked(folder):
        desk.apply("off-growth", 0, 10)
        desk.apply("off-cost", 0, 10)
        waiting.until(lambda: office.held_up)

        began = time.monotonic()
        with pytest.raises(FixableError, match="in use by another program"):
            office.ask("add_case", "Orbea", "China")
        assert time.monotonic() - began < 1
        assert (desk.unsaved, len(desk.codings)) == (2, 2)

    waiting.until(lambda: not desk.unsaved)
    assert [code for code, _ in saved(folder)] == ["off-growth", "off-cost"]
    assert not office.held_up


def test_what_somebody_waits_for_behind_a_code_is_refused_and_not_done_later(
    office: OwnOffice, folder: Path
) -> None:
    desk, waiting = a_desk(office)
    with locked(folder):
        desk.apply("off-growth", 0, 10)
        with pytest.raises(FixableError, match="database is locked"):
            office.ask("add_case", "Orbea", "China")
    waiting.until(lambda: not desk.unsaved)

    assert office.clerk.overview().cases == ()


def test_what_could_not_be_read_is_not_taken_for_nothing(office: OwnOffice) -> None:
    desk, waiting = a_desk(office)
    witness = Witness(desk)
    desk._lay_out(desk.opened())
    desk._not_marked(FixableError("The file is gone for a moment."))

    assert witness.told == ["not saved: The file is gone for a moment."]
    assert desk.reading
    desk.look()
    waiting.until(lambda: not office.waiting)
    assert not desk.reading


def test_left_while_another_program_is_writing_the_clerk_saves_and_ends_by_itself(
    folder: Path,
) -> None:
    office = OwnOffice(folder, "ana")
    desk, waiting = a_desk(office)
    with locked(folder):
        desk.apply("off-growth", 0, 10)
        waiting.until(lambda: office.held_up)

        assert not office.close(0.1)
        assert saved(folder) == []

    assert office.close()
    assert [code for code, _ in saved(folder)] == ["off-growth"]


def test_where_one_was_is_forgotten_rather_than_waited_for(office: OwnOffice, folder: Path) -> None:
    desk, waiting = a_desk(office)
    with locked(folder):
        began = time.monotonic()
        desk.leave(10)
        waiting.until(lambda: not office.waiting)

    assert time.monotonic() - began < 1


# --- projects that cannot be used as they are ---


def opened(folder: Path) -> object:
    """What the clerk of a folder says first."""
    office = OwnOffice(folder, "ana")
    waiting = Waiting(office)
    office.when_open(waiting.told.append, waiting.told.append)
    waiting.until(lambda: waiting.told)
    assert office.close()
    return waiting.told[0]


def test_a_mistake_in_the_codebook_is_told_at_the_opening(folder: Path) -> None:
    (folder / "codebook.yaml").write_text("codes: [", encoding="utf-8")

    told = str(opened(folder))

    assert told.startswith("codebook.yaml cannot be used as it is:")
    assert "has stopped" not in told


def test_codes_in_a_folder_that_was_moved_are_taken_back_and_told(
    office: OwnOffice, folder: Path
) -> None:
    desk, waiting = a_desk(office)
    witness = Witness(desk)
    folder.rename(folder.parent / "elsewhere")

    desk.apply("off-growth", 0, 10)
    waiting.until(lambda: not desk.unsaved)

    assert desk.codings == []
    assert any("moved, renamed or deleted" in each for each in witness.told)


# --- sittings that were cut off ---


def opening_of(folder: Path) -> Opening:
    """What a screen is told at its start."""
    office = OwnOffice(folder, "ana")
    waiting = Waiting(office)
    office.when_open(waiting.told.append, waiting.told.append)
    waiting.until(lambda: waiting.told)
    office.close()
    (opening,) = waiting.told
    assert isinstance(opening, Opening)
    return opening


@pytest.fixture
def own_state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    return tmp_path / "state"


def cut_off(folder: Path) -> None:
    """Code something, and lose the clerk in the middle of the sitting."""
    office = OwnOffice(folder, "ana")
    desk, waiting = a_desk(office)
    desk.apply("off-growth", 0, 10)
    waiting.until(lambda: not office.waiting)
    desk.clerk.moment()  # the clerk has noted what was saved before it does the next errand
    os.kill(office._process.pid, signal.SIGKILL)
    office.close()


@pytest.mark.usefixtures("own_state")
def test_a_sitting_that_was_cut_off_is_told_once_with_what_it_saved(folder: Path) -> None:
    cut_off(folder)

    (notice,) = opening_of(folder).notices

    assert "was cut off. All it had saved is here: 1 change" in notice
    assert "off-growth on" in notice
    assert opening_of(folder).notices == ()


@pytest.mark.usefixtures("own_state")
def test_saved_changes_that_a_disk_lost_are_told(folder: Path) -> None:
    database = folder / "whyshore.db"
    before = database.read_bytes()
    cut_off(folder)
    for part in folder.glob("whyshore.db*"):
        part.unlink()
    database.write_bytes(before)

    (notice,) = opening_of(folder).notices

    assert "lacks 1 change of what it had saved (from number 2 on)" in notice


@pytest.mark.usefixtures("own_state")
def test_a_sitting_that_goes_on_elsewhere_was_not_cut_off(folder: Path) -> None:
    office = OwnOffice(folder, "ben")
    office.clerk.moment()

    assert opening_of(folder).notices == ()
    office.close()


def test_an_opening_that_waits_for_another_program_says_so(folder: Path) -> None:
    (folder / "interviews" / "new.txt").write_text("R: Something to take in.")
    with locked(folder):
        office = OwnOffice(folder, "ana")
        until(lambda: office.held_up)
        assert "Another program is writing" in office.held_up
    told: list[object] = []
    office.when_open(told.append, told.append)
    Waiting(office).until(lambda: told)

    assert isinstance(told[0], Opening)
    assert not office.held_up
    office.close()
