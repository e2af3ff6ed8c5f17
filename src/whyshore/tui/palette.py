"""The commands of the palette: all that can be done on the screen on top now, by name."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Protocol, runtime_checkable

from textual.app import App
from textual.command import DiscoveryHit, Hit, Hits, Provider
from textual.content import Content
from textual.markup import escape
from textual.style import Style

from whyshore.tui.asking import keys_of
from whyshore.tui.key_search import likeness, where_begun
from whyshore.tui.keys import FIND, Key, KeyGroup, shown, told_of
from whyshore.tui.without_keys import PROMPT_COMMANDS, THEME, WithoutKey

Run = Callable[[], object]


@runtime_checkable
class Commanded(Protocol):
    """A screen whose keys can be given as commands."""

    def key_groups(self) -> tuple[KeyGroup, ...]:
        """The groups of keys that act where the focus is."""

    def command(self, action: str) -> Run | None:
        """What runs an action, None where it can only be done by its key."""


@runtime_checkable
class Wider(Commanded, Protocol):
    """A screen on which more can be done by name than by the keys where the focus is."""

    def groups_elsewhere(self) -> tuple[tuple[KeyGroup, str], ...]:
        """Groups of keys that act in other panes, each with where that is and on what."""


@dataclass(frozen=True, slots=True)
class Command:
    """Something to be done by its name."""

    title: str
    run: Run
    told: tuple[str, ...]
    """What it is searched by, the most telling first."""
    help: str = ""
    """Its keys, and what it acts on where that is not plain."""

    def likeness(self, query: str) -> int:
        """How well it answers what was typed; 0 where it does not."""
        return likeness(query, *self.told)


def commands_on(app: App[Any], screen: object) -> Iterator[Command]:
    """Every command that can be carried out now, each with its keys as they are configured."""
    groups: list[tuple[KeyGroup, str]] = []
    if isinstance(screen, Commanded):
        groups += [(group, "") for group in screen.key_groups()]
    if isinstance(screen, Wider):
        groups += screen.groups_elsewhere()
    offered: set[str] = {"palette", "quit"}
    for table, where in groups:
        (group,) = keys_of(app).of(table)
        for key in group.keys:
            run = screen.command(key.action) if isinstance(screen, Commanded) else None
            if run is not None and key.action not in offered:
                offered.add(key.action)
                yield _command(key, run, group, where)
    for each in PROMPT_COMMANDS:
        yield Command(sentence(each.what), _teller(app, each), each.told, f"type {each.typed}")
    (ending,) = keys_of(app).of(FIND)
    leave = next(key for key in ending.keys if key.action == "quit")
    yield _command(leave, app.action_quit, ending)
    yield Command(sentence(THEME.what), app.action_change_theme, THEME.told)


def _command(key: Key, run: Run, group: KeyGroup, where: str = "") -> Command:
    names = " or ".join(shown(name) for name in key.keys) or "no key"
    return Command(
        sentence(key.what), run, told_of(key, group), f"{names} · {where}" if where else names
    )


def _teller(app: App[Any], each: WithoutKey) -> Run:
    """Says how a command of the command line is given."""
    told = (
        f"{each.typed}\nis typed outside this screen: leave it first (everything is saved), or "
        "take another terminal in this folder."
    )
    return lambda: app.notify(told, markup=False, timeout=12)


def sentence(words: str) -> str:
    """Words with a capital at the beginning."""
    return f"{words[0].upper()}{words[1:]}"


class Commands(Provider):
    """Finds commands by what they do, and by everyday words for it."""

    async def discover(self) -> Hits:
        """All there are, in the order of the table of keys."""
        for each in commands_on(self.app, self.screen):
            yield DiscoveryHit(escape(each.title), each.run, each.title, escape(each.help))

    async def search(self, query: str) -> Hits:
        """Those that have all the words."""
        style = self.match_style or Style(bold=True, underline=True)
        for each in commands_on(self.app, self.screen):
            score = each.likeness(query)
            if score:
                title = Content(each.title)
                for start, end in where_begun(query, each.title):
                    title = title.stylize(style, start, end)
                yield Hit(score, title, each.run, each.title, escape(each.help))


def command_of(screen: object, action: str) -> Run | None:
    """The method of a screen that carries out an action."""
    for prefix in ("do_", "action_"):
        found = getattr(screen, f"{prefix}{action}", None)
        if callable(found):
            run: Run = found
            return run
    return None
