"""Link cases to the respondents of the survey; only a person's word links anything."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from uuid import uuid4

import polars as pl

from whyshore.coding.look_up import closest
from whyshore.coding.match_names import NameList, normalised
from whyshore.domain.case import Case, Passage
from whyshore.domain.history import now
from whyshore.domain.interview import Interview
from whyshore.domain.link import CaseToLink, Consent, Level, Link, Linkage, Method, Names
from whyshore.errors import FixableError, closest_hint
from whyshore.store.cases import all_cases, altering_case, passages_in
from whyshore.store.events import make
from whyshore.store.interviews import all_interviews
from whyshore.store.links import all_links, altering_link, keeping_link, removing_link
from whyshore.workflow.project import Project
from whyshore.workflow.tabulate_survey import SurveyDesk, answers_for, open_survey

RESPONDENT = "respondent"
"""The attribute of a case that holds its respondent's key, where the study keeps one."""
INTERVIEWED = "interviewed"
"""The attribute of a case that says `no` where only documents were read."""


def survey_of(project: Project) -> SurveyDesk:
    """The survey beside a project's interviews.

    Raises:
        FixableError: there is none, or it has problems.
    """
    return open_survey(project.folder)


def respondents_in(desk: SurveyDesk) -> dict[str, str]:
    """Every respondent's key with the name; without names in the survey, the key itself.

    Raises:
        FixableError: the survey names no key, or two respondents share one.
    """
    survey = desk.survey
    if not survey.key:
        raise FixableError(
            f"{desk.file.name} has no `key`, so its respondents cannot be told apart. Add the "
            "name of the variable that numbers them, such as: key: resp_id"
        )
    frame = answers_for(desk, [each for each in (survey.key, survey.name) if each]).frame
    frame = frame.filter(pl.col(survey.key).is_not_null())
    keys = frame[survey.key].cast(pl.String)
    twice = keys.filter(keys.is_duplicated())
    if len(twice):
        raise FixableError(
            f"{desk.data.name}: the {survey.key} “{twice[0]}” stands in more than one row, so a "
            "case cannot be linked to one of them. Correct the data or name another `key`."
        )
    names = frame[survey.name].cast(pl.String) if survey.name else keys
    return {key: name or key for key, name in zip(keys, names, strict=True)}


def linkage_of(project: Project, desk: SurveyDesk | None = None) -> Linkage:
    """Every case with its link or candidates, and who is on one side alone."""
    desk = desk or survey_of(project)
    names = respondents_in(desk)
    with project.database.reading() as session:
        cases = [case for case in all_cases(session) if case.include]
        links = all_links(session)
        interviews = [each for each in all_interviews(session) if each.include]
        passages = passages_in(session)
    key = desk.survey.key
    return Linkage(
        cases=tuple(_to_link(cases, links, NameList(names), names, key)),
        names=names,
        unit=desk.survey.unit,
        synthetic=desk.survey.synthetic,
        interviews_without_case=tuple(_caseless(interviews, passages)),
        cases_without_interview=tuple(_unheard(cases, interviews, passages)),
        flagged=tuple(_flags(cases, links, names, named=bool(desk.survey.name))),
    )


def interviews_without_case(project: Project) -> tuple[str, ...]:
    """The interviews that count and that no case comes from, by title."""
    with project.database.reading() as session:
        interviews = [each for each in all_interviews(session) if each.include]
        return tuple(_caseless(interviews, passages_in(session)))


