from pathlib import Path

import pytest
from textual._compositor import ChopsUpdate, Compositor
from textual.geometry import Region

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
