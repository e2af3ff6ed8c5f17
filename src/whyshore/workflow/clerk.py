"""Does on the project what a screen asks for; every change a screen makes goes through here."""

from contextlib import suppress

from whyshore.domain.case import Case, Passage
from whyshore.domain.coding import Coding
from whyshore.domain.guide import GuideView
from whyshore.domain.history import Event
from whyshore.domain.segment import Segment
from whyshore.store.database import DatabaseBusyError
from whyshore.store.interviews import keep_reading_position
from whyshore.workflow.adjust_clerk import AdjustClerk
from whyshore.workflow.apply_codes import remove_coding, save_coding, set_coding_case
from whyshore.workflow.codebook_clerk import CodebookClerk
from whyshore.workflow.files_clerk import FilesClerk
from whyshore.workflow.find_clerk import FindClerk
from whyshore.workflow.history_clerk import HistoryClerk
from whyshore.workflow.joint_clerk import JointClerk
from whyshore.workflow.memo_clerk import MemoClerk
from whyshore.workflow.organise_cases import add_case, set_default_case, set_passage
from whyshore.workflow.reading_clerk import ReadingClerk
from whyshore.workflow.settle_clerk import SettleClerk
from whyshore.workflow.synthesis_clerk import SynthesisClerk
from whyshore.workflow.undo_changes import redo, undo


class Clerk(
    ReadingClerk,
    AdjustClerk,
    CodebookClerk,
    FilesClerk,
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

    @classmethod
    def following(cls, reader: ReadingClerk) -> "Clerk":
        """Take over from whoever read the project for the screen so far."""
        clerk = cls(reader.project)
        clerk._interview, clerk._codebook_told = reader._interview, reader._codebook_told
        return clerk

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
