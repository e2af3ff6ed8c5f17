"""A list of places in interviews: what is around each stands left and right of it, aligned.

Drawn line by line, so that thousands of places cost no more than those on the screen.
"""

import re
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.segment import Segment as Piece
from rich.style import Style
from textual import events
from textual.cache import LRUCache
from textual.geometry import Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from whyshore.domain.words import counted
from whyshore.tui.asking import not_mine
from whyshore.tui.component_style import component_style
from whyshore.tui.display_text import cell_spans, display

_SPACE = re.compile(r"\s+")
TICK = 4
"""Columns for the tick."""
LEFT_SHARE = 0.42
"""How much of the room for words goes to those left of the place."""


@dataclass(frozen=True, slots=True)
class Result:
    """One place: what is known of it in columns, and its words in their surroundings."""

    key: Hashable
    cells: tuple[str, ...]
    left: str
    words: str
    right: str


@dataclass(frozen=True, slots=True)
class Group:
    """The places of one interview."""

    title: str
    results: tuple[Result, ...]


class ResultList(ScrollView, can_focus=True):
    """Places to look through: tick some, go to one."""

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "result--words",
        "result--heading",
        "result--cell",
        "result--hit",
        "result--cursor",
    }

    class Moved(Message):
        """The cursor went to another row, or ticks changed."""

    class Opened(Message):
        """A place was picked with the mouse."""

    def __init__(
        self, columns: Sequence[int], command: Callable[[events.Key], bool], **options: str
    ) -> None:
        """Make an empty list; `columns` are the cells each column before the words takes.

        `command` says whether a key was one, and runs it within the key itself: the next key of
        a quick typist must not act on the list before a window that this one opens holds the keys.
        """
        super().__init__(id=options.get("id"))
        self._command = command
        self.columns = columns
        self.ticked: set[Hashable] = set()
        self._groups: list[Group] = []
        self._rows: list[tuple[int, Result | None]] = []
        self._heads: list[int] = []
        """The row of each group's heading."""
        self._cursor = 0
        self._styles: dict[str, Style] = {}
        self._strips: LRUCache[tuple[int, int, int], Strip] = LRUCache(1024)

    # --- what it holds ---

    def clear(self) -> None:
        """Show nothing; ticks are forgotten."""
        self.ticked.clear()
        self.fill([])

    def fill(self, groups: Sequence[Group]) -> None:
        """Show these places; ticks stay on those that are still there, and so does the cursor."""
        at, current = self._cursor, self.current
        self._groups, self._rows, self._heads = [], [], []
        for group in groups:
            self._take_in(group)
        self._strips.clear()
        self.ticked &= {each.key for each in self.results}
        self._cursor = max(0, min(at, len(self._rows) - 1))
        if current is not None:
            self._cursor = self._row_of(current.key, self._cursor)
        self._laid_out()

    def add(self, group: Group) -> None:
        """Show the places of one more interview below the others."""
        self._take_in(group)
        if len(self._groups) == 1:
            self._cursor = min(1, len(self._rows) - 1)
        self._laid_out()

    def _take_in(self, group: Group) -> None:
        number = len(self._groups)
        self._groups.append(group)
        self._heads.append(len(self._rows))
        self._rows.append((number, None))
        self._rows += [(number, result) for result in group.results]

    @property
    def results(self) -> list[Result]:
        """Every place in the order shown."""
        return [result for _, result in self._rows if result is not None]

    @property
    def current(self) -> Result | None:
        """The place under the cursor; None on a heading."""
        return self._rows[self._cursor][1] if self._cursor < len(self._rows) else None

    @property
    def nearest(self) -> Result | None:
        """The place under the cursor; on a heading the first one below it."""
        here = self._rows[self._cursor : self._cursor + 2]
        return next((place for _, place in here if place), None)

    @property
    def cursor_row(self) -> int:
        """The row that the cursor is on; headings count, too."""
        return self._cursor

    @property
    def chosen(self) -> list[Result]:
        """The ticked places, else the one under the cursor."""
        ticked = [each for each in self.results if each.key in self.ticked]
        return ticked or ([self.current] if self.current else [])

    # --- keys ---

    def on_key(self, event: events.Key) -> None:
        """Run the screen's command of this key, else move."""
        if not_mine(self, event):
            return
        if self._command(event):
            event.stop()
            event.prevent_default()
            return
        page = max(1, self.size.height - 1)
        last = len(self._rows) - 1
        steps = {"up": -1, "k": -1, "down": 1, "j": 1, "pageup": -page, "pagedown": page}
        ends = {"home": 0, "g": 0, "end": last, "G": last}
        name = event.character if event.character in {"k", "j", "g", "G"} else event.key
        if name not in steps and name not in ends:
            return
        event.stop()
        event.prevent_default()
        self.move_to(ends[name] if name in ends else self._cursor + steps[name])

    def move_to(self, row: int) -> None:
        """Put the cursor on a row; only what looks different is drawn again."""
        before, top = self._cursor, round(self.scroll_y)
        self._cursor = max(0, min(row, len(self._rows) - 1))
        self._reveal()
        if round(self.scroll_y) == top:
            for each in {before, self._cursor}:
                self.refresh_lines(each, 1)
        else:
            self.refresh()
        self.post_message(self.Moved())

    def go_to(self, key: Hashable) -> None:
        """Put the cursor on a place, if it is listed."""
        row = self._row_of(key, -1)
        if row >= 0:
            self.move_to(row)

    def _row_of(self, key: Hashable, otherwise: int) -> int:
        rows = enumerate(self._rows)
        return next((row for row, (_, each) in rows if each and each.key == key), otherwise)

    def tick(self, *, go_on: bool = True) -> None:
        """Tick or untick the place under the cursor, or all of the interview, and go on."""
        if not self._rows:
            return
        number, result = self._rows[self._cursor]
        if result is None:
            self._turn(each.key for each in self._groups[number].results)
            self.refresh()
        else:
            self._turn([result.key])
            self.refresh_lines(self._heads[number], 1)
        self.move_to(self._cursor + go_on)

    def tick_all(self) -> None:
        """Tick every place; where all are ticked, none."""
        self._turn(each.key for each in self.results)
        self.refresh()
        self.post_message(self.Moved())

    def _turn(self, keys: Iterable[Hashable]) -> None:
        wanted = set(keys)
        if wanted <= self.ticked:
            self.ticked -= wanted
        else:
            self.ticked |= wanted

    # --- the mouse ---

    def on_click(self, event: events.Click) -> None:
        """A click goes to a row, on its box ticks it; a double click opens it."""
        inside = self.gutter
        row = event.y - inside.top + round(self.scroll_y)
        if not 0 <= row < len(self._rows):
            return
        self.move_to(row)
        if event.x - inside.left < TICK - 1:
            self.tick(go_on=False)
        elif event.chain == 2:  # noqa: PLR2004
            self.post_message(self.Opened())

    # --- drawing ---

    def render_line(self, y: int) -> Strip:
        """One line of the screen."""
        row, width = y + round(self.scroll_y), self.size.width
        plain = self._style("result--words")
        if row >= len(self._rows):
            return Strip.blank(width, plain)
        strip = self._drawn(row, width)
        if row != self._cursor:
            return strip
        over = self._style("result--cursor") if self.has_focus else Style(bold=True)
        return Strip([Piece(each.text, (each.style or plain) + over) for each in strip])

    def _drawn(self, row: int, width: int) -> Strip:
        """A row without the cursor, kept for the next time it is drawn."""
        number, result = self._rows[row]
        if result is None:
            ticked = sum(each.key in self.ticked for each in self._groups[number].results)
        else:
            ticked = int(result.key in self.ticked)
        key = (row, width, ticked)
        strip = self._strips.get(key)
        if strip is None:
            pieces = self._result(result, width) if result else self._heading(number, ticked)
            strip = Strip(pieces).adjust_cell_length(width, self._style("result--words"))
            self._strips[key] = strip
        return strip

    def _heading(self, number: int, ticked: int) -> list[Piece]:
        group = self._groups[number]
        also = f", {ticked} ticked" if ticked else ""
        title, _ = _start_of(group.title, max(10, self.size.width - 24))
        words = f"{title} · {counted(len(group.results), 'place')}{also}"
        return [Piece(words, self._style("result--heading"))]

    def _result(self, result: Result, width: int) -> list[Piece]:
        words, cell = self._style("result--words"), self._style("result--cell")
        pieces = [Piece("[x] " if result.key in self.ticked else "[ ] ", words)]
        left_over = width - TICK
        for text, columns in zip(result.cells, self.columns, strict=True):
            if columns and left_over - columns - 1 >= MIN_WORDS:
                pieces.append(Piece(_start_of(text, columns, pad=True)[0] + " ", cell))
                left_over -= columns + 1
        before = int(left_over * LEFT_SHARE)
        hit, used = _start_of(result.words, max(1, left_over - before))
        hit_style = words + self._style("result--hit")
        after, _ = _start_of(result.right, max(0, left_over - before - used))
        pieces += [
            Piece(_end_of(result.left, before), words),
            Piece(hit, hit_style),
            Piece(after, words),
        ]
        return pieces

    def _style(self, name: str) -> Style:
        style = self._styles.get(name)
        if style is None:
            whole = name == "result--words"
            style = self.get_component_rich_style(name) if whole else component_style(self, name)
            self._styles[name] = style
        return style

    def notify_style_update(self) -> None:
        """Forget the styles of another theme."""
        super().notify_style_update()
        self._styles.clear()
        self._strips.clear()

    def on_focus(self) -> None:
        """Show the cursor as the one that keys move."""
        self.refresh()

    def on_blur(self) -> None:
        """Show the cursor as one that keys do not move."""
        self.refresh()

    def on_resize(self) -> None:
        """Keep the cursor in view."""
        self._laid_out()

    def _laid_out(self) -> None:
        self.virtual_size = Size(self.size.width, len(self._rows))
        self._reveal()
        self.refresh()

    def _reveal(self) -> None:
        height, top = self.size.height, round(self.scroll_y)
        if not height:
            return
        wanted = min(max(top, self._cursor - height + 1), self._cursor)
        if wanted == 1:
            wanted = 0  # the heading of the first place comes into view with it
        if wanted != top:
            self.scroll_to(y=wanted, animate=False, immediate=True, force=True)


