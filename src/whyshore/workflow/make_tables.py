"""Counts across the project: every one says what it is out of."""

from collections.abc import Sequence

from whyshore.analysis.frequencies import frequencies
from whyshore.analysis.matrix import matrix
from whyshore.domain.results import FrequencyTable, Matrix
from whyshore.store.cases import all_cases
from whyshore.store.interviews import all_interviews
from whyshore.workflow.coded_segments import Wanted, code_named, coded_segments
from whyshore.workflow.project import Project


def frequencies_of(project: Project, wanted: Wanted | None = None) -> FrequencyTable:
    """How often each code is used in the interviews that count."""
    segments = coded_segments(project, wanted or Wanted(tables_only=True))
    with project.database.reading() as session:
        included = [each for each in all_interviews(session) if each.include]
        cases = [each for each in all_cases(session) if each.include]
    return frequencies(project.codebook(), segments, interviews=len(included), cases=len(cases))


def matrix_of(project: Project, *, codes: Sequence[str] | None = None) -> Matrix:
    """Codes by cases; a coding counts for its case, not for its interview."""
    segments = coded_segments(project, Wanted(tables_only=True))
    used = [each.coding.code for each in segments]
    rows = [code_named(project, code, used).id for code in codes] if codes else None
    with project.database.reading() as session:
        cases = [each for each in all_cases(session) if each.include]
    return matrix(project.codebook(), segments, cases, codes=rows)
