"""A line of the screen that is drawn once and kept.

Textual's `Strip` makes seven caches for itself and for each piece it is cut into. For lines that
are kept anyway they take more time and memory than the words on them.
"""

from collections.abc import Iterable, Sequence

from rich.segment import Segment
from textual.cache import FIFOCache
from textual.strip import Strip


class _NoCache(FIFOCache[object, object]):
    """Keeps nothing, so that one can stand in for the caches of all strips."""

    def set(self, key: object, value: object) -> None:
        """Forget it at once."""

    def __setitem__(self, key: object, value: object) -> None:
        """Forget it at once."""


_NO_CACHE = _NoCache(0)


class KeptStrip(Strip):
    """A strip that keeps how it is written to the terminal, and the pieces it was cut into last."""

    __slots__ = ("_cut_at", "_pieces")

    def __init__(self, segments: Iterable[Segment], cell_length: int) -> None:
        """Make a strip of segments that are `cell_length` cells wide together."""
        self._segments = list(segments)
        self._cell_length = cell_length
        self._divide_cache = self._crop_cache = self._style_cache = _NO_CACHE  # type: ignore[assignment]
        self._filter_cache = self._line_length_cache = _NO_CACHE  # type: ignore[assignment]
        self._crop_extend_cache = self._offsets_cache = _NO_CACHE  # type: ignore[assignment]
        self._render_cache = self._link_ids = self._cell_count = None
        self._cut_at: list[int] = []
        self._pieces: Sequence[Strip] = ()

    def divide(self, cuts: Iterable[int]) -> Sequence[Strip]:
        """Cut into pieces that end at these columns; kept until it is cut elsewhere."""
        length = self.cell_length
        wanted = [cut for cut in cuts if cut <= length]
        if wanted == [length]:
            return [self]
        if wanted != self._cut_at:
            starts = [0, *wanted]
            divided = zip(Segment.divide(self._segments, wanted), starts, wanted, strict=False)
            self._pieces = [KeptStrip(part, end - start) for part, start, end in divided]
            self._cut_at = wanted
        return self._pieces