MIN_WORDS = 44
"""Columns before the words are left out where the words would have less room than this."""


def _flat(text: str) -> str:
    return display(_SPACE.sub(" ", text))


def _start_of(text: str, width: int, *, pad: bool = False) -> tuple[str, int]:
    """The start of a text that fits into some cells, and how many it takes."""
    shown = _flat(text)
    used = until = 0
    for _, end, cells in cell_spans(shown):
        if used + cells > width:
            break
        used, until = used + cells, end
    if until < len(shown) and used and width > 1:
        return _with_dots(shown, width, pad=pad)
    return shown[:until] + (" " * (width - used) if pad else ""), width if pad else used


def _with_dots(shown: str, width: int, *, pad: bool) -> tuple[str, int]:
    used = until = 0
    for _, end, cells in cell_spans(shown):
        if used + cells > width - 1:
            break
        used, until = used + cells, end
    rest = " " * (width - used - 1) if pad else ""
    return f"{shown[:until]}…{rest}", used + 1 + len(rest)


def _end_of(text: str, width: int) -> str:
    """The end of a text, filled up at its left to so many cells."""
    shown = _flat(text)
    used, start = 0, len(shown)
    for begin, _, cells in reversed(list(cell_spans(shown))):
        if used + cells > width:
            break
        used, start = used + cells, begin
    return " " * (width - used) + shown[start:]
