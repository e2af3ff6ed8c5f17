"""Codings that are there already: stretched, shrunk, moved, split and joined by keys."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from tests.tui.helpers import WIDE, Sitting, elsewhere, sitting
from tests.workflow.helpers import coded, interview_of
from whyshore.domain.memo import MemoDraft, Topic
from whyshore.tui.dialogs import Chooser
from whyshore.tui.selection import Unit
from whyshore.workflow.adjust_codings import place_coding
from whyshore.workflow.check_project import check

GROWTH = "We expected the market to grow."
WAGES = "Wages were low."
FRIENDS = "We also had friends there."
BOTH = f"{GROWTH} {WAGES}"


@asynccontextmanager
async def at_coding(study: Path, words: str = WAGES) -> AsyncIterator[Sitting]:
    """Sit down before some words that were just coded as a sentence is."""
    async with sitting(study, size=WIDE) as at:
        at.go_to(words, select=True)
        await at.press("o", "g")
        at.selection.put(at.selection.anchor)
        await at.press("s")
        assert at.coded() == [("off-growth", words)]
        yield at
        assert [each for each in check(at.project) if each.weight.value == "broken"] == []


# --- at once ---


@pytest.mark.parametrize(
    ("keys", "begins", "ends"),
    [
        ("#2>", GROWTH, f"{BOTH} {FRIENDS}"),
        ("#2<", f"{BOTH} {FRIENDS}", GROWTH),
        ("#9<", f"{BOTH} {FRIENDS}", GROWTH),
        ("#2(", FRIENDS, f"{BOTH} {FRIENDS}"),
        ("#2)", f"{BOTH} {FRIENDS}", FRIENDS),
        ("#0>", GROWTH, BOTH),
    ],
)
async def test_a_count_says_by_how_many_units_as_one_change(
    study: Path, keys: str, begins: str, ends: str
) -> None:
    async with sitting(study, size=WIDE) as at:
        at.go_to(begins)
        await at.press("s", *["plus"] * begins.count(". "), "o", "g", *keys)
        assert at.coded() == [("off-growth", ends)]
        await at.press("u")
        assert at.coded() == [("off-growth", begins)]


async def test_both_ends_of_a_long_coding_are_said_when_one_moves(study: Path) -> None:
    async with sitting(study, size=WIDE) as at:
        at.go_to(GROWTH)
        await at.press("s", "plus", "o", "g", "greater_than_sign")
        assert "“We expected the market … also had friends there.”" in at.said
        await at.press("less_than_sign")
        assert at.said.split("”")[0].endswith("Wages were low.")


@pytest.mark.parametrize(
    ("key", "begins", "ends"),
    [
        ("greater_than_sign", BOTH, f"{BOTH} {FRIENDS}"),
        ("less_than_sign", BOTH, GROWTH),
        ("right_parenthesis", BOTH, WAGES),
        ("left_parenthesis", WAGES, BOTH),
    ],
)
async def test_one_key_stretches_or_shrinks_by_a_sentence(
    study: Path, key: str, begins: str, ends: str
) -> None:
    async with sitting(study, size=WIDE) as at:
        at.go_to(begins)
        await at.press("s", *["plus"] * begins.count(". "), "o", "g")
        before = at.codings()[0]
        assert before.quote == begins
        await at.press(key)
        assert (at.coded(), at.codings()[0].id) == ([("off-growth", ends)], before.id)
        assert (at.selected, "now on" in at.said) == (ends, True)
        await at.press("u")
        assert at.codings() == [before]
        assert "undid: " in at.said


async def test_it_goes_on_with_the_coding_that_was_just_stretched(study: Path) -> None:
    async with at_coding(study) as at:
        await at.press("b", "d", "greater_than_sign")
        assert isinstance(at.screen, Chooser)
        await at.type("og")
        await at.press("enter", "greater_than_sign")
        assert ("off-growth", f"{WAGES} {FRIENDS}\nI: And Turkey?") in at.coded()
        assert ("back-decline", WAGES) in at.coded()


async def test_words_are_the_step_where_words_were_selected_last(study: Path) -> None:
    async with at_coding(study) as at:
        await at.press("w", "greater_than_sign")
        assert at.coded() == [("off-growth", f"{WAGES} We")]


async def test_where_nothing_can_be_taken_off_it_says_so(study: Path) -> None:
    async with at_coding(study) as at:
        await at.press("less_than_sign")
        assert at.said == "Its last one stays: it goes by the sentence, the unit used last."
        assert at.coded() == [("off-growth", WAGES)]


async def test_without_a_coding_there_is_nothing_to_stretch(study: Path) -> None:
    async with at_coding(study) as at:
        at.go_to("Turkey")
        for key in ("greater_than_sign", "R", "B"):
            await at.press("h", key)
            assert at.said == "There is no coding at the cursor."
        await at.press("X")
        assert "cursor between words inside it" in at.said


# --- in hand ---


async def test_what_is_selected_when_enter_is_pressed_is_kept(study: Path) -> None:
    async with at_coding(study) as at:
        await at.press("R")
        assert at.said.startswith("ADJUST og as it is")
        await at.press("plus", "left_curly_bracket")
        assert "+32 at the start, +27 at the end" in at.said
        assert at.coded() == [("off-growth", WAGES)]
        await at.press("enter")
        assert at.coded() == [("off-growth", f"{BOTH} {FRIENDS}")]
        await at.press("u")
        assert at.coded() == [("off-growth", WAGES)]


async def test_escape_leaves_it_as_it_was(study: Path) -> None:
    async with at_coding(study) as at:
        await at.press("R", "plus", "plus", "escape")
        assert (at.coded(), at.selected) == ([("off-growth", WAGES)], WAGES)
        assert at.said == "og stays as it was"
        assert at.selection.unit is Unit.SENTENCE
        await at.press("enter")
        assert at.screen is not at.coding  # Enter finds codes again


async def test_the_other_end_moves_after_o(study: Path) -> None:
    async with at_coding(study) as at:
        await at.press("R", "H", "O", "l", "O")
        assert at.selected == ""  # a plain move selects nothing
        await at.press("enter")
        assert "Nothing is selected" in at.said
        await at.press("escape", "R", "H", "O", "L", "enter")
        assert at.coded() == [("off-growth", "ages were low")]


async def test_by_words_with_v_and_a_count(study: Path) -> None:
    async with at_coding(study) as at:
        await at.press("R", "v")
        assert "EXTENDING" in at.said
        await at.press("number_sign", "2", "w", "enter")
        assert at.coded() == [("off-growth", f"{WAGES} We also")]
        assert at.selection.sticky is False


async def test_it_is_moved_to_any_other_passage(study: Path) -> None:
    async with at_coding(study) as at:
        await at.press("R", "slash", *"Quality", "enter", "s")
        assert at.said.startswith("ADJUST og moved")
        await at.press("R")
        assert at.coded() == [("off-growth", "Quality was poor.")]
        assert at.said.startswith("now on og")


async def test_nothing_else_is_done_with_a_coding_in_hand(study: Path) -> None:
    async with at_coding(study) as at:
        await at.press("R")
        for keys in (["b", "d"], ["1"], ["full_stop"], ["c"], ["backspace"], ["u"], ["X"], ["M"]):
            await at.press(*keys)
            assert at.said == "og is in hand: Enter keeps it on the selection, Esc leaves it."
            assert at.screen is at.coding
        assert at.coded() == [("off-growth", WAGES)]
        await at.press("escape", "b", "d")
        assert len(at.coded()) == 2


async def test_another_interview_takes_it_out_of_the_hand(study: Path) -> None:
    async with at_coding(study) as at:
        await at.press("R", "plus")
        await at.open("ben")
        await at.press("s", "o", "g")
        assert ("off-growth", WAGES) in at.coded()
        assert len(at.coded()) == 2


async def test_the_mouse_selects_for_it_too(study: Path) -> None:
    async with at_coding(study) as at:
        await at.press("R")
        y, row = next((y, row) for y, row in enumerate(at.rows()) if "Quality was" in row)
        await at.pilot.click(offset=(row.index("Quality"), y), times=3)
        await at.press("enter")
        assert at.coded() == [("off-growth", "Quality was poor.")]


async def test_where_it_cannot_lie_it_stays_in_hand(study: Path) -> None:
    async with at_coding(study) as at:
        at.go_to(GROWTH)
        await at.press("s", "o", "g")
        at.go_to("Wages")
        await at.press("R", "S", "enter")
        assert "already has the code og Expected market growth" in at.said
        assert len(at.coded()) == 2
        await at.press("s", "s", "enter")
        assert [quote for _, quote in at.coded()] == [GROWTH, FRIENDS]


async def test_with_several_at_the_cursor_it_is_asked_which(study: Path) -> None:
    async with at_coding(study) as at:
        await at.press("b", "d", "R")
        await at.type("bd")
        await at.press("enter", "plus", "enter")
        assert ("back-decline", f"{WAGES} {FRIENDS}") in at.coded()
        assert ("off-growth", WAGES) in at.coded()


async def test_what_another_program_changed_meanwhile_is_not_overwritten(study: Path) -> None:
    async with at_coding(study) as at:
        await at.press("R", "plus")
        with elsewhere(study) as other:
            (coding,) = at.codings()
            start = interview_of(other).text.index(GROWTH)
            place_coding(other, coding, interview_of(other), start=start, end=start + 5)
        await at.press("enter")
        assert "changed meanwhile" in at.said
        await at.press("escape")
        assert at.coded() == [("off-growth", "We ex")]


async def test_keys_typed_in_one_go_act_in_order(study: Path) -> None:
    async with at_coding(study) as at:
        await at.press(*"R+", "enter", *"bd")
        assert ("off-growth", f"{WAGES} {FRIENDS}") in at.coded()
        assert ("back-decline", f"{WAGES} {FRIENDS}") in at.coded()


# --- split and join ---


async def test_a_coding_is_split_at_the_cursor(study: Path) -> None:
    async with at_coding(study) as at:
        at.go_to("low.")
        await at.press("X")
        assert at.coded() == [("off-growth", "Wages were"), ("off-growth", "low.")]
        assert (at.selected, "split" in at.said) == ("low.", True)
        await at.press("u")
        assert at.coded() == [("off-growth", WAGES)]


async def test_a_coding_is_split_behind_the_selection(study: Path) -> None:
    async with at_coding(study) as at:
        at.go_to("Wages")
        await at.press("w", "X")
        assert [quote for _, quote in at.coded()] == ["Wages", "were low."]


async def test_a_coding_is_split_before_a_selection_that_reaches_its_end(study: Path) -> None:
    async with at_coding(study) as at:
        at.go_to("low.", select=True)
        await at.press("X")
        assert [quote for _, quote in at.coded()] == ["Wages were", "low."]


async def test_two_codings_that_touch_are_joined_at_once(study: Path) -> None:
    async with at_coding(study) as at:
        at.coding.desk.keep_memo(MemoDraft(Topic.CODING, at.codings()[0].id), "Cheap.")
        at.go_to(GROWTH)
        await at.press("s", "o", "g", "B")
        assert at.coded() == [("off-growth", BOTH)]
        assert at.selected == BOTH
        assert list(at.coding.desk.memos.values()) == ["Cheap."]
        await at.press("u")
        assert at.coded() == [("off-growth", GROWTH), ("off-growth", WAGES)]


async def test_before_words_between_are_coded_it_is_asked(study: Path) -> None:
    async with at_coding(study) as at:
        at.go_to("Quality")
        await at.press("s", "o", "g", "B")
        assert "(12 words between)" in at.picture()
        await at.press("escape")
        assert len(at.coded()) == 2
        await at.press("B", "enter")
        assert len(at.coded()) == 1
        assert at.coded()[0][1].startswith(WAGES)


async def test_a_coding_without_its_like_is_not_joined(study: Path) -> None:
    with elsewhere(study) as other:
        coded(other, GROWTH)
    async with at_coding_beside_ben(study) as at:
        await at.press("B")
        assert at.said == "There is no other og by ana in this interview."


@asynccontextmanager
async def at_coding_beside_ben(study: Path) -> AsyncIterator[Sitting]:
    async with sitting(study, size=WIDE) as at:
        at.go_to(WAGES)
        await at.press("s", "o", "g")
        yield at


@pytest.mark.parametrize("size", [(80, 24), (40, 12)])
async def test_what_can_be_done_is_shown_while_it_is_in_hand(
    study: Path, size: tuple[int, int]
) -> None:
    async with sitting(study, size=size) as at:
        at.go_to(WAGES)
        await at.press("s", "o", "g", "R")
        assert "⏎ keep  Esc leave" in at.rows()[-1]
        assert "ADJUST og" in at.rows()[-2]
        await at.press("escape")
        assert "⏎ keep" not in at.rows()[-1]