def link_case(  # noqa: PLR0913 - a link is as much as a person says of it
    project: Project,
    case: Case,
    respondent: str,
    *,
    consent: Consent = Consent.NOT_ASKED,
    level: Level = Level.FIRM,
    alias: bool = True,
) -> Link:
    """Say that a case is this respondent; the respondent's name is kept as an alias.

    Raises:
        FixableError: there is no such respondent, or the case, its company or the respondent
            is linked otherwise already.
    """
    if not case.include:
        raise FixableError(
            f"{case.name} is kept out of every table (include=no), so a link of it would show "
            f"nowhere. Take it in first: whyshore cases describe '{case.id}' include="
        )
    desk = survey_of(project)
    names = respondents_in(desk)
    _check_known(respondent, names, desk.survey.key)
    with project.database.writing() as session:
        cases, links = all_cases(session), all_links(session)
        stored = next((each for each in cases if each.id == case.id), case)
        _check_free(stored, respondent, cases, links, level)
        link = Link(
            id=uuid4().hex,
            case=stored.id,
            respondent=respondent,
            method=_method(stored, respondent, names, desk.survey.key),
            consent=consent,
            level=level,
            confirmed_by=project.coder,
            created=now(),
        )
        name = names[respondent] if alias and desk.survey.name else ""
        changes = [keeping_link(session, link)]
        changes += [altering_case(session, each) for each in _remembering(stored, cases, name)]
        summary = f"link {stored.name} to respondent {respondent}"
        make(session, changes, coder=project.coder, action="link case", summary=summary)
    return link


def reject_link(project: Project, case: Case, respondent: str) -> None:
    """Say that a case is not this respondent, so that it is not proposed again.

    Raises:
        FixableError: there is no such respondent, or the two are linked.
    """
    desk = survey_of(project)
    _check_known(respondent, respondents_in(desk), desk.survey.key)
    with project.database.writing() as session:
        links = all_links(session)
        same = next((e for e in links if (e.case, e.respondent) == (case.id, respondent)), None)
        if same and not same.rejected:
            raise FixableError(
                f"{case.name} is linked to respondent {respondent}. Take that back first: "
                f"whyshore survey link remove '{case.name}'"
            )
        if same:
            return
        link = Link(
            id=uuid4().hex,
            case=case.id,
            respondent=respondent,
            method=Method.MANUAL,
            rejected=True,
            confirmed_by=project.coder,
            created=now(),
        )
        summary = f"{case.name} is not respondent {respondent}"
        changes = [keeping_link(session, link)]
        make(session, changes, coder=project.coder, action="reject link", summary=summary)


def unlink_case(project: Project, case: Case) -> Link:
    """Take the link of a case away; the remembered alias stays with the case.

    Raises:
        FixableError: the case is not linked.
    """
    with project.database.writing() as session:
        link = _link_of(case, all_links(session))
        summary = f"unlink {case.name} from respondent {link.respondent}"
        changes = [removing_link(session, link.id)]
        make(session, changes, coder=project.coder, action="unlink case", summary=summary)
    return link


def reconsider(project: Project, case: Case) -> int:
    """Forget what was rejected for a case; gives how many respondents that were."""
    with project.database.writing() as session:
        gone = [each for each in all_links(session) if each.case == case.id and each.rejected]
        changes = [removing_link(session, each.id) for each in gone]
        summary = f"propose respondents for {case.name} again"
        make(session, changes, coder=project.coder, action="reconsider links", summary=summary)
    return len(gone)


def set_consent(project: Project, case: Case, consent: Consent) -> Link:
    """Say whether the linked firm lets its answers be shown beside its name.

    Raises:
        FixableError: the case is not linked.
    """
    with project.database.writing() as session:
        link = replace(_link_of(case, all_links(session)), consent=consent)
        summary = f"consent of {case.name} to show its answers: {consent.value}"
        changes = [altering_link(session, link)]
        make(session, changes, coder=project.coder, action="set consent", summary=summary)
    return link


# --- inside ---


def _to_link(
    cases: Sequence[Case], links: Sequence[Link], found: NameList, names: Names, key: str
) -> Iterator[CaseToLink]:
    known = {case.id: case.name for case in cases}
    takers: dict[str, list[str]] = {}
    for link in links:
        if not link.rejected and link.case in known:
            takers.setdefault(link.respondent, []).append(known[link.case])
    for case in cases:
        own = [each for each in links if each.case == case.id]
        own_link = next((each for each in own if not each.rejected), None)
        if own_link:
            yield CaseToLink(case, own_link, names.get(own_link.respondent, ""))
            continue
        rejected = [each.respondent for each in own]
        candidates = found.candidates(case, key=_key_of(case, key), rejected=rejected)
        yield CaseToLink(
            case,
            candidates=tuple(
                replace(each, linked_to=tuple(takers.get(each.respondent, ())))
                for each in candidates
            ),
            rejected=len(rejected),
        )


