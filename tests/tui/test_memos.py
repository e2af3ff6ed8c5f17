from datetime import datetime
from pathlib import Path

import pytest
from textual.widgets import OptionList, Static, TextArea

from tests.factories import TEXT, a_project_folder
from tests.tui.helpers import WIDE, Sitting, elsewhere, lines_of, sitting, terminal
from tests.workflow.helpers import coded
from whyshore.domain.memo import Topic
from whyshore.tui.codebook_tree import CodebookTree
from whyshore.tui.memo_list import MemoList
from whyshore.workflow.undo_changes import history
from whyshore.workflow.write_memos import memos_of, write_memo

WAGES = "Wages were low."


def memos(at: Sitting) -> list[tuple[Topic, str]]:
    return [(memo.topic, memo.text) for memo in memos_of(at.project)]


def state(at: Sitting) -> str:
    """What the memo says of itself."""
    return str(at.coding.query_one("#memo-status", Static).content)


def words(at: Sitting) -> str:
    return at.coding.query_one("#memo", TextArea).text


def changes(at: Sitting) -> list[str]:
    return [event.summary for event in history(at.project) if event.action != "sync"]


# --- writing ---


@pytest.mark.parametrize("size", [(80, 24), WIDE])
async def test_a_memo_saves_itself_and_says_when(study: Path, size: tuple[int, int]) -> None:
    async with sitting(study, size=size) as at:
        await at.press("I")
        assert at.focus == "memo"
        assert "Memo on" in at.picture()
        await at.type("A quiet room.")
        assert state(at).startswith("unsaved …")
        assert "unsaved …" in at.picture()
        assert "all saved" not in at.picture()
        await at.until(lambda: state(at).startswith("saved "))

        assert memos(at) == [(Topic.INTERVIEW, "A quiet room.")]
        assert "all saved" in at.picture()
        assert at.focus == "memo"


async def test_a_sitting_in_a_memo_is_one_step_of_undo(study: Path) -> None:
    async with sitting(study) as at:
        await at.press("I")
        for word in ("One", " two", " three"):
            await at.type(word)
            await at.until(lambda: state(at).startswith("saved "))
        await at.press("escape")

        assert at.said == "memo saved · u undoes"
        assert changes(at) == ["memo on interview ana"]
        await at.press("u")
        assert memos(at) == []
        await at.press("U")
        assert memos(at) == [(Topic.INTERVIEW, "One two three")]


async def test_a_memo_is_left_as_it_was_though_it_saved_itself(study: Path) -> None:
    with elsewhere(study, coder="ana") as project:
        write_memo(project, Topic.INTERVIEW, "ana", "Before.")
    async with sitting(study) as at:
        await at.press("I")
        await at.type(" More.")
        await at.until(lambda: memos(at) == [(Topic.INTERVIEW, "Before. More.")])
        await at.press("ctrl+d")

        assert memos(at) == [(Topic.INTERVIEW, "Before.")]
        assert at.focus == "transcript"
        assert not at.shown("memo-pane")


async def test_the_text_can_be_read_and_coded_while_a_memo_is_open(study: Path) -> None:
    async with sitting(study, size=WIDE) as at:
        at.go_to("were")
        await at.press("I")
        await at.type("See turn 2")
        await at.press("shift+tab")
        assert at.focus == "transcript"
        await at.press("o", "c", "tab")
        assert at.focus == "memo"
        await at.type("!")
        await at.press("escape")

        assert at.coded() == [("off-cost", "Wages were low.")]
        assert memos(at) == [(Topic.INTERVIEW, "See turn 2!")]


async def test_an_open_memo_follows_undo_and_other_programs(study: Path) -> None:
    async with sitting(study, size=WIDE) as at:
        await at.press("I")
        await at.type("One")
        await at.until(lambda: state(at).startswith("saved "))
        await at.press("shift+tab", "u")
        assert words(at) == ""
        with elsewhere(study) as project:
            write_memo(project, Topic.INTERVIEW, "ana", "Theirs.")

        await at.until(lambda: words(at) == "Theirs.")


async def test_what_another_program_wrote_meanwhile_is_kept_beside_ones_own(study: Path) -> None:
    async with sitting(study, size=WIDE) as at:
        await at.press("I")
        await at.type("Mine.")
        with elsewhere(study) as project:
            write_memo(project, Topic.INTERVIEW, "ana", "Theirs.")
        await at.until(lambda: state(at).startswith("NOT SAVED"))
        await at.press("escape")

        assert memos(at) == [(Topic.INTERVIEW, "Theirs.\n\nMine.")]


