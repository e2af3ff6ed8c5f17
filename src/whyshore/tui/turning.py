"""Undo and redo without standing still: keys wait for what takes a while, the screen does not."""

from collections.abc import Callable
from typing import Any

from whyshore.domain.history import Event
from whyshore.errors import FixableError
from whyshore.tui.asking import hold, release
from whyshore.tui.work_screen import WORKING, WorkScreen
from whyshore.workflow.coding_desk import CodingDesk, Turned, WhenRefused, WhenTurned
from whyshore.workflow.office import Office

Turn = Callable[[WhenTurned, WhenRefused], None]
"""How the desk is asked to undo or redo something."""


def turn_back(
    screen: WorkScreen[Any],
    desk: CodingDesk,
    turn: Turn,
    done: Callable[[Turned | None], object],
    failed: Callable[[FixableError], object],
) -> None:
    """Undo or redo; keys typed meanwhile act when `done` or `failed` has shown what came of it."""
    app, waits = screen.app, False

    def over(show: Callable[[], object]) -> None:
        _show_what_came(screen, show)
        if waits:
            release(app)

    turn(lambda turned: over(lambda: done(turned)), lambda problem: over(lambda: failed(problem)))
    if desk.working:
        waits = True
        hold(app)
        screen.show_saving()


def undo_by_clerk(
    screen: WorkScreen[Any], office: Office, refill: Callable[[str], object], *, again: bool = False
) -> None:
    """Undo, or redo (`again`), on a screen without a desk; `refill` reads anew what it shows."""
    app = screen.app
    done, nothing = ("redid", "redo") if again else ("undid", "undo")

    def turned(found: tuple[Event | None, int]) -> None:
        event, _ = found
        said = f"{done}: {event.summary}" if event else f"There is nothing to {nothing}."
        over(lambda: refill(said))

    def over(show: Callable[[], object]) -> None:
        _show_what_came(screen, show)
        release(app)

    hold(app)
    screen.show_saved(WORKING)
    name = "redo" if again else "undo"
    office.soon(turned, lambda problem: over(lambda: screen.fail(problem)), name)


def _show_what_came(screen: WorkScreen[Any], show: Callable[[], object]) -> None:
    """Show it, where the screen is still there; what cannot be shown is told."""
    try:
        if screen.is_attached:
            screen.show_saving()
            show()
    except FixableError as problem:
        screen.fail(problem)
