"""Repaint what changed and nothing else.

Textual repaints everything between the highest and the lowest changed row, in every widget
there: a key that moves the cursor and changes the status line at the bottom repaints nearly the
whole screen. This one goes by stretches of rows that changed, and leaves out widgets that lie
behind others. It builds on parts of Textual that are not public; `tests/tui/test_compositor.py`
compares what it paints with what Textual paints.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from textual._compositor import ChopsUpdate, Compositor, LayoutUpdate
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

    def render_full_update(self, simplify: bool = False) -> LayoutUpdate:  # noqa: FBT001, FBT002 - as in Textual
        """Paint the whole screen."""
        if simplify:  # for a picture
            return super().render_full_update(simplify)
        self._dirty_regions.clear()
        chops: Chops = [dict.fromkeys(cuts[:-1]) for cuts in self.cuts]
        self._paint(chops, self.size.region)
        rows = [[piece for piece in row.values() if piece is not None] for row in chops]
        return LayoutUpdate(list(rows), self.size.region)

    def _paint(self, chops: Chops, band: Region) -> None:
        """Fill the pieces of rows in a band, from the widgets in front to those behind."""
        missing = sum(len(self._pieces_in(band, y, chops)) for y in band.line_range)
        for widget, (region, clip) in self.visible_widgets.items():
            shown = region.intersection(clip)
            place = shown.intersection(band)
            if not any(self._pieces_in(place, y, chops) for y in place.line_range):
                continue  # it lies behind others
            rows = Region(shown.x - region.x, place.y - region.y, shown.width, place.height)
            for y, strip in zip(place.line_range, widget.render_lines(rows), strict=False):
                missing -= self._fill(chops[y], self.cuts[y], strip, shown, band)
            if missing <= 0:
                return

    def _pieces_in(self, band: Region, y: int, chops: Chops) -> list[int]:
        return [
            start
            for (start, piece), end in zip(chops[y].items(), self.cuts[y][1:], strict=True)
            if piece is None and start < band.right and end > band.x
        ]

    @staticmethod
    def _fill(
        row: dict[int, Strip | None], cuts: Sequence[int], strip: Strip, shown: Region, band: Region
    ) -> int:
        """Put a widget's strip where nothing is in front of it; gives how many pieces it filled.

        It is cut only where such pieces begin and end. Pieces outside the band stay open: what
        is in front of them may not have been asked yet.
        """
        inside = [cut for cut in cuts if shown.x <= cut <= shown.right]
        open_pieces = [
            (cut, end)
            for cut, end in pairwise(inside)
            if row[cut] is None and cut < band.right and end > band.x
        ]
        if not open_pieces:
            return 0
        starts = sorted({shown.x, *(edge for piece in open_pieces for edge in piece)})
        ends = [*starts[1:], shown.right] if starts[-1] < shown.right else starts[1:]
        pieces = strip.divide([end - shown.x for end in ends])
        found = dict(zip(starts, pieces, strict=False))
        for cut, _ in open_pieces:
            row[cut] = found.get(cut)
        return len(open_pieces)


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
