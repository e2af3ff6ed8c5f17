"""Settle by command what is adrift; things are named by their number in the list."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from whyshore.domain.anchoring import Doubt
from whyshore.domain.words import counted, shortened
from whyshore.errors import FixableError
from whyshore.store.interviews import all_interviews, text_of
from whyshore.workflow.coded_segments import interview_named
from whyshore.workflow.project import Project
from whyshore.workflow.settle import accept, adjust, doubts, drop


@dataclass(frozen=True, slots=True)
class Wishes:
    """What is to be done with which numbers of the list as it is shown."""

    accept: tuple[int, ...] = ()
    drop: tuple[int, ...] = ()
    adjust: tuple[int, str] | None = None


def settle_numbers(
    project: Project, interview: str | None, wishes: Wishes
) -> tuple[list[Doubt], list[str]]:
    """Do what is wished; gives what is left to settle, and what was done in words.

    Raises:
        FixableError: there is no such number, or it cannot be settled so.
    """
    with project.database.reading() as session:
        interviews = {each.id: each for each in all_interviews(session)}
    name = interview_named(interview, interviews).id if interview else None
    listed = doubts(project, name)
    numbers = [*wishes.accept, *wishes.drop, *([wishes.adjust[0]] if wishes.adjust else ())]
    chosen = {number: _numbered(listed, number) for number in numbers}
    if len(chosen) < len(numbers):
        raise FixableError("A number is named twice. Say one thing about each.")
    told = []
    if wishes.adjust:
        doubt = chosen[wishes.adjust[0]]
        put_on_words(project, doubt, wishes.adjust[1])
        told.append(f"adjusted {_said(doubt)}")
    told += _each(project, [chosen[number] for number in wishes.accept], accept, "accepted")
    told += _each(project, [chosen[number] for number in wishes.drop], drop, "dropped")
    return (doubts(project, name) if told else listed), told


def put_on_words(project: Project, doubt: Doubt, words: str) -> None:
    """Say that something lies where its interview says these words.

    Raises:
        FixableError: it does not say them, or in several places; or the doubt is settled.
    """
    with project.database.reading() as session:
        text = text_of(session, doubt.interview)
    adjust(project, doubt, *_words(text, words))


def _each(
    project: Project, wanted: Sequence[Doubt], settle: Callable[[Project, Doubt], None], done: str
) -> list[str]:
    told = []
    for doubt in wanted:
        settle(project, doubt)
        told.append(f"{done} {_said(doubt)}")
    return told


def _said(doubt: Doubt) -> str:
    return f"{doubt.called} {doubt.what} “{shortened(doubt.was.quote)}”"


def _numbered(listed: Sequence[Doubt], number: int) -> Doubt:
    if not 1 <= number <= len(listed):
        there = counted(len(listed), "thing")
        raise FixableError(f"There is no number {number}: {there} to settle. See: whyshore review")
    return listed[number - 1]


def _words(text: str, words: str) -> tuple[int, int]:
    """Where a text says these words, white space counting as one blank.

    Raises:
        FixableError: it does not, or in several places.
    """
    pattern = r"\s+".join(map(re.escape, words.split()))
    found = [each.span() for each in re.finditer(pattern, text)] if pattern else []
    if not found:
        raise FixableError(f"The text does not say “{shortened(words)}”.")
    if len(found) > 1:
        raise FixableError(
            f"The text says “{shortened(words)}” {len(found)} times. Name more words around it, "
            "or settle it in the coding screen."
        )
    return found[0]
