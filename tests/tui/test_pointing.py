"""Dragging beyond the edges, and more clicks than three."""

from pathlib import Path

from textual.geometry import Offset

from tests.tui.helpers import WIDE, Sitting, elsewhere, sitting
from tests.workflow.helpers import coded

WAGES = "Wages were low."


def cell_of(at: Sitting, words: str) -> tuple[int, int]:
    return next((row.index(words), y) for y, row in enumerate(at.rows()) if words in row)


async def test_four_clicks_select_the_turn(study: Path) -> None:
    async with sitting(study, size=WIDE) as at:
        await at.pilot.click(offset=cell_of(at, "friends"), times=4)
        assert at.selected.startswith("We expected")
        assert at.selected.endswith("friends there.")
        await at.pilot.click(offset=cell_of(at, "Turkey"), times=5)
        assert at.selected == "And Turkey?"


async def test_while_the_button_is_held_below_the_text_it_scrolls_on(bundled: Path) -> None:
    async with sitting(bundled, size=(80, 24)) as at:
        await at.open("practice-interview")
        await at.press("g")
        begin = at.selection.cursor
        await at.pilot.mouse_down("#transcript", offset=Offset(30, 3))
        start = at.selection.cursor
        await at.pilot.hover(offset=Offset(30, 23))
        await at.until(lambda: round(at.transcript.scroll_y) > 30)
        assert at.selection.anchor == start > begin
        await at.pilot.mouse_up(offset=Offset(30, 23))
        end = at.selection.cursor
        await at.pilot.pause(0.2)
        assert at.selection.cursor == end


async def test_above_the_text_it_scrolls_back(bundled: Path) -> None:
    async with sitting(bundled, size=(80, 24)) as at:
        await at.open("practice-interview")
        await at.press("g", "space", "space", "space")
        top = round(at.transcript.scroll_y)
        await at.pilot.mouse_down("#transcript", offset=Offset(30, 10))
        start = at.selection.cursor
        await at.pilot.hover(offset=Offset(30, 0))
        await at.until(lambda: round(at.transcript.scroll_y) < top - 15)
        await at.pilot.mouse_up(offset=Offset(30, 0))
        assert at.selection.anchor == start > at.selection.cursor


async def test_a_selection_dragged_over_turns_is_coded_whole(study: Path) -> None:
    async with sitting(study, size=WIDE) as at:
        await at.pilot.mouse_down(offset=cell_of(at, "friends"))
        await at.pilot.hover(offset=cell_of(at, "fell"))
        await at.pilot.mouse_up(offset=cell_of(at, "fell"))
        assert f"· selected ({len(at.selected)}) ·" in at.said
        await at.press("o", "g")
        assert at.coded() == [
            ("off-growth", "friends there.\nI: And Turkey?\nR: The market"),
        ]


async def test_a_click_on_a_bracket_selects_its_coding(study: Path) -> None:
    with elsewhere(study) as project:
        coded(project, WAGES, "off-growth")
        coded(project, f"{WAGES} We also had friends there.", "off-cost")
        coded(project, WAGES, "back-decline")
    async with sitting(study, size=WIDE) as at:
        for sign, code, words in (
            ("oc", "off-cost", f"{WAGES} We also had friends there."),
            ("og", "off-growth", WAGES),
            ("bd", "back-decline", WAGES),
        ):
            x, y = next((x, y) for x, y in brackets(at) if at.rows()[y][x + 1 :].startswith(sign))
            for cell in range(3):
                await at.press("g")
                await at.pilot.click(offset=(x + cell, y))
                current = at.transcript.current
                assert current is not None
                assert (current.code, at.selected) == (code, words)
                assert f" {sign}" in at.said
        assert at.focus == "transcript"
        await at.pilot.click(offset=brackets(at)[0], times=2)
        assert at.selected in {WAGES, f"{WAGES} We also had friends there."}


async def test_a_click_on_the_number_of_brackets_lists_them(study: Path) -> None:
    codes = ["off-growth", "off-cost", "back-decline", "back-quality", "obstacle"]
    with elsewhere(study) as project:
        for code in codes:
            coded(project, WAGES, code)
    async with sitting(study, size=(80, 24)) as at:
        await at.pilot.click(offset=cell_of(at, "+2"))
        assert "2 codings on this line" in at.picture()
        await at.press("down", "enter")
        assert at.selected == WAGES
        current = at.transcript.current
        assert current is not None
        await at.pilot.click(offset=cell_of(at, "+2"))
        await at.press("enter")
        assert at.transcript.current is not current


async def test_a_drag_that_ends_in_the_margin_selects_what_was_dragged_over(study: Path) -> None:
    with elsewhere(study) as project:
        coded(project, WAGES)
    async with sitting(study, size=WIDE) as at:
        await at.pilot.mouse_down(offset=cell_of(at, "friends"))
        await at.pilot.hover(offset=brackets(at)[0])
        await at.pilot.mouse_up(offset=brackets(at)[0])
        assert at.selected != WAGES
        assert at.selected.endswith("had ")


def brackets(at: Sitting) -> list[tuple[int, int]]:
    """The cells where brackets of one line or several begin, left of the words."""
    left = at.transcript.region.x + at.transcript.gutter.left
    columns = range(left, left + at.transcript._text_left())
    return [(x, y) for y, row in enumerate(at.rows()) for x in columns if row[x] in "[╭"]