async def test_a_memo_whose_coding_is_gone_stays_open_and_says_so(study: Path) -> None:
    with elsewhere(study, coder="ana") as project:
        coded(project, "Wages were low.")
    async with sitting(study, size=WIDE) as at:
        at.go_to("were")
        await at.press("M", "shift+tab", "backspace", "tab")
        await at.type("Why?")
        await at.press("escape")

        assert state(at).startswith("NOT SAVED · The coding that this memo is about is gone.")
        assert (at.focus, words(at)) == ("memo", "Why?")
        await at.press("ctrl+d")
        assert at.focus == "transcript"


async def test_opening_another_memo_keeps_the_first(study: Path) -> None:
    async with sitting(study, size=WIDE) as at:
        await at.press("I")
        await at.type("First.")
        await at.press("tab", "down", "M")
        await at.type("Second.")
        await at.press("escape")

        assert sorted(memos(at)) == [(Topic.CODE, "Second."), (Topic.INTERVIEW, "First.")]


async def test_an_emptied_memo_stays_until_it_is_closed(study: Path) -> None:
    with elsewhere(study, coder="ana") as project:
        write_memo(project, Topic.INTERVIEW, "ana", "Ab")
    async with sitting(study) as at:
        await at.press("I", "backspace", "backspace")
        assert state(at).startswith("empty · closing it removes the memo")
        assert memos(at) == [(Topic.INTERVIEW, "Ab")]
        await at.press("escape")
        assert (memos(at), at.said) == ([], "memo removed · u undoes")


async def test_ending_the_program_keeps_what_was_just_typed(study: Path) -> None:
    async with sitting(study) as at:
        await at.press("I")
        await at.type("Last words")
        await at.press("ctrl+q")

    with elsewhere(study) as project:
        assert [memo.text for memo in memos_of(project)] == ["Last words"]


def test_a_killed_program_loses_nothing_that_was_saved(study: Path) -> None:
    with terminal(study) as at:
        at.wait_for("What took you")
        at.send("I")
        at.wait_for("Memo on")
        at.send("Last words")
        at.wait_for(f"saved {datetime.now().astimezone():%H}:")
        at.process.kill()
        at.process.wait()

    with elsewhere(study) as project:
        assert [memo.text for memo in memos_of(project)] == ["Last words"]


def test_a_closed_terminal_window_keeps_what_was_just_typed(study: Path) -> None:
    with terminal(study) as at:
        at.wait_for("What took you")
        at.send("I")
        at.wait_for("Memo on")
        at.send("Last words")
        at.wait_for("Last words")
        at.hang_up()
        at.process.wait(10)

    with elsewhere(study) as project:
        assert [memo.text for memo in memos_of(project)] == ["Last words"]


# --- the list ---


@pytest.fixture
def noted(tmp_path: Path) -> Path:
    """A project with a memo on everything there is."""
    folder = a_project_folder(tmp_path / "noted", ana=TEXT, ben="R: It was late.\n")
    with elsewhere(folder, coder="ben") as project:
        coding = coded(project, "Wages were low.", "off-cost")
        write_memo(project, Topic.CODING, coding.id, "Said twice.\n\nThe second time louder.")
        write_memo(project, Topic.CODE, "back-quality", "Also price?")
        write_memo(project, Topic.INTERVIEW, "ben", "Señora, not señor.")
        write_memo(project, Topic.PROJECT, "", "# Method\n\nSampling by size.")
    return folder


def listed(at: Sitting) -> list[str]:
    return lines_of(at.screen.query_one(OptionList))


@pytest.mark.parametrize("size", [(80, 24), WIDE])
async def test_all_memos_are_listed_with_what_they_are_about(
    noted: Path, size: tuple[int, int]
) -> None:
    async with sitting(noted, size=size) as at:
        await at.press("f4")

        assert isinstance(at.screen, MemoList)
        assert [(line.split()[0], line.split(" ben  ")[1]) for line in listed(at)] == [
            ("project", "the project  Method"),
            ("interview", "ben  Señora, not señor."),
            ("code", "bq Quality problems  Also price?"),
            ("coding", "oc “Wages were low.” (ana)  Said twice."),
        ]
        assert "Sampling by size." in at.picture()


async def test_typing_searches_the_whole_text(noted: Path) -> None:
    async with sitting(noted, size=WIDE) as at:
        await at.press("f4")
        await at.type("louder")
        assert [line[:6] for line in listed(at)] == ["coding"]
        assert "Memos: 1 of 4 memos" in at.picture()
        await at.press(*["backspace"] * 6)
        await at.type("senora")
        assert [line[:9] for line in listed(at)] == ["interview"]
        await at.type("zzz")
        assert "Nothing here has “senorazzz”" in at.picture()


