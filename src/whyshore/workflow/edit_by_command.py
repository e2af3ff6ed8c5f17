"""Edits of transcripts that one asks for by command: a typo, a speaker's label, names."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from whyshore.coding.edits import Edit
from whyshore.coding.pseudonyms import Pseudonyms
from whyshore.domain.interview import Interview
from whyshore.domain.words import counted, shortened
from whyshore.errors import FixableError, closest, closest_hint
from whyshore.store.interviews import all_interviews
from whyshore.workflow.coded_segments import interview_named
from whyshore.workflow.edit_texts import Words, edit_texts
from whyshore.workflow.project import Project
from whyshore.workflow.pseudonym_key import key_file, read_key


@dataclass(frozen=True, slots=True)
class PlannedEdit:
    """An edit of transcripts before it is looked at and made."""

    edits: Mapping[str, Sequence[Edit]]
    """By interview."""
    summary: str
    words: Words = str
    """Changes words that are kept apart from a text in the same way."""
    notes: tuple[str, ...] = ()
    """What else follows from it."""


def make_edit(project: Project, planned: PlannedEdit) -> int:
    """Make a planned edit, as one change that undo takes back; gives in how many places.

    Raises:
        FixableError: it cannot be made; nothing is changed then.
    """
    return edit_texts(project, planned.edits, planned.summary, planned.words)


def fix_words(
    project: Project, name: str, put: tuple[str, str], *, turn: int | None = None, every: bool
) -> PlannedEdit:
    """Put other words in the place of some in one interview.

    Raises:
        FixableError: the interview does not say them, or in several places and not all are meant.
    """
    words, new = put
    interview = interview_named(name, _interviews(project))
    places = _places(interview, words, turn)
    if not places:
        raise FixableError(f"“{shortened(words)}” is not said there.")
    if len(places) > 1 and not every:
        raise FixableError(
            f"“{shortened(words)}” is said {len(places)} times there. Name the turn with --turn, "
            "more words around it, or change all of them with --all."
        )
    edits = [Edit(start, end, new) for start, end in places]
    summary = f"“{shortened(words, 30)}” → “{shortened(new, 30)}” in {interview.id}"
    return PlannedEdit({interview.id: edits}, summary)


def relabel_speaker(project: Project, label: str, new: str, name: str | None = None) -> PlannedEdit:
    """Give a speaker another label, in one interview or in all.

    Raises:
        FixableError: nobody has the label.
    """
    known = _interviews(project)
    wanted = [interview_named(name, known)] if name else list(known.values())
    edits = {each.id: _of_label(each, label, new) for each in wanted}
    if not any(edits.values()):
        labels = {turn.label for each in wanted for turn in each.turns if turn.label}
        hint = closest_hint(closest(label, sorted(labels)))
        raise FixableError(f"No turn has the label “{label}”.{hint}")
    where = f" in {name}" if name else ""
    notes = _merging([each for each in wanted if edits[each.id]], label, new)
    return PlannedEdit(edits, f"speaker {label} → {new}{where}", notes=notes)


def pseudonymise_texts(project: Project, key: Path | None) -> PlannedEdit:
    """Replace every name of the key in the transcripts.

    Raises:
        FixableError: the key is empty, or cannot be read.
    """
    names = read_key(key_file(project, key))
    if not names:
        raise FixableError("The key has no names yet. Find some with: whyshore names find")
    pseudonyms = Pseudonyms(names)
    edits = {each.id: pseudonyms.edits(each.text) for each in _interviews(project).values()}
    count = sum(map(len, edits.values()))
    return PlannedEdit(edits, f"pseudonyms in {counted(count, 'place')}", pseudonyms.replaced)


def _merging(interviews: Sequence[Interview], label: str, new: str) -> tuple[str, ...]:
    """What is said where somebody in these interviews has the new label already."""
    said = [
        sum(label not in names and new in names for names in _names(each)) for each in interviews
    ]
    where = sum(map(bool, said))
    if not where:
        return ()
    return (
        f"“{label}” and “{new}” become one speaker: “{new}” is at {counted(sum(said), 'turn')} "
        f"already, in {counted(where, 'interview')}; only undo tells them apart again.",
    )


def _names(interview: Interview) -> list[set[str]]:
    return [{turn.label or "", turn.speaker} for turn in interview.turns]


def _interviews(project: Project) -> Mapping[str, Interview]:
    with project.database.reading() as session:
        return {each.id: each for each in all_interviews(session)}


def _places(interview: Interview, words: str, turn: int | None) -> list[tuple[int, int]]:
    if not words.strip():
        raise FixableError("Say which words are to be changed.")
    start, end = 0, len(interview.text)
    if turn is not None:
        if not 1 <= turn <= len(interview.turns):
            raise FixableError(f"{interview.id} has no turn {turn}: it has {len(interview.turns)}.")
        start, end = interview.turns[turn - 1].start, interview.turns[turn - 1].end
    # The end of a word is the end of it: “teh” is not meant in “tehran”.
    before = r"(?<!\w)" if words[0].isalnum() else ""
    after = r"(?!\w)" if words[-1].isalnum() else ""
    pattern = re.compile(f"{before}{re.escape(words)}{after}")
    return [found.span() for found in pattern.finditer(interview.text, start, end)]


def _of_label(interview: Interview, label: str, new: str) -> list[Edit]:
    edits = []
    for turn in interview.turns:
        if turn.label and label in {turn.label, turn.speaker}:
            at = interview.text.find(turn.label, turn.start, turn.words_start)
            if at >= 0:
                edits.append(Edit(at, at + len(turn.label), new))
    return edits
