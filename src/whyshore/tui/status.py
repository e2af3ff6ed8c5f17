"""A line of words that change while one works."""

from rich.cells import cell_len
from textual import events
from textual.content import Content
from textual.widgets import Static


class Line(Static):
    """One line whose words change without laying the screen out anew."""

    def __init__(self, **options: str) -> None:
        super().__init__("", markup=False, id=options.get("id"))
        self._said = Content("")

    @property
    def said(self) -> Content:
        """What it shows."""
        return self._said

    def say(self, *parts: Content | str | tuple[str, str]) -> None:
        """Show these parts; nothing is redrawn when they are what is shown already."""
        said = Content.assemble(*parts)
        if said != self._said:
            self._said = said
            self.update(said, layout=False)


class StatusLine(Line):
    """What is going on; a click shows in full what is too long for the line."""

    @property
    def fits(self) -> bool:
        """Whether the whole of it can be read in the line."""
        room = self.content_size.width
        return not room or cell_len(self._said.plain) <= room

    def on_click(self, _event: events.Click) -> None:
        """Show the whole of it."""
        self.app.notify(self._said.plain, markup=False, timeout=10)
