"""Find words in all interviews, one interview after the other, so that nobody has to wait."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from whyshore.coding.find import find_in, folding_for
from whyshore.coding.fold import Folded, Folding
from whyshore.coding.look_up import closest
from whyshore.domain.finding import FoundIn, FoundPlace, Query
from whyshore.domain.interview import Interview, Role, Turn, has_interviewer
from whyshore.errors import FixableError, UnknownInterviewError, closest_hint
from whyshore.store.interviews import (
    all_interviews,
    interview_outlines,
    interview_with_id,
    text_hash_of,
)
from whyshore.workflow.project import Project

CONTEXT = 90
"""How many characters before and after a place are given with it."""
RESPONDENT, INTERVIEWER = Role.RESPONDENT.value, Role.INTERVIEWER.value


@dataclass
class _Read:
    """An interview that was read, and its text as it was folded before."""

    interview: Interview
    text_hash: str
    folded: dict[Folding, Folded] = field(default_factory=dict)

    def text(self, query: Query) -> Folded:
        """The text folded for a query."""
        folding = folding_for(query)
        if folding not in self.folded:
            self.folded = {folding: Folded(self.interview.text, folding)}
        return self.folded[folding]


class Corpus:
    """The interviews of a project to search in again and again, as while one types.

    What was read is kept for the next search; a text that was replaced meanwhile is read anew.
    """

    def __init__(self, project: Project) -> None:
        self._project = project
        self._read: dict[str, _Read] = {}

    def interviews(self) -> list[str]:
        """The ids of all interviews in the order they are listed in."""
        with self._project.database.reading() as session:
            return [outline.id for outline in interview_outlines(session)]

    def find_in(
        self, interview: str, query: Query, *, who: str = "", limit: int | None = None
    ) -> FoundIn:
        """Every place of one interview where the query fits.

        `who` keeps those whose turn an `interviewer` speaks, or a `respondent` (everybody
        else), or a speaker of that name. With a limit, not more than so many are given.

        Raises:
            UnknownInterviewError: there is no such interview.
            PatternError: a regular expression makes no sense or takes too long.
        """
        read = self._up_to_date(interview)
        spans = [] if query.empty else find_in(read.text(query), query)
        turns = ((span, read.interview.turn_at(span[0])) for span in spans)
        wanted = [(span, turn) for span, turn in turns if speaks(turn, who)]
        places = tuple(
            _place(read.interview, read.text_hash, span, turn) for span, turn in wanted[:limit]
        )
        asks = has_interviewer(read.interview)
        return FoundIn(interview, read.interview.title, places, len(wanted), asks)

    def _up_to_date(self, interview: str) -> _Read:
        known = self._read.get(interview)
        with self._project.database.reading() as session:
            if known and known.text_hash == text_hash_of(session, interview):
                return known
            found = interview_with_id(session, interview)
        if found is None:
            raise UnknownInterviewError(interview)
        self._read[interview] = _Read(found, found.text_hash)
        return self._read[interview]


def find_everywhere(
    project: Project, query: Query, *, who: str = "", interview: str | None = None
) -> Iterator[FoundIn]:
    """What is found in each interview that has any of it, one after the other.

    Raises:
        FixableError: the query or a name makes no sense.
    """
    if query.empty:
        raise FixableError("Say which words to find.")
    corpus = Corpus(project)
    check_speaker(project, who)
    for each in corpus.interviews() if interview is None else [interview]:
        found = corpus.find_in(each, query, who=who)
        if found.total:
            yield found


def speaks(turn: Turn | None, who: str) -> bool:
    """Whether a turn is spoken by an interviewer, a respondent, or the one with this name."""
    if not who:
        return True
    if who in {INTERVIEWER, RESPONDENT}:
        asks = turn is not None and turn.role is Role.INTERVIEWER
        return asks == (who == INTERVIEWER)
    return turn is not None and turn.speaker.casefold() == who.casefold()


def check_speaker(project: Project, who: str) -> None:
    """Make sure that somebody of this name speaks somewhere.

    Raises:
        FixableError: nobody does; the message gives the closest names.
    """
    if who in {"", INTERVIEWER, RESPONDENT}:
        return
    with project.database.reading() as session:
        interviews = all_interviews(session)
    names = {turn.speaker for each in interviews for turn in each.turns if turn.speaker}
    if who.casefold() not in {name.casefold() for name in names}:
        known = [INTERVIEWER, RESPONDENT, *sorted(names)]
        raise FixableError(
            f"Nobody called “{who}” speaks in an interview.{closest_hint(closest(who, known))} "
            f"Give a speaker's name, {RESPONDENT} or {INTERVIEWER}."
        )


def _place(
    interview: Interview, text_hash: str, span: tuple[int, int], turn: Turn | None
) -> FoundPlace:
    start, end = span
    text = interview.text
    return FoundPlace(
        interview.id,
        text_hash,
        start,
        end,
        text[start:end],
        text[max(0, start - CONTEXT) : start],
        text[end : end + CONTEXT],
        turn.number if turn else None,
        turn.speaker if turn else "",
        turn.role if turn else Role.OTHER,
    )