def _key_of(case: Case, key: str) -> str:
    """The respondent's key that a case carries itself, in an attribute of its own."""
    return case.attributes.get(key) or case.attributes.get(RESPONDENT, "")


def _method(case: Case, respondent: str, names: Names, key: str) -> Method:
    """What the link rests on: the sign by which the respondent is proposed for the case."""
    only = NameList({respondent: names[respondent]})
    found = only.candidates(case, key=_key_of(case, key))
    return found[0].method if found else Method.MANUAL


def _check_known(respondent: str, names: Names, key: str) -> None:
    if respondent not in names:
        hint = closest_hint(closest(respondent, list(names)))
        raise FixableError(f"The survey has no respondent with the {key} “{respondent}”.{hint}")


def _check_free(
    case: Case, respondent: str, cases: Sequence[Case], links: Sequence[Link], level: Level
) -> None:
    """One respondent per company, one company per respondent, unless a plant or group answered."""
    by_id = {each.id: each for each in cases}
    for link in links:
        other = by_id.get(link.case)
        if link.rejected or other is None:
            continue
        same = normalised(other.company) == normalised(case.company)
        if link.case == case.id:
            raise FixableError(
                f"{case.name} is linked to respondent {link.respondent} already. Take that back "
                f"first: whyshore survey link remove '{case.name}'"
            )
        if same and link.respondent != respondent and Level.PLANT not in {level, link.level}:
            raise FixableError(
                f"{other.name} of the same company is linked to respondent {link.respondent}. A "
                "company has one respondent; if plants answered for themselves, say --level plant."
            )
        if not same and link.respondent == respondent and Level.GROUP not in {level, link.level}:
            raise FixableError(
                f"Respondent {respondent} is linked to {other.name}, another company. If it "
                "answered for a whole group, say --level group."
            )


def _remembering(case: Case, cases: Sequence[Case], name: str) -> Iterator[Case]:
    """Every case of the company that does not know a name yet, with it as an alias."""
    for each in cases:
        known = {each.company.casefold(), *(alias.casefold() for alias in each.aliases)}
        if each.company == case.company and name and name.casefold() not in known:
            yield replace(each, aliases=(*each.aliases, name))


def _link_of(case: Case, links: Sequence[Link]) -> Link:
    link = next((each for each in links if each.case == case.id and not each.rejected), None)
    if link is None:
        raise FixableError(
            f"{case.name} is not linked. See what it could be linked to: whyshore survey link"
        )
    return link


def _caseless(interviews: Sequence[Interview], passages: Sequence[Passage]) -> Iterator[str]:
    about = {each.segment.interview for each in passages}
    for each in interviews:
        if not each.named_cases and each.default_case is None and each.id not in about:
            yield each.title


def _unheard(
    cases: Sequence[Case], interviews: Sequence[Interview], passages: Sequence[Passage]
) -> Iterator[str]:
    kept = {each.id for each in interviews}
    heard = {each.case for each in passages if each.segment.interview in kept}
    heard |= {each.default_case for each in interviews if each.default_case}
    heard |= {name for each in interviews for name in each.named_cases}
    for case in cases:
        if case.id not in heard or case.attributes.get(INTERVIEWED) == "no":
            yield case.name


def _flags(
    cases: Sequence[Case], links: Sequence[Link], names: Mapping[str, str], *, named: bool
) -> Iterator[str]:
    known = {case.id: case.name for case in cases}
    if not named:
        yield "survey.yaml has no `name`, so cases are linked by the respondent's key alone"
    for link in links:
        if link.rejected or link.case not in known:
            continue
        if link.respondent not in names:
            yield f"{known[link.case]}: the data have no respondent {link.respondent} any more"
        if link.level is not Level.FIRM:
            yield f"{known[link.case]}: respondent {link.respondent} answered for a {link.level}"
