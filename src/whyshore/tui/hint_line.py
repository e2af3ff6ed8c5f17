"""The line of key hints: what fits the situation, as it is configured; a click presses the key."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from rich.cells import cell_len
from textual import events
from textual.content import Content

from whyshore.tui.key_names import typed_by
from whyshore.tui.keys import Key, KeyGroup, shown
from whyshore.tui.status import Line

GAP = "  "

HALF_CHORD = KeyGroup(
    "While a chord is half typed",
    (
        Key("chord_back", ("backspace",), "take back a letter", "⌫ back"),
        Key("chord_end", ("escape",), "give the chord up", "Esc give up"),
    ),
)
IN_A_LINE = KeyGroup(
    "While words are typed into a line",
    (
        Key("keep", ("enter",), "keep what was typed", "⏎ keep"),
        Key("give_up", ("escape",), "close the line", "Esc close"),
    ),
)


@dataclass(frozen=True, slots=True)
class Hint:
    """Keys with what they do, and the key that a click on each of its words presses."""

    words: tuple[tuple[str, str], ...]
    """Each word with the name of its key; the last is the meaning."""

    @property
    def width(self) -> int:
        """How many cells it takes."""
        return sum(cell_len(word) + 1 for word, _ in self.words) - 1


def hint_of(key: Key, names: dict[str, str]) -> Hint:
    """What a key's hint shows; `names` are the keys of its group by how they are shown."""
    first, *others = key.hint.split(" ")
    words = [(first, names.get(first.casefold(), key.keys[0]))]
    while len(others) > 1 and others[0].casefold() in names:
        words.append((others[0], names[others.pop(0).casefold()]))
    return Hint((*words, (" ".join(others), key.keys[0])) if others else tuple(words))


def fitting(
    groups: Sequence[KeyGroup],
    width: int,
    first: Collection[str] = (),
    without: Collection[str] = (),
) -> Iterator[Hint]:
    """As many hints as fit, the most needed first; the actions in `first` before all others."""
    wanted = [
        (key.rank if key.action not in first else 0, hint_of(key, _names(group)))
        for group in groups
        for key in group.keys
        if key.hint and key.keys and key.action not in without
    ]
    used = 0
    for _, hint in sorted(wanted, key=lambda each: each[0]):
        if used + hint.width + len(GAP) <= width:
            used += hint.width + len(GAP)
            yield hint


def _names(group: KeyGroup) -> dict[str, str]:
    return {shown(name).casefold(): name for key in group.keys for name in key.keys}


class HintLine(Line):
    """The keys that matter now."""

    def __init__(self, **options: str) -> None:
        super().__init__(**options)
        self._places: list[tuple[int, int, str]] = []
        self._shown: tuple[object, ...] = ()

    def show(
        self,
        groups: Sequence[KeyGroup],
        width: int,
        first: Collection[str] = (),
        without: Collection[str] = (),
    ) -> None:
        """Show the keys of some groups, as many as fit."""
        wanted = (*groups, width, frozenset(first), frozenset(without))
        if wanted == self._shown:
            return
        self._shown, self._places = wanted, []
        parts: list[Content] = []
        column = 0
        for hint in fitting(groups, width, first, without):
            for place, (word, key) in enumerate(hint.words):
                meaning = place and place == len(hint.words) - 1
                parts.append(Content(word) if meaning else Content(word).stylize("bold"))
                parts.append(Content(" "))
                self._places.append((column, column + cell_len(word), key))
                column += cell_len(word) + 1
            parts.append(Content(" "))
            column += len(GAP) - 1
        self.say(*parts)

    def tell(self, *parts: Content | str | tuple[str, str]) -> None:
        """Show these words in place of keys of the table."""
        self._shown, self._places = (), []
        self.say(*parts)

    def on_click(self, event: events.Click) -> None:
        """Press the key of the hint that was clicked on."""
        place = event.get_content_offset(self)
        if place is None:
            return
        for start, end, key in self._places:
            if start <= place.x < end:
                self.app.post_message(events.Key(key, typed_by(key)))
