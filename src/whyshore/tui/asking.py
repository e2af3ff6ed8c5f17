"""Ask for something in a window without losing or misplacing a key that is typed meanwhile.

Opening and closing a window takes a moment. Keys that arrive in it (fast typing, a slow line, a
paste) must not act on the text behind: they are held, and typed into the window once it is
ready, or into the text once the answer has taken effect.
"""

from collections.abc import Callable
from typing import TypeVar

from textual import events
from textual.app import App
from textual.await_complete import AwaitComplete
from textual.screen import ModalScreen, Screen
from textual.widget import Widget
from textual.widgets import Input

from whyshore.tui.keymap import Keymap

Answer = TypeVar("Answer")


class HoldingApp(App[None]):
    """An app that can hold keys back while a window opens or closes."""

    def __init__(self) -> None:
        super().__init__()
        self.keys = Keymap()
        self.trouble = ""
        """Why nothing is saved at present, in a few words; empty while all is well."""
        self._holds = 0
        self._held_keys: list[events.Key] = []
        self._handed_back: list[events.Key] = []

    async def on_event(self, event: events.Event) -> None:
        """Keep a key for later while something is just opening or closing."""
        if self._holds and isinstance(event, events.Key):
            self._held_keys.append(event)
        else:
            await super().on_event(event)

    def hand_back(self, key: events.Key) -> None:
        """Take a key back from a widget that it was sent to before the hold began."""
        if self._holds:
            self._handed_back.append(key)
        else:
            self.post_message(events.Key(key.key, key.character))

    @property
    def holds_keys(self) -> bool:
        """Whether keys are being held."""
        return self._holds > 0

    def hold_keys(self) -> None:
        """Hold keys back until `release_keys` was called as often as this."""
        self._holds += 1

    def release_keys(self) -> None:
        """Let the keys through again, in the order they were typed."""
        self._holds = max(0, self._holds - 1)
        if self._holds:
            return
        held = [*self._handed_back, *self._held_keys]
        self._handed_back, self._held_keys = [], []
        for key in held:
            self.post_message(events.Key(key.key, key.character))


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

    def ready(self, focus: Widget) -> None:
        """The window can be typed into, beginning at a widget."""
        self.set_focus(focus)
        release(self.app)

    def dismiss(self, result: Answer | None = None) -> AwaitComplete:
        """Close and answer; keys wait until the answer has taken effect."""
        hold(self.app)
        return super().dismiss(result)


class Dialog(Window[Answer], ModalScreen[Answer]):
    """A window over the screen that asks."""


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
