"""Say which actions of the table of keys no test reaches by a key.

A plugin of pytest, taken along when it is asked for: `pytest tests/tui -p tests.tui.pressed`.
At the end it lists the actions whose keys were never pressed where they act, and the run fails if
there are any. `MUTE="In the codebook/rename_code"` swallows the keys of one action instead: a test
that truly looks at what the action does has to fail then.
"""

import os
from collections.abc import Iterator
from typing import Any

import pytest
from textual import events
from textual.app import App
from textual.widget import Widget

from whyshore.tui.asking import keys_of
from whyshore.tui.find_line import FindBar
from whyshore.tui.key_names import key_pressed
from whyshore.tui.keys import ALL_GROUPS, FIND_LINE, SURVEY_FILTER_KEYS, KeyGroup
from whyshore.tui.palette import Commanded
from whyshore.tui.transcript import Transcript

GROUPS = (*ALL_GROUPS, SURVEY_FILTER_KEYS)
MUTED = os.environ.get("MUTE", "")
REACHED: set[str] = set()
_on_event = App.on_event


def named(group: KeyGroup, action: str) -> str:
    """An action with the group it is in, as groups share names of actions."""
    return f"{group.title.split(' (')[0]}/{action}"


def groups_at(app: App[Any]) -> tuple[KeyGroup, ...]:
    """The groups of keys that act where the focus is."""
    screen, focused = app.screen, app.focused
    if isinstance(focused, Transcript) and focused.chord is not None:
        return ()
    if focused and any(isinstance(each, FindBar) for each in focused.ancestors_with_self):
        return (FIND_LINE,)
    if getattr(screen, "filtering", False):
        return (SURVEY_FILTER_KEYS,)
    if not isinstance(screen, Commanded) or is_filter(focused):
        return ()
    groups = screen.key_groups()
    return groups[:1] if focused and focused.id == "memo" else groups


def is_filter(widget: Widget | None) -> bool:
    """Whether letters are typed into the line that filters the codebook."""
    return widget is not None and widget.id == "codebook-filter"


def reached_by(app: App[Any], event: events.Key) -> str:
    """The action that a key reaches; `""` where it reaches none."""
    name = key_pressed(event.key, event.character)
    for group in keys_of(app).of(*groups_at(app)):
        for key in group.keys:
            if name in key.keys or event.key in key.keys:
                return named(group, key.action)
    return ""


async def _note(self: App[Any], event: events.Event) -> None:
    found = reached_by(self, event) if isinstance(event, events.Key) and self.screen_stack else ""
    REACHED.add(found)
    if not found or found != MUTED:
        await _on_event(self, event)


def pytest_configure() -> None:
    """Listen to every key."""
    App.on_event = _note  # type: ignore[method-assign]


def missing() -> Iterator[str]:
    """The actions that no key has reached."""
    for group in GROUPS:
        yield from (
            found for key in group.keys if (found := named(group, key.action)) not in REACHED
        )


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:  # noqa: ANN401 - a worker of pytest-xdist
    """Take over what a worker of pytest-xdist has reached."""
    REACHED.update(getattr(node, "workeroutput", {}).get("reached", ()))


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    """Hand over what was reached, or let the run fail where something was not."""
    handed = getattr(session.config, "workeroutput", None)
    if handed is not None:
        handed["reached"] = sorted(REACHED)
    elif not MUTED and any(missing()):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: Any) -> None:  # noqa: ANN401 - pytest's own
    """List the actions that no test reached."""
    lost = list(missing()) if not MUTED else []
    terminalreporter.write_line(f"{len(lost)} actions of the table of keys reached by no key")
    for each in lost:
        terminalreporter.write_line(f"  {each}")
