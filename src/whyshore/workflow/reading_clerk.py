"""What a screen reads of a project: all that it needs to show one, and nothing that changes it.

Loaded before the rest of the clerk, so that a project can be read while that is being loaded.
"""

from collections import Counter
from collections.abc import Sequence

from whyshore.domain.coding import reading_order
from whyshore.domain.interview import Interview
from whyshore.domain.overview import LaidOut, Marks, Opening, Overview
from whyshore.domain.project import SyncReport
from whyshore.errors import FixableError, Problem, UnknownInterviewError
from whyshore.store.cases import all_cases, passages_in
from whyshore.store.codings import codes_used_lately, coding_places, codings_in
from whyshore.store.events import newest
from whyshore.store.interviews import (
    interview_outlines,
    interview_with_id,
    last_read,
    reading_position,
    text_hash_of,
    turns_by_interview,
)
from whyshore.store.memos import memos_on
from whyshore.workflow.clerk_base import ClerkBase
from whyshore.workflow.first_run import tour_is_due
from whyshore.workflow.progress import progress_of
from whyshore.workflow.project import Project, place_warnings

RECENT = 9
"""How many codes are kept on the number keys."""


class ReadingClerk(ClerkBase):
    """One open project, and what can be asked about it."""

    def __init__(self, project: Project, report: SyncReport | None = None) -> None:
        """Work on an open project; `report` says what opening it found."""
        self.project = project
        self._report = report or SyncReport()
        self._interview: Interview | None = None
        self._codebook_told: tuple[object, str] = (None, "")

    def opening(self) -> Opening:
        """The project as it was opened.

        Raises:
            ProblemsError: the codebook has problems.
        """
        project = self.project
        project.codebook()
        overview = self.overview()
        first = self._first_interview(overview)
        return Opening(
            folder=str(project.folder),
            coder=project.coder,
            settings=project.settings,
            notices=(
                *_notices(self._report.unreadable + self._report.gone),
                *place_warnings(project),
            ),
            corrected=bool(self._report.kept),
            overview=overview,
            first=self.lay_out(first) if first else None,
            read_only=project.database.read_only,
            tour=tour_is_due(project.folder),
        )

    def overview(self) -> Overview:
        """The project as it is now."""
        project = self.project
        problem = ""
        try:
            codebook = project.codebook()
        except FixableError as found:
            problem, codebook = str(found), project.last_codebook()
        self._codebook_told = (codebook, problem)
        with project.database.reading() as session:
            places = coding_places(session)
            return Overview(
                moment=newest(session),
                codebook=codebook,
                codebook_problem=problem,
                outlines=tuple(interview_outlines(session)),
                progress=progress_of(turns_by_interview(session), places),
                cases=tuple(all_cases(session)),
                memos={(memo.topic, memo.about): memo.text for memo in memos_on(session)},
                counts=Counter((interview, code) for interview, code, _ in places),
                recent=tuple(codes_used_lately(session, project.coder, RECENT)),
            )

    def _first_interview(self, overview: Overview) -> str | None:
        """The interview to begin with: where the coder last was, else the first."""
        known = [each.id for each in overview.outlines]
        with self.project.database.reading() as session:
            last = last_read(session, coder=self.project.coder)
        return last if last in known else next(iter(known), None)

    def lay_out(self, interview: str) -> LaidOut:
        """An interview to read, with the place where the coder last was in it.

        Raises:
            UnknownInterviewError: there is no such interview.
        """
        with self.project.database.reading() as session:
            found = interview_with_id(session, interview)
            if found is None:
                raise UnknownInterviewError(interview)
            self._interview = found
            place = reading_position(session, coder=self.project.coder, interview=interview)
        return LaidOut(found, place)

    def marks_on(self, interview: str) -> Marks:
        """The codings and passages of an interview.

        Raises:
            UnknownInterviewError: there is no such interview.
        """
        with self.project.database.reading() as session:
            text_hash = text_hash_of(session, interview)
            if text_hash is None:
                raise UnknownInterviewError(interview)
            here = [each for each in codings_in(session, interview) if not each.is_nowhere]
            passages = [each for each in passages_in(session, interview) if not each.is_nowhere]
            codings = tuple(sorted(here, key=reading_order))
            return Marks(interview, text_hash, codings, tuple(passages))

    def news(self, moment: int, interview: str | None) -> tuple[Overview, Marks | None] | None:
        """Everything as it is now, if anything changed since a moment; else None.

        There are no marks of an interview that is no longer in the project.
        """
        changed = self.moment() != moment
        if not changed:
            try:
                now = (self.project.codebook(), "")
            except FixableError as problem:
                now = (self.project.last_codebook(), str(problem))
            if now == self._codebook_told:
                return None
        overview = self.overview()
        there = interview is not None and interview in {each.id for each in overview.outlines}
        return overview, self.marks_on(interview) if interview and there else None

    def moment(self) -> int:
        """The number of the newest change."""
        with self.project.database.reading() as session:
            return newest(session)

    def text_of(self, interview: str) -> Interview:
        """The interview as the screen knows it: as it was when it was laid out last."""
        if self._interview is None or self._interview.id != interview:
            return self.lay_out(interview).interview
        return self._interview


def _notices(problems: Sequence[Problem]) -> list[str]:
    """What the screen says once at its start: two problems in full, the others counted."""
    said = [str(problem) for problem in problems[:2]]
    if len(problems) > len(said):
        said.append(f"{len(problems) - len(said)} more files: whyshore check lists them.")
    return said
