"""How well segments are found again after a transcript was edited, with peers' ways beside it.

Run: python benchmarks/reanchor.py [--seed N] [--texts N] [--json] [--ours]

Interviews of some 6,000 words are made up, 200 segments put on each (3 to 60 words; one in ten is
a short filler such as “Yes, exactly.”), and edited in nine ways. Every character of a text
knows where it came from, so it is known where each segment went. Counted are:

right    accepted, and both ends within two characters of the truth
silent   accepted without a word, but elsewhere: what must not happen
review   given to a person to decide (kept for them with the old words and a proposal)
orphan   said to be gone

A segment whose words were deleted, or torn apart, is right only if it is not accepted. Words that
are put in exactly at an edge lie outside. difflib aligns the tokens of the texts and believes what
it gets; quote-only search takes the first place that has the words, as tools do that keep no
context. All get the same interviews, and difflib the same tokens, words and single signs.
"""

import argparse
import difflib
import json
import random
import re
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from whyshore.coding.anchor import Reanchoring
from whyshore.domain.anchoring import Outcome, Placed

SUBJECTS = (  # noqa: SIM905 - words, easier to read like this
    "we they the plant our customers the supplier the board our engineers the workers the "
    "union the competitors the management headquarters the subsidiary the distributor nobody "
    "everybody the factory the owners our agent the local team "
).split()
VERBS = (  # noqa: SIM905 - words, easier to read like this
    "moved closed opened bought sold kept lost found needed wanted planned stopped started "
    "expected produced shipped delivered improved missed paid trained hired negotiated "
    "measured controlled delayed returned invested calculated promised "
).split()
OBJECTS = (  # noqa: SIM905 - words, easier to read like this
    "wages costs quality orders parts machines steel bicycles kitchens turbines saws bearings "
    "buses transformers delivery transport customs taxes stocks currency workers engineers "
    "tools designs prices volumes markets flights meetings samples batches contracts invoices "
    "containers pallets moulds castings forgings assembly welding painting packaging "
    "documentation certificates complaints margins warranties prototypes drawings licences "
    "permits subsidies "
).split()
PLACES = (  # noqa: SIM905 - words, easier to read like this
    "China Turkey India Mexico Poland Romania Morocco Brazil Vietnam Tunisia "
).split()
NAMES = (  # noqa: SIM905 - as above
    "Orbea Fagor Irizar Arteche Ormazabal Gestamp "
    "Etxeberria Aguirre Mendizabal Goikoetxea Lasa Urrutia"
).split()
LINKS = (  # noqa: SIM905 - words, easier to read like this
    "because although when after before while since unless until so but and "
).split()
QUALITIES = (  # noqa: SIM905 - words, easier to read like this
    "low high bad good late early cheap expensive unreliable stable small large local Chinese "
    "Turkish own foreign new old simple complex difficult "
).split()
FILLERS = ["Yes, exactly.", "Of course.", "No, not at all.", "I think so.", "Right.", "Mm-hm, yes."]
QUESTIONS = [
    "What took you to {place}?", "And what happened with the {object} then?",
    "Why did {name} come back?", "Could you say more about the {object}?",
    "Was it the {object} or the {other}?", "How many people worked there?",
]  # fmt: skip

WORDS = 6_000
"""So long is an interview."""
PAIRS = 20
"""So many pairs of like paragraphs has one in which such paragraphs change places."""


