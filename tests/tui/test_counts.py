"""A count before a move, what was coded last once more, several codes on one passage."""

import time
from pathlib import Path

import pytest

from tests.factories import a_project_folder
from tests.tui.helpers import WIDE, sitting
from whyshore.tui.selection import Unit

GROWTH = "We expected the market to grow."
WAGES = "Wages were low."
FRIENDS = "We also had friends there."


@pytest.mark.parametrize(
    ("keys", "selected"),
    [
        ("#2s", f"{GROWTH} {WAGES}"),
        ("#3s", f"{GROWTH} {WAGES} {FRIENDS}"),
        ("#2w", "We expected"),
        ("#2S", f"What took you to China?\nR: {GROWTH}"),
        ("s#2+", f"{GROWTH} {WAGES} {FRIENDS}"),
        ("#3s#2-", GROWTH),
        ("#5L", "We ex"),
        ("v#2s", f"{GROWTH} {WAGES}"),
        ("v#5l", "We ex"),
    ],
)
async def test_a_count_says_how_many(study: Path, keys: str, selected: str) -> None:
    async with sitting(study, size=WIDE) as at:
        at.go_to(GROWTH)
        await at.press(*keys)
        assert at.selected == selected


async def test_a_count_moves_so_often(study: Path) -> None:
    async with sitting(study, size=WIDE) as at:
        at.go_to("Wages")
        await at.press(*"#9l")
        assert at.at_cursor.startswith("e low")
        await at.press(*"#3h")
        assert at.at_cursor.startswith("were low")
        await at.press("home", *"#3j")
        assert at.at_cursor.startswith("R: The market")


async def test_the_count_shows_while_it_is_typed_and_escape_gives_it_up(study: Path) -> None:
    async with sitting(study, size=WIDE) as at:
        at.go_to(GROWTH)
        await at.press(*"#12")
        assert at.said.startswith("#12 how often")
        await at.press("backspace")
        assert at.said.startswith("#1 how often")
        await at.press("escape", "s")
        assert at.selected == GROWTH


async def test_a_key_that_does_not_move_gives_it_up(study: Path) -> None:
    async with sitting(study, size=WIDE) as at:
        at.go_to(GROWTH)
        for key in ("o", "u", "number_sign", "c", "s"):
            await at.press("number_sign", key)
            assert "digits, then a key that moves, selects or stretches" in at.said
        await at.press("o", "g")
        assert at.coded() == [("off-growth", GROWTH)]


async def test_a_count_of_none_moves_once_and_one_too_long_is_refused(study: Path) -> None:
    async with sitting(study, size=WIDE) as at:
        at.go_to(GROWTH)
        await at.press(*"#0s")
        assert at.selected == GROWTH
        await at.press(*"#99999")
        assert at.said == "99999 is too many: 9999 at most."
        assert at.transcript.count is None


async def test_a_click_gives_up_a_count(study: Path) -> None:
    async with sitting(study, size=WIDE) as at:
        await at.press("number_sign", "4")
        await at.pilot.click("#transcript", offset=(30, 3))
        assert at.transcript.count is None


@pytest.mark.parametrize("key", ["s", "w", "t", "p", "l", "L", "j", "plus", "pagedown", "W"])
async def test_the_longest_count_is_over_in_a_moment(tmp_path: Path, key: str) -> None:
    line = "R: " + "We also had friends there, in the café. " * 8
    folder = a_project_folder(tmp_path / "study", long="\n".join([line] * 1200))
    async with sitting(folder, size=WIDE) as at:
        began = time.monotonic()
        at.transcript.move(_action(key), 9999)
        assert time.monotonic() - began < 10
        await at.press(*"#9999", key)
        assert 0 <= at.selection.cursor <= len(at.interview.text)


def _action(key: str) -> str:
    from whyshore.tui.keys import TRANSCRIPT_GROUPS, actions_by_key

    return actions_by_key(TRANSCRIPT_GROUPS)[key]


# --- what was coded last ---


async def test_the_passage_coded_last_is_selected_again(study: Path) -> None:
    async with sitting(study, size=WIDE) as at:
        at.go_to(WAGES)
        await at.press("s", "o", "g", "G", "comma")
        assert at.selected == WAGES
        await at.press("b", "d")
        assert at.coded() == [("back-decline", WAGES), ("off-growth", WAGES)]
        await at.press("plus")
        assert at.selected == f"{WAGES} {FRIENDS}"


async def test_it_is_known_in_a_later_sitting(study: Path) -> None:
    async with sitting(study, size=WIDE) as at:
        at.go_to(WAGES)
        await at.press("s", "o", "g")
    async with sitting(study, size=WIDE) as at:
        await at.press("g", "comma")
        assert at.selected == WAGES


async def test_as_much_as_was_coded_last(study: Path) -> None:
    async with sitting(study, size=WIDE) as at:
        at.go_to(GROWTH)
        await at.press(*"#2s", "o", "g", "ampersand")
        assert at.selected == f"{FRIENDS}\nI: And Turkey?"
        assert "2 sentences" in at.said
        at.go_to("We expected")
        await at.press("w", "o", "c", "ampersand")
        assert at.selected == "expected"
        assert at.selection.unit is Unit.WORD


async def test_where_nothing_was_coded_both_say_so(study: Path) -> None:
    async with sitting(study, size=WIDE) as at:
        for key in ("comma", "ampersand"):
            await at.press("h", key)
            assert "coded nothing in this interview yet" in at.said


# --- several codes on one passage ---


async def test_the_next_chord_goes_on_the_same_passage(study: Path) -> None:
    async with sitting(study, size=WIDE) as at:
        at.go_to(WAGES)
        await at.press("s", *"og", *"oc", *"bd")
        assert sorted(at.coded()) == [
            ("back-decline", WAGES),
            ("off-cost", WAGES),
            ("off-growth", WAGES),
        ]
        assert at.selected == WAGES


async def test_the_other_end_is_moved_after_o(study: Path) -> None:
    async with sitting(study, size=WIDE) as at:
        at.go_to("were", select=True)
        await at.press("O", "H", "H", "O", "L")
        assert at.selected == "s were "