async def test_enter_opens_the_memo(noted: Path) -> None:
    async with sitting(noted, size=WIDE) as at:
        await at.press("f4")
        await at.type("sampling")
        await at.press("enter")
        assert (at.focus, words(at)) == ("memo", "# Method\n\nSampling by size.")
        await at.type(" Done.")
        await at.press("escape")

        assert (Topic.PROJECT, "# Method\n\nSampling by size. Done.") in memos(at)
        assert len(memos(at)) == 4


async def test_from_a_memo_on_a_coding_one_goes_to_its_place(noted: Path) -> None:
    async with sitting(noted, size=WIDE) as at:
        await at.open("ben")
        await at.press("f4")
        await at.type("twice")
        await at.press("ctrl+g")

        assert at.interview.id == "ana"
        assert at.selected == "Wages were low."
        assert at.focus == "transcript"


async def test_from_other_memos_one_goes_to_the_interview_or_code(noted: Path) -> None:
    async with sitting(noted, size=WIDE) as at:
        await at.press("f4")
        await at.type("price")
        await at.press("ctrl+g")
        assert at.focus == "codebook"
        tree = at.coding.query_one(CodebookTree)
        await at.until(lambda: tree.looked_at == "back-quality")
        await at.press("f4")
        await at.type("senor")
        await at.press("ctrl+g")
        assert at.interview.id == "ben"
        await at.press("f4", "ctrl+g")
        assert at.said.startswith("This memo is about the project")


async def test_from_a_memo_on_a_case_one_goes_to_the_case(study: Path) -> None:
    async with sitting(study, size=WIDE) as at:
        await at.press("shift+tab", "a")
        await at.type("Orbea - China")
        await at.press("enter", "home", "M")
        await at.type("Small.")
        await at.press("escape", "f4", "ctrl+g")

        assert at.focus == "cases"
        cases = at.coding.query_one("#cases", OptionList)
        assert cases.highlighted is not None
        assert cases.get_option_at_index(cases.highlighted).id == "orbea-china"


async def test_a_new_memo_on_the_project_comes_beside_the_others(noted: Path) -> None:
    async with sitting(noted, size=WIDE) as at:
        await at.press("f4", "ctrl+n")
        await at.type("# Theory")
        await at.press("escape", "f4")

        assert sum(line.startswith("project") for line in listed(at)) == 2
        await at.press("escape")
        assert at.focus == "transcript"


async def test_without_memos_the_list_says_how_to_write_one(study: Path) -> None:
    async with sitting(study, size=WIDE) as at:
        await at.press("f4")

        assert "There are no memos yet." in at.picture()
        await at.press("enter", "ctrl+g", "down", "f4")
        assert at.focus == "transcript"


async def test_a_long_memo_scrolls_and_a_click_opens_one(noted: Path) -> None:
    with elsewhere(noted) as project:
        write_memo(project, Topic.INTERVIEW, "ana", "\n".join(f"line{n}" for n in range(80)))
    async with sitting(noted, size=WIDE) as at:
        await at.press("f4")
        assert "line79" not in at.picture()
        await at.press(*["ctrl+down"] * 30)
        assert "line79" in at.picture()
        assert "line5 " not in at.picture()
        await at.press(*["ctrl+up"] * 30)
        assert "line5 " in at.picture()
        assert "line79" not in at.picture()
        await at.pilot.click(OptionList, offset=(5, 2))
        await at.until(lambda: at.focus == "memo")
        assert words(at) == "Señora, not señor."


async def test_whose_memo_it_is_shows_and_both_are_listed_when_both_wrote(study: Path) -> None:
    with elsewhere(study, coder="ben") as project:
        coding = coded(project, WAGES)
        write_memo(project, Topic.CODING, coding.id, "Cheap.")
    async with sitting(study, size=WIDE) as at:
        at.go_to(WAGES)
        await at.press("M")
        assert "Memo by ben on " in at.picture()
        assert at.said == "ben wrote this memo: your words go into it too."
        await at.type(" And near.")
        await at.press("escape", "f4")
        [line] = lines_of(at.screen.query_one("#memo-lines", OptionList))
        assert " ben, ana  " in line
        await at.press("escape")
        at.go_to(WAGES)
        await at.press("M")
        assert "Memo by ben, ana on " in at.picture()
        await at.press("escape", "u", "f4")
        [line] = lines_of(at.screen.query_one("#memo-lines", OptionList))
        assert " ben  " in line


async def test_a_memo_of_ones_own_names_nobody(study: Path) -> None:
    async with sitting(study, size=WIDE) as at:
        await at.press("I")
        await at.type("Mine.")
        await at.press("escape", "I")
        assert "Memo on " in at.picture()
