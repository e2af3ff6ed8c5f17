"""All memos with what they are about in words, and where that is."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from whyshore.coding.look_up import closest
from whyshore.domain.codebook import Codebook
from whyshore.domain.coding import Coding
from whyshore.domain.interview import Outline
from whyshore.domain.memo import ListedMemo, Memo, Topic
from whyshore.domain.words import shortened
from whyshore.errors import FixableError, closest_hint
from whyshore.store.cases import all_cases
from whyshore.store.codings import codings_in
from whyshore.store.history import memo_writers
from whyshore.store.interviews import interview_outlines
from whyshore.store.memos import memos_on
from whyshore.workflow.coded_segments import case_named, code_named
from whyshore.workflow.project import Project

THE_PROJECT = "the project"


@dataclass(frozen=True, slots=True)
class _Known:
    """What memos can be about."""

    codebook: Codebook
    codings: Mapping[str, Coding]
    outlines: Mapping[str, Outline]
    cases: Mapping[str, str]


def list_memos(project: Project) -> list[ListedMemo]:
    """Every memo, the one changed last in front."""
    with project.database.reading() as session:
        writers = memo_writers(session)
        memos = [_with_writers(memo, writers.get(memo.id, ())) for memo in memos_on(session)]
        known = _Known(
            project.codebook(),
            {each.id: each for each in codings_in(session)},
            {each.id: each for each in interview_outlines(session)},
            {each.id: each.name for each in all_cases(session)},
        )
    latest_first = sorted(memos, key=lambda memo: (memo.changed, memo.created), reverse=True)
    return [_listed(memo, known) for memo in latest_first]


def about_named(project: Project, topic: Topic, name: str) -> str:
    """The id of what a memo is to be about, named as a person names it.

    Raises:
        FixableError: there is no such thing; the message gives the closest names.
    """
    with project.database.reading() as session:
        outlines = {each.id: each for each in interview_outlines(session)}
        cases = all_cases(session)
        codings = [each.id for each in codings_in(session)]
    if topic is Topic.PROJECT:
        if name:
            raise FixableError("A memo on the project needs no name of what it is about.")
        return ""
    if not name:
        raise FixableError(f"Name the {topic.value} that the memo is about.")
    if topic is Topic.CODE:
        return code_named(project, name).id
    if topic is Topic.CASE:
        return case_named(name, cases).id
    ids = list(outlines) if topic is Topic.INTERVIEW else codings
    found = [each for each in ids if each == name] or [
        each for each in ids if each.startswith(name)
    ]
    if topic is Topic.INTERVIEW:
        found = found or [each.id for each in outlines.values() if each.title == name]
    if len(found) != 1:
        hint = closest_hint(closest(name, ids)) if topic is Topic.INTERVIEW else ""
        many = "several" if found else "no"
        fix = " The ids of codings: whyshore quotes --json" if topic is Topic.CODING else ""
        raise FixableError(f"“{name}” names {many} {topic.value}.{hint}{fix}")
    return found[0]


def _with_writers(memo: Memo, writers: Sequence[str]) -> Memo:
    return replace(memo, others=tuple(each for each in writers if each != memo.author))


def _listed(memo: Memo, known: _Known) -> ListedMemo:
    match memo.topic:
        case Topic.CODING:
            return _on_coding(memo, known)
        case Topic.CODE:
            code = known.codebook.by_id.get(memo.about)
            name = f"{code.chord} {code.name}".strip() if code else f"{memo.about} (missing)"
            return ListedMemo(memo, name)
        case Topic.CASE:
            return ListedMemo(memo, known.cases.get(memo.about, f"{memo.about} (gone)"))
        case Topic.INTERVIEW:
            outline = known.outlines.get(memo.about)
            name = outline.title or outline.id if outline else f"{memo.about} (gone)"
            return ListedMemo(memo, name, outline.id if outline else None)
        case _:
            return ListedMemo(memo, THE_PROJECT)


def _on_coding(memo: Memo, known: _Known) -> ListedMemo:
    coding = known.codings.get(memo.about)
    if coding is None:
        return ListedMemo(memo, "a coding that is gone")
    place = coding.segment
    code = known.codebook.by_id.get(coding.code)
    chord = code.chord or code.id if code else coding.code
    named = f"{chord} “{shortened(coding.quote, 40)}” ({place.interview})"
    return ListedMemo(memo, named, place.interview, place.start, place.end)
