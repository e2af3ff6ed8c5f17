"""Whether somebody is new here: the tour is shown once, on the bundled project only."""

import os
from contextlib import suppress
from pathlib import Path

from whyshore.workflow.project import INTERVIEWS
from whyshore.workflow.start_project import bundled_folder

PRACTICE = "practice-interview"
"""The interview that the tour takes place in."""


def is_bundled(folder: Path) -> bool:
    """Whether a folder holds the bundled project: its practice interview as it came."""
    name = Path(INTERVIEWS) / f"{PRACTICE}.md"
    try:
        return (folder / name).read_bytes() == (bundled_folder() / name).read_bytes()
    except OSError:
        return False


def tour_is_due(folder: Path) -> bool:
    """Whether the tour should open by itself, which it does once; asking counts as showing.

    That it was shown is noted among the reader's own files, so nothing in the project changes
    and a project that cannot be written has its tour too.
    """
    if not is_bundled(folder) or _shown_mark().exists():
        return False
    with suppress(OSError):  # where it cannot be noted it is shown again another time
        _shown_mark().parent.mkdir(parents=True, exist_ok=True)
        _shown_mark().touch()
    return True


def _shown_mark() -> Path:
    """Where it is noted that the tour was shown."""
    return state_folder() / "tour-shown"


def state_folder() -> Path:
    """Where Whyshore notes what belongs to no project (see the XDG rules on state)."""
    state = os.environ.get("XDG_STATE_HOME", "")
    base = Path(state) if Path(state).is_absolute() else Path.home() / ".local" / "state"
    return base / "whyshore"
