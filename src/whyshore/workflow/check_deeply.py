"""What takes longer to look at: the whole history, every text ever imported, every backup."""

from collections.abc import Iterator

from whyshore.domain.project import Finding, Weight
from whyshore.errors import Problem
from whyshore.store.backups import FOLDER, backups_in, state_of
from whyshore.store.health import odd_versions
from whyshore.store.replay import history_problems
from whyshore.workflow.project import DATABASE, Project

BY_HAND = "Somebody altered the database past Whyshore; compare with a backup."


def deep_findings(project: Project) -> Iterator[Finding]:
    """Where the history does not lead to what is stored, and texts and backups that are unsound."""
    with project.database.reading() as session:
        for each in history_problems(session):
            yield Finding(Weight.BROKEN, Problem(DATABASE, f"The {each}.", fix=BY_HAND))
        for version in odd_versions(session):
            what = f"The text {version} is not the one that was imported."
            yield Finding(Weight.BROKEN, Problem(DATABASE, what, fix=BY_HAND))
    file = project.database.file
    for backup in backups_in(file.parent / FOLDER) if file else ():
        state = state_of(backup)
        if state.problem:
            what = f"This backup cannot be used ({state.problem})."
            fix = "Delete it, and make a new one with: whyshore backup"
            yield Finding(Weight.WARNING, Problem(f"{FOLDER}/{backup.name}", what, fix=fix))
