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
from whyshore.tui.asking import hold, keys_of, not_mine
from whyshore.tui.display_text import display
from whyshore.tui.keys import MEMO_KEYS
from whyshore.tui.panes import plain
from whyshore.tui.status import Line

PAUSE = 1.0
"""Seconds without typing after which a memo is saved."""
RETRY = 3.0
"""Seconds after which saving is tried again where it failed."""


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
        action = keys_of(self.app).actions(MEMO_KEYS).get(event.key)
        if action in {"memo_close", "memo_leave"}:
            event.stop()
            event.prevent_default()
            self.leave(keep=action == "memo_close")

    def leave(self, *, keep: bool) -> None:
        """End writing; keys wait until the words are put away."""
        hold(self.app)
        self.post_message(self.Left(keep=keep))


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
        self.saving = False
        """Whether words are on their way to the database."""
        self.why = ""
        """Why the words could not be saved when that was tried last; empty else."""
        self.sent = ""
        """The words that went to the database last."""
        self._clean = ""
        self._timer: Timer | None = None

    def compose(self) -> ComposeResult:
        """Lay out the parts."""
        yield self.area
        yield Line(id="memo-status")

    def open(self, draft: MemoDraft, named: str, writers: str = "") -> None:
        """Show a memo and let it be written; say whose it is where it is not one's own."""
        by = f"by {writers} " if writers else ""
        self.border_title = Content.assemble("Memo ", plain(by), "on ", plain(named))
        self.display = self.area.display = True
        self.load(draft)
        self.area.move_cursor(self.area.document.end)

    def load(self, draft: MemoDraft) -> None:
        """Show the words as they are saved."""
        self.draft = self.begun = draft
        self.why = self.sent = ""
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

    def take_over(self, draft: MemoDraft, text: str) -> None:
        """Know what is saved."""
        self.draft, self._clean, self.saving, self.why = draft, text, False, ""

    def saved(self, draft: MemoDraft, text: str) -> None:
        """Say that words were saved; what was typed meanwhile is saved after the next pause."""
        self.take_over(draft, text)
        if self.unsaved and self._timer is None:
            self._wait(PAUSE)
        now = datetime.now().astimezone()
        self._say(f"unsaved … (saved {now:%H:%M})" if self.unsaved else f"saved {now:%H:%M}")

    def failed(self, why: str, *, again: bool = True) -> None:
        """The words could not be saved; it is tried again where that can help."""
        self.saving, self.why = False, why
        self._stop_waiting()
        self._say("NOT SAVED", why)
        if again:
            self._wait(RETRY)

    def waits(self, why: str) -> None:
        """The words are on their way, and held up: nothing has to be tried again."""
        self._say("NOT SAVED YET", why)

    @on(TextArea.Changed)
    def _typed(self) -> None:
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
        self._timer = self.set_timer(seconds, self._pause_over)

    def _pause_over(self) -> None:
        self._timer = None
        self.post_message(self.Paused())

    def _stop_waiting(self) -> None:
        if self._timer is not None:
            self._timer.stop()
            self._timer = None

    def _say(self, state: str, why: str = "") -> None:
        close, leave, away = map(keys_of(self.app).shown, ("memo_close", "memo_leave", "next_pane"))
        ways = f"{close} closes and keeps · {leave} leaves it as it was · {away} text"
        rest = f" · {display(why)}" if why else ""
        self.query_one("#memo-status", Line).say((state, "bold"), plain(f"{rest} · {ways}"))
