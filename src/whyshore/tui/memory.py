"""Keep looking for garbage out of the way of keys, and windows that were closed out of memory.

Python looks for garbage at a moment of its own choosing: among all that a program has loaded, or
only after millions of objects more. Windows and what they hold point to one another, so that they
stay until then: most of a megabyte each. Textual besides keeps the lines of the last thousand
widgets that were drawn, gone ones too, in a cache over all of them. Here they go when nothing was
typed for a moment.
"""

import gc
from collections.abc import Callable

from textual._styles_cache import StylesCache
from textual.timer import Timer

SETTLED_SECONDS = 3.0
"""How long after its start all that a screen goes on needing is loaded."""
QUIET_SECONDS = 1.0
"""How long no key must have come before what was closed is taken away."""


def settle_memory() -> None:
    """What is loaded by now stays; looking through it again and again makes keys stutter."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)
    gc.enable()


class Tidying:
    """Takes away what was closed, once it is quiet."""

    def __init__(self, set_timer: Callable[[float, Callable[[], object]], Timer]) -> None:
        self._set_timer = set_timer
        self._waiting: Timer | None = None

    def closed(self) -> None:
        """A window was closed."""
        if self._waiting is None:
            self._waiting = self._set_timer(QUIET_SECONDS, self._tidy)
        self.typed()

    def typed(self) -> None:
        """A key was pressed: wait anew."""
        if self._waiting is not None:
            self._waiting.reset()

    def _tidy(self) -> None:
        self._waiting = None
        StylesCache.get_inner_outer.cache_clear()
        gc.collect()
