"""Write the synthesis: statements in cells, resting on coded segments."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from uuid import uuid4

from whyshore.analysis.synthesis import draft, fingerprint, synthesis_table
from whyshore.domain.codebook import Facet
from whyshore.domain.coding import CodedSegment
from whyshore.domain.history import now
from whyshore.domain.results import DraftCode, SynthesisRow, SynthesisTable
from whyshore.domain.synthesis import BASES, Statement, Wording
from whyshore.domain.words import counted, shortened
from whyshore.errors import FixableError
from whyshore.store.cases import all_cases, all_groups
from whyshore.store.events import make
from whyshore.store.statements import (
    adding_statement,
    all_statements,
    altering_statement,
    placing,
    removing_statement,
)
from whyshore.workflow.coded_segments import Wanted, coded_segments
from whyshore.workflow.project import Project

DIRECTION = "direction"
ORIENTATION = "orientation"


def columns_of(project: Project) -> tuple[tuple[str, str], ...]:
    """The columns of the synthesis: the values of the codebook's `direction` facet.

    A codebook of another study may call it otherwise: then its first facet gives the columns.

    Raises:
        FixableError: the codebook declares no facet.
    """
    return tuple(column_facet(project).values.items())


def column_facet(project: Project) -> Facet:
    """The facet whose values are the columns of the synthesis."""
    codebook = project.codebook()
    facet = codebook.facet(DIRECTION) or next(iter(codebook.facets), None)
    if facet is None:
        raise FixableError(
            f"{project.codebook_file.name} declares no facet, so the synthesis has no columns. "
            "Add one under “facets:”, such as direction with the values offshore and backshore."
        )
    return facet


def orientations_of(project: Project) -> tuple[str, ...]:
    """The orientations a statement may have, as the codebook declares them."""
    facet = project.codebook().facet(ORIENTATION)
    return tuple(facet.values) if facet else ()


def synthesis_of(project: Project) -> SynthesisTable:
    """The synthesis as it stands, with every statement's evidence and standing."""
    segments = coded_segments(project, Wanted(tables_only=True))
    with project.database.reading() as session:
        groups, cases = all_groups(session), all_cases(session)
        statements = all_statements(session)
    return synthesis_table(groups, cases, statements, segments, columns_of(project))


def draft_of(project: Project, row: SynthesisRow, column: str) -> tuple[DraftCode, ...]:
    """What the codings offer for one cell: codes present, how many, the strongest quotes."""
    codebook, facet = project.codebook(), column_facet(project).id
    used = {coding for each in row.cells[column] for coding in each.statement.evidence}
    segments = coded_segments(project, Wanted(tables_only=True))
    cases = {case.id for case in row.cases}
    return draft(codebook, cases, column, segments, used, facet=facet)


def evidence_for(project: Project, row: SynthesisRow, column: str) -> list[CodedSegment]:
    """The codings a statement of this cell could rest on: those of the row's cases.

    Codings whose direction is the column's come first, in reading order.
    """
    codebook, facet = project.codebook(), column_facet(project).id
    cases = {case.id for case in row.cases}
    found = [
        each for each in coded_segments(project, Wanted(tables_only=True)) if each.case in cases
    ]
    return sorted(found, key=lambda each: codebook.value(each.coding.code, facet) != column)


def add_statement(
    project: Project,
    *,
    group: str,
    column: str,
    wording: Wording,
    evidence: Sequence[CodedSegment] = (),
) -> Statement:
    """Add a statement at the end of a cell.

    Raises:
        FixableError: it has no words, or the row or column does not exist.
    """
    _check(project, wording)
    if column not in dict(columns_of(project)):
        raise FixableError(f"There is no column “{column}” in the synthesis.")
    with project.database.writing() as session:
        if all(each.id != group for each in all_groups(session)):
            raise FixableError(f"There is no row “{group}” in the synthesis.")
        cell = _cell(all_statements(session), group, column)
        statement = Statement(
            id=uuid4().hex,
            group=group,
            column=column,
            position=max((each.position for each in cell), default=0) + 1,
            text=wording.text.strip(),
            hedge=wording.hedge.strip(),
            orientation=wording.orientation,
            by=wording.by,
            evidence=tuple(each.coding.id for each in evidence),
            seen=_seen(evidence),
            author=project.coder,
            created=now(),
        )
        summary = f"write “{shortened(statement.text)}”"
        changes = adding_statement(statement)
        make(session, changes, coder=project.coder, action="write statement", summary=summary)
    return statement


