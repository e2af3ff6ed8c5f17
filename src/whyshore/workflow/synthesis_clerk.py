"""What the synthesis screen asks of a project; each method is one call into the workflow.

The workflow is imported when it is first asked for: the coding screen does not wait for it.
"""

from collections.abc import Sequence
from pathlib import Path

from whyshore.domain.case import Case, CaseGroup
from whyshore.domain.codebook import Codebook
from whyshore.domain.coding import CodedSegment
from whyshore.domain.results import DraftCode, SynthesisRow, SynthesisTable
from whyshore.domain.synthesis import Statement, Wording
from whyshore.workflow.project import Project


class SynthesisClerk:
    """The part of the clerk that works on the synthesis."""

    project: Project

    def codebook(self) -> Codebook:
        """The codebook as its file says now."""
        return self.project.codebook()

    def cases_of(self) -> list[Case]:
        """Every case."""
        from whyshore.workflow.organise_cases import cases_of

        return cases_of(self.project)

    def add_group(self, label: str, cases: Sequence[str]) -> CaseGroup:
        """Add a row."""
        from whyshore.workflow.organise_cases import add_group

        return add_group(self.project, label, cases)

    def change_group(self, group: CaseGroup, label: str, cases: Sequence[str]) -> CaseGroup:
        """Give a row another label or other cases."""
        from whyshore.workflow.organise_cases import change_group

        return change_group(self.project, group, label=label, cases=cases)

    def orientations_of(self) -> tuple[str, ...]:
        """The orientations a statement may have."""
        from whyshore.workflow import write_synthesis

        return write_synthesis.orientations_of(self.project)

    def synthesis_of(self) -> SynthesisTable:
        """The synthesis as it stands."""
        from whyshore.workflow import write_synthesis

        return write_synthesis.synthesis_of(self.project)

    def draft_of(self, row: SynthesisRow, column: str) -> tuple[DraftCode, ...]:
        """What the codings offer for one cell."""
        from whyshore.workflow import write_synthesis

        return write_synthesis.draft_of(self.project, row, column)

    def evidence_for(self, row: SynthesisRow, column: str) -> list[CodedSegment]:
        """The codings a statement of a cell could rest on."""
        from whyshore.workflow import write_synthesis

        return write_synthesis.evidence_for(self.project, row, column)

    def add_statement(
        self, group: str, column: str, wording: Wording, evidence: Sequence[CodedSegment]
    ) -> Statement:
        """Write a statement."""
        from whyshore.workflow import write_synthesis

        place = {"group": group, "column": column}
        return write_synthesis.add_statement(
            self.project, **place, wording=wording, evidence=evidence
        )

    def reword(self, statement: Statement, wording: Wording) -> Statement:
        """Give a statement other words."""
        from whyshore.workflow import write_synthesis

        return write_synthesis.reword(self.project, statement, wording)

    def rest_on(self, statement: Statement, evidence: Sequence[CodedSegment]) -> Statement:
        """Let a statement rest on exactly these coded segments."""
        from whyshore.workflow import write_synthesis

        return write_synthesis.rest_on(self.project, statement, evidence)

    def confirm(self, statement: Statement, evidence: Sequence[CodedSegment]) -> Statement:
        """Say that a stale statement still holds."""
        from whyshore.workflow import write_synthesis

        return write_synthesis.confirm(self.project, statement, evidence)

    def move_statement(self, statement: Statement, step: int) -> bool:
        """Move a statement up or down in its cell."""
        from whyshore.workflow import write_synthesis

        return write_synthesis.move_statement(self.project, statement, step)

    def remove_statement(self, statement: Statement) -> None:
        """Remove a statement."""
        from whyshore.workflow import write_synthesis

        write_synthesis.remove_statement(self.project, statement)

    def write_table(self) -> Path:
        """Write the synthesis as Markdown."""
        from whyshore.workflow.export_results import write_table

        return write_table(self.project)
