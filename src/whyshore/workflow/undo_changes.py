"""Take changes back, bring them back, and read the history."""

from whyshore.domain.history import Event
from whyshore.store import events
from whyshore.workflow.project import Project


def undo(project: Project, *, event: int | None = None) -> Event | None:
    """Take back the coder's last change, or a given one; None where there is none left.

    Works for changes of earlier sittings too: undo survives closing the program.

    Raises:
        FixableError: a later change rests on it.
    """
    with project.database.writing() as session:
        return events.undo(session, coder=project.coder, event=event)


def redo(project: Project) -> Event | None:
    """Bring back what the coder's last undo took away; None where there is nothing to bring."""
    with project.database.writing() as session:
        return events.redo(session, coder=project.coder)


def history(project: Project, *, limit: int | None = None) -> list[Event]:
    """Every change, newest first."""
    with project.database.reading() as session:
        return events.events(session, limit=limit)


def never_worked_on(project: Project) -> bool:
    """Whether nothing was done in the project yet but to read its transcripts."""
    with project.database.reading() as session:
        return events.only_synced(session)
