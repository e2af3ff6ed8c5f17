"""Cases, the passages that are about them, and the rows they form in the synthesis."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from uuid import uuid4

from whyshore.domain.case import Case, CaseGroup, Passage, new_case, slug
from whyshore.domain.interview import Interview
from whyshore.domain.segment import Segment
from whyshore.errors import FixableError
from whyshore.store.cases import (
    adding_case,
    adding_group,
    adding_passage,
    all_cases,
    all_groups,
    altering_case,
    altering_group,
    passages_in,
    removing_case,
    removing_group,
    removing_passage,
    statements_of_group,
    users_of_case,
)
from whyshore.store.events import Change, make
from whyshore.store.interviews import check_text, setting_default_case
from whyshore.workflow.coded_segments import Wanted, case_named, coded_segments
from whyshore.workflow.project import Project


def cases_of(project: Project) -> list[Case]:
    """Every case, by company and country."""
    with project.database.reading() as session:
        return all_cases(session)


def groups_of(project: Project) -> list[CaseGroup]:
    """The rows of the synthesis, in order."""
    with project.database.reading() as session:
        return all_groups(session)


@dataclass(frozen=True, slots=True)
class CaseInUse:
    """A case with how many codings it has and the rows it stands in."""

    case: Case
    codings: int
    rows: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CaseOverview:
    """All cases, and the codings that belong to none."""

    cases: tuple[CaseInUse, ...]
    without_case: int


def case_overview(project: Project) -> CaseOverview:
    """Every case with its codings in the interviews that count, and its rows."""
    counts = Counter(each.case for each in coded_segments(project, Wanted(tables_only=True)))
    groups = groups_of(project)
    listed = tuple(
        CaseInUse(
            case, counts[case.id], tuple(group.label for group in groups if case.id in group.cases)
        )
        for case in cases_of(project)
    )
    return CaseOverview(listed, counts[None])


def find_case(project: Project, name: str) -> Case:
    """The case with this id, name or alias.

    Raises:
        UnknownCaseError: there is none; the message gives the closest names.
    """
    return case_named(name, cases_of(project))


def add_case(
    project: Project, company: str, country: str = "", *, aliases: Sequence[str] = ()
) -> Case:
    """Add a company in a country.

    Raises:
        FixableError: there is such a case already, or the name has no letters.
    """
    case = new_case(company.strip(), country.strip(), aliases)
    if not case.id:
        raise FixableError("A case needs the name of a company.")
    with project.database.writing() as session:
        if any(each.id == case.id for each in all_cases(session)):
            raise FixableError(f"There is a case “{case.name}” already.")
        summary = f"add case {case.name}"
        make(session, [adding_case(case)], coder=project.coder, action="add case", summary=summary)
    return case


def describe_case(
    project: Project,
    case: Case,
    *,
    attributes: Mapping[str, str] | None = None,
    aliases: Sequence[str] = (),
) -> Case:
    """Give a case more attributes and aliases; an attribute set to `""` goes away."""
    with project.database.writing() as session:
        stored = next((each for each in all_cases(session) if each.id == case.id), case)
        facts = {**stored.attributes, **(attributes or {})}
        described = replace(
            stored,
            attributes={name: value for name, value in facts.items() if value},
            aliases=tuple(dict.fromkeys((*stored.aliases, *aliases))),
        )
        summary = f"describe case {case.name}"
        changes = [altering_case(session, described)]
        make(session, changes, coder=project.coder, action="describe case", summary=summary)
    return described


def remove_case(project: Project, case: Case) -> None:
    """Remove a case that nothing points to.

    Raises:
        FixableError: something still belongs to it.
    """
    with project.database.writing() as session:
        users = users_of_case(session, case.id)
        if users:
            raise FixableError(
                f"“{case.name}” is still in use ({', '.join(users)}). "
                "Give those another case first."
            )
        summary = f"remove case {case.name}"
        changes = [removing_case(session, case.id)]
        make(session, changes, coder=project.coder, action="remove case", summary=summary)


def set_default_case(project: Project, interview: Interview, case: str | None) -> Interview:
    """Say which case the codings outside every passage of an interview belong to."""
    with project.database.writing() as session:
        summary = f"default case of {interview.id}: {case or 'none'}"
        changes = [setting_default_case(session, interview.id, case)]
        make(session, changes, coder=project.coder, action="set case", summary=summary)
    return replace(interview, default_case=case)


def set_passage(
    project: Project, interview: Interview, segment: Segment, *, case: str | None
) -> list[Passage]:
    """Say that a stretch of an interview is about one case; None takes its passages away.

    Passages never overlap: an older one keeps what the new one does not cover, and is split
    where the new one lies inside it. Gives all passages of the interview as they are now.
    """
    place = interview.trimmed(segment.start, segment.end)
    with project.database.writing() as session:
        check_text(session, interview.id, interview.text_hash)
        older = passages_in(session, interview.id)
        changes: list[Change] = []
        for passage in older:
            if passage.segment.shared(place):
                changes.append(removing_passage(session, passage.id))
                changes += [adding_passage(rest) for rest in _uncovered(passage, place, interview)]
        if case is not None:
            changes.append(adding_passage(Passage(uuid4().hex, place, case)))
        named = next((each.name for each in all_cases(session) if each.id == case), None)
        summary = f"passage about {named or 'no case of its own'} ({interview.where(place.start)})"
        make(session, changes, coder=project.coder, action="set case", summary=summary)
        return passages_in(session, interview.id)


def add_group(project: Project, label: str, cases: Sequence[str]) -> CaseGroup:
    """Add a row to the synthesis.

    Raises:
        FixableError: the label is empty or taken, or no case is given.
    """
    with project.database.writing() as session:
        groups = all_groups(session)
        group = CaseGroup(
            id=_free_id(slug(label) or "row", {each.id for each in groups}),
            label=_checked_label(label, groups),
            position=max((each.position for each in groups), default=0) + 1,
            cases=_checked_cases(cases),
        )
        summary = f"add row {group.label}"
        changes = adding_group(group)
        make(session, changes, coder=project.coder, action="add row", summary=summary)
    return group


def change_group(
    project: Project, group: CaseGroup, *, label: str, cases: Sequence[str]
) -> CaseGroup:
    """Give a row of the synthesis another label or other cases."""
    with project.database.writing() as session:
        groups = all_groups(session)
        others = [each for each in groups if each.id != group.id]
        stored = next((each for each in groups if each.id == group.id), None)
        if stored is None:
            raise FixableError(f"The row “{group.label}” is gone already.")
        changed = replace(stored, label=_checked_label(label, others), cases=_checked_cases(cases))
        summary = f"change row {changed.label}"
        changes = altering_group(session, changed)
        make(session, changes, coder=project.coder, action="change row", summary=summary)
    return changed


def move_group(project: Project, group: CaseGroup, step: int) -> None:
    """Move a row of the synthesis up (-1) or down (+1); at the edge nothing happens."""
    with project.database.writing() as session:
        order = all_groups(session)
        place = next((n for n, each in enumerate(order) if each.id == group.id), None)
        if place is None or not 0 <= place + step < len(order):
            return
        order.insert(place + step, order.pop(place))
        changes = [
            change
            for position, each in enumerate(order, start=1)
            for change in altering_group(session, replace(each, position=position))
        ]
        summary = f"move row {group.label}"
        make(session, changes, coder=project.coder, action="move row", summary=summary)


def remove_group(project: Project, group: CaseGroup) -> None:
    """Remove a row of the synthesis that holds no statement.

    Raises:
        FixableError: statements stand in it.
    """
    with project.database.writing() as session:
        held = statements_of_group(session, group.id)
        if held:
            raise FixableError(
                f"The row “{group.label}” holds {len(held)} statements. Remove them first."
            )
        summary = f"remove row {group.label}"
        changes = removing_group(session, group.id)
        make(session, changes, coder=project.coder, action="remove row", summary=summary)


def _uncovered(passage: Passage, place: Segment, interview: Interview) -> list[Passage]:
    """What is left of a passage outside a place, without white space at the ends."""
    old = passage.segment
    left = [(old.start, min(old.end, place.start)), (max(old.start, place.end), old.end)]
    rests = [
        interview.trimmed(start, end)
        for start, end in left
        if start < end and interview.text[start:end].strip()
    ]
    return [Passage(uuid4().hex, rest, passage.case) for rest in rests]


def _free_id(wanted: str, taken: set[str]) -> str:
    number, name = 2, wanted
    while name in taken:
        name, number = f"{wanted}-{number}", number + 1
    return name


def _checked_label(label: str, groups: Sequence[CaseGroup]) -> str:
    label = label.strip()
    if not label:
        raise FixableError("A row needs a label.")
    if any(each.label == label for each in groups):
        raise FixableError(f"There is a row “{label}” already.")
    return label


def _checked_cases(cases: Sequence[str]) -> tuple[str, ...]:
    if not cases:
        raise FixableError("A row needs at least one case.")
    return tuple(dict.fromkeys(cases))
