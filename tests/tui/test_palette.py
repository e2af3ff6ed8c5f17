from pathlib import Path

import pytest
from textual.widgets import OptionList
from typer.testing import CliRunner

from tests.tui.helpers import WIDE, Sitting, lines_of, sitting
from whyshore.cli.app import app as command_line
from whyshore.domain.finding import Mode
from whyshore.tui.change_windows import ChangeWindow
from whyshore.tui.keys import CODEBOOK_KEYS, FIND_LINE, PANE_KEYS, TRANSCRIPT_GROUPS
from whyshore.tui.palette import commands_on, sentence
from whyshore.tui.without_keys import PROMPT_COMMANDS, WithoutKey

FOUND_BY = {
    "rename": "Rename the code; its codings follow a new id",
    "merge codes": "Merge the code into another: its codings get that one",
    "new case": "Add a case",
    "create code": "Make a new code named by the selected words",
    "filter": "Filter the codes; other small letters do, too",
    "stripes": "Show some codings only; again: all",
    "minimap": "Show or hide the minimap, an overview of the whole interview",
    "export": "The synthesis: table and evidence",
    "backup": "Put a checked copy of the database into backups/",
    "history": "The history: every change; find it, read it, undo it",
    "audit trail": "The history: every change; find it, read it, undo it",
    "jump": "Go to a percentage of the interview",
    "in-vivo": "Make a new code named by the selected words",
    "delete code": "Delete an unused code: take it out of the codebook",
    "uncode": "Take off a code at the cursor",
    "quit": "Leave; everything is saved already",
    "exit": "Leave; everything is saved already",
    "tag": "Put on a code, found by its name, id or cues",
    "highlight": "Put on a code, found by its name, id or cues",
    "autocode": "Find in all interviews, and code what is found",
    "retrieved segments": "List all that is coded like the coding at the cursor",
    "annotation": "Write a memo on the coding at the cursor, else the interview",
    "open document": "Open the interview; go to the case's next passage",
    "dark": "Take another theme: other colours, dark or light",
}


def answers(at: Sitting, query: str) -> list[str]:
    """The titles of the commands that answer a query, the best first."""
    every = [(each.likeness(query), each.title) for each in commands_on(at.app, at.screen)]
    fitting = [each for each in every if each[0]]
    return [title for _, title in sorted(fitting, key=lambda each: -each[0])]


async def test_everyday_words_find_what_is_meant_from_the_text(study: Path) -> None:
    async with sitting(study) as at:
        for typed, wanted in FOUND_BY.items():
            assert wanted in answers(at, typed)[:4], typed
        assert answers(at, "qqzz") == []


async def test_every_action_is_offered_whatever_pane_has_the_focus(study: Path) -> None:
    groups = (*TRANSCRIPT_GROUPS, CODEBOOK_KEYS, PANE_KEYS)
    keys = [key for group in groups for key in group.keys if key.action != "palette"]
    async with sitting(study) as at:
        seen = set()
        for _ in range(4):
            assert [key.what for key in keys if sentence(key.what) not in at.commands] == []
            seen.add(at.focus)
            await at.press("tab")
        assert seen == {"transcript", "codebook", "interviews", "cases"}


async def test_what_is_done_in_a_memo_or_in_the_line_to_find_with_is_offered_there(
    study: Path,
) -> None:
    async with sitting(study) as at:
        assert not {sentence(key.what) for key in FIND_LINE.keys} & set(at.commands)
        await at.press("slash")
        assert "Only whole words, or not" in at.commands
        await give(at, "regular expression", "A regular")
        await at.until(lambda: at.coding.find_bar.asked.mode is Mode.PATTERN)
        await at.press("escape", "I", "tab")
        assert at.commands["Close the memo and keep what is written"].endswith("in the memo")


async def give(at: Sitting, words: str, title: str) -> None:
    """Take the first command of the palette that some words find; its title begins so."""
    await at.press("ctrl+p")
    await at.type(words)
    window = at.app.screen
    await at.until(lambda: "".join(lines_of(window.query_one(OptionList))).startswith(title))
    await at.press("enter")
    await at.until(lambda: at.app.screen is not window)
    await at.settle()


async def test_a_code_is_renamed_from_the_text(study: Path) -> None:
    async with sitting(study, size=WIDE) as at:
        await give(at, "rename", "Rename")
        assert at.said == "Go to a code in the codebook first: ↑ ↓, or letters of its name."
        assert at.focus == "codebook"
        at.coding.codebook_tree.go_to("back-quality")
        await at.settle()
        await at.press("escape")
        assert at.focus == "transcript"
        assert at.commands["Rename the code; its codings follow a new id"].endswith(
            "in the codebook, on bq Quality problems"
        )
        await give(at, "rename", "Rename")
        await at.until(lambda: isinstance(at.app.screen, ChangeWindow))


async def test_filtering_the_codings_and_the_codes_are_two_commands(study: Path) -> None:
    async with sitting(study) as at:
        await give(at, "filter the codes", "Filter")
        await at.until(lambda: at.focus == "codebook-filter")


async def test_what_only_a_list_can_do_leads_there(study: Path) -> None:
    async with sitting(study) as at:
        await give(at, "open document", "Open")
        assert at.focus == "interviews"
        assert "⏎ opens it" in at.said
        await give(at, "memo case", "Write")
        await at.until(lambda: at.coding.memo_pane.draft is not None)


async def test_leaving_is_offered_once_and_in_every_window(study: Path) -> None:
    async with sitting(study) as at:
        for keys in ((), ("f2",), ("escape", "f4")):
            await at.press(*keys)
            assert answers(at, "quit") == ["Leave; everything is saved already"]


async def test_commands_of_the_command_line_say_how_they_are_given(study: Path) -> None:
    async with sitting(study, size=WIDE) as at:
        await give(at, "backup", "Put")
        await at.until(lambda: "whyshore backup" in at.picture())


@pytest.mark.parametrize("command", PROMPT_COMMANDS, ids=lambda each: each.typed)
def test_commands_of_the_command_line_are_there(command: WithoutKey) -> None:
    _, name = command.typed.split()

    result = CliRunner().invoke(command_line, [name, "--help"])

    assert result.exit_code == 0
