"""Code without the screen: say the place by words, turn or sentence."""

from dataclasses import dataclass

from whyshore.coding.find import find_all
from whyshore.domain.coding import Coding
from whyshore.domain.finding import Query
from whyshore.domain.interview import Interview, Turn
from whyshore.domain.segment import Segment
from whyshore.errors import FixableError
from whyshore.store.interviews import all_interviews
from whyshore.workflow.apply_codes import apply_code
from whyshore.workflow.coded_segments import code_named, interview_named
from whyshore.workflow.project import Project
from whyshore.workflow.rate_codings import scale_with


@dataclass(frozen=True, slots=True)
class Where:
    """A place in an interview as a person would say it."""

    quote: str = ""
    turn: int | None = None
    sentence: int | None = None


def code_where(
    project: Project, interview: str, code: str, where: Where, *, rating: int | None = None
) -> Coding:
    """Put a code on a place, with a rating on the codebook's scale if one is given.

    Raises:
        FixableError: the interview, code, turn or sentence is not known, or the words stand
            there not at all or several times, or the codebook's scale has no such rating.
    """
    if rating is not None:
        scale_with(project, rating)
    with project.database.reading() as session:
        interviews = {each.id: each for each in all_interviews(session)}
    found = interview_named(interview, interviews)
    segment = Segment(found.id, *_place(found, where))
    return apply_code(project, found, segment, code=code_named(project, code).id, rating=rating)


def _place(interview: Interview, where: Where) -> tuple[int, int]:
    turn = _turn(interview, where.turn) if where.turn is not None else None
    if where.quote:
        return _words(interview, where.quote, turn)
    if turn is None:
        raise FixableError("Say what to code: --quote WORDS, or --turn N (with --sentence M).")
    if where.sentence is None and turn.words_start < turn.end:
        return turn.words_start, turn.end
    if where.sentence is None:
        raise FixableError(f"Turn {turn.number} of “{interview.id}” has no words.")
    sentences = [span for span in interview.sentences if turn.start <= span[0] < turn.end]
    if not 1 <= where.sentence <= len(sentences):
        raise FixableError(f"Turn {turn.number} has {len(sentences)} sentences.")
    return sentences[where.sentence - 1]


def _turn(interview: Interview, number: int) -> Turn:
    if not 1 <= number <= len(interview.turns):
        raise FixableError(f"“{interview.id}” has the turns 1 to {len(interview.turns)}.")
    return interview.turns[number - 1]


def _words(interview: Interview, quote: str, turn: Turn | None) -> tuple[int, int]:
    places = find_all(interview.text, Query(quote, exact=True))
    places = places or find_all(interview.text, Query(quote))
    if turn is not None:
        places = [(a, b) for a, b in places if turn.start <= a and b <= turn.end]
    where = f"turn {turn.number} of “{interview.id}”" if turn else f"“{interview.id}”"
    if not places:
        raise FixableError(f"These words are not in {where}: {quote}")
    if len(places) > 1:
        turns = (interview.turn_at(start) for start, _ in places)
        named = ", ".join(dict.fromkeys(str(each.number) for each in turns if each))
        raise FixableError(
            f"These words stand {len(places)} times in {where} (turns {named}). "
            "Say which turn with --turn, or give more words."
        )
    return places[0]
