from pathlib import Path

import pytest
from textual.binding import Binding
from textual.widgets import OptionList, Tree

from tests.tui.helpers import Sitting, elsewhere, sitting
from tests.workflow.helpers import coded
from tests.workflow.test_read_by_guide import GUIDE
from whyshore.tui.app import WhyshoreApp
from whyshore.tui.coded_segments_screen import CodedSegmentsScreen
from whyshore.tui.coding_screen import CodingScreen
from whyshore.tui.find_line import FindBar
from whyshore.tui.find_screen import FindScreen
from whyshore.tui.hint_line import fitting
from whyshore.tui.joint_screen import JointScreen
from whyshore.tui.keymap import Keymap
from whyshore.tui.keys import (
    ALL_GROUPS,
    CODE,
    FIND,
    FIND_LINE,
    FOUND_KEYS,
    JOINT_KEYS,
    LEADER,
    LINK_KEYS,
    MOVE,
    PANE_KEYS,
    READ,
    SEGMENT_KEYS,
    SELECT,
    SYNTHESIS_KEYS,
    TRANSCRIPT_GROUPS,
    Key,
    KeyGroup,
    actions_by_key,
    shown,
)
from whyshore.tui.link_screen import LinkScreen
from whyshore.tui.moves import MOVES
from whyshore.tui.panes import CaseList
from whyshore.tui.selection import Unit
from whyshore.tui.synthesis_screen import SynthesisScreen


def keys_bound(*widgets: type) -> set[str]:
    """The keys that the bindings of some widgets and screens name."""
    bound: set[str] = set()
    for widget in widgets:
        for binding in widget.BINDINGS:  # type: ignore[attr-defined]
            assert isinstance(binding, Binding | tuple)
            names = binding.key if isinstance(binding, Binding) else binding[0]
            bound |= {name.strip() for name in names.split(",")}
    return bound


@pytest.mark.parametrize(
    "key", [key for group in TRANSCRIPT_GROUPS for key in group.keys], ids=lambda key: key.action
)
def test_every_key_of_the_text_has_something_that_acts(key: Key) -> None:
    moves = key.action in MOVES
    commands = hasattr(CodingScreen, f"do_{key.action}")
    bound = set(key.keys) <= keys_bound(CodingScreen, WhyshoreApp)

    assert moves or commands or bound


@pytest.mark.parametrize("key", PANE_KEYS.keys, ids=lambda key: key.action)
def test_every_key_of_the_lists_is_bound(key: Key) -> None:
    assert set(key.keys) <= keys_bound(CodingScreen, CaseList, OptionList, Tree)


@pytest.mark.parametrize("key", SYNTHESIS_KEYS.keys, ids=lambda key: key.action)
def test_every_key_of_the_synthesis_has_something_that_acts(key: Key) -> None:
    by_the_grid = key.action == "move"
    bound = set(key.keys) <= keys_bound(SynthesisScreen)

    assert hasattr(SynthesisScreen, f"do_{key.action}") or by_the_grid or bound


@pytest.mark.parametrize(
    ("screen", "key"),
    [
        *((JointScreen, key) for key in JOINT_KEYS.keys),
        *((LinkScreen, key) for key in LINK_KEYS.keys),
    ],
)
def test_every_key_of_two_panes_has_something_that_acts(screen: type, key: Key) -> None:
    by_the_table = key.action == "move"

    assert by_the_table or any(hasattr(screen, f"{each}_{key.action}") for each in ("do", "action"))


@pytest.mark.parametrize("key", FIND_LINE.keys, ids=lambda key: key.action)
def test_every_key_of_the_line_to_find_with_is_bound(key: Key) -> None:
    assert set(key.keys) <= keys_bound(FindBar) | {"enter"}


@pytest.mark.parametrize(
    ("screen", "key"),
    [
        *((FindScreen, key) for key in FOUND_KEYS.keys),
        *((CodedSegmentsScreen, key) for key in SEGMENT_KEYS.keys),
    ],
)
def test_every_key_of_the_lists_of_places_has_something_that_acts(screen: type, key: Key) -> None:
    by_the_list = key.action in {"move", "page", "ends"}

    assert by_the_list or any(hasattr(screen, f"{each}_{key.action}") for each in ("do", "action"))


def test_no_key_means_two_things_on_one_screen() -> None:
    screens = (
        FIND_LINE,
        FOUND_KEYS,
        SEGMENT_KEYS,
        PANE_KEYS,
        SYNTHESIS_KEYS,
        JOINT_KEYS,
        LINK_KEYS,
    )
    for groups in (TRANSCRIPT_GROUPS, *((each,) for each in screens)):
        names = [name for group in groups for key in group.keys for name in key.keys]

        assert sorted(names) == sorted(set(names))


