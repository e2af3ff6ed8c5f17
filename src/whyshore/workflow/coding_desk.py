"""What lies open while coding: one interview, its codings, and what can be done with them.

The desk keeps what it knows in memory and changes it step by step with the database, so that
a key press reads nothing that is known already.
"""

from bisect import bisect_right, insort
from collections import Counter
from dataclasses import dataclass

from whyshore.domain.case import Case, Passage, case_of
from whyshore.domain.codebook import Codebook
from whyshore.domain.coding import Coding
from whyshore.domain.history import Event
from whyshore.domain.interview import Interview, Outline, Role, Turn
from whyshore.domain.memo import MemoDraft, Topic
from whyshore.domain.segment import Segment
from whyshore.errors import FixableError, UnknownInterviewError
from whyshore.store.cases import all_cases, passages_in
from whyshore.store.codings import codes_used_lately, coding_places, codings_in
from whyshore.store.events import newest
from whyshore.store.interviews import (
    interview_outlines,
    interview_with_id,
    keep_reading_position,
    last_read,
    reading_position,
)
from whyshore.store.memos import memos_on
from whyshore.workflow.apply_codes import apply_code, remove_coding, set_coding_case
from whyshore.workflow.clerk import Clerk
from whyshore.workflow.coded_segments import NO_CASE
from whyshore.workflow.organise_cases import add_case, set_default_case, set_passage
from whyshore.workflow.project import Project
from whyshore.workflow.undo_changes import redo, undo

RECENT = 9
"""How many codes are kept on the number keys."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the coding of an interview has come."""

    codings: int
    coded_turns: int
    turns: int
    """The turns that could be coded: respondents', or all where nobody is known to ask."""

    @property
    def percent(self) -> int | None:
        """The share of turns with at least one coding; None where there is no turn."""
        return round(100 * self.coded_turns / self.turns) if self.turns else None


