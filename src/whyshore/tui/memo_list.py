"""All memos in a window: find them by their words, open them, go to what they are about."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Input, Label, OptionList, Static
from textual.widgets.option_list import Option

from whyshore.coding.find_memos import memos_with
from whyshore.domain.memo import ListedMemo
from whyshore.domain.words import counted, shortened
from whyshore.tui.asking import AskLine, Dialog, release
from whyshore.tui.display_text import display
from whyshore.tui.panes import plain


@dataclass(frozen=True, slots=True)
class Wanted:
    """What was picked in the list: a memo to open, or to go to what it is about; None is new."""

    memo: ListedMemo | None
    go_there: bool = False


class MemoList(Dialog[Wanted | None]):
    """A line that searches over the memos, and the words of the one under the cursor."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,f4", "cancel", "Close", priority=True),
        Binding("ctrl+g", "go_there", "Go to what it is about", priority=True),
        Binding("ctrl+n", "new", "New memo on the project", priority=True),
        Binding("down", "step(1)", show=False, priority=True),
        Binding("up", "step(-1)", show=False, priority=True),
        Binding("pagedown", "step(8)", show=False, priority=True),
        Binding("pageup", "step(-8)", show=False, priority=True),
        Binding("ctrl+down", "read(3)", show=False, priority=True),
        Binding("ctrl+up", "read(-3)", show=False, priority=True),
    ]

    def __init__(self, memos: Sequence[ListedMemo]) -> None:
        super().__init__()
        self._memos = memos
        self._listed: list[ListedMemo] = []
        self._searched: str | None = None

    def compose(self) -> ComposeResult:
        """Lay out the parts."""
        with Vertical(classes="dialog tall"):
            yield Label("", id="memos-title", classes="dialog--title", markup=False)
            yield AskLine(placeholder="words of the memo, its author, date or topic", compact=True)
            yield OptionList(markup=False, id="memo-lines")
            with VerticalScroll(id="memo-words-scroll", can_focus=False):
                yield Static("", id="memo-words", markup=False)
            yield Label(Content("Enter opens · ^G goes there · ^N new project memo · Esc closes"))

    def on_mount(self) -> None:
        """Show every memo."""
        self._search("")
        self.ready(self.query_one(Input))

    def _search(self, query: str) -> None:
        self._searched = query
        self._listed = memos_with(self._memos, query)
        options = self.query_one(OptionList)
        options.clear_options()
        options.add_options(Option(_line(each), id=each.memo.id) for each in self._listed)
        options.highlighted = 0 if self._listed else None
        found = f"{len(self._listed)} of " if query.strip() else ""
        self.query_one("#memos-title", Label).update(
            Content(f"Memos: {found}{counted(len(self._memos), 'memo')}")
        )
        self._read_current()

    @property
    def _current(self) -> ListedMemo | None:
        at = self.query_one(OptionList).highlighted
        return self._listed[at] if at is not None and at < len(self._listed) else None

    def _read_current(self) -> None:
        current = self._current
        words = display(current.memo.text) if current else "No memo has these words."
        about = display(f"{current.memo.topic.value}: {current.named}\n") if current else ""
        self.query_one("#memo-words", Static).update(
            Content.assemble((about, "bold"), Content(words if self._memos else _NONE_YET))
        )
        self.query_one("#memo-words-scroll").scroll_home(animate=False)

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        if event.value != self._searched:
            self._search(event.value)

    @on(Input.Submitted)
    def _taken(self, event: Input.Submitted) -> None:
        if event.value != self._searched:
            self._search(event.value)  # Enter came before the list could follow the typing
        current = self._current
        if current is not None:
            self.dismiss(Wanted(current))
        release(self.app)

    @on(OptionList.OptionSelected)
    def _clicked(self, event: OptionList.OptionSelected) -> None:
        self.dismiss(Wanted(self._listed[event.option_index]))

    @on(OptionList.OptionHighlighted)
    def _highlighted(self) -> None:
        self._read_current()

    def action_step(self, step: int) -> None:
        """Go up or down the list while the cursor stays in the line."""
        options = self.query_one(OptionList)
        if options.option_count:
            at = (options.highlighted or 0) + step
            options.highlighted = max(0, min(at, options.option_count - 1))

    def action_read(self, rows: int) -> None:
        """Scroll the words of the memo."""
        self.query_one("#memo-words-scroll").scroll_relative(y=rows, animate=False, immediate=True)

    def action_go_there(self) -> None:
        """Close and go to what the memo is about."""
        if self._current is not None:
            self.dismiss(Wanted(self._current, go_there=True))

    def action_new(self) -> None:
        """Close and write a new memo on the project."""
        self.dismiss(Wanted(None))

    def action_cancel(self) -> None:
        """Back to the text."""
        self.dismiss(None)


_NONE_YET = "There are no memos yet. M in the text writes one on a coding, I one on the interview."


def _line(listed: ListedMemo) -> Content:
    """A memo on one line: of when and whose it is, what it is about, how it begins."""
    memo = listed.memo
    return Content.assemble(
        (f"{memo.topic.value:<10}", "dim"),
        (f"{_day(memo.changed)} {display(memo.author)}  ", "dim"),
        plain(shortened(listed.named, 36)),
        "  ",
        Content(display(shortened(listed.first_line, 80))).stylize("italic"),
    )


def _day(moment: str) -> str:
    """The day of a moment in UTC, as it was here."""
    try:
        return f"{datetime.fromisoformat(moment).astimezone():%Y-%m-%d}"
    except ValueError:  # a record written by hand
        return moment[:10]
