"""Dragging beyond the edges, and more clicks than three."""

from pathlib import Path

from textual.geometry import Offset

from tests.tui.helpers import WIDE, Sitting, sitting


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
