"""Terminals of a few rows: nothing stumbles, what one types into is there, Escape leads back."""

from pathlib import Path

import pytest
from textual.widgets import Input, TextArea

from tests.tui.helpers import Sitting, sitting
from whyshore.tui.chord_popup import ChordPopup

WINDOWS: dict[str, tuple[str, ...]] = {
    "the help": ("question_mark",),
    "codes": ("c",),
    "the filter": ("Z",),
    "find": ("slash", "m"),
    "find everywhere": ("F",),
    "a case": ("C",),
    "a memo": ("I",),
    "the synthesis": ("f2",),
    "the codebook": ("tab",),
}


def written_in(at: Sitting) -> bool:
    """Whether what one types into, if anything, has a row on the screen."""
    focused = at.app.focused
    if not isinstance(focused, Input | TextArea):
        return True
    return at.screen.region.overlaps(focused.region) and focused.size.height > 0


@pytest.mark.parametrize("size", [(40, 12), (20, 5)])
async def test_every_window_can_be_used_and_left(study: Path, size: tuple[int, int]) -> None:
    async with sitting(study, size=size) as at:
        for name, keys in WINDOWS.items():
            await at.press(*keys)
            assert written_in(at), name
            await at.press("escape")
            assert (len(at.app.screen_stack), at.focus) == (2, "transcript"), name
            assert not at.app._exit, name


async def test_in_a_tiny_terminal_the_tour_and_switches_that_are_off_make_room(
    bundled: Path,
) -> None:
    async with sitting(bundled, size=(100, 30)) as at:
        at.coding.do_tour()
        await at.settle()
        assert "Tour 1 of 6" in at.picture()
        await at.pilot.resize_terminal(20, 5)
        await at.settle()
        assert at.transcript.size.height > 0
        assert "Tour" not in at.picture()
        await at.press("/", "a", "r", "t", "e", "alt+w")
        assert "arte" in at.picture()
        assert "● word" in at.picture()
        assert "exact" not in at.picture()

        await at.press("escape")
        await at.pilot.resize_terminal(100, 30)
        await at.settle()
        assert "Tour 1 of 6" in at.picture()


async def test_a_terminal_made_tiny_and_large_again_shows_what_it_showed(study: Path) -> None:
    async with sitting(study, size=(100, 30)) as at:
        at.go_to("Wages")
        await at.press("s", "o", "c")
        before = at.picture()
        for size in ((20, 5), (1, 1), (100, 30)):
            await at.pilot.resize_terminal(*size)
            await at.settle()
        await at.until(lambda: at.picture() == before)
        assert at.coded() == [("off-cost", "Wages were low.")]


async def test_notices_cover_neither_what_is_said_nor_the_keys(study: Path) -> None:
    async with sitting(study, size=(80, 24)) as at:
        at.app.notify("Something to read. " * 9, markup=False)
        await at.until(lambda: bool(at.screen.query("Toast")))
        await at.settle()
        notice = at.screen.query_one("Toast").region
        for line in ("#status", "#hints"):
            assert not notice.overlaps(at.coding.query_one(line).region)


@pytest.mark.parametrize("size", [(40, 12), (20, 5)])
async def test_the_palette_shows_its_line_and_its_list(study: Path, size: tuple[int, int]) -> None:
    async with sitting(study, size=size) as at:
        await at.press("ctrl+p")
        await at.until(lambda: "Go one" in at.picture())
        await at.type("rename")
        await at.until(lambda: "Rename the" in at.picture())
        assert "rename" in at.picture()


async def test_the_list_of_chords_shows_what_can_follow(study: Path) -> None:
    async with sitting(study, size=(20, 5)) as at:
        await at.press("o")
        await at.until(lambda: at.coding.query_one(ChordPopup).display)
        await at.settle()
        assert "c…" not in at.picture()
        assert "Lower cost" in at.picture()
        assert "o…" in at.rows()[3]
