"""The commands of the palette: what the keys of the screen on top can do now, by name."""

from collections.abc import Callable, Iterator
from typing import Protocol, runtime_checkable

from textual.app import SystemCommand
from textual.markup import escape

from whyshore.tui.keymap import Keymap
from whyshore.tui.keys import KeyGroup, shown


@runtime_checkable
class Commanded(Protocol):
    """A screen whose keys can be given as commands."""

    def key_groups(self) -> tuple[KeyGroup, ...]:
        """The groups of keys that act where the focus is."""

    def command(self, action: str) -> Callable[[], object] | None:
        """What runs an action, None where it can only be done by its key."""


def commands_on(screen: object, keys: Keymap) -> Iterator[SystemCommand]:
    """Every command that a screen can carry out now, each with its keys as they are configured."""
    if not isinstance(screen, Commanded):
        return
    for group in keys.of(*screen.key_groups()):
        for key in group.keys:
            run = screen.command(key.action)
            if run is not None:
                names = " or ".join(shown(name) for name in key.keys) or "no key"
                yield SystemCommand(f"{key.what[0].upper()}{key.what[1:]}", escape(names), run)


def command_of(screen: object, action: str) -> Callable[[], object] | None:
    """The method of a screen that carries out an action."""
    for prefix in ("do_", "action_"):
        found = getattr(screen, f"{prefix}{action}", None)
        if callable(found):
            run: Callable[[], object] = found
            return run
    return None
