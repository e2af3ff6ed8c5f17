"""Which interview a file of `interviews/` is, when files were renamed meanwhile."""

from collections import Counter
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace

from whyshore.ingest.transcripts import ReadTranscript
from whyshore.store.interviews import StoredFile

_SAME_TEXT = 0.7
"""So many of the words two texts have in common when one is the other, corrected and renamed."""


@dataclass(frozen=True, slots=True)
class Matched:
    """A file that was read, and the interview it is; None for a new one."""

    read: ReadTranscript
    known: StoredFile | None

    @property
    def is_renamed(self) -> bool:
        """Whether the interview had another path."""
        return self.known is not None and self.known.path != self.read.interview.path


def match_files(
    reads: Sequence[ReadTranscript],
    stored: Sequence[StoredFile],
    present: Collection[str],
    text_of: Callable[[str], str],
) -> list[Matched]:
    """Each file with its interview: by its path, else by what it says.

    A new file is a renamed one if the file of an interview is gone and has the same text, or
    if its text is much like that of just one interview whose file is gone.
    """
    by_path = {each.path: each for each in stored}
    gone = [each for each in stored if each.path not in present]
    taken = {each.interview for each in stored}
    matched = []
    for read in reads:
        known = by_path.get(read.interview.path) or _renamed(read, gone, text_of)
        if known in gone:
            gone.remove(known)
        name = known.interview if known else _free(read.interview.id, taken)
        taken.add(name)
        interview = replace(read.interview, id=name)
        matched.append(Matched(replace(read, interview=interview), known))
    return matched


def _renamed(
    read: ReadTranscript, gone: Sequence[StoredFile], text_of: Callable[[str], str]
) -> StoredFile | None:
    """The interview whose file this was under another name."""
    interview = read.interview
    same_text = [each for each in gone if each.text_hash == interview.text_hash]
    same_id = [each for each in gone if each.interview == interview.id]
    for found in (same_id, same_text):
        if len(found) == 1:
            return found[0]
    words = Counter(interview.text.split())
    alike = [each for each in gone if _likeness(words, text_of(each.interview)) >= _SAME_TEXT]
    return alike[0] if len(alike) == 1 else None


def _likeness(words: Counter[str], text: str) -> float:
    """The share of words that two texts have in common, from 0 to 1."""
    other = Counter(text.split())
    return 2 * (words & other).total() / max(1, words.total() + other.total())


def _free(name: str, taken: Collection[str]) -> str:
    """An id that no interview has: a renamed one may have kept the one this path would give."""
    number, free = 2, name
    while free in taken:
        free = f"{name}-{number}"
        number += 1
    return free