def test_keys_that_terminals_send_for_others_are_left_alone() -> None:
    same_as_others = {"ctrl+m", "ctrl+i", "ctrl+h", "ctrl+j", "ctrl+left_square_bracket"}

    assert same_as_others.isdisjoint(actions_by_key(ALL_GROUPS))


def test_every_action_has_a_key_that_any_terminal_sends() -> None:
    rare = ("ctrl+shift+", "alt+", "super+")
    for key in (key for group in ALL_GROUPS for key in group.keys):
        only_rare = all(name.startswith(rare) for name in key.keys)
        assert not only_rare or key.action in {"extend_word_right", "extend_word_left"}


@pytest.mark.parametrize(
    ("key", "people_read"),
    [
        ("ctrl+home", "Ctrl+Home"),
        ("ctrl+g", "Ctrl+G"),
        ("ctrl+shift+right", "Ctrl+Shift+→"),
        ("right_square_bracket", "]"),
        ("plus", "+"),
        ("f1", "F1"),
        ("G", "G"),
        ("escape", "Esc"),
    ],
)
def test_keys_are_shown_as_people_know_them(key: str, people_read: str) -> None:
    assert shown(key) == people_read


def test_hints_are_left_out_whole_where_there_is_no_room() -> None:
    everything = list(fitting((CODE, SELECT), 200))
    for width in range(120):
        hints = list(fitting((CODE, SELECT), width))

        assert sum(hint.width + 2 for hint in hints) <= width
        assert all(hint in everything for hint in hints)


def test_letters_of_commands_are_those_that_chords_need_the_leader_for() -> None:
    taken = Keymap().taken_letters()

    assert {"s", "S", "t", "c", "u", "U", "M", "0"} <= taken
    assert taken.isdisjoint("obmxa")
    assert LEADER not in actions_by_key(TRANSCRIPT_GROUPS)


# --- every key, pressed ---

UNSEEN = {"quit"}
"""Actions that end the program; they have a story of their own."""


def situation(sitting: Sitting) -> tuple[object, ...]:
    """Everything a key could change."""
    chosen = sitting.selection
    return (
        chosen.cursor,
        chosen.span,
        chosen.sticky,
        len(sitting.app.screen_stack),
        sitting.focus,
        sitting.said,
        tuple(sitting.coded()),
        sitting.app.clipboard,
        sitting.shown("left"),
        sitting.shown("right"),
    )


async def prepare(at: Sitting) -> None:
    """Go to the middle of the text, with two sentences selected."""
    while len(at.app.screen_stack) > 2:
        at.app.pop_screen()
        await at.settle()
    at.transcript.chord = None
    at.coding.action_to_text()
    at.go_to("Wages were low. We also had friends there.", select=True)
    at.selection.unit = Unit.SENTENCE
    await at.settle()


async def idle_keys(folder: Path, groups: tuple[KeyGroup, ...]) -> list[str]:
    (folder / "guide.yaml").write_text(GUIDE, encoding="utf-8")
    with elsewhere(folder, coder="ana") as project:
        for quote in ("What took you", "Wages were low.", "And Turkey?"):
            coded(project, quote)
    idle = []
    async with sitting(folder) as at:
        for key in (key for group in groups for key in group.keys if key.action not in UNSEEN):
            for name in key.keys:
                await prepare(at)
                before = situation(at)
                await at.press(name)
                if situation(at) == before:
                    idle.append(name)
    return idle


@pytest.mark.parametrize(
    "group", [MOVE, SELECT, CODE, FIND, READ], ids=lambda group: group.title[:4]
)
async def test_every_key_does_something(study: Path, group: KeyGroup) -> None:
    assert await idle_keys(study, (group,)) == []


async def test_no_key_does_harm_where_there_is_no_interview(study: Path) -> None:
    nothing = study.parent / "nothing"
    (nothing / "interviews").mkdir(parents=True)
    (nothing / "codebook.yaml").write_bytes((study / "codebook.yaml").read_bytes())
    names = [name for name in actions_by_key(TRANSCRIPT_GROUPS) if name not in {"ctrl+q", "ctrl+p"}]

    async with sitting(nothing) as at:
        assert "No interviews yet" in at.said
        for name in names:
            await at.press(name, "escape")
        await at.press("o", "g", "x", "o", "1")
        assert at.codings() == []


async def test_leaving_is_one_key(study: Path) -> None:
    async with sitting(study) as at:
        await at.press("ctrl+q")
        await at.until(lambda: not at.app.is_running)


async def test_commands_can_be_given_by_name(study: Path) -> None:
    async with sitting(study) as at:
        await at.press("o", "g", "ctrl+p")
        await at.type("undo the last")
        await at.until(lambda: "Undo the last" in at.picture())
        await at.press("enter")
        await at.until(lambda: at.coded() == [])


async def test_no_command_writes_the_text_to_a_file_unasked(study: Path) -> None:
    async with sitting(study) as at:
        assert not any("screenshot" in title.casefold() for title in at.commands)
        assert "Find text" in at.commands
