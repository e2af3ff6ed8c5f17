"""Does on the project what a screen asks for; every change a screen makes goes through here."""

from whyshore.workflow.project import Project


class Clerk:
    """One open project, and what can be asked of it.

    Each method is one call into a workflow function, imported where it is used, so that a
    screen can hold a clerk without loading the database.
    """

    def __init__(self, project: Project) -> None:
        self.project = project
