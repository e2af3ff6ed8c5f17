"""The two lines at the bottom: what is going on, and which keys there are."""

from collections.abc import Sequence

from textual.content import Content
from textual.widgets import Static

from whyshore.tui.keys import KeyGroup

ALL_SAVED = "all saved"
OPENING = "opening …"


class Line(Static):
    """One line whose words change without laying the screen out anew."""

    def __init__(self, **options: str) -> None:
        super().__init__("", markup=False, id=options.get("id"))
        self._said = Content("")

    def say(self, *parts: Content | str | tuple[str, str]) -> None:
        """Show these parts; nothing is redrawn when they are what is shown already."""
        said = Content.assemble(*parts)
        if said != self._said:
            self._said = said
            self.update(said, layout=False)


class StatusLine(Line):
    """What is going on, behind what is saved: that is always there, and always true."""

    def __init__(self, **options: str) -> None:
        super().__init__(**options)
        self._saved = Content.styled(ALL_SAVED, "bold")
        self._parts: tuple[Content | str | tuple[str, str], ...] = ()

    def say(self, *parts: Content | str | tuple[str, str]) -> None:
        """Show these parts behind what is saved."""
        self._parts = parts
        super().say(self._saved, " · " if parts else "", *parts)

    def show_opening(self) -> None:
        """Say that nothing can be done yet."""
        self._saved = Content.styled(OPENING, "bold")
        self.say()

    def show_saving(self, waiting: int) -> None:
        """Say how many changes are still on their way to the database."""
        saved = Content.styled(f"saving {waiting} …" if waiting else ALL_SAVED, "bold")
        if saved != self._saved:
            self._saved = saved
            self.say(*self._parts)


def hints(groups: Sequence[KeyGroup], width: int) -> Content:
    """As many key hints as fit, the most needed first."""
    wanted = [key for group in groups for key in group.keys if key.hint]
    parts: list[Content] = []
    used = 0
    for key in sorted(wanted, key=lambda each: each.rank):
        if used + len(key.hint) + 2 > width:
            continue
        name, _, meaning = key.hint.partition(" ")
        if meaning and len(meaning.split()[0]) == 1 and " " in meaning:
            second, _, rest = meaning.partition(" ")
            name, meaning = f"{name} {second}", rest
        parts.append(Content.assemble((name, "bold"), f" {meaning}"))
        used += len(key.hint) + 2
    return Content("  ").join(parts)
