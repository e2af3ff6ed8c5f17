"""Corrected transcripts on the screen: taken over, looked at side by side, settled."""

from pathlib import Path

import pytest
from textual.widgets import Label, OptionList, Static

from tests.factories import TEXT, a_project_folder
from tests.tui.helpers import Sitting, elsewhere, lines_of, sitting
from tests.workflow.helpers import coded
from whyshore.domain.history import now
from whyshore.domain.project import FilesNow
from whyshore.errors import FixableError
from whyshore.workflow.backups import restore_as_of
from whyshore.workflow.files_clerk import FilesClerk
from whyshore.workflow.undo_changes import undo

LONGER = "We also had friends there."
GROW = "We expected the market to grow."


@pytest.fixture
def corrected(study: Path) -> Path:
    """A study whose one interview was corrected after two passages were coded."""
    with elsewhere(study, "ana") as project:
        coded(project, GROW, "off-growth")
        coded(project, LONGER, "off-cost")
    text = "I: Good morning.\n" + TEXT.replace(f" {LONGER}", "")
    (study / "interviews" / "ana.md").write_text(text, encoding="utf-8")
    return study


def listed(at: Sitting) -> list[str]:
    return lines_of(at.screen.query_one("#review", OptionList))


def said(at: Sitting) -> str:
    return str(at.screen.query_one("#review-said", Label).content)


async def test_a_corrected_text_is_told_at_opening_and_taken_over_with_f10(corrected: Path) -> None:
    async with sitting(corrected, size=(120, 40)) as at:
        await at.until(
            lambda: any("1 kept, 1 orphaned" in str(e.message) for e in at.app._notifications)
        )
        await at.press("f10")
        assert listed(at) == ["⟳ ana.md: 1 kept, 1 orphaned"]
        await at.press("t")
        assert len(listed(at)) == 1
        assert LONGER in listed(at)[0]
        assert LONGER in str(at.screen.query_one("#review-old", Static).content)
        assert said(at).startswith("taken over; u brings the old texts back")
        await at.press("escape")
        assert at.interview.text.startswith("I: Good morning.")
        assert sorted(quote for _, quote in at.coded()) == [LONGER, GROW]


async def test_what_a_restore_went_back_behind_waits_in_the_window(study: Path) -> None:
    moment = now()
    for name, text in (("ana.md", f"{TEXT}R: More.\n"), ("bea.md", TEXT.replace("low", "high"))):
        (study / "interviews" / name).write_text(text, encoding="utf-8")
    with elsewhere(study, "ana") as project:
        restore_as_of(project, moment)
    async with sitting(study) as at:
        await at.press("f10")
        assert listed(at) == ["⟳ ana.md: nothing lies in it", "⟳ bea: new"]
        await at.press("escape", "u")
        assert at.interview.text.endswith("R: More.\n")
        await at.press("f10")
        assert listed(at) == []


async def test_an_orphan_is_put_on_words_undone_and_dropped(corrected: Path) -> None:
    async with sitting(corrected) as at:
        await at.press("f10", "t", "w", "end", *["backspace"] * len(LONGER))
        await at.type("The market fell.")
        await at.press("enter")
        assert listed(at) == [], said(at)
        assert ("off-cost", "The market fell.") in at.coded()
        await at.press("u")
        assert LONGER in listed(at)[0]
        await at.press("x")
        assert listed(at) == []
        assert [quote for _, quote in at.coded()] == [GROW]


async def test_nothing_to_settle_says_so(study: Path) -> None:
    async with sitting(study) as at:
        await at.press("f10")
        assert "Everything lies where its words are" in at.picture()
        await at.press("a", "x", "t")
        assert said(at) == "No text waits."


async def look_twice(at: Sitting) -> None:
    """What the clock does every few seconds: a file counts once two looks saw it alike."""
    for _ in range(2):
        at.coding.look_at_files()
        await at.settle()


def notices(at: Sitting) -> str:
    return "\n".join(str(each.message) for each in at.app._notifications)


async def test_a_file_deleted_while_open_is_told_once_and_in_f10(study: Path) -> None:
    async with sitting(study, size=(120, 40)) as at:
        (study / "interviews" / "ana.md").unlink()
        at.coding.look_at_files()
        await at.settle()
        assert "gone" not in at.said

        await look_twice(at)

        assert at.said == "gone from interviews/: ana.md · F10 shows the files"
        gone = "ana.md: The file is no longer in interviews/. The interview and its codings stay"
        assert notices(at).count(gone) == 1
        await at.press("down")
        await look_twice(at)
        assert "gone" not in at.said
        await at.press("f10")
        assert listed(at) == ["✗ ana.md: The file is no longer in interviews/."]
        assert "1 file gone" in at.picture()
        assert "stay in the project. Put the file back" in said(at)
        await at.press("enter", "t")
        assert said(at) == "No text waits."


async def taken_in(at: Sitting, folder: Path) -> None:
    """Take in a new file with `F10`, and open it."""
    (folder / "interviews" / "yan.md").write_text(TEXT, encoding="utf-8")
    await at.press("f10", "t", "escape")
    await at.open("yan")


async def test_an_open_interview_is_closed_when_taking_it_in_is_undone_with_f10(
    study: Path,
) -> None:
    async with sitting(study) as at:
        await taken_in(at, study)
        await at.press("f10", "u", "escape")
        assert at.interview.id == "ana"
        assert "yan is no longer in the project: ana is open." in notices(at)
        await at.press("o", "g")
        assert [code for code, _ in at.coded()] == ["off-growth"]


