"""The pane below the text in which a memo is written; it says when it is saved."""

from datetime import datetime

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.timer import Timer
from textual.widgets import TextArea

from whyshore.domain.memo import MemoDraft
from whyshore.tui.asking import hold, not_mine
from whyshore.tui.display_text import display
from whyshore.tui.panes import plain
from whyshore.tui.status import Line

PAUSE = 1.0
"""Seconds without typing after which a memo is saved."""
RETRY = 3.0
"""Seconds after which saving is tried again where it failed."""
KEYS = "Esc closes and keeps · ^D leaves it as it was · ⇥ text"


class MemoArea(TextArea):
    """Where the words go; keys behind its Escape are no longer its own."""

    class Left(Message):
        """Writing is over; `keep` says whether the words stay."""

        def __init__(self, *, keep: bool) -> None:
            self.keep = keep
            super().__init__()

    def on_key(self, event: events.Key) -> None:
        """Close with a key."""
        if not_mine(self, event):
            return
        if event.key in {"escape", "ctrl+s", "ctrl+d"}:
            event.stop()
            event.prevent_default()
            hold(self.app)
            self.post_message(self.Left(keep=event.key != "ctrl+d"))


class MemoPane(Vertical):
    """A memo being written: its words, and whether they are saved."""

    class Paused(Message):
        """Nothing was typed for a while: what is there should be saved."""

    def __init__(self, **options: str) -> None:
        super().__init__(id=options.get("id"))
        self.area = MemoArea("", soft_wrap=True, compact=True, id="memo", tab_behavior="focus")
        self.area.display = False
        self.draft: MemoDraft | None = None
        self.begun: MemoDraft | None = None
        self._clean = ""
        self._timer: Timer | None = None

    def compose(self) -> ComposeResult:
        """Lay out the parts."""
        yield self.area
        yield Line(id="memo-status")

    def open(self, draft: MemoDraft, named: str) -> None:
        """Show a memo and let it be written."""
        self.border_title = Content.assemble("Memo on ", plain(named))
        self.display = self.area.display = True
        self.load(draft)
        self.area.move_cursor(self.area.document.end)

    def load(self, draft: MemoDraft) -> None:
        """Show the words as they are saved."""
        self.draft = self.begun = draft
        with self.prevent(TextArea.Changed):
            self.area.load_text(draft.saved)
        self._clean = self.area.text
        self._stop_waiting()
        self._say("saved" if draft.saved else "new")

    def close(self) -> None:
        """Put the memo away."""
        self._stop_waiting()
        self.draft = self.begun = None
        self.display = self.area.display = False

    @property
    def unsaved(self) -> bool:
        """Whether there are words, or gaps in them, that are not saved."""
        return self.draft is not None and self.area.text != self._clean

    def saved(self, draft: MemoDraft, text: str) -> None:
        """The words were saved."""
        self.draft, self._clean = draft, text
        now = datetime.now().astimezone()
        self._say(f"unsaved … (saved {now:%H:%M})" if self.unsaved else f"saved {now:%H:%M}")

    def failed(self, why: str, *, again: bool = True) -> None:
        """The words could not be saved; it is tried again where that can help."""
        self._stop_waiting()
        self._say("NOT SAVED", why)
        if again:
            self._wait(RETRY)

    @on(TextArea.Changed)
    def _typed(self, event: TextArea.Changed) -> None:
        event.stop()
        if self.draft is None:
            return
        if not self.unsaved:
            self._say("saved")
        elif not self.area.text.strip() and self.draft.saved:
            self._stop_waiting()
            self._say("empty", "closing it removes the memo")
        else:
            self._say("unsaved …")
            self._wait(PAUSE)

    def _wait(self, seconds: float) -> None:
        self._stop_waiting()
        self._timer = self.set_timer(seconds, lambda: self.post_message(self.Paused()))

    def _stop_waiting(self) -> None:
        if self._timer is not None:
            self._timer.stop()
            self._timer = None

    def _say(self, state: str, why: str = "") -> None:
        rest = f" · {display(why)}" if why else ""
        self.query_one("#memo-status", Line).say((state, "bold"), plain(f"{rest} · {KEYS}"))
