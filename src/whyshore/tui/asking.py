"""Ask for something in a window without losing or misplacing a key that is typed meanwhile.

Opening and closing a window takes a moment. Keys that arrive in it (fast typing, a slow line, a
paste) must not act on the text behind: they are held, and typed into the window once it is
ready, or into the text once the answer has taken effect.
"""

from collections import deque
from collections.abc import Callable
from typing import TypeVar

from textual import events
from textual.app import App
from textual.await_complete import AwaitComplete
from textual.geometry import Size
from textual.message import Message
from textual.reactive import Reactive
from textual.screen import ModalScreen, Screen
from textual.widget import Widget
from textual.widgets import Input

from whyshore.tui.compositor import NarrowCompositor
from whyshore.tui.keymap import Keymap
from whyshore.tui.memory import Tidying
from whyshore.tui.notices import NoticingApp

Answer = TypeVar("Answer")


class HoldingApp(NoticingApp):
    """An app that can hold keys back while a window opens or closes."""

    class LetThrough(Message):
        """The keys that were held can go on."""

    def __init__(self) -> None:
        super().__init__()
        self.keys = Keymap()
        self.trouble = ""
        """Why nothing is saved at present, in a few words; empty while all is well."""
        self._holds = 0
        self._handed_back: deque[events.Key] = deque()
        self._held_keys: deque[events.Key] = deque()
        """Those typed later than the ones that were handed back."""
        self._tidying = Tidying(self.set_timer)
        self._typed_into: Widget | None = None
        """Where the keys went before the hold: some may still be on their way to it."""

    async def on_event(self, event: events.Event) -> None:
        """Keep a key for later while something is just opening or closing."""
        if isinstance(event, events.Key):
            self._tidying.typed()
        if isinstance(event, events.Key) and (self._holds or self._kept):
            self._held_keys.append(event)
        else:
            await super().on_event(event)

    def pop_screen(self) -> AwaitComplete:
        """Close the window in front; what it held goes from memory once it is quiet."""
        self._tidying.closed()
        return super().pop_screen()

    @property
    def _kept(self) -> bool:
        """Whether a key typed before this one waits."""
        return bool(self._handed_back or self._held_keys)

    def hand_back(self, key: events.Key) -> None:
        """Take a key back from a widget that it was sent to before the hold began."""
        self._handed_back.append(events.Key(key.key, key.character))
        if not self._holds:
            self.post_message(self.LetThrough())

    @property
    def holds_keys(self) -> bool:
        """Whether keys are being held."""
        return self._holds > 0

    def hold_keys(self) -> None:
        """Hold keys back until `release_keys` was called as often as this."""
        if not self._holds:
            self._typed_into = self.focused
        self._holds += 1

    def release_keys(self) -> None:
        """Let the keys through again, in the order they were typed.

        Keys on their way to the widget that had the focus before come back first.
        """
        before = self._typed_into
        if before is None or not before.is_running or not before.call_later(self._release):
            self._release()

    def _release(self) -> None:
        self._holds = max(0, self._holds - 1)
        if self._holds:
            return
        self._typed_into = None
        if self._kept:
            self.post_message(self.LetThrough())

    async def on_holding_app_let_through(self) -> None:
        """Go on with the keys that were held, until something holds them again."""
        while self._kept and not self._holds:
            waiting = self._handed_back or self._held_keys
            await super().on_event(waiting.popleft())


def not_mine(widget: Widget, event: events.Key) -> bool:
    """Hand a key back that reached a widget too late: a window opens, or the focus went on."""
    app = widget.app
    if not isinstance(app, HoldingApp) or (widget.has_focus and not app.holds_keys):
        return False
    event.stop()
    event.prevent_default()
    app.hand_back(event)
    return True


class AskLine(Input):
    """A line to type in; keys that follow its Enter wait for what Enter brings about.

    Whoever handles its `Submitted` has to call `release` afterwards.
    """

    virtual_size: Reactive[Size] = Reactive(Size(0, 0))
    """How wide the words are; Textual lays the whole screen out anew with every letter."""

    def on_key(self, event: events.Key) -> None:
        """Enter ends the line at once: the keys behind it are not typed into it."""
        if not_mine(self, event) or event.key != "enter":
            return
        event.stop()
        event.prevent_default()
        hold(self.app)
        self.post_message(self.Submitted(self, self.value))


class Window(Screen[Answer]):
    """A screen that is asked for something: opened with `ask`, answers with `dismiss`."""

    def __init__(self) -> None:
        super().__init__()
        self._compositor = NarrowCompositor()

    def ready(self, focus: Widget) -> None:
        """The window can be typed into, beginning at a widget."""
        self.set_focus(focus)
        release(self.app)

    def dismiss(self, result: Answer | None = None) -> AwaitComplete:
        """Close and answer, once; keys wait until the answer has taken effect."""
        if self not in self.app.screen_stack:
            return AwaitComplete()  # as after the second of two quick clicks
        hold(self.app)
        return super().dismiss(result)


class Dialog(Window[Answer], ModalScreen[Answer]):
    """A window over the screen that asks; in few rows it shows just what is needed to answer."""

    VERTICAL_BREAKPOINTS: list[tuple[int, str]] | None = [  # noqa: RUF012 - as in Screen
        (0, "-flat"),
        (8, "-low"),
        (18, "-tall"),
    ]


def ask(
    app: App[object], window: Window[Answer], answered: Callable[[Answer | None], None]
) -> None:
    """Open a window; `answered` gets what it is dismissed with, None where nothing was taken."""

    def done(answer: Answer | None) -> None:
        try:
            answered(answer)
        finally:
            release(app)

    hold(app)
    app.push_screen(window, done)


def keys_of(app: App[object]) -> Keymap:
    """The keys as they are configured in an app."""
    return app.keys if isinstance(app, HoldingApp) else Keymap()


def trouble_of(app: App[object]) -> str:
    """Why nothing is saved in an app at present; empty while all is well."""
    return app.trouble if isinstance(app, HoldingApp) else ""


def use_keys(app: App[object], keys: Keymap) -> None:
    """Take other keys into use, as `whyshore.toml` wants them."""
    if isinstance(app, HoldingApp):
        app.keys = keys
        app.set_keymap(keys.for_bindings())


def hold(app: App[object]) -> None:
    """Hold keys back, in an app that can."""
    if isinstance(app, HoldingApp):
        app.hold_keys()


def release(app: App[object]) -> None:
    """Let keys through again, in an app that can hold them."""
    if isinstance(app, HoldingApp):
        app.release_keys()
