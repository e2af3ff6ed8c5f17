"""What is known of an open project and of the interview that lies open, kept in memory.

Nothing here asks anybody: it takes over what it is told, and answers what a screen shows at every
key, such as counts, progress and the case of a passage.
"""

from bisect import bisect_right, insort
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from whyshore.domain.case import NO_CASE, Case, Passage, case_of
from whyshore.domain.codebook import Codebook
from whyshore.domain.coding import Coding, reading_order, shortest_first
from whyshore.domain.interview import Interview, Outline, Turn, is_codable
from whyshore.domain.memo import Topic
from whyshore.domain.overview import Marks, Overview, Progress
from whyshore.domain.segment import Segment
from whyshore.errors import FixableError

RECENT = 9
"""How many codes are kept on the number keys."""


@dataclass(frozen=True, slots=True)
class Step:
    """Codings that come and go in one change, which can be taken back in memory."""

    added: tuple[Coding, ...] = ()
    removed: tuple[Coding, ...] = ()
    memos: dict[tuple[Topic, str], str] = field(default_factory=dict)
    """The memos that went with what was removed."""
    summary: str = ""

    def reversed(self) -> "Step":
        """The step back."""
        return Step(self.removed, self.added, self.memos, self.summary)


class OpenWork:
    """The project as it was last looked at, and one interview with its codings."""

    def __init__(self) -> None:
        """Know of nothing yet."""
        self.interview: Interview | None = None
        self.codings: list[Coding] = []
        self.passages: list[Passage] = []
        self.reading = False
        """Whether an interview lies open and what is on it is not known yet."""
        self._take(Overview())

    # --- what changes it ---

    def _take(self, overview: Overview) -> None:
        """Take over what is known of the project as a whole."""
        self.seen_change = overview.moment
        self.codebook: Codebook = overview.codebook
        self.codebook_problem = overview.codebook_problem
        self.outlines: dict[str, Outline] = {each.id: each for each in overview.outlines}
        self.cases: list[Case] = list(overview.cases)
        self.memos: dict[tuple[Topic, str], str] = dict(overview.memos)
        self.counts: Counter[tuple[str, str]] = Counter(overview.counts)
        self.recent: list[str] = list(overview.recent)
        self._progress = dict(overview.progress)
        self._by_case: Counter[str | None] | None = None

    def _lay_out(self, interview: Interview) -> None:
        self.interview = interview
        self._text_hash = interview.text_hash
        self.codings, self.passages = [], []
        self.reading = True
        self._by_case = None
        self._codable = sum(map(is_codable, interview.turns))
        self._coded_turns: Counter[int] = Counter()

    def _close(self) -> None:
        self.interview = None
        self.codings, self.passages = [], []
        self.reading = False
        self._by_case = None
        self._coded_turns = Counter()

    def _put_on(self, marks: Marks) -> None:
        self.codings, self.passages = list(marks.codings), list(marks.passages)
        self.reading = False
        self._by_case = None
        self._count_here()

    def _count_here(self) -> None:
        """Count anew what is on the interview that lies open."""
        if self.interview is None:
            return
        here = self.interview.id
        self._coded_turns = Counter(self._turn_of(each.segment.start) for each in self.codings)
        for place in [place for place in self.counts if place[0] == here]:
            del self.counts[place]
        self.counts.update((here, each.code) for each in self.codings)

    def _swap(self, step: Step) -> None:
        """Take codings away from the memory and put others there."""
        gone = {coding.id for coding in step.removed}
        if gone:
            self.codings = [each for each in self.codings if each.id not in gone]
            for about in step.memos:
                self.memos.pop(about, None)
        if step.added:
            self.memos.update(step.memos)
        for coding in step.added:
            insort(self.codings, coding, key=reading_order)
        for coding, sign in (*((each, -1) for each in step.removed), *((e, 1) for e in step.added)):
            self._coded_turns[self._turn_of(coding.segment.start)] += sign
            self.counts[coding.segment.interview, coding.code] += sign
            if self._by_case is not None:
                self._by_case[self.case_of(coding)] += sign

    def used(self, code: str) -> None:
        """Put a code on the first of the number keys."""
        self.recent = [code, *(other for other in self.recent if other != code)][:RECENT]

    # --- what there is ---

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
        if self.interview is None or interview != self.interview.id or self.reading:
            return self._progress.get(interview, Progress(0, 0, 0))
        turns, hit = self.interview.turns, self._coded_turns
        coded = sum(1 for number, n in hit.items() if n > 0 and turns and is_codable(turns[number]))
        return Progress(hit.total(), coded, self._codable)

    def _turn_of(self, position: int) -> int:
        turns = self.interview.turns if self.interview else ()
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

    # --- where to go next ---

    def codings_at(self, position: int) -> list[Coding]:
        """All codings that cover a position, filtered out or not, the shortest first."""
        last = bisect_right(self.codings, position, key=lambda each: each.segment.start)
        return shortest_first(each for each in self.codings[:last] if position < each.segment.end)

    def _from(self, start: int) -> Iterable[Coding]:
        """The codings that start at a position."""
        first = bisect_right(self.codings, start - 1, key=lambda each: each.segment.start)
        for coding in self.codings[first:]:
            if coding.segment.start != start:
                return
            yield coding

    def uncoded_turn(self, position: int, step: int) -> Turn | None:
        """The next (step 1) or previous (-1) codable turn without a coding."""
        turns = self.opened().turns
        coded = [False] * len(turns)
        for coding in self.codings:
            place = coding.segment
            first, last = self._turn_of(place.start), self._turn_of(place.end - 1) + 1
            coded[first:last] = [True] * (last - first)
        ahead = self._codable_from(position, step)
        return next((turns[number] for number in ahead if not coded[number]), None)

    def is_last_turn(self, position: int, step: int) -> bool:
        """Whether no codable turn follows a position (step 1), or lies before it (-1)."""
        return not any(True for _ in self._codable_from(position, step))

    def _codable_from(self, position: int, step: int) -> Iterator[int]:
        """The places of the codable turns on one side of a position, the nearest first."""
        turns = self.opened().turns
        here = bisect_right(turns, position, key=lambda turn: turn.start) - 1
        ahead = range(here + 1, len(turns)) if step > 0 else range(here - 1, -1, -1)
        return (number for number in ahead if is_codable(turns[number]))