class CodingDesk:
    """One interview laid open for coding."""

    def __init__(self, project: Project) -> None:
        """Look at the whole project once; `open` then lays out an interview.

        Raises:
            ProblemsError: the codebook has problems.
        """
        self.project = project
        self.clerk = Clerk(project)
        self.codebook: Codebook = project.codebook()
        self.codebook_problem: FixableError | None = None
        self.interview: Interview | None = None
        self.codings: list[Coding] = []
        self.passages: list[Passage] = []
        self.recent: list[str] = []
        self.memos: dict[tuple[Topic, str], str] = {}
        self.outlines: dict[str, Outline] = {}
        self.cases: list[Case] = []
        self.counts: Counter[tuple[str, str]] = Counter()
        self._coded_turns: dict[str, Counter[int]] = {}
        self._by_case: Counter[str | None] | None = None
        self.seen_change = 0
        self.refresh()
        with project.database.reading() as session:
            self.recent = codes_used_lately(session, project.coder, RECENT)

    # --- what there is ---

    def refresh(self) -> None:
        """Look at everything anew, because something changed that is not known in detail.

        While the codebook has problems, as when it is just being edited, the last one that
        could be read stays in use and `codebook_problem` says what is wrong.
        """
        with self.project.database.reading() as session:
            self.seen_change = newest(session)
            self.outlines = {each.id: each for each in interview_outlines(session)}
            self.cases = all_cases(session)
            places = coding_places(session)
            self.memos = {(memo.topic, memo.about): memo.text for memo in memos_on(session)}
        self.read_codebook()
        self.counts = Counter((interview, code) for interview, code, _ in places)
        self._coded_turns = {interview: Counter() for interview in self.outlines}
        for interview, _, start in places:
            self._coded_turns[interview][self._turn_of(interview, start)] += 1
        if self.interview is not None:
            self._lay_out(self.interview.id)

    def read_codebook(self) -> bool:
        """Take over the codebook if its file changed; gives whether anything is new."""
        before = (self.codebook, str(self.codebook_problem))
        try:
            self.codebook = self.project.codebook()
            self.codebook_problem = None
        except FixableError as problem:
            self.codebook_problem = problem
        return (self.codebook, str(self.codebook_problem)) != before

    def changed_elsewhere(self) -> bool:
        """Whether another program changed the project since the desk last looked."""
        with self.project.database.reading() as session:
            return newest(session) != self.seen_change

    def open(self, interview: str) -> int:
        """Lay out an interview; gives the position where the coder last was in it.

        Raises:
            UnknownInterviewError: there is no such interview.
        """
        self._lay_out(interview)
        with self.project.database.reading() as session:
            return reading_position(session, coder=self.project.coder, interview=interview)

    def first_interview(self) -> str | None:
        """The interview to begin with: where the coder last was, else the first."""
        with self.project.database.reading() as session:
            last = last_read(session, coder=self.project.coder)
        return last if last in self.outlines else next(iter(self.outlines), None)

    def leave(self, position: int) -> None:
        """Remember where in the interview the coder is; a read-only project forgets it."""
        if self.interview is None:
            return
        place = {"coder": self.project.coder, "interview": self.interview.id}
        with self.project.database.writing() as session:
            keep_reading_position(session, **place, position=position)

    def opened(self) -> Interview:
        """The interview that lies open.

        Raises:
            FixableError: none does.
        """
        if self.interview is None:
            raise FixableError("Open an interview first.")
        return self.interview

    def progress(self, interview: str) -> Progress:
        """How far the coding of an interview has come."""
        turns, hit = self.outlines[interview].turns, self._coded_turns[interview]
        coded = sum(1 for number, n in hit.items() if n > 0 and _is_codable(turns[number]))
        return Progress(hit.total(), coded, sum(map(_is_codable, turns)))

    def _turn_of(self, interview: str, position: int) -> int:
        turns = self.outlines[interview].turns
        return max(0, bisect_right(turns, position, key=lambda turn: turn.start) - 1)

    def code_counts(self) -> tuple[Counter[str], Counter[str]]:
        """Codings by code: in the interview that lies open, and in all."""
        here: Counter[str] = Counter()
        everywhere: Counter[str] = Counter()
        current = self.interview.id if self.interview else None
        for (interview, code), count in self.counts.items():
            everywhere[code] += count
            if interview == current:
                here[code] += count
        return here, everywhere

    def missing_codes(self) -> list[str]:
        """Codes that codings have and the codebook no longer defines."""
        return sorted(
            {code for (_, code), n in self.counts.items() if n} - set(self.codebook.by_id)
        )

    def case_at(self, start: int, end: int) -> str | None:
        """The id of the case that a coding from start to end would belong to."""
        interview = self.opened()
        place = Segment(interview.id, start, max(end, start + 1))
        return case_of(place, self.passages, interview.default_case)

    def case_of(self, coding: Coding) -> str | None:
        """The id of the case a coding belongs to."""
        default = self.interview.default_case if self.interview else None
        return case_of(coding.segment, self.passages, default, coding.case)

    def cases_here(self) -> set[str]:
        """The cases this interview is about, by its front matter or by what was coded."""
        if self.interview is None:
            return set()
        here = {*self.interview.named_cases, *(each.case for each in self.passages)}
        here |= {case for case, count in self.case_counts().items() if case and count}
        return here | ({self.interview.default_case} if self.interview.default_case else set())

    def cases_nearest_first(self) -> list[Case]:
        """All cases, those of the interview that lies open first."""
        here = self.cases_here()
        return sorted(
            self.cases, key=lambda case: (case.id not in here, case.company, case.country)
        )

    def case_counts(self) -> Counter[str | None]:
        """Codings of the interview that lies open, by case."""
        if self._by_case is None:
            self._by_case = Counter(self.case_of(coding) for coding in self.codings)
        return self._by_case

    def case_name(self, case: str | None) -> str:
        """A case as people name it."""
        return next((each.name for each in self.cases if each.id == case), NO_CASE)

    # --- what can be done ---

    def apply(self, code: str, start: int, end: int) -> Coding:
        """Put a code on the characters from start to end.

        Raises:
            FixableError: it cannot be put there; nothing is saved then.
        """
        interview = self.opened()
        segment = Segment(interview.id, start, end)
        coding = apply_code(self.project, interview, segment, code=code)
        insort(self.codings, coding, key=_reading_order)
        self._coded_turns[interview.id][self._turn_of(interview.id, coding.segment.start)] += 1
        self.counts[interview.id, code] += 1
        if self._by_case is not None:
            self._by_case[self.case_of(coding)] += 1
        self.recent = [code, *(other for other in self.recent if other != code)][:RECENT]
        self._noticed()
        return coding

    def remove(self, coding: Coding) -> None:
        """Take a code off."""
        interview = self.opened()
        remove_coding(self.project, coding, interview)
        self.codings = [each for each in self.codings if each.id != coding.id]
        self._coded_turns[interview.id][self._turn_of(interview.id, coding.segment.start)] -= 1
        self.counts[interview.id, coding.code] -= 1
        self._by_case = None
        self.memos.pop((Topic.CODING, coding.id), None)
        self._noticed()

    def undo(self) -> Event | None:
        """Take back the coder's last change; None where there is none."""
        event = undo(self.project)
        if event:
            self.refresh()
        return event

    def redo(self) -> Event | None:
        """Bring back what undo took away; None where there is nothing."""
        event = redo(self.project)
        if event:
            self.refresh()
        return event

    def set_case(self, start: int, end: int, case: str | None) -> None:
        """Say which case the characters from start to end are about; None says none."""
        interview = self.opened()
        segment = Segment(interview.id, start, end)
        self.passages = set_passage(self.project, interview, segment, case=case)
        self._by_case = None
        self._noticed()

    def set_default_case(self, case: str | None) -> None:
        """Say which case the interview is about outside its passages."""
        self.interview = set_default_case(self.project, self.opened(), case)
        self._by_case = None
        self._noticed()

    def set_coding_case(self, coding: Coding, case: str | None) -> None:
        """Tie one coding to a case of its own."""
        changed = set_coding_case(self.project, coding, self.opened(), case=case)
        self.codings = [changed if each.id == coding.id else each for each in self.codings]
        self._by_case = None
        self._noticed()

    def add_case(self, company: str, country: str) -> Case:
        """Add a company in a country."""
        case = add_case(self.project, company, country)
        with self.project.database.reading() as session:
            self.cases = all_cases(session)
        self._noticed()
        return case

    def keep_memo(self, draft: MemoDraft, text: str) -> MemoDraft:
        """Save the words of a memo that is being written; with none left it is removed."""
        kept = self.clerk.keep_memo(draft, text)
        if kept.saved:
            self.memos[kept.topic, kept.about] = kept.saved
        else:
            self.memos.pop((kept.topic, kept.about), None)
        if kept != draft:
            self._noticed()
        return kept

    # --- where to go next ---

    def codings_at(self, position: int) -> list[Coding]:
        """The codings that cover a position, the shortest first."""
        covering = [
            each for each in self.codings if each.segment.start <= position < each.segment.end
        ]
        return sorted(covering, key=lambda each: (len(each.segment), each.segment, each.code))

    def coding_after(self, position: int) -> Coding | None:
        """The first coding that starts after a position."""
        return next((each for each in self.codings if each.segment.start > position), None)

    def coding_before(self, position: int) -> Coding | None:
        """The last coding that starts before a position."""
        before = [each for each in self.codings if each.segment.start < position]
        return before[-1] if before else None

    def uncoded_turn(self, position: int, step: int) -> Turn | None:
        """The next (step 1) or previous (-1) codable turn without a coding."""
        turns = self.opened().turns
        coded = [False] * len(turns)
        for coding in self.codings:
            place = coding.segment
            first = max(0, bisect_right(turns, place.start, key=lambda turn: turn.start) - 1)
            last = bisect_right(turns, place.end - 1, key=lambda turn: turn.start)
            coded[first:last] = [True] * (last - first)
        here = bisect_right(turns, position, key=lambda turn: turn.start) - 1
        ahead = range(here + 1, len(turns)) if step > 0 else range(here - 1, -1, -1)
        free = (turns[n] for n in ahead if not coded[n] and _is_codable(turns[n]))
        return next(free, None)

    # --- inside ---

    def _lay_out(self, interview: str) -> None:
        with self.project.database.reading() as session:
            found = interview_with_id(session, interview)
            if found is None:
                raise UnknownInterviewError(interview)
            self.interview = found
            self.codings = sorted(codings_in(session, interview), key=_reading_order)
            self.passages = passages_in(session, interview)
        self._by_case = None
        self._coded_turns[interview] = Counter(
            self._turn_of(interview, each.segment.start) for each in self.codings
        )
        for place in [place for place in self.counts if place[0] == interview]:
            del self.counts[place]
        self.counts.update((interview, each.code) for each in self.codings)

    def _noticed(self) -> None:
        """A change of our own is known; one that another program slipped in before is not."""
        with self.project.database.reading() as session:
            if newest(session) == self.seen_change + 1:
                self.seen_change += 1


def _is_codable(turn: Turn) -> bool:
    """Whether one would code a turn: everybody's but the interviewer's."""
    return turn.role is not Role.INTERVIEWER


def _reading_order(coding: Coding) -> tuple[int, int, str, str]:
    return (coding.segment.start, -coding.segment.end, coding.code, coding.coder)
