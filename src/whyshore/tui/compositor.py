"""Repaint what changed and nothing else.

Textual repaints everything between the highest and the lowest changed row, in every widget
there: a key that moves the cursor and changes the status line at the bottom repaints nearly the
whole screen. This one goes by stretches of rows that changed, and leaves out widgets that lie
behind others. It builds on parts of Textual that are not public; `tests/tui/test_compositor.py`
compares what it paints with what Textual paints.
"""

from collections.abc import Iterable, Iterator, Sequence

from textual._compositor import ChopsUpdate, Compositor
from textual.geometry import Region
from textual.strip import Strip

Chops = list[dict[int, Strip | None]]


class NarrowCompositor(Compositor):
    """A compositor whose partial updates cost what changed."""

    def render_partial_update(self) -> ChopsUpdate | None:
        """Paint the rows that changed, None where nothing did."""
        screen = self.size.region
        changed = [part for each in self._dirty_regions if (part := each.intersection(screen))]
        self._dirty_regions.clear()
        if not changed:
            return None
        spans = list(self._regions_to_spans(changed))
        chops: Chops = [dict.fromkeys(cuts[:-1]) for cuts in self.cuts]
        for band in bands(spans):
            self._paint(chops, band)
        return ChopsUpdate(chops, spans, [cuts[1:] for cuts in self.cuts])

    def _paint(self, chops: Chops, band: Region) -> None:
        """Fill the pieces of rows in a band, from the widgets in front to those behind."""
        missing = sum(len(self._pieces_in(band, y, chops)) for y in band.line_range)
        for widget, (region, clip) in self.visible_widgets.items():
            shown = region.intersection(clip)
            place = shown.intersection(band)
            if not place:
                continue
            rows = Region(shown.x - region.x, place.y - region.y, shown.width, place.height)
            for y, strip in zip(place.line_range, widget.render_lines(rows), strict=False):
                missing -= self._fill(chops[y], self.cuts[y], strip, shown, band)
            if missing <= 0:
                return

    def _pieces_in(self, band: Region, y: int, chops: Chops) -> list[int]:
        ends = self.cuts[y][1:]
        return [
            start
            for start, end in zip(chops[y], ends, strict=True)
            if start < band.right and end > band.x and chops[y][start] is None
        ]

    @staticmethod
    def _fill(
        row: dict[int, Strip | None], cuts: Sequence[int], strip: Strip, shown: Region, band: Region
    ) -> int:
        """Put a widget's strip where nothing is in front of it; gives how many pieces it filled."""
        inside = [cut for cut in cuts if shown.x <= cut <= shown.right]
        filled = 0
        pieces = strip.divide([cut - shown.x for cut in inside[1:]])
        for cut, end, piece in zip(inside, inside[1:], pieces, strict=False):
            if row[cut] is None:
                row[cut] = piece
                filled += cut < band.right and end > band.x
        return filled


def bands(spans: Iterable[tuple[int, int, int]]) -> Iterator[Region]:
    """Spans of single rows (row, first column, column behind the last) as taller stretches."""
    open_bands: dict[tuple[int, int], Region] = {}
    for y, x1, x2 in spans:
        before = open_bands.get((x1, x2))
        if before is not None and before.bottom == y:
            open_bands[x1, x2] = Region(before.x, before.y, before.width, before.height + 1)
            continue
        if before is not None:
            yield before
        open_bands[x1, x2] = Region(x1, y, x2 - x1, 1)
    yield from open_bands.values()
