"""Propose names of a project that may need a pseudonym."""

from collections.abc import Mapping

from whyshore.coding.name_candidates import candidates
from whyshore.domain.names import Candidate, FoundBy
from whyshore.store.cases import all_cases
from whyshore.store.interviews import all_interviews
from whyshore.workflow.project import Project

Known = dict[str, tuple[FoundBy, str]]


def names_in(project: Project, key: Mapping[str, str], model: str = "") -> list[Candidate]:
    """Companies, places, people and other words that may be names, with counts and contexts.

    Raises:
        FixableError: the model is not installed, or the codebook has problems.
    """
    with project.database.reading() as session:
        interviews, cases = all_interviews(session), all_cases(session)
    known: Known = dict.fromkeys(key, (FoundBy.CASE, "in the key"))
    for case in cases:
        for company in (case.company, *case.aliases):
            known.setdefault(company, (FoundBy.CASE, "company"))
        if case.country:
            known.setdefault(case.country, (FoundBy.CASE, "place"))
    for code in project.codebook().codes:
        for cue in code.cues:
            if any(letter.isupper() for letter in cue):
                known.setdefault(cue, (FoundBy.CUE, ""))
    return candidates(interviews, known, key, model)
