"""The words of one place of a list in full, as its row shows only those around its beginning."""

import re

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from whyshore.tui.display_text import display
from whyshore.tui.result_list import Result

_SPACE = re.compile(r"\s+")


class Passage(VerticalScroll, can_focus=False):
    """A few rows in which the place under the cursor can be read; the wheel scrolls them."""

    def compose(self) -> ComposeResult:
        """Lay out the words."""
        yield Static(markup=False)

    def show(self, place: Result | None) -> None:
        """Show the words of a place in what is around them, or nothing."""
        self.query_one(Static).update(_words(place) if place else "")
        self.scroll_home(animate=False)


def _words(place: Result) -> Content:
    left, right = _flat(place.left).lstrip(), _flat(place.right).rstrip()
    return Content.assemble(
        (f"… {left}" if left else "", "dim"),
        (_flat(place.words), "bold"),
        (f"{right} …" if right else "", "dim"),
    )


def _flat(words: str) -> str:
    return display(_SPACE.sub(" ", words))
