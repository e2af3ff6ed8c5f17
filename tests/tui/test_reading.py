"""Read on, go to a place, hear some speakers only, copy, fold; with keys and with the mouse."""

import shutil
from pathlib import Path

import pytest
from textual.strip import Strip

from tests.tui.helpers import Sitting, is_shown, sitting, width_of
from whyshore.tui.clipboard import clipboard_doubt, harmless_copy
from whyshore.tui.hint_line import HintLine
from whyshore.workflow.coded_segments import coded_segments

OTTER = """\
Jonas Rosland  0:22
Hello everyone. Who are you?

Alex Rushdy  12:30
I make games. It is hard work.

Jonas Rosland  1:04:00
And then?

Alex Rushdy  1:05:10
We made another one.
"""


@pytest.fixture
def timed(study: Path) -> Path:
    (study / "interviews" / "timed.md").write_text(OTTER, encoding="utf-8")
    return study


def row_of(at: Sitting, words: str) -> str:
    return next(row for row in at.rows() if words in row)


def is_dim(at: Sitting, words: str) -> bool:
    """Whether the line of the text that holds some words is drawn dimmed."""
    rows, sheet = at.transcript, at.transcript._sheet_for(at.transcript.outer_size.width)
    lines = [Strip(rows._filled(row, sheet)) for row in range(*rows.rows_on_screen)]
    strip = next(line for line in lines if words in line.text)
    last = words.rsplit(maxsplit=1)[-1]  # the cursor may part the first from the others
    [dim] = {bool(piece.style and piece.style.dim) for piece in strip if last in piece.text}
    return dim


# --- go to ---


async def test_a_turn_a_time_and_a_share_are_gone_to(timed: Path) -> None:
    async with sitting(timed) as at:
        await at.open("timed")
        for wanted, words in [("2", "I make"), ("1:04:30", "And then?"), ("0%", "Hello")]:
            await at.press("colon")
            await at.type(wanted)
            await at.press("enter")
            assert at.at_cursor.startswith(words)
            assert at.focus == "transcript"


async def test_a_time_behind_the_last_goes_there_and_says_so(timed: Path) -> None:
    async with sitting(timed) as at:
        await at.open("timed")
        await at.press("colon", *"9:59:59", "enter")
        assert at.at_cursor.startswith("We made another one.")
        assert at.said == "The last time code of this interview is 1:05:10: here."


async def test_a_place_that_is_not_there_is_told_and_one_stays(timed: Path) -> None:
    async with sitting(timed) as at:
        await at.open("timed")
        await at.press("colon", "9", "9", "enter")
        assert at.said == "not done: There is no turn 99: the interview has turns 1 to 4."
        assert at.at_cursor.startswith("Hello")


# --- time codes ---


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_time_codes_stand_beside_the_speaker_and_break_no_column(
    timed: Path, size: tuple[int, int]
) -> None:
    async with sitting(timed, size=size) as at:
        await at.open("timed")
        assert "Alex Rushdy  12:30" in row_of(at, "12:30")
        assert {width_of(row) for row in at.rows()} == {size[0]}
        await at.press("t", "t")
        assert "turn 2, 12:30 Alex Rushdy" in at.said


async def test_citations_name_the_time_code(timed: Path) -> None:
    async with sitting(timed) as at:
        await at.open("timed")
        at.go_to("It is hard work.", select=True)
        await at.press("y", "o", "c")
        assert at.app.clipboard == "“It is hard work.” (timed, turn 2, 12:30)"
        [segment] = coded_segments(at.project)
        assert segment.citation == "timed, turn 2, 12:30"


# --- whose words ---


async def test_the_interviewer_is_dimmed_when_only_respondents_are_asked_for(study: Path) -> None:
    async with sitting(study) as at:
        await at.open("ana")
        before = at.selection.cursor
        await at.press("Y")
        await at.type("respond")
        await at.press("enter")
        assert "interviewer dimmed" in at.said
        assert is_dim(at, "What took you")
        assert not is_dim(at, "We expected")
        assert "1~" in row_of(at, "What took you")
        assert "~" not in row_of(at, "We expected")
        assert at.selection.cursor == before
        await at.press("s", "o", "c")
        assert at.coded() == [("off-cost", "What took you to China?")]
        await at.press("Y")
        await at.type("everybody")
        await at.press("enter")
        assert not is_dim(at, "And Turkey?")
        assert "dimmed" not in at.said


async def test_one_speaker_stands_out_and_everybody_where_that_one_does_not_speak(
    timed: Path,
) -> None:
    async with sitting(timed) as at:
        await at.open("timed")
        await at.press("Y")
        await at.type("alex")
        await at.press("enter")
        assert "only Alex Rushdy stands out" in at.said
        assert is_dim(at, "Hello everyone")
        await at.open("ana")
        assert "stands out" not in at.said
        assert not is_dim(at, "What took you")


