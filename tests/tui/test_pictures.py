"""Saved pictures of the screens; after a change that is meant, save them anew with
`pytest tests/tui/test_pictures.py --snapshot-update` and look at them.
"""

import re
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
from syrupy.assertion import SnapshotAssertion
from syrupy.extensions.image import SVGImageSnapshotExtension
from textual.widgets import Input, TextArea

from tests.tui.helpers import Sitting, sitting
from whyshore.tui.codebook_tree import CodebookTree
from whyshore.tui.find_screen import FindScreen
from whyshore.tui.joint_screen import JointScreen
from whyshore.tui.link_screen import LinkScreen

LARGE, SMALL = (120, 40), (80, 24)
DARK, LIGHT = "textual-dark", "textual-light"


async def coding(at: Sitting) -> None:
    """In the middle of coding: brackets side by side, a passage, a selection."""
    await at.open("practice-interview")
    at.go_to("Poland was cost, no mystery.")
    await at.press("s", "o", "p", "c", "s", "x", "o", "b", "m", "l", "C")
    await at.type("poland")
    await at.press("enter", "s")


async def picker(at: Sitting) -> None:
    """Looking for a code by what people say."""
    await at.open("practice-interview")
    await at.press("s", "c")
    await at.type("market grow")


async def keys(at: Sitting) -> None:
    """The help."""
    await at.press("question_mark")


async def synthesis(at: Sitting) -> None:
    """The bundled synthesis, on a statement in its second column."""
    await at.press("f2", "right", "down")


async def codebook(at: Sitting) -> None:
    """A code, what it means, and a memo on it."""
    tree = at.coding.query_one(CodebookTree)
    await at.press("tab")
    tree.go_to("off-mkt-growth")
    await at.until(lambda: tree.looked_at == "off-mkt-growth")
    await at.press("M")
    await at.type("Growth [sic] of the market, not of the firm.")
    await at.press("escape")


async def statement(at: Sitting) -> None:
    """Rewording a statement."""
    await at.press("f2", "enter")


async def chord(at: Sitting) -> None:
    """Half a chord, and what can follow."""
    await at.open("arteche")
    await at.press("right_square_bracket", "right_square_bracket", "o")
    await at.until(lambda: "Market orientation (" in at.picture())


async def found(at: Sitting) -> None:
    """What was found in all interviews, some of it ticked."""
    await at.press("F")
    await at.type("market")
    screen = at.screen
    assert isinstance(screen, FindScreen)
    await at.until(lambda: bool(screen.results.results) and "searching" not in at.picture())
    await at.press("enter", "down", "space", "space", "down")


async def segments(at: Sitting) -> None:
    """All that has a code, with the passage at the cursor."""
    await at.open("arteche")
    at.go_to("Lack of strategic fit")
    await at.press("Q")


async def guide(at: Sitting) -> None:
    """The practice interview by the questions of its guide."""
    await at.open("practice-interview")
    await at.press("V")


async def joint(at: Sitting) -> None:
    """Cases beside their answers, on a cell with quotes."""
    await at.press("f5")
    await at.until(lambda: isinstance(at.screen, JointScreen) and "reading …" not in at.picture())
    await at.press("right", "right")


async def links(at: Sitting) -> None:
    """Which respondent a case may be."""
    await at.press("f5")
    await at.until(lambda: isinstance(at.screen, JointScreen) and "reading …" not in at.picture())
    await at.press("l")
    await at.until(lambda: isinstance(at.screen, LinkScreen) and "reading …" not in at.picture())


async def survey(at: Sitting) -> None:
    """A table of the survey, its bars and its tests."""
    await at.press("f12")
    await at.until(lambda: "Cybersecurity" in at.picture(), seconds=20)
    await at.press("down")


PICTURES: list[tuple[Callable[[Sitting], Awaitable[None]], tuple[int, int], str]] = [
    (coding, LARGE, DARK),
    (coding, LARGE, LIGHT),
    (coding, SMALL, DARK),
    (coding, SMALL, LIGHT),
    (chord, LARGE, LIGHT),
    (chord, SMALL, DARK),
    (found, LARGE, DARK),
    (found, SMALL, LIGHT),
    (segments, LARGE, LIGHT),
    (segments, SMALL, DARK),
    (guide, LARGE, DARK),
    (guide, SMALL, LIGHT),
    (picker, LARGE, LIGHT),
    (picker, SMALL, DARK),
    (keys, LARGE, DARK),
    (keys, SMALL, LIGHT),
    (synthesis, LARGE, DARK),
    (synthesis, SMALL, LIGHT),
    (codebook, SMALL, DARK),
    (codebook, LARGE, LIGHT),
    (statement, SMALL, DARK),
    (statement, LARGE, LIGHT),
    (joint, LARGE, DARK),
    (joint, SMALL, LIGHT),
    (links, LARGE, LIGHT),
    (links, SMALL, DARK),
    (survey, LARGE, DARK),
    (survey, SMALL, LIGHT),
]


@pytest.fixture
def saved(snapshot: SnapshotAssertion) -> SnapshotAssertion:
    return snapshot.use_extension(SVGImageSnapshotExtension)


@pytest.mark.parametrize(
    ("show", "size", "theme"),
    PICTURES,
    ids=[f"{show.__name__}-{width}x{height}-{theme}" for show, (width, height), theme in PICTURES],
)
async def test_the_screen_looks_as_it_did(
    bundled: Path,
    saved: SnapshotAssertion,
    show: Callable[[Sitting], Awaitable[None]],
    size: tuple[int, int],
    theme: str,
) -> None:
    async with sitting(bundled, size=size) as at:
        at.app.theme = theme
        await at.settle()
        await show(at)
        await stand_still(at)

        assert svg(at) == saved


async def stand_still(at: Sitting) -> None:
    """No cursor blinks, no notice comes or goes, everything is drawn."""
    at.app.clear_notifications()
    for line in at.screen.query(Input):
        line.cursor_blink = False
    for area in at.screen.query(TextArea):
        area.cursor_blink = False
    before = ""
    while (now := svg(at)) != before:
        before = now
        await at.pilot.pause(0.1)


def svg(at: Sitting) -> str:
    """The screen as a picture, without the number that its elements are named by."""
    return re.sub(r"terminal-\d+", "terminal", at.app.export_screenshot(title="Whyshore"))
