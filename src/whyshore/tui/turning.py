"""Undo and redo without standing still: keys wait for what takes a while, the screen does not."""

from collections.abc import Callable
from typing import Any

from whyshore.errors import FixableError
from whyshore.tui.asking import hold, release
from whyshore.tui.work_screen import WorkScreen
from whyshore.workflow.coding_desk import CodingDesk, Turned, WhenRefused, WhenTurned

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
        try:
            if screen.is_attached:
                screen.show_saving()
                show()
        except FixableError as problem:
            screen.fail(problem)
        finally:
            if waits:
                release(app)

    turn(lambda turned: over(lambda: done(turned)), lambda problem: over(lambda: failed(problem)))
    if desk.working:
        waits = True
        hold(app)
        screen.show_saving()
