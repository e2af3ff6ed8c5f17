"""Find, and code what is found, without the screen."""

from collections.abc import Sequence

from whyshore.domain.codebook import Code
from whyshore.domain.finding import CodedMany, FoundIn, FoundPlace, Query, Unit
from whyshore.domain.words import counted
from whyshore.errors import FixableError
from whyshore.store.interviews import all_interviews
from whyshore.workflow.code_places import code_places, would_code
from whyshore.workflow.coded_segments import code_named, interview_named
from whyshore.workflow.find_everywhere import find_everywhere
from whyshore.workflow.project import Project


def what_is_found(
    project: Project, query: Query, *, who: str = "", interview: str | None = None
) -> list[FoundIn]:
    """What is found in each interview that has any of it; one interview by id, file or title.

    Raises:
        FixableError: the query or a name makes no sense.
    """
    only = None
    if interview is not None:
        with project.database.reading() as session:
            interviews = {each.id: each for each in all_interviews(session)}
        only = interview_named(interview, interviews).id
    return list(find_everywhere(project, query, who=who, interview=only))


def code_what_is_found(
    project: Project, places: Sequence[FoundPlace], query: Query, *, code: str, unit: Unit
) -> str:
    """Put a code on what was found, as one step; gives in words what was done.

    Raises:
        FixableError: the code is not known or cannot be put on text, or nothing was found.
    """
    wanted = _code(project, places, code)
    did = code_places(project, places, code=wanted.id, unit=unit, found_by=str(query))
    ends = "; undo with: whyshore undo" if did.coded else ""
    return f"coded {_told(did, unit, wanted, 'had')}{ends}"


def what_would_be_coded(
    project: Project, places: Sequence[FoundPlace], *, code: str, unit: Unit
) -> str:
    """What `code_what_is_found` would do, in words; nothing is saved.

    Raises:
        FixableError: as there.
    """
    wanted = _code(project, places, code)
    did = would_code(project, places, code=wanted.id, unit=unit)
    return f"would code {_told(did, unit, wanted, 'have')}; add --yes to do it"


def _code(project: Project, places: Sequence[FoundPlace], code: str) -> Code:
    if not places:
        raise FixableError("Nothing was found, so there is nothing to code.")
    return code_named(project, code)


def _told(did: CodedMany, unit: Unit, code: Code, have: str) -> str:
    thing = "place" if unit is Unit.HIT else unit.value
    parts = [
        f"{counted(did.coded, thing)} as {code.name}",
        f"{did.already} {have} it already" if did.already else "",
        f"{did.same} more in the same {unit.value}" if did.same else "",
    ]
    return ", ".join(part for part in parts if part)