async def test_the_next_uncoded_turn_is_never_the_interviewers(study: Path) -> None:
    async with sitting(study) as at:
        await at.open("ana")
        await at.press("e")
        assert at.at_cursor.startswith("We expected")
        await at.press("e")
        assert at.at_cursor.startswith("The market fell")
        await at.press("E")
        assert at.at_cursor.startswith("We expected")


# --- the clipboard ---


def test_nothing_that_acts_is_copied() -> None:
    assert harmless_copy("a\x1b[31mb\x07\r\nc\td\x9be") == "a[31mb\nc\tde"


@pytest.mark.parametrize(
    ("environment", "said"),
    [
        ({"TMUX": "/run/tmux,1,0", "TERM": "tmux-256color"}, "set-clipboard"),
        ({"TERM": "tmux-256color"}, "set-clipboard"),
        ({"STY": "7.pts-0", "TERM": "screen.xterm"}, "GNU screen"),
        ({"TERM": "screen-256color"}, "GNU screen"),
        ({"TERM": "screen-256color"}, "tmux only with: set -g set-clipboard on"),
        ({"TERM_PROGRAM": "Apple_Terminal"}, "macOS"),
        ({"TERM": "linux"}, "console"),
        ({"VTE_VERSION": "7000", "TERM": "xterm-256color"}, "GNOME"),
    ],
)
def test_terminals_that_may_not_take_it_over_are_named(
    environment: dict[str, str], said: str
) -> None:
    assert said in clipboard_doubt(environment)


def test_other_terminals_are_trusted() -> None:
    assert clipboard_doubt({"TERM": "xterm-kitty"}) == ""


def test_a_browser_is_trusted_whatever_terminal_serves_it() -> None:
    assert clipboard_doubt({"TERM_PROGRAM": "textual", "TMUX": "/run/tmux,1,0"}) == ""


