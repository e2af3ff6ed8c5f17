"""Links of cases to respondents as rows and as data for scripts."""

from collections.abc import Iterator

from whyshore.domain.link import Candidate, CaseToLink, Link, Linkage
from whyshore.domain.words import counted
from whyshore.export.plain_rows import Rows

PROPOSED, TO_LOOK_AT = "proposed", "look"


def link_rows(linkage: Linkage) -> Rows:
    """A row per linked case."""
    return Rows(
        ("Case", "Respondent", "By", "Consent", "For", "Confirmed by", "Date"),
        tuple(
            (
                each.case.name,
                each.link.respondent,
                each.link.method.value,
                each.link.consent.value,
                each.link.level.value,
                each.link.confirmed_by,
                each.link.created[:10],
            )
            for each in linkage.linked
            if each.link
        ),
    )


def candidate_rows(linkage: Linkage) -> Rows:
    """A row per candidate of every case without a respondent; the name of the case once."""
    return Rows(
        ("Case", "", "Respondent", "Name", "Score", "By", "Why"),
        tuple(row for each in linkage.unlinked for row in _candidates(each)),
    )


def _candidates(each: CaseToLink) -> Iterator[tuple[str, ...]]:
    if not each.candidates:
        why = "no name in the survey is like it"
        if each.rejected:
            why = f"no other name is like it; rejected: {each.rejected}"
        yield (each.case.name, "", "–", "", "", "", why)
    for place, one in enumerate(each.candidates):
        why = one.why
        if one.linked_to:
            why += f"; linked to {', '.join(one.linked_to)}"
        yield (
            each.case.name if not place else "",
            PROPOSED if one.sure else TO_LOOK_AT,
            one.respondent,
            one.name,
            f"{one.score:.0f}",
            one.method.value,
            why,
        )


def alone_rows(linkage: Linkage, *, named: bool) -> Rows:
    """A row per respondent that is no case's, by key; by name only where asked."""
    names = linkage.names
    rows = [(each, names[each]) if named else (each,) for each in linkage.respondents_alone]
    return Rows(("Respondent", "Name") if named else ("Respondent",), tuple(rows))


def alone_lines(linkage: Linkage) -> list[str]:
    """Who is on one side alone, and what to look at."""
    unit, without = linkage.unit, len(linkage.respondents_alone)
    lines = [
        f"Cases without a respondent: {_listed([each.case.name for each in linkage.unlinked])}.",
        f"Respondents without a case: {without} of {len(linkage.names)} {unit}.",
        f"Interviews without a case: {_listed(linkage.interviews_without_case)}.",
        f"Cases without an interview: {_listed(linkage.cases_without_interview)}.",
    ]
    lines += [f"Note: {each}." for each in linkage.flagged]
    return [*([linkage.synthetic] if linkage.synthetic else []), *lines]


def linked_said(linkage: Linkage) -> str:
    """How many cases have a respondent."""
    return f"{len(linkage.linked)} of {counted(len(linkage.cases), 'case')} linked."


def _listed(names: tuple[str, ...] | list[str]) -> str:
    return f"{len(names)} ({'; '.join(names)})" if names else "none"


def linkage_as_data(linkage: Linkage) -> dict[str, object]:
    """Everything about the links, for scripts."""
    return {
        "synthetic": linkage.synthetic,
        "respondents": len(linkage.names),
        "respondents_without_case": linkage.respondents_alone,
        "cases": [_case_as_data(each) for each in linkage.cases],
        "interviews_without_case": linkage.interviews_without_case,
        "cases_without_interview": linkage.cases_without_interview,
        "flagged": linkage.flagged,
    }


def _case_as_data(each: CaseToLink) -> dict[str, object]:
    return {
        "case": each.case.id,
        "name": each.case.name,
        "link": link_as_data(each.link) if each.link else None,
        "candidates": [_candidate_as_data(one) for one in each.candidates],
    }


def link_as_data(link: Link) -> dict[str, object]:
    """One link, for scripts."""
    return {
        "case": link.case,
        "respondent": link.respondent,
        "method": link.method.value,
        "consent": link.consent.value,
        "level": link.level.value,
        "confirmed_by": link.confirmed_by,
        "created": link.created,
    }


def _candidate_as_data(one: Candidate) -> dict[str, object]:
    return {
        "respondent": one.respondent,
        "name": one.name,
        "method": one.method.value,
        "score": round(one.score, 2),
        "proposed": one.sure,
        "why": one.why,
        "linked_to": one.linked_to,
    }
