"""Write what a person makes of a line of a joint display: the fit, and the meta-inference."""

from uuid import uuid4

from whyshore.coding.look_up import closest
from whyshore.domain.history import now
from whyshore.domain.joint import Finding, Fit
from whyshore.errors import FixableError, closest_hint
from whyshore.store.events import make
from whyshore.store.findings import (
    adding_finding,
    all_findings,
    altering_finding,
    removing_finding,
)
from whyshore.workflow.joint_displays import joint_display
from whyshore.workflow.project import Project


def write_finding(
    project: Project, display: str, line: str, *, fit: Fit | None, text: str
) -> Finding | None:
    """Say how the two sides of a line fit and what follows; without both, it is taken away.

    Raises:
        FixableError: there is no such display or line.
    """
    lines = {each.key: each.label for each in joint_display(project, display).lines}
    if line not in lines:
        hint = closest_hint(closest(line, list(lines)))
        raise FixableError(f"{display} has no line “{line}”.{hint} See: whyshore joint {display}")
    words = text.strip()
    with project.database.writing() as session:
        before = next(
            (e for e in all_findings(session) if (e.display, e.line) == (display, line)), None
        )
        about = {"author": project.coder, "created": now()}
        number = before.id if before else uuid4().hex
        finding = Finding(number, display, line, fit, words, **about)
        if not words and fit is None:
            changes = [removing_finding(session, before.id)] if before else []
        elif before and (before.fit, before.text) == (fit, words):
            return before
        elif before:
            changes = [altering_finding(session, finding)]
        else:
            changes = [adding_finding(finding)]
        summary = f"{display}, {lines[line]}: {fit.value if fit else 'no fit'}"
        make(session, changes, coder=project.coder, action="write finding", summary=summary)
    return finding if words or fit else None
