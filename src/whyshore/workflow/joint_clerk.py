"""What the screens of links and joint displays ask of a project.

The workflow is imported when it is first asked for: the coding screen does not wait for it.
"""

from pathlib import Path

from whyshore.domain.cross_tab import CrossTab, TableRequest
from whyshore.domain.joint import Finding, Fit, JointDisplay
from whyshore.domain.link import Consent, Level, Link, Linkage
from whyshore.workflow.project import Project


class JointClerk:
    """The part of the clerk that works on links and joint displays."""

    project: Project

    def joint_display(self, name: str, named: bool) -> JointDisplay:  # noqa: FBT001 - by place, through a pipe
        """One display, `jd1` to `jd4`."""
        from whyshore.workflow.joint_displays import joint_display

        return joint_display(self.project, name, named=named)

    def write_finding(self, display: str, line: str, fit: Fit | None, text: str) -> Finding | None:
        """Say how the two sides of a line fit, and what follows."""
        from whyshore.workflow.write_findings import write_finding

        return write_finding(self.project, display, line, fit=fit, text=text)

    def table_behind(self, request: TableRequest) -> CrossTab:
        """The survey table that stands behind a cell."""
        from whyshore.workflow.link_cases import survey_of
        from whyshore.workflow.tabulate_survey import tabulate

        return tabulate(survey_of(self.project), request)

    def write_joint(self, name: str, named: bool) -> Path:  # noqa: FBT001 - as above
        """Write a display as Markdown to exports/."""
        from whyshore.workflow.export_joint import write_joint

        return write_joint(self.project, name, named=named)

    def linkage(self) -> Linkage:
        """Every case with its link or candidates."""
        from whyshore.workflow.link_cases import linkage_of

        return linkage_of(self.project)

    def link_case(self, case: str, respondent: str, consent: Consent, level: Level) -> Link:
        """Say that a case is a respondent."""
        from whyshore.workflow.link_cases import link_case
        from whyshore.workflow.organise_cases import find_case

        found = find_case(self.project, case)
        return link_case(self.project, found, respondent, consent=consent, level=level)

    def reject_link(self, case: str, respondent: str) -> None:
        """Say that a case is not a respondent."""
        from whyshore.workflow.link_cases import reject_link
        from whyshore.workflow.organise_cases import find_case

        reject_link(self.project, find_case(self.project, case), respondent)

    def unlink_case(self, case: str) -> Link:
        """Take the link of a case away."""
        from whyshore.workflow.link_cases import unlink_case
        from whyshore.workflow.organise_cases import find_case

        return unlink_case(self.project, find_case(self.project, case))

    def reconsider_links(self, case: str) -> int:
        """Propose again what was rejected for a case."""
        from whyshore.workflow.link_cases import reconsider
        from whyshore.workflow.organise_cases import find_case

        return reconsider(self.project, find_case(self.project, case))

    def set_consent(self, case: str, consent: Consent) -> Link:
        """Say whether a linked firm lets its answers be shown by name."""
        from whyshore.workflow.link_cases import set_consent
        from whyshore.workflow.organise_cases import find_case

        return set_consent(self.project, find_case(self.project, case), consent)