def reword(project: Project, statement: Statement, wording: Wording) -> Statement:
    """Give a statement other words, hedge or orientation.

    Raises:
        FixableError: it would have no words.
    """
    _check(project, wording)

    def with_words(stored: Statement) -> Statement:
        return replace(
            stored,
            text=wording.text.strip(),
            hedge=wording.hedge.strip(),
            orientation=wording.orientation,
            by=wording.by,
        )

    return _change(project, statement, with_words, "reword")


def rest_on(project: Project, statement: Statement, evidence: Sequence[CodedSegment]) -> Statement:
    """Let a statement rest on exactly these coded segments, in this order.

    Whoever chooses the evidence has looked at it, so the statement is no longer stale.
    """
    links = tuple(dict.fromkeys(each.coding.id for each in evidence))
    seen = _seen(evidence)
    return _change(
        project,
        statement,
        lambda stored: replace(stored, evidence=links, seen=seen),
        f"rest on {counted(len(links), 'coding')}",
    )


def confirm(project: Project, statement: Statement, evidence: Sequence[CodedSegment]) -> Statement:
    """Say that a stale statement still holds on its evidence as it is now."""
    seen = _seen(evidence)
    return _change(project, statement, lambda stored: replace(stored, seen=seen), "confirm")


def move_statement(project: Project, statement: Statement, step: int) -> bool:
    """Move a statement up (-1) or down (+1) in its cell; False at the edge, where it stays."""
    with project.database.writing() as session:
        cell = _cell(all_statements(session), statement.group, statement.column)
        place = next((n for n, each in enumerate(cell) if each.id == statement.id), None)
        if place is None or not 0 <= place + step < len(cell):
            return False
        cell.insert(place + step, cell.pop(place))
        changes = placing(session, {each.id: n for n, each in enumerate(cell, start=1)})
        summary = f"move “{shortened(statement.text)}”"
        make(session, changes, coder=project.coder, action="move statement", summary=summary)
    return True


def remove_statement(project: Project, statement: Statement) -> None:
    """Remove a statement; the codings it rested on stay."""
    with project.database.writing() as session:
        summary = f"remove “{shortened(statement.text)}”"
        changes = removing_statement(session, statement.id)
        make(session, changes, coder=project.coder, action="remove statement", summary=summary)


def _change(
    project: Project, statement: Statement, change: Callable[[Statement], Statement], what: str
) -> Statement:
    """Change a statement as it is stored now: somebody else may have changed it meanwhile."""
    with project.database.writing() as session:
        stored = next((each for each in all_statements(session) if each.id == statement.id), None)
        if stored is None:
            raise FixableError("That statement is gone already.")
        changed = change(stored)
        summary = f"{what}: “{shortened(changed.text)}”"
        changes = altering_statement(session, changed)
        make(session, changes, coder=project.coder, action="change statement", summary=summary)
    return changed


def _check(project: Project, wording: Wording) -> None:
    if not wording.text.strip():
        raise FixableError("A statement needs words.")
    known = orientations_of(project)
    if wording.orientation and wording.orientation not in known:
        raise FixableError(
            f"There is no orientation “{wording.orientation}”. Use one of: {', '.join(known)}."
        )
    if wording.by and wording.by not in BASES:
        raise FixableError(f"An orientation is by {' or by '.join(BASES)}, not “{wording.by}”.")


def _cell(statements: Sequence[Statement], group: str, column: str) -> list[Statement]:
    cell = [each for each in statements if each.group == group and each.column == column]
    return sorted(cell, key=lambda each: each.position)


def _seen(evidence: Sequence[CodedSegment]) -> Mapping[str, str]:
    return {each.coding.id: fingerprint(each) for each in evidence}
