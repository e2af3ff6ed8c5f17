"""What an edit of transcripts would change, line by line; nothing is saved."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from whyshore.coding.edits import Edit, Edited
from whyshore.domain.editing import EditedPlace, EditPreview
from whyshore.domain.interview import Interview
from whyshore.domain.segment import NOWHERE, Segment
from whyshore.domain.words import counted
from whyshore.errors import UnknownInterviewError
from whyshore.store.cases import passages_in
from whyshore.store.codings import codings_in
from whyshore.store.interviews import interview_with_id
from whyshore.workflow.edit_by_command import PlannedEdit
from whyshore.workflow.edit_texts import check_edits
from whyshore.workflow.project import Project

AROUND = 40
"""How many characters are shown on each side of what is edited, within its line."""


def preview_edit(project: Project, planned: PlannedEdit) -> EditPreview:
    """What `make_edit` would do.

    Raises:
        FixableError: a file was changed since it was taken in, or would be read in another way.
    """
    places: list[EditedPlace] = []
    touched: list[Segment] = []
    shorter: list[Segment] = []
    emptied = {"coding": 0, "passage": 0}
    with project.database.reading() as session:
        for name, edits in planned.edits.items():
            if not edits:
                continue
            check_edits(project, session, name, edits)
            interview = interview_with_id(session, name)
            if interview is None:
                raise UnknownInterviewError(name)
            edited = Edited(interview.text, edits)
            places += _places(interview, edited, sorted(edits))
            codings = [each.segment for each in codings_in(session, name)]
            passages = [each.segment for each in passages_in(session, name)]
            touched += _overlapping(codings, edits)
            gone = _overlapping(codings, [each for each in edits if not each.new.strip()])
            shorter += [each for each in gone if not _is_emptied(each, edited)]
            emptied["coding"] += sum(_is_emptied(each, edited) for each in codings)
            emptied["passage"] += sum(_is_emptied(each, edited) for each in passages)
    without_words = tuple(counted(count, what) for what, count in emptied.items() if count)
    return EditPreview(tuple(places), len(touched), len(shorter), without_words, planned.notes)


def _places(interview: Interview, edited: Edited, edits: Sequence[Edit]) -> Iterator[EditedPlace]:
    for edit in edits:
        turn = interview.turn_at(edit.start)
        start = edited.start_of(edit.start)
        yield EditedPlace(
            interview.id,
            turn.number if turn else None,
            _around(interview.text, edit.start, edit.end),
            _around(edited.text, start, start + len(edit.new)),
        )


def _around(text: str, start: int, end: int) -> str:
    """Some words with what is around them on their line."""
    first = max(start - AROUND, text.rfind("\n", 0, start) + 1)
    line_end = text.find("\n", end)
    last = min(end + AROUND, line_end if line_end >= 0 else len(text))
    before = "…" if first and text[first - 1] != "\n" else ""
    after = "…" if last < len(text) and text[last] != "\n" else ""
    return f"{before}{' '.join(text[first:last].split())}{after}"


def _overlapping(segments: Sequence[Segment], edits: Sequence[Edit]) -> list[Segment]:
    """The segments that some of the edits, which do not overlap, change words of."""
    ordered = sorted(edits)
    starts = [each.start for each in ordered]
    found = []
    for segment in segments:
        before_end = bisect_left(starts, segment.end)
        if before_end and ordered[before_end - 1].end > segment.start:
            found.append(segment)
    return found


def _is_emptied(segment: Segment, edited: Edited) -> bool:
    if segment.start >= NOWHERE:
        return False
    return edited.start_of(segment.start) >= edited.end_of(segment.end)