async def test_the_doubt_stands_beside_what_was_copied(
    study: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TMUX", "/run/tmux,1,0")
    async with sitting(study) as at:
        await at.press("y")
        assert at.said.startswith("copied with its citation · in tmux only with")


async def test_a_code_is_copied_with_its_definition(bundled: Path) -> None:
    async with sitting(bundled) as at:
        await at.press("tab", "down", "y")
        code = at.coding.desk.codebook.by_id[at.coding.query_one("#codebook").looked_at]  # type: ignore[attr-defined]
        assert at.app.clipboard == f"{code.name}: {code.definition} ({code.id})"


async def test_a_quote_of_the_evidence_and_a_statement_are_copied(bundled: Path) -> None:
    async with sitting(bundled) as at:
        await at.press("f2", "y")
        assert at.said == "copied: the statement"
        statement = at.grid.statement
        assert statement is not None
        assert at.app.clipboard == statement.statement.text
        await at.press("tab", "y")
        first = statement.evidence[0]
        assert at.app.clipboard == f"“{first.coding.quote}” ({first.citation})"


# --- panes ---


@pytest.mark.parametrize(
    ("key", "called"), [("f7", "interviews and cases"), ("f8", "codebook"), ("tab", "")]
)
async def test_folding_and_another_pane_leave_no_old_message(
    study: Path, key: str, called: str
) -> None:
    async with sitting(study, size=(120, 40)) as at:
        await at.press("4", key)
        assert "No code was used" not in at.said
        if called:
            assert at.said == f"{called} folded: {key.upper()} unfolds"
            await at.press(key)
            assert at.said == f"{called} unfolded"


async def test_ctrl_c_says_what_copies_and_what_leaves(study: Path) -> None:
    async with sitting(study, size=(120, 40)) as at:
        await at.press("ctrl+c")
        assert [each.message for each in at.app._notifications] == [
            "y in the text copies with the citation. Ctrl+Q leaves Whyshore."
        ]


@pytest.mark.parametrize(("key", "side"), [("f7", "left"), ("f8", "right")])
async def test_a_side_is_folded_and_brought_back_where_there_is_room(
    study: Path, key: str, side: str
) -> None:
    async with sitting(study, size=(120, 40)) as at:
        width = at.transcript.size.width
        await at.press(key)
        assert not at.shown(side)
        assert at.transcript.size.width > width
        await at.press(key)
        assert at.shown(side)


@pytest.mark.parametrize(("key", "side"), [("f7", "left"), ("f8", "right")])
async def test_a_side_unfolds_with_its_list_ready_where_there_is_little_room(
    study: Path, key: str, side: str
) -> None:
    async with sitting(study) as at:
        assert not at.shown(side)
        await at.press(key)
        assert at.shown(side)
        assert at.focus == {"left": "interviews", "right": "codebook"}[side]
        await at.press(key)
        assert not at.shown(side)
        assert at.focus == "transcript"


async def test_every_pane_is_reached_at_80_by_24_folded_or_not(study: Path) -> None:
    async with sitting(study) as at:
        for pane in ("codebook", "interviews", "cases", "transcript"):
            await at.press("tab")
            assert at.focus == pane
            assert at.shown(pane)


async def test_a_folded_pane_shows_while_one_is_in_it(study: Path) -> None:
    async with sitting(study, size=(120, 40)) as at:
        await at.press("f8", "tab")
        assert at.focus == "codebook"
        assert at.shown("codebook")
        await at.press("escape")
        assert not at.shown("codebook")


# --- the lines at the bottom ---


def hints(at: Sitting) -> str:
    return str(at.coding.query_one("#hints", HintLine).content).rstrip()


@pytest.mark.parametrize("size", [(80, 24), (60, 20)])
async def test_whether_all_is_saved_can_always_be_seen(study: Path, size: tuple[int, int]) -> None:
    async with sitting(study, size=size) as at:
        for keys in (["s"], ["o", "c"], ["colon", "9", "9", "enter"], ["slash"], ["escape"]):
            await at.press(*keys)
            assert is_shown(at.coding.query_one("#saved"))
            assert at.rows()[-2].startswith(" all saved ")


async def test_hints_fit_what_one_is_at(study: Path) -> None:
    async with sitting(study) as at:
        await at.open("ana")
        assert "c code" in hints(at)
        await at.press("s")
        assert hints(at).startswith("+ - longer, shorter")
        await at.press("o")
        assert hints(at).split("  ") == ["⌫ back", "Esc give up"]
        await at.press("escape", "slash")
        assert hints(at).split("  ")[:2] == ["⏎ keep", "Ctrl+O word"]
        assert "Esc back" in hints(at)
        await at.press("escape", "shift+tab")
        assert at.focus == "cases"
        assert "a add" in hints(at)
        await at.press("shift+tab")
        assert "a add" not in hints(at)


async def test_a_click_on_a_hint_presses_its_key(study: Path) -> None:
    async with sitting(study) as at:
        await at.open("ana")
        await at.pilot.click("#hints", offset=(1 + hints(at).index("s sentence"), 0))
        await at.until(lambda: at.selected == "What took you to China?")
        await at.pilot.click("#hints", offset=(1 + hints(at).index("shorter"), 0))
        await at.until(lambda: at.selected.startswith("What took you to China?\nR: We expected"))
        await at.pilot.click("#hints", offset=(1 + hints(at).index("- longer"), 0))
        await at.until(lambda: at.selected == "What took you to China?")


async def test_a_click_on_the_status_line_shows_it_in_full(study: Path) -> None:
    async with sitting(study, size=(80, 24)) as at:
        await at.open("ana")
        await at.press("s")
        await at.pilot.click("#status", offset=(3, 0))
        told = [each.message for each in at.app._notifications]
        assert told == [at.said]


# --- commands ---


async def test_every_key_is_a_command_with_its_keys(study: Path) -> None:
    async with sitting(study) as at:
        titles = at.commands
        assert titles["Go to the next coding"] == "]"
        assert titles["Select this sentence, then the next"] == "s"
        assert titles["Leave; everything is saved already"] == "Ctrl+Q"
        assert titles["Add a case"] == "a · in the lists"
        await at.press("shift+tab")
        titles = at.commands
        assert titles["Add a case"] == "a"
        await at.press("escape", "f2")
        titles = at.commands
        assert titles["Write a statement in this cell"] == "a"
        assert "Find text" not in titles


async def test_moves_and_commands_of_the_synthesis_run_by_name(study: Path) -> None:
    async with sitting(study) as at:
        await at.open("ana")
        await at.press("ctrl+p")
        await at.type("this sentence, then the next")
        await at.until(lambda: "Select this sentence, then the next" in at.picture())
        await at.press("enter")
        await at.until(lambda: at.selected == "What took you to China?")
        await at.press("f2", "ctrl+p")
        await at.type("write a statement")
        await at.until(lambda: "Write a statement" in at.picture())
        await at.press("enter")
        await at.until(lambda: "The table has no rows yet" in at.said)


async def test_the_place_in_each_interview_is_remembered(study: Path, tmp_path: Path) -> None:
    copy = Path(shutil.copytree(study, tmp_path / "copy"))
    async with sitting(copy) as at:
        await at.open("ana")
        at.go_to("Quality was poor.")
        await at.open("ben")
        at.go_to("It was slow")
    async with sitting(copy) as at:
        assert at.at_cursor.startswith("It was slow")
        await at.open("ana")
        assert at.at_cursor.startswith("Quality was poor.")
