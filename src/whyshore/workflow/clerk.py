"""Does on the project what a screen asks for; every change a screen makes goes through here."""

from collections import Counter
from collections.abc import Sequence
from contextlib import suppress

from whyshore.domain.case import Case, Passage
from whyshore.domain.coding import Coding, reading_order
from whyshore.domain.guide import GuideView
from whyshore.domain.history import Event
from whyshore.domain.interview import Interview, Outline
from whyshore.domain.overview import LaidOut, Marks, Opening, Overview
from whyshore.domain.project import SyncReport
from whyshore.domain.segment import Segment
from whyshore.errors import FixableError, Problem, UnknownInterviewError
from whyshore.store.cases import all_cases, passages_in
from whyshore.store.codings import codes_used_lately, coding_places, codings_in
from whyshore.store.database import DatabaseBusyError
from whyshore.store.events import newest
from whyshore.store.interviews import (
    interview_outlines,
    interview_with_id,
    keep_reading_position,
    last_read,
    reading_position,
    text_hash_of,
    turns_by_interview,
)
from whyshore.store.memos import memos_on
from whyshore.workflow.adjust_clerk import AdjustClerk
from whyshore.workflow.apply_codes import remove_coding, save_coding, set_coding_case
from whyshore.workflow.codebook_clerk import CodebookClerk
from whyshore.workflow.find_clerk import FindClerk
from whyshore.workflow.first_run import tour_is_due
from whyshore.workflow.history_clerk import HistoryClerk
from whyshore.workflow.joint_clerk import JointClerk
from whyshore.workflow.memo_clerk import MemoClerk
from whyshore.workflow.organise_cases import add_case, set_default_case, set_passage
from whyshore.workflow.progress import progress_of
from whyshore.workflow.project import Project, place_warnings
from whyshore.workflow.settle_clerk import SettleClerk
from whyshore.workflow.synthesis_clerk import SynthesisClerk
from whyshore.workflow.undo_changes import redo, undo

RECENT = 9
"""How many codes are kept on the number keys."""


class Clerk(
    AdjustClerk,
    CodebookClerk,
    FindClerk,
    HistoryClerk,
    JointClerk,
    MemoClerk,
    SettleClerk,
    SynthesisClerk,
):
    """One open project, and what can be asked of it.

    A screen asks from another process: what goes in and comes out are plain objects, a problem
    is a `FixableError`. A change gives the number of the newest change, itself included, so that
    the screen notices what others did.
    """

    def __init__(self, project: Project, report: SyncReport | None = None) -> None:
        """Work on an open project; `report` says what opening it found."""
        self.project = project
        self._report = report or SyncReport()
        self._interview: Interview | None = None
        self._codebook_told: tuple[object, str] = (None, "")

    # --- what there is ---

    def opening(self) -> Opening:
        """The project as it was opened.

        Raises:
            ProblemsError: the codebook has problems.
        """
        project = self.project
        first = self.first_interview()
        return Opening(
            folder=str(project.folder),
            coder=project.coder,
            settings=project.settings,
            notices=(
                *_notices(self._report.unreadable + self._report.gone),
                *place_warnings(project),
            ),
            corrected=bool(self._report.kept),
            codebook=project.codebook(),
            outlines=self._outlines(),
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

    def first_interview(self) -> str | None:
        """The interview to begin with: where the coder last was, else the first."""
        with self.project.database.reading() as session:
            known = [each.id for each in interview_outlines(session)]
            last = last_read(session, coder=self.project.coder)
        return last if last in known else next(iter(known), None)

    def _outlines(self) -> tuple[Outline, ...]:
        with self.project.database.reading() as session:
            return tuple(interview_outlines(session))

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
        """Everything as it is now, if anything changed since a moment; else None."""
        changed = self.moment() != moment
        if not changed:
            try:
                now = (self.project.codebook(), "")
            except FixableError as problem:
                now = (self.project.last_codebook(), str(problem))
            if now == self._codebook_told:
                return None
        return self.overview(), self.marks_on(interview) if interview else None

    def moment(self) -> int:
        """The number of the newest change."""
        with self.project.database.reading() as session:
            return newest(session)

    # --- changes ---

    def save_coding(self, coding: Coding) -> int:
        """Save a coding that the coder made."""
        self.project.codebook().assignable(coding.code)
        save_coding(self.project, coding, self.text_of(coding.segment.interview))
        return self.moment()

    def remove_coding(self, coding: Coding) -> int:
        """Take a code off."""
        remove_coding(self.project, coding, self.text_of(coding.segment.interview))
        return self.moment()

    def undo(self, codings: frozenset[str] | None = None) -> tuple[Event | None, int]:
        """Take back the coder's last change; None where there is none.

        With `codings`, only if it was a change of just these.
        """
        return undo(self.project, codings=codings), self.moment()

    def redo(self, codings: frozenset[str] | None = None) -> tuple[Event | None, int]:
        """Bring back what undo took away; None where there is nothing."""
        return redo(self.project, codings=codings), self.moment()

    def set_passage(
        self, interview: str, start: int, end: int, case: str | None
    ) -> tuple[list[Passage], int]:
        """Say which case the characters from start to end are about; None says none."""
        place = Segment(interview, start, end)
        found = set_passage(self.project, self.text_of(interview), place, case=case)
        return found, self.moment()

    def set_default_case(self, interview: str, case: str | None) -> int:
        """Say which case an interview is about outside its passages."""
        set_default_case(self.project, self.text_of(interview), case)
        return self.moment()

    def set_coding_case(self, coding: Coding, case: str | None) -> tuple[Coding, int]:
        """Tie one coding to a case of its own."""
        text = self.text_of(coding.segment.interview)
        return set_coding_case(self.project, coding, text, case=case), self.moment()

    def add_case(self, company: str, country: str) -> tuple[Case, int]:
        """Add a company in a country."""
        return add_case(self.project, company, country), self.moment()

    def keep_place(self, interview: str, position: int) -> None:
        """Remember where in an interview the coder is; a read-only project forgets it.

        So does one that another program is writing to just now: it is kept with the next move.
        """
        place = {"coder": self.project.coder, "interview": interview}
        with suppress(DatabaseBusyError), self.project.database.writing(wait=0) as session:
            keep_reading_position(session, **place, position=position)

    def practice_interview(self) -> str | None:
        """The interview that the tour takes place in; None outside the bundled project."""
        from whyshore.workflow.first_run import PRACTICE, is_bundled

        return PRACTICE if is_bundled(self.project.folder) else None

    # --- the interview guide ---

    def interview_by_guide(self, interview: str) -> GuideView:
        """An interview by the sections of the guide."""
        from whyshore.workflow.read_by_guide import interview_by_guide

        return interview_by_guide(self.project, interview)

    def pin_turn(self, interview: str, start: int, section: str) -> None:
        """Say that the turn at a position belongs to a section of the guide."""
        from whyshore.workflow.read_by_guide import pin_turn

        pin_turn(self.project, interview, start, section)

    def unpin_turn(self, interview: str, start: int) -> bool:
        """Take the pin off the turn at a position; False where it has none."""
        from whyshore.workflow.read_by_guide import unpin_turn

        return unpin_turn(self.project, interview, start)

    # --- inside ---

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