@dataclass
class Tracked:
    """A text in which every character knows which character of the first text it stands for."""

    text: str
    origins: list[int]

    def replaced(self, start: int, end: int, new: str) -> "Tracked":
        """The text with other words in one place; they stand for the old ones."""
        was = self.origins[start:end]
        took = [was[min(len(was) - 1, i * len(was) // max(1, len(new)))] for i in range(len(new))]
        if took:
            took[0], took[-1] = was[0], was[-1] if len(took) > 1 else was[0]
        return self.spliced(start, end, new, took)

    def inserted(self, at: int, new: str) -> "Tracked":
        """The text with words put in that were not there."""
        return self.spliced(at, at, new, [-1] * len(new))

    def spliced(self, start: int, end: int, new: str, origins: list[int]) -> "Tracked":
        """The text with a stretch exchanged."""
        text = self.text[:start] + new + self.text[end:]
        return Tracked(text, self.origins[:start] + origins + self.origins[end:])


Edit = Callable[[Tracked, random.Random], Tracked]


def an_interview(chance: random.Random, words: int = WORDS) -> str:
    """A made-up interview of labelled turns, one to a line, with empty lines between."""
    turns: list[str] = []
    said = 0
    while said < words:
        question = chance.random() < 0.3
        turn = _question(chance) if question else _answer(chance)
        turns.append(f"{'I' if question else 'R'}: {turn}")
        said += len(turn.split())
    return "\n\n".join(turns) + "\n"


def an_interview_of_twins(chance: random.Random) -> str:
    """A made-up interview in which twenty long answers come again a little later, with changes."""
    turns = an_interview(chance, WORDS * 3 // 4).split("\n\n")
    long = [at for at, turn in enumerate(turns) if len(turn.split()) >= 40]
    for at in sorted(chance.sample(long, PAIRS), reverse=True):
        twin = _varied(turns[at], chance)
        turns.insert(min(len(turns) - 1, at + chance.randint(1, 6)), twin)
    return "\n\n".join(turns)


def _varied(turn: str, chance: random.Random) -> str:
    """The words of a turn with about one in eight exchanged, and one at least."""
    pool, varied = [*QUALITIES, *VERBS, *OBJECTS], turn
    while varied == turn:
        words = turn.split(" ")
        for at, word in enumerate(words):
            if word.islower() and word.isalpha() and chance.random() < 0.125:
                words[at] = chance.choice(pool)
        varied = " ".join(words)
    return varied


def _question(chance: random.Random) -> str:
    return chance.choice(QUESTIONS).format(
        place=chance.choice(PLACES), object=chance.choice(OBJECTS), other=chance.choice(OBJECTS),
        name=chance.choice(NAMES),
    )  # fmt: skip


def _answer(chance: random.Random) -> str:
    if chance.random() < 0.2:
        return chance.choice(FILLERS)
    sentences = [_sentence(chance) for _ in range(chance.randint(1, 12))]
    if chance.random() < 0.2:
        sentences.insert(0, chance.choice(FILLERS))
    return " ".join(sentences)


def _clause(chance: random.Random) -> str:
    place = f" in {chance.choice(PLACES)}" if chance.random() < 0.3 else ""
    subject = chance.choice(NAMES) if chance.random() < 0.15 else chance.choice(SUBJECTS)
    quality = f"{chance.choice(QUALITIES)} " if chance.random() < 0.6 else ""
    return f"{subject} {chance.choice(VERBS)} the {quality}{chance.choice(OBJECTS)}{place}"


def _sentence(chance: random.Random) -> str:
    parts = [_clause(chance)]
    while chance.random() < 0.45:
        parts += [chance.choice(LINKS), _clause(chance)]
    said = " ".join(parts)
    return said[0].upper() + said[1:] + chance.choice("....!?")


def segments(text: str, chance: random.Random, count: int = 200) -> list[tuple[int, int]]:
    """Segments of 3 to 60 words, a third whole sentences; one in ten is a short filler."""
    words = [(found.start(), found.end()) for found in re.finditer(r"\S+", text)]
    sentences = [found.span() for found in re.finditer(r"[^.?!\n]{15,}[.?!]", text)]
    fillers = [found.span() for each in FILLERS for found in re.finditer(re.escape(each), text)]
    chosen = chance.sample(fillers, min(count // 10, len(fillers)))
    chosen += chance.sample(sentences, count // 3)
    while len(chosen) < count:
        length, first = chance.randint(3, 60), chance.randrange(len(words) - 60)
        chosen.append((words[first][0], words[first + length - 1][1]))
    return chosen


# --- the edits ---


def typos(text: Tracked, chance: random.Random) -> Tracked:
    """One word in a hundred gets or loses a letter, or has two exchanged."""
    for found in reversed(list(re.finditer(r"[a-z]{4,}", text.text))):
        if chance.random() < 0.01:
            word, at = found[0], chance.randrange(1, len(found[0]) - 1)
            new = chance.choice((
                word[:at] + word[at + 1 :],
                word[:at] + word[at] + word[at:],
                word[: at - 1] + word[at] + word[at - 1] + word[at + 1 :],
            ))  # fmt: skip
            text = text.replaced(*found.span(), new)
    return text


def pseudonymise(text: Tracked, chance: random.Random) -> Tracked:
    """Every name and place gets another, always the same."""
    alias = [f"[Company {letter}]" for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZ"]
    chance.shuffle(alias)
    aliases = dict(zip([*NAMES, *PLACES], alias, strict=False))
    for found in reversed(list(re.finditer("|".join(aliases), text.text))):
        text = text.replaced(*found.span(), aliases[found[0]])
    return text


def whitespace(text: Tracked, chance: random.Random) -> Tracked:
    """Other line breaks, doubled blanks, empty lines gone."""
    for found in reversed(list(re.finditer(r"\s+", text.text))):
        if found[0] == "\n\n" and chance.random() < 0.5:
            text = text.replaced(*found.span(), "\n")
        elif found[0] == " " and chance.random() < 0.1:
            text = text.replaced(*found.span(), chance.choice(["\n", "  ", "\t"]))
    return text


def relabel(text: Tracked, _chance: random.Random) -> Tracked:
    """Speakers are named in full."""
    names = {"I": "Interviewer", "R": "Ms Etxeberria"}
    for found in reversed(list(re.finditer(r"^[IR](?=: )", text.text, re.MULTILINE))):
        text = text.replaced(*found.span(), names[found[0]])
    return text


def _paragraphs(text: Tracked) -> list[Tracked]:
    cuts = [0, *(found.end() for found in re.finditer(r"\n\n", text.text)), len(text.text)]
    return [
        Tracked(text.text[a:b], text.origins[a:b])
        for a, b in pairwise(cuts)
    ]  # fmt: skip


def _joined(paragraphs: Sequence[Tracked]) -> Tracked:
    return Tracked(
        "".join(each.text for each in paragraphs), [o for each in paragraphs for o in each.origins]
    )


def insert_delete(text: Tracked, chance: random.Random) -> Tracked:
    """Eight paragraphs go and eight new ones come."""
    parts = _paragraphs(text)
    for _ in range(8):
        del parts[chance.randrange(len(parts) - 1)]
    for _ in range(8):
        new = f"R: {_answer(chance)}\n\n"
        parts.insert(chance.randrange(len(parts) - 1), Tracked(new, [-1] * len(new)))
    return _joined(parts)


def reorder(text: Tracked, chance: random.Random) -> Tracked:
    """Six paragraphs are put elsewhere."""
    parts = _paragraphs(text)
    last = parts.pop()
    for _ in range(6):
        moved = parts.pop(chance.randrange(len(parts)))
        parts.insert(chance.randrange(len(parts)), moved)
    return _joined([*parts, last])


def swap(text: Tracked, _chance: random.Random) -> Tracked:
    """Paragraphs that share most of their words change places."""
    parts = _paragraphs(text)
    for one, other in _twins([each.text for each in parts]):
        parts[one], parts[other] = parts[other], parts[one]
    return _joined(parts)


def _twins(paragraphs: Sequence[str]) -> list[tuple[int, int]]:
    """Long paragraphs and, a little later, the one that has most of their words."""
    words = [Counter(each.split()) for each in paragraphs]
    pairs: list[tuple[int, int]] = []
    for one, here in enumerate(words):
        for other in range(one + 1, min(one + 2 * PAIRS, len(words))):
            shared = (here & words[other]).total()
            free = not any({one, other} & set(pair) for pair in pairs)
            if shared >= 30 and 1.5 * shared >= max(here.total(), words[other].total()) and free:
                pairs.append((one, other))
    return pairs


def reword(text: Tracked, chance: random.Random) -> Tracked:
    """One word in ten is exchanged, taken out, or has one put in after it."""
    pool = [*QUALITIES, *VERBS, *OBJECTS]
    for found in reversed(list(re.finditer(r"[a-z]+", text.text))):
        if chance.random() < 0.1:
            kind = chance.random()
            if kind < 0.5:
                text = text.replaced(*found.span(), chance.choice(pool))
            elif kind < 0.75:
                text = text.spliced(*found.span(), "", [])
            else:
                text = text.inserted(found.end(), f" {chance.choice(pool)}")
    return text


def mixed(text: Tracked, chance: random.Random) -> Tracked:
    """Everything that is done to a transcript in one go, but rewording."""
    for edit in (insert_delete, reorder, pseudonymise, relabel, typos, whitespace):
        text = edit(text, chance)
    return text


SCENARIOS: dict[str, Edit] = {
    "typos": typos,
    "pseudonymised names": pseudonymise,
    "white space": whitespace,
    "relabelled speakers": relabel,
    "inserted and deleted paragraphs": insert_delete,
    "reordered paragraphs": reorder,
    "similar paragraphs swapped": swap,
    "mixed": mixed,
    "reworded": reword,
}


# --- truth and peers ---


def truths(new: Tracked, wanted: Sequence[tuple[int, int]]) -> list[tuple[int, int] | None]:
    """Where each segment went; None for one that is gone or was torn apart."""
    places: dict[int, list[int]] = defaultdict(list)
    for at, origin in enumerate(new.origins):
        if origin >= 0:
            places[origin].append(at)
    found: list[tuple[int, int] | None] = []
    for start, end in wanted:
        here = [at for origin in range(start, end) for at in places.get(origin, ())]
        strange = False
        if here:
            low, high = min(here), max(here) + 1
            strange = any(
                origin >= 0 and not start <= origin < end for origin in new.origins[low:high]
            )
        found.append((low, high) if here and not strange else None)
    return found


def ours(old: str, new: str, wanted: Sequence[tuple[int, int]]) -> list[Placed]:
    """Whyshore's way."""
    texts = Reanchoring(old, new)
    return [texts.place(start, end) for start, end in wanted]


def by_difflib(old: str, new: str, wanted: Sequence[tuple[int, int]]) -> list[Placed]:
    """Token opcodes of the standard library, believed as they are."""
    one, other = (list(re.finditer(r"\w+|[^\w\s]", text)) for text in (old, new))
    matcher = difflib.SequenceMatcher(
        None, [m[0] for m in one], [m[0] for m in other], autojunk=False
    )
    to_new: dict[int, int] = {}
    for match in matcher.get_matching_blocks():
        for step in range(match.size):
            was, now = one[match.a + step], other[match.b + step]
            to_new.update(zip(range(*was.span()), range(*now.span()), strict=True))
    placed = []
    for start, end in wanted:
        here = [to_new[at] for at in range(start, end) if at in to_new]
        gone = Placed(Outcome.ORPHANED)
        placed.append(Placed(Outcome.KEPT, here[0], here[-1] + 1) if here else gone)
    return placed


def by_quote(old: str, new: str, wanted: Sequence[tuple[int, int]]) -> list[Placed]:
    """The first place that has the words; without one it is said to be gone."""
    placed = []
    for start, end in wanted:
        at = new.find(old[start:end])
        gone = Placed(Outcome.ORPHANED)
        placed.append(Placed(Outcome.KEPT, at, at + end - start) if at >= 0 else gone)
    return placed


def verdict(placed: Placed, truth: tuple[int, int] | None) -> str:
    """Right, silent, review or orphan."""
    if placed.outcome is Outcome.REVIEW:
        return "review"
    if placed.outcome is Outcome.ORPHANED:
        return "orphan"
    if truth is None:
        return "silent"
    near = abs(placed.start - truth[0]) <= 2 and abs(placed.end - truth[1]) <= 2
    return "right" if near else "silent"


WAYS = {"whyshore": ours, "difflib": by_difflib, "quote only": by_quote}


def measure(seed: int, texts: int, ways: Sequence[str]) -> dict[str, dict[str, Counter[str]]]:
    """Counts by way and scenario, with the time taken."""
    counts: dict[str, dict[str, Counter[str]]] = {
        way: {name: Counter() for name in SCENARIOS} for way in ways
    }
    for number in range(texts):
        for name, edit in SCENARIOS.items():
            chance = random.Random(f"{seed} {number} {name}")  # noqa: S311 - made-up texts
            old = (an_interview_of_twins if edit is swap else an_interview)(chance)
            wanted = segments(old, chance)
            new = edit(Tracked(old, list(range(len(old)))), chance)
            truth = truths(new, wanted)
            for way in ways:
                began = time.perf_counter()
                placed = WAYS[way](old, new.text, wanted)
                took = time.perf_counter() - began
                counted = counts[way][name]
                counted.update(verdict(*each) for each in zip(placed, truth, strict=True))
                counted["milliseconds"] += round(1000 * took)
    return counts


def summed(counted: Counter[str], texts: int) -> dict[str, float]:
    """Shares in per cent, and the mean time of one text."""
    whole = sum(counted[each] for each in ("right", "silent", "review", "orphan"))
    shares = {
        "right_percent": counted["right"],
        "silently_wrong_percent": counted["silent"],
        "review_percent": counted["review"],
        "orphaned_percent": counted["orphan"],
    }
    found = {name: round(100 * count / whole, 3) for name, count in shares.items()}
    return {**found, "segments": whole, "seconds": round(counted["milliseconds"] / texts / 1000, 4)}


def main() -> None:
    """Measure, and print a table or JSON."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--texts", type=int, default=3, help="interviews for each kind of edit")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--ours", action="store_true", help="leave out the other ways")
    given = parser.parse_args()
    ways = ["whyshore"] if given.ours else list(WAYS)
    result = {}
    for way, by_scenario in measure(given.seed, given.texts, ways).items():
        overall = sum(by_scenario.values(), Counter[str]())
        per = {name: summed(counted, given.texts) for name, counted in by_scenario.items()}
        whole = summed(overall, given.texts * len(SCENARIOS))
        result[way] = {"overall": whole, "scenarios": per}
    if given.json:
        # What is asked of Whyshore stands at the top, the others beside it.
        mine, peers = result.pop("whyshore"), result
        about = {"seed": given.seed, "texts": given.texts}
        print(json.dumps({**about, **mine["overall"], **mine, "peers": peers}, indent=2))
        return
    print(f"seed {given.seed}; {given.texts} interviews of 6,000 words for each kind of edit")
    for way, found in result.items():
        print(f"\n{way:<34}{'right':>8}{'silent':>9}{'review':>9}{'orphan':>9}{'s/text':>9}")
        for name, row in [*found["scenarios"].items(), ("overall", found["overall"])]:
            print(
                f"  {name:<32}{row['right_percent']:>7.2f}%{row['silently_wrong_percent']:>8.2f}%"
                f"{row['review_percent']:>8.2f}%{row['orphaned_percent']:>8.2f}%"
                f"{row['seconds']:>9.3f}"
            )


if __name__ == "__main__":
    main()
