"""Write a joint display to a file of exports/."""

from pathlib import Path

from whyshore.export.joint import joint_as_markdown
from whyshore.export.write import write_file
from whyshore.workflow.joint_displays import joint_display
from whyshore.workflow.project import Project


def write_joint(project: Project, name: str, *, named: bool = False) -> Path:
    """Write a display as Markdown; one with named answers gets a name that says so.

    Raises:
        FixableError: it cannot be made or written.
    """
    display = joint_display(project, name, named=named)
    ending = "-CONFIDENTIAL" if named else ""
    return write_file(project.exports_folder / f"{name}{ending}.md", joint_as_markdown(display))
