"""Propose an id and a chord for a new code, and say what is wrong with one."""

import re
import unicodedata
from collections.abc import Iterator, Set
from string import ascii_lowercase

from whyshore.domain.codebook import Code, Codebook
from whyshore.domain.words import shortened

LONGEST_ID = 40
LONGEST_NAME = 60


def proposed_name(words: str) -> str:
    """A name made of the words of an interview: on one line, without the marks around them."""
    bare = " ".join(words.split()).strip(" .,;:!?…“”„\"'«»–—-")
    cut = shortened(bare or words, LONGEST_NAME).removesuffix(" …")
    return cut if cut == bare or " " not in cut else cut.rsplit(" ", 1)[0]


def proposed_id(codebook: Codebook, name: str, parent: str | None = None) -> str:
    """A free id made of a name; it begins with its parent's where those beside it do."""
    beside = codebook.children.get(parent, ()) if parent else ()
    all_begin = bool(beside) and all(each.id.startswith(f"{parent}-") for each in beside)
    begin = f"{parent}-" if all_begin else ""
    bare = f"{begin}{_slug(name)}"
    number = 1
    while (found := bare if number == 1 else f"{bare}-{number}") in codebook:
        number += 1
    return found


def proposed_chord(
    codebook: Codebook, name: str, parent: str | None, commands: Set[str] = frozenset()
) -> str:
    """A chord that can be typed: no command's letter in front, in nobody's way; or `""`.

    Below a code with a chord it goes on from that one, with letters of the name where they are
    free; else it takes two letters.
    """
    above = codebook.by_id.get(parent or "")
    letters = _letters(name)
    begins = [above.chord] if above and above.chord else list(letters)
    for begin in begins:
        for letter in letters:
            chord = begin + letter
            if chord[0] not in commands and not _is_in_the_way(codebook, chord, above):
                return chord
    return ""


def id_problem(codebook: Codebook, code: str) -> str:
    """What is wrong with the id of a new code; `""` where nothing is."""
    if not code:
        return "The code needs an id."
    if any(letter.isspace() or not letter.isprintable() for letter in code):
        return f"An id has no spaces: “{_slug(code)}” would do."
    if code in codebook:
        return f"The id “{code}” is that of “{codebook.find(code).name}” already."
    return ""


def chord_problem(codebook: Codebook, chord: str, parent: str | None) -> str:
    """What is wrong with the chord of a new code; `""` where nothing is."""
    if any(letter.isspace() or not letter.isprintable() for letter in chord):
        return "A chord has no spaces, only what keys type."
    if chord in codebook.by_chord:
        return f"The chord “{chord}” is that of “{codebook.by_chord[chord].name}” already."
    for other in _assignable(codebook, parent):
        if chord and chord.startswith(other.chord):
            return f"“{chord}” could never be typed: “{other.chord}” is “{other.name}” already."
        if chord and other.chord.startswith(chord):
            return f"With “{chord}”, “{other.chord}” ({other.name}) could never be typed."
    return ""


def _is_in_the_way(codebook: Codebook, chord: str, above: Code | None) -> bool:
    """Whether a chord is taken, or begins another one, also one that only groups."""
    if any(other.startswith(chord) for other in codebook.by_chord):
        return True
    return bool(chord_problem(codebook, chord, above.id if above else None))


def _assignable(codebook: Codebook, parent: str | None) -> Iterator[Code]:
    """The codes whose chords are typed, without the one that will only group from now on."""
    for code in codebook.codes:
        will_group = code.id == parent and not codebook.children.get(code.id)
        if code.chord and code.assignable and not will_group:
            yield code


def _letters(name: str) -> list[str]:
    """Letters for a chord: first those that words begin with, then the others, then all."""
    words = _slug(name).split("-")
    initials = [word[0] for word in words if word]
    found = [*initials, *"".join(words), *ascii_lowercase]
    return [letter for letter in dict.fromkeys(found) if letter in ascii_lowercase]


def _slug(name: str) -> str:
    """A name as an id: small letters without accents, digits, and hyphens between words."""
    folded = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    words = re.findall("[a-z0-9]+", folded.casefold())
    if not words:  # another script: its own letters do as well
        words = re.findall(r"[^\W_]+", name.casefold())
    return "-".join(words)[:LONGEST_ID].rstrip("-") or "code"
