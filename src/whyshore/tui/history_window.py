"""Every change in a window: find it by its words, read what it did, take it back."""

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Input, Label, OptionList, Static
from textual.widgets.option_list import Option

from whyshore.domain.history import ListedChange, local_time
from whyshore.domain.words import counted, shortened
from whyshore.errors import FixableError
from whyshore.tui.asking import AskLine, hold, keys_of, release
from whyshore.tui.display_text import display
from whyshore.tui.hint_line import HintLine
from whyshore.tui.keys import HISTORY_KEYS, KeyGroup
from whyshore.tui.palette import command_of
from whyshore.tui.panes import plain
from whyshore.tui.searched_list import SearchedList, list_found
from whyshore.tui.work_screen import WORKING

READ_ROWS = 3
"""How many rows one key scrolls what a change did."""
WhenUndone = Callable[[str, Sequence[ListedChange]], None]
"""Is told what was taken back, and the history as it is then."""
UndoChange = Callable[[int, WhenUndone, Callable[[FixableError], None]], None]
"""Takes back one change by its number; tells what came of it."""


class HistoryWindow(SearchedList[None]):
    """A line that searches over the changes, and what the one under the cursor did."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,ctrl+e", "history_close", "Close", priority=True, id="history_close"),
        Binding("ctrl+z", "history_undo", "Undo this change", priority=True, id="history_undo"),
        Binding("ctrl+down", "history_down", show=False, priority=True, id="history_down"),
        Binding("ctrl+up", "history_up", show=False, priority=True, id="history_up"),
    ]

    def __init__(
        self, changes: Sequence[ListedChange], undo: UndoChange, refused: str = ""
    ) -> None:
        """Make the window; `refused` says why something was not undone just before."""
        super().__init__()
        self._changes, self._undo = changes, undo
        self._listed: list[ListedChange] = []
        self._notice = Content.assemble(("not done: ", "bold"), plain(refused)) if refused else None
        """What was just taken back, or not; it stands above what a change did until one goes on."""

    def compose(self) -> ComposeResult:
        """Lay out the parts."""
        with Vertical(classes="dialog tall"):
            yield Label("", id="history-title", classes="dialog--title", markup=False)
            yield AskLine(placeholder="coder, code, interview, case, date, words …", compact=True)
            yield OptionList(markup=False, id="history-lines")
            with VerticalScroll(id="history-told-scroll", can_focus=False):
                yield Static("", id="history-told", markup=False)
            yield HintLine(id="history-hints")

    def on_mount(self) -> None:
        """Show the newest change."""
        self._search("")
        self.ready(self.query_one(Input))

    def on_resize(self) -> None:
        """Show as many hints as fit."""
        line = self.query_one("#history-hints", HintLine)
        width = line.size.width or self.size.width * 4 // 5 - 4
        line.show(keys_of(self.app).of(HISTORY_KEYS), width)

    def key_groups(self) -> tuple[KeyGroup, ...]:
        """The keys that act here."""
        return (HISTORY_KEYS,)

    def command(self, action: str) -> Callable[[], object] | None:
        """What runs an action of the table of keys."""
        return command_of(self, action)

    # --- what it shows ---

    def narrow(self, query: str) -> None:
        """List the changes with all these words; what was taken back just now is read."""
        self._notice = None
        self._search(query)

    def _search(self, query: str, number: int | None = None) -> None:
        """List the changes with all these words; the cursor goes to a number, else to the top."""
        self._listed = [each for each in self._changes if each.has(query)]
        options = self.query_one(OptionList)
        list_found(options, [Option(_line(each)) for each in self._listed], query)
        numbers = [each.event.number for each in self._listed]
        at = numbers.index(number) if number in numbers else 0
        options.highlighted = at if self._listed else None
        found = f"{len(self._listed)} of " if query.strip() else ""
        title = f"History: {found}{counted(len(self._changes), 'change')}, the newest first"
        self.query_one("#history-title", Label).update(Content(title))
        self._read_current()

    @property
    def _current(self) -> ListedChange | None:
        at = self.query_one(OptionList).highlighted
        return self._listed[at] if at is not None and at < len(self._listed) else None

    def _read_current(self) -> None:
        current = self._current
        if current is None:
            self._tell(Content(""))
            return
        event = current.event
        head = f"{event.number} · {local_time(event.at)} · {event.coder} · {event.in_words}"
        told = "\n".join(display(line) for line in current.told)
        self._tell(Content.assemble((display(head), "bold"), "\n", Content(told)))

    def _tell(self, words: Content) -> None:
        said = Content.assemble(self._notice, "\n", words) if self._notice else words
        self.query_one("#history-told", Static).update(said)
        self.query_one("#history-told-scroll").scroll_home(animate=False)

    # --- what one does ---

    @on(Input.Submitted)
    def _taken(self) -> None:
        release(self.app)  # Enter does nothing here: what a change did is shown already

    @on(OptionList.OptionHighlighted)
    def _highlighted(self) -> None:
        self._read_current()

    def step(self, step: int) -> None:
        """Go up or down the list; what was taken back just now is read."""
        self._notice = None
        super().step(step)

    def action_history_down(self) -> None:
        """Scroll what the change did down."""
        self._scroll(READ_ROWS)

    def action_history_up(self) -> None:
        """Scroll it up."""
        self._scroll(-READ_ROWS)

    def _scroll(self, rows: int) -> None:
        told = self.query_one("#history-told-scroll")
        told.scroll_relative(y=rows, animate=False, immediate=True)

    def action_history_undo(self) -> None:
        """Take back the change under the cursor, where nothing later rests on it."""
        self.behind_typing(self._undo_here)

    def _undo_here(self) -> None:
        current = self._current
        if current is None:
            return
        event = current.event
        if event.kind != "do":
            told = (
                f"This is the {event.kind} of {event.target}. Go to change {event.target} itself."
            )
            self._tell(plain(told))
            return
        app = self.app

        def undone(what: str, changes: Sequence[ListedChange]) -> None:
            self._changes = changes
            self._notice = Content.assemble(("undid: ", "bold"), plain(what))
            tell(lambda: self._search(self.narrowed_to, event.number))

        def refused(problem: FixableError) -> None:
            tell(lambda: self._tell(plain(str(problem))))

        def tell(show: Callable[[], object]) -> None:
            if self.is_attached:
                show()
            release(app)

        hold(app)
        self._tell(plain(WORKING))
        self._undo(event.number, undone, refused)

    def action_history_close(self) -> None:
        """Back to the text."""
        self.dismiss(None)


def _line(change: ListedChange) -> Content:
    """A change on one line: its number, when, whose it is, what it was, and how it stands."""
    event = change.event
    line = Content.assemble(
        (f"{event.number:>5}  {local_time(event.at)}  ", "dim"),
        (f"{display(shortened(event.coder, 16))}  ", "dim"),
        plain(shortened(event.in_words, 120)),
        ("  (undone)" if event.undone else ""),
    )
    return line.stylize("dim") if event.undone or event.kind != "do" else line
