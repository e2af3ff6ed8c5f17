from collections.abc import Iterable
from pathlib import Path

import pytest
from rich.segment import Segment
from rich.style import Style
from textual._compositor import ChopsUpdate, Compositor
from textual.geometry import Region
from textual.strip import Strip

from tests.tui.helpers import WIDE, Sitting, sitting
from whyshore.tui.compositor import NarrowCompositor, bands


def painted(update: ChopsUpdate | None) -> dict[tuple[int, int], str]:
    """What an update writes, by the row and column of each piece that lies in a changed span."""
    assert update is not None
    found = {}
    for y, x1, x2 in update.spans:
        for (x, strip), end in zip(update.chops[y].items(), update.chop_ends[y], strict=True):
            if x < x2 and end > x1 and strip is not None:
                found[y, x] = strip.text
    return found


async def update_of(at: Sitting, compositor: type[Compositor], changed: set[Region]) -> object:
    """What a compositor paints when some regions of the screen changed."""
    mine = at.coding._compositor
    mine._dirty_regions = set(changed)
    return compositor.render_partial_update(mine)


def test_spans_of_neighbouring_rows_are_one_band() -> None:
    spans = [(3, 0, 10), (4, 0, 10), (4, 20, 30), (7, 0, 10)]

    assert set(bands(spans)) == {Region(0, 3, 10, 2), Region(20, 4, 10, 1), Region(0, 7, 10, 1)}


@pytest.mark.parametrize(
    "changed",
    [
        {Region(40, 5, 20, 1)},
        {Region(40, 5, 20, 1), Region(0, 38, 120, 1)},
        {Region(0, 0, 120, 3), Region(100, 10, 20, 15)},
        {Region(25, 0, 70, 38)},
    ],
)
async def test_it_paints_what_textual_paints(study: Path, changed: set[Region]) -> None:
    async with sitting(study, size=WIDE) as at:
        await at.press("s", "o", "g")
        narrow = await update_of(at, NarrowCompositor, changed)
        wide = await update_of(at, Compositor, changed)

        assert isinstance(narrow, ChopsUpdate)
        assert isinstance(wide, ChopsUpdate)
        assert narrow.spans == wide.spans
        assert painted(narrow) == painted(wide)


def test_what_lies_outside_a_band_is_left_for_what_is_in_front_there() -> None:
    row: dict[int, Strip | None] = {0: None, 4: None, 6: None}
    behind, shown = Strip([Segment("0123456789")]), Region(0, 0, 10, 1)

    assert NarrowCompositor._fill(row, [0, 4, 6, 10], behind, shown, Region(0, 0, 4, 1)) == 1
    assert [piece and piece.text for piece in row.values()] == ["0123", None, None]


@pytest.mark.parametrize("keys", [["s", "o", "g"], ["c", "q"], ["question_mark"]])
async def test_a_whole_screen_is_painted_as_textual_paints_it(study: Path, keys: list[str]) -> None:
    async with sitting(study, size=WIDE) as at:
        await at.press(*keys)
        mine = at.app.screen._compositor
        narrow, wide = mine.render_full_update(), Compositor.render_full_update(mine)

        assert isinstance(mine, NarrowCompositor)
        assert narrow.region == wide.region
        assert [written(row) for row in narrow.strips] == [written(row) for row in wide.strips]


def written(row: Iterable[Strip]) -> list[tuple[str, Style | None]]:
    """The characters of a row with their styles, wherever it was cut."""
    return [
        (character, piece.style) for strip in row for piece in strip for character in piece.text
    ]
