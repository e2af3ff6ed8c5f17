"""All memos in a window: find them by their words, open them, go to what they are about."""

from collections.abc import Callable, Sequence
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
from whyshore.tui.asking import AskLine, keys_of, release
from whyshore.tui.display_text import display
from whyshore.tui.hint_line import HintLine
from whyshore.tui.keys import MEMO_LIST_KEYS, KeyGroup
from whyshore.tui.palette import command_of
from whyshore.tui.panes import plain
from whyshore.tui.searched_list import SearchedList, list_found

READ_ROWS = 3
"""How many rows one key scrolls the words of a memo."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What was picked in the list: a memo to open, or to go to what it is about; None is new."""

    memo: ListedMemo | None
    go_there: bool = False


class MemoList(SearchedList[Wanted | None]):
    """A line that searches over the memos, and the words of the one under the cursor."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,f4", "memos_close", "Close", priority=True, id="memos_close"),
        Binding("ctrl+g", "memo_go", "Go to what it is about", priority=True, id="memo_go"),
        Binding("ctrl+n", "memo_new", "New memo on the project", priority=True, id="memo_new"),
        Binding("ctrl+down", "memo_down", show=False, priority=True, id="memo_down"),
        Binding("ctrl+up", "memo_up", show=False, priority=True, id="memo_up"),
    ]

    def __init__(self, memos: Sequence[ListedMemo]) -> None:
        super().__init__()
        self._memos = memos
        self._listed: list[ListedMemo] = []

    def compose(self) -> ComposeResult:
        """Lay out the parts."""
        with Vertical(classes="dialog tall"):
            yield Label("", id="memos-title", classes="dialog--title", markup=False)
            yield AskLine(placeholder="words of the memo, its author, date or topic", compact=True)
            yield OptionList(markup=False, id="memo-lines")
            with VerticalScroll(id="memo-words-scroll", can_focus=False):
                yield Static("", id="memo-words", markup=False)
            yield HintLine(id="memos-hints")

    def on_mount(self) -> None:
        """Show every memo."""
        self.narrow("")
        self.ready(self.query_one(Input))

    def on_resize(self) -> None:
        """Show as many hints as fit."""
        line = self.query_one("#memos-hints", HintLine)
        width = line.size.width or self.size.width * 4 // 5 - 4
        line.show(keys_of(self.app).of(MEMO_LIST_KEYS), width)

    def key_groups(self) -> tuple[KeyGroup, ...]:
        """The keys that act here."""
        return (MEMO_LIST_KEYS,)

    def command(self, action: str) -> Callable[[], object] | None:
        """What runs an action of the table of keys."""
        return command_of(self, action)

    def narrow(self, query: str) -> None:
        """List the memos with all these words."""
        self._listed = memos_with(self._memos, query)
        lines = [Option(_line(each), id=each.memo.id) for each in self._listed]
        list_found(self.query_one(OptionList), lines, query)
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
        words = display(current.memo.text) if current else ""
        about = display(f"{current.memo.topic.value}: {current.named}\n") if current else ""
        self.query_one("#memo-words", Static).update(
            Content.assemble((about, "bold"), Content(words if self._memos else _NONE_YET))
        )
        self.query_one("#memo-words-scroll").scroll_home(animate=False)

    @on(Input.Submitted)
    def _taken(self) -> None:
        self.follow()  # Enter may come before the list could follow the typing
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

    def action_memo_down(self) -> None:
        """Scroll the words of the memo down."""
        self._scroll_words(READ_ROWS)

    def action_memo_up(self) -> None:
        """Scroll the words of the memo up."""
        self._scroll_words(-READ_ROWS)

    def _scroll_words(self, rows: int) -> None:
        self.query_one("#memo-words-scroll").scroll_relative(y=rows, animate=False, immediate=True)

    def action_memo_go(self) -> None:
        """Close and go to what the memo is about."""
        self.behind_typing(self._go)

    def _go(self) -> None:
        if self._current is not None:
            self.dismiss(Wanted(self._current, go_there=True))

    def action_memo_new(self) -> None:
        """Close and write a new memo on the project."""
        self.dismiss(Wanted(None))

    def action_memos_close(self) -> None:
        """Back to the text."""
        self.dismiss(None)


_NONE_YET = "There are no memos yet. M in the text writes one on a coding, I one on the interview."


def _line(listed: ListedMemo) -> Content:
    """A memo on one line: of when and whose it is, what it is about, how it begins."""
    memo = listed.memo
    return Content.assemble(
        (f"{memo.topic.value:<10}", "dim"),
        (f"{_day(memo.changed)} {display(memo.writers)}  ", "dim"),
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