async def test_an_open_interview_is_closed_when_taking_it_in_is_undone(study: Path) -> None:
    async with sitting(study) as at:
        await taken_in(at, study)
        await at.press("u")
        assert at.said.startswith("undid: ")
        assert at.interview.id == "ana"
        assert list(at.coding.desk.outlines) == ["ana", "ben", "zoe"]
        at.coding.desk.look()
        await at.settle()
        assert at.said.startswith("undid: ")


async def test_an_open_interview_that_another_program_took_away_is_closed(study: Path) -> None:
    async with sitting(study) as at:
        await taken_in(at, study)
        with elsewhere(study, at.coding.desk.coder) as project:
            undo(project)
        at.coding.desk.look()
        await at.settle()
        assert at.interview.id == "ana"
        assert "yan is no longer in the project: ana is open." in notices(at)


async def test_without_another_interview_nothing_is_open(tmp_path: Path) -> None:
    folder = a_project_folder(tmp_path / "study")
    (folder / "interviews" / "ana.md").unlink()
    async with sitting(folder) as at:
        await taken_in(at, folder)
        await at.press("u")
        assert at.coding.desk.interview is None
        assert "yan is no longer in the project: no interview is open." in notices(at)
        assert "We expected" not in at.picture()
        await at.press("o", "g", "down", "u")
        assert at.coding.desk.interview is None


async def test_files_that_cannot_be_looked_at_are_told_once(
    study: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with sitting(study) as at:
        await look_twice(at)
        looks = []

        def fails(_clerk: FilesClerk) -> FilesNow:
            looks.append(1)
            raise FixableError("The folder cannot be read.")

        monkeypatch.setattr(FilesClerk, "files_now", fails)
        (study / "interviews" / "bea.md").write_text(TEXT, encoding="utf-8")
        await look_twice(at)
        assert "The folder cannot be read." in at.said
        await at.press("down")
        await look_twice(at)
        assert "The folder cannot be read." not in at.said
        assert len(looks) == 1


async def test_a_file_added_while_open_is_told_and_taken_in_with_f10(study: Path) -> None:
    async with sitting(study, size=(120, 40)) as at:
        (study / "interviews" / "bea.md").write_text(TEXT.replace("low", "high"), encoding="utf-8")
        await look_twice(at)
        assert at.said == "waiting in interviews/: bea · F10 shows the files"
        assert "bea: new. F10 shows what waits, and t there takes it in." in notices(at)

        await at.press("f10", "t", "escape")

        assert any(line.startswith("bea") for line in map(str.strip, at.lines("interviews")))
        await look_twice(at)
        assert "waiting" not in at.said


async def test_a_file_changed_renamed_or_not_readable_while_open_is_told(study: Path) -> None:
    folder = study / "interviews"
    async with sitting(study, size=(120, 40)) as at:
        (folder / "ana.md").write_text(f"{TEXT}R: More.\n", encoding="utf-8")
        (folder / "cem.docx").write_bytes(b"PK")
        await look_twice(at)
        assert at.said.startswith("waiting in interviews/: ana · not readable: cem.docx")
        await at.press("f10")
        assert listed(at) == ["⟳ ana: changed; every coding stays on its words"]
        await at.press("t", "escape")
        assert at.interview.text.endswith("R: More.\n")

        (folder / "ana.md").rename(folder / "anna.md")
        await look_twice(at)

        assert "ana.md: now called anna.md" in notices(at)
        assert "gone from" not in at.said


async def test_the_first_file_of_an_empty_project_opens_once_it_is_taken_in(study: Path) -> None:
    text = (study / "interviews" / "ana.md").rename(study / "ana.md")
    for file in (*study.glob("whyshore.db*"), *study.glob("interviews/*.md")):
        file.unlink()
    async with sitting(study, size=(120, 40)) as at:
        assert "F10 takes them in" in at.said
        text.rename(study / "interviews" / "ana.md")
        await look_twice(at)
        await at.press("f10", "t", "escape")
        assert at.interview.text == TEXT


MANY = "We also had many friends there."


@pytest.fixture
def reworded(corrected: Path) -> Path:
    """The same study, in which the words that were coded came back a little changed elsewhere."""
    file = corrected / "interviews" / "ana.md"
    text = file.read_text(encoding="utf-8")
    moved = text.replace("The market fell.", f"The market fell. {MANY}")
    file.write_text(moved, encoding="utf-8")
    return corrected


async def test_enter_goes_to_the_place_proposed_for_an_orphan(reworded: Path) -> None:
    async with sitting(reworded, size=(120, 40)) as at:
        await at.press("f10", "t")
        assert LONGER in listed(at)[0]
        await at.press("enter")
        assert at.screen is at.coding
        assert at.selected.startswith(MANY)


async def test_the_proposed_place_is_accepted_and_undone(reworded: Path) -> None:
    async with sitting(reworded, size=(120, 40)) as at:
        await at.press("f10", "t", "a")
        assert listed(at) == []
        assert any(quote.startswith(MANY) for _, quote in at.coded())
        await at.press("u")
        assert LONGER in listed(at)[0]
        for closing in ("f10", "escape"):
            await at.press(closing)
            assert at.screen is at.coding
            await at.press("f10")
