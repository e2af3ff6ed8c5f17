"""Leave the program: everything that was coded is saved, now or as soon as that can be done."""

import sys

from whyshore.workflow.office import Office

AT_ONCE = 1.0
"""Seconds within which saving is over, unless something holds it up."""
PATIENCE = 30.0
"""Seconds to wait for what is held up, as by another program that is writing."""


HELD_UP = "Another program is writing to the database, so not everything is saved yet."
SLOW = "Not everything is saved yet."
LOST = "What you wrote last in a memo was not saved:"
LATER = (
    "What is not saved yet is held by a process in the background. It saves it as soon as the "
    "database is free, and ends then. Until then, let the computer run."
)


def close_office(office: Office) -> None:
    """Wait for what is not saved yet; what takes too long is saved without us."""
    _wait_for(office)
    if office.left_undone:
        _tell(f"{LOST} {office.left_undone}")


def _wait_for(office: Office) -> None:
    if office.close(AT_ONCE):
        return
    _tell(f"{HELD_UP if office.held_up else SLOW} Waiting for it; Ctrl+C leaves at once.")
    try:
        done = office.close(PATIENCE)
    except KeyboardInterrupt:
        done = False
    if not office.left_undone:
        _tell("Everything is saved." if done else LATER)


def _tell(line: str) -> None:
    sys.stderr.write(f"{line}\n")
    sys.stderr.flush()
