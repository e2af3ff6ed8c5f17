"""Segments are found again in corrected texts, or it is said that they are not."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rapidfuzz.distance import Indel

from whyshore.coding.anchor import Reanchoring
from whyshore.coding.token_map import TokenMap
from whyshore.domain.anchoring import Outcome, Placed
from whyshore.domain.segment import Anchor, anchor
from whyshore.workflow.in_free_order import in_free_order

OLD = """\
I: What took you to China?
R: We expected the market for kitchen equipment to grow. Wages were low, of course.
I: And what about quality?
R: Yes, exactly. It was poor from the first day on, and it never became much better.
I: Did that change?
R: Yes, exactly.
"""
WORDS = ["a", "cost", "wage", "plant", "fell", "rose", "in", "China", "Türkiye", "e\u0301", "🚲"]
SENTENCES = st.lists(
    st.lists(st.sampled_from(WORDS), min_size=1, max_size=8).map(lambda said: " ".join(said) + "."),
    min_size=1,
    max_size=12,
)


def placed(new: str, quote: str, old: str = OLD) -> Placed:
    start = old.index(quote)
    return Reanchoring(old, new).place(start, start + len(quote))


def words(new: str, quote: str) -> tuple[Outcome, str]:
    found = placed(new, quote)
    return found.outcome, new[found.start : found.end]


def test_other_line_breaks_and_blanks_change_nothing() -> None:
    new = OLD.replace("kitchen equipment", "kitchen\n   equipment").replace("?\n", "?\n\n")

    outcome, said = words(new, "market for kitchen equipment to grow")

    assert (outcome, said) == (Outcome.KEPT, "market for kitchen\n   equipment to grow")


def test_a_corrected_typo_at_an_edge_belongs_to_the_segment() -> None:
    new = OLD.replace("Wages", "Wagges")

    assert words(new, "Wages were low, of course.") == (Outcome.KEPT, "Wagges were low, of course.")


def test_a_name_replaced_throughout_is_no_doubt_about_the_words() -> None:
    old = OLD + "I: So China was dear?\n"
    new = old.replace("China", "[country A]")
    start = old.index("took you to China?")

    found = Reanchoring(old, new).place(start, start + len("took you to China?"))

    assert (found.outcome, new[found.start : found.end]) == (
        Outcome.KEPT,
        "took you to [country A]?",
    )


def test_words_put_in_at_an_edge_are_a_persons_to_decide() -> None:
    new = OLD.replace("Wages were low, of course", "Wages were low by then, of course")

    assert placed(new, "Wages were low").outcome is Outcome.REVIEW


def test_a_new_sentence_behind_a_coded_one_is_outside() -> None:
    new = OLD.replace("of course.", "of course. Taxes too.")

    assert words(new, "Wages were low, of course.") == (
        Outcome.KEPT,
        "Wages were low, of course.",
    )


def test_a_filler_that_stands_twice_is_never_taken_for_the_other() -> None:
    new = OLD.replace("I: Did that change?\nR: Yes, exactly.\n", "")
    last = OLD.rindex("Yes, exactly.")

    found = Reanchoring(OLD, new).place(last, last + len("Yes, exactly."))

    assert not found.outcome.is_settled


def test_a_paragraph_that_moved_is_found_again() -> None:
    quote = "It was poor from the first day on, and it never became much better."
    new = f"R: {quote}\n" + OLD.replace(f" {quote}", "")

    assert words(new, quote) == (Outcome.MOVED, quote)


def test_deleted_words_are_an_orphan() -> None:
    quote = "It was poor from the first day on, and it never became much better."

    assert placed(OLD.replace(quote, ""), quote).outcome is Outcome.ORPHANED


def test_a_long_stretch_is_kept_when_a_turn_comes_into_it() -> None:
    # Each sentence is its own, so that the ends of the stretch are no repetition.
    turns = [f"R: Point {n} was {n % 2} and slow in the year {1980 + n}." for n in range(30)]
    old = "\n".join(turns)
    new = old.replace(turns[15], f"{turns[15]}\nI: Let me write that down, as it matters.")
    start, end = old.index(turns[5]), old.index(turns[25]) + len(turns[25])

    found = Reanchoring(old, new).place_stretch(start, end)

    assert found.outcome is Outcome.KEPT
    assert new[found.start : found.end].startswith(turns[5])
    assert new[found.start : found.end].endswith(turns[25])


def test_an_orphan_is_found_when_its_words_are_back() -> None:
    quote = "Wages were low, of course."
    start = OLD.index(quote)
    texts = Reanchoring(OLD.replace(quote, ""), OLD)

    found = texts.find(anchor(OLD, start, start + len(quote)))

    assert (found.outcome, found.start) == (Outcome.MOVED, start)
    assert texts.find(Anchor("Nobody said this.", "", "")).outcome is Outcome.ORPHANED


@given(SENTENCES, st.data())
@settings(max_examples=150, deadline=None)
def test_in_the_same_text_everything_stays(sentences: list[str], data: st.DataObject) -> None:
    text = "\n".join(sentences)
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    bare = text[start:end].strip()

    found = Reanchoring(text, text).place(start, end)

    if bare:
        # A repeated filler may need a look; where it is settled, it lies where it lay.
        assert found.outcome in {Outcome.KEPT, Outcome.REVIEW}
        assert text[found.start : found.end].strip() == bare or not found.outcome.is_settled
        assert text[start:end].find(text[found.start : found.end]) >= 0


@given(SENTENCES, SENTENCES, SENTENCES, st.data())
@settings(max_examples=150, deadline=None)
def test_what_is_settled_has_the_words_of_the_segment(
    before: list[str], coded: list[str], after: list[str], data: st.DataObject
) -> None:
    old = "\n".join([*before, *coded, *after])
    shuffled = data.draw(st.permutations([*before, *coded]))
    new = "\n".join(["Something new.", *shuffled, *after[1:]])
    start = len("\n".join(before)) + 1
    end = start + len("\n".join(coded))

    found = Reanchoring(old, new).place(start, end)

    assert 0 <= found.start <= found.end <= len(new)
    if found.outcome.is_settled:
        was, now = (
            " ".join(each.split()) for each in (old[start:end], new[found.start : found.end])
        )
        assert Indel.normalized_similarity(was, now) >= 0.75


@given(SENTENCES, SENTENCES)
@settings(max_examples=100, deadline=None)
def test_the_alignment_pairs_equal_words_in_order(one: list[str], other: list[str]) -> None:
    texts = TokenMap(" ".join(one), " ".join(other))

    pairs = [(a, c) for a, c in enumerate(texts.to_new) if c >= 0]

    assert all(texts.old.ids[a] == texts.new.ids[c] for a, c in pairs)
    assert [c for _, c in pairs] == sorted(c for _, c in pairs)


def test_texts_too_long_for_one_comparison_are_tied_together_piece_by_piece() -> None:
    old = " ".join(f"word{number}" for number in range(20_000))
    new = "Put in before. " + old.replace("word10000 ", "") + " " + old[:40_000]
    at = old.index("word12000")

    found = Reanchoring(old, new).place(at, at + len("word12000 word12001 word12002 word12003"))

    assert new[found.start : found.end] == "word12000 word12001 word12002 word12003"


@given(st.permutations(range(8)), st.integers(0, 8))
def test_things_are_moved_in_an_order_in_which_their_places_are_free(
    places: list[int], shift: int
) -> None:
    moves = [(number, place + shift) for number, place in enumerate(places)]
    lying = {number: number for number in range(8)}

    for before, after in in_free_order(moves, lambda place: place, lambda place: -1 - place):
        thing = next(each for each, place in lying.items() if place == before)
        assert after == before or after not in lying.values()
        lying[thing] = after

    assert lying == dict(moves)


SWAPPED = """\
I: Why did you leave?

R: The board decided in 2009 to close the plant in Poland.

I: And then?

R: The board decided in 2012 to close the plant in Mexico.
"""


def swapped(old: str) -> str:
    first, other = (line for line in old.split("\n") if line.startswith("R:"))
    return old.replace(first, "…").replace(other, first).replace("…", other)


@pytest.mark.parametrize(
    "quote",
    [
        "The board decided in 2009 to close the plant in Poland.",
        "R: The board decided in 2012 to close the plant in Mexico.",
        "in 2009 to close the plant",
        "to close the plant in Poland",
        "to close the plant",
    ],
)
def test_words_that_changed_places_with_like_ones_are_never_just_kept(quote: str) -> None:
    found = placed(swapped(SWAPPED), quote, SWAPPED)

    assert found.outcome is not Outcome.KEPT
    line = next(line for line in SWAPPED.split("\n") if quote in line)
    assert swapped(SWAPPED).index(line) <= found.start < swapped(SWAPPED).index(line) + len(line)


def test_like_paragraphs_that_changed_places_with_their_questions_take_codings_along() -> None:
    first, other = SWAPPED.split("\n\nI: And")
    new = f"I: And{other}\n{first}\n"
    quote = "The board decided in 2009 to close the plant in Poland."

    found = placed(new, quote, SWAPPED)

    assert (found.outcome, new[found.start : found.end]) == (Outcome.MOVED, quote)


def test_a_typo_in_one_of_two_like_sentences_is_no_doubt() -> None:
    new = SWAPPED.replace("2009 to close", "2009 to closee")

    assert placed(new, "in 2009 to close the plant", SWAPPED).outcome is Outcome.KEPT


def test_a_deleted_answer_is_not_taken_for_the_same_words_under_another_question() -> None:
    kept = "I: And Morocco?\nR: Yes, very much.\nI: Thank you for all of that.\n"
    old = f"I: Was it hard?\nR: Yes, very much.\n{kept}"
    new = f"I: Was it hard?\n{kept}"

    found = placed(new, "Yes, very much.", old)

    assert found.outcome is Outcome.REVIEW
    assert "after “I: And Morocco?”, not “I: Was it hard?”" in found.why


LONG_ANSWER = """\
R: It was as poor as anybody could have feared it would be, from the first day on and through the \
whole of the following year. Nobody ever told us the reason. We sent our own people there, twice, \
and they came home with nothing but a list of complaints about the machines and the customs.
I: And then?
R: We closed the plant in the spring. The wages had doubled by then. The workers went elsewhere, \
and so did most of the machines that we had brought there in the first two years.
"""


def test_a_coded_answer_that_lost_a_sentence_to_another_place_is_for_a_person() -> None:
    quote = LONG_ANSWER[3 : LONG_ANSWER.index("\nI:")]
    sentence = " Nobody ever told us the reason."
    moved = LONG_ANSWER.replace(sentence, "").replace("by then.", f"by then.{sentence}")
    deleted = LONG_ANSWER.replace(sentence, "")

    assert placed(moved, quote, LONG_ANSWER).outcome is Outcome.REVIEW
    assert placed(deleted, quote, LONG_ANSWER).outcome is Outcome.KEPT


def test_a_coded_answer_that_got_a_sentence_from_another_place_is_for_a_person() -> None:
    quote = LONG_ANSWER[3 : LONG_ANSWER.index("\nI:")]
    sentence = " The wages had doubled by then."
    moved = LONG_ANSWER.replace(sentence, "").replace("reason.", f"reason.{sentence}")
    new = LONG_ANSWER.replace("reason.", "reason. That was odd to all of us.")

    assert placed(moved, quote, LONG_ANSWER).outcome is Outcome.REVIEW
    assert placed(new, quote, LONG_ANSWER).outcome is Outcome.KEPT


TWINS = """\
I: How was it there?
R: Nobody told us why. We closed the plant in Poland in the spring. The workers in Brno went \
elsewhere and the machines came home to us.
I: Anything else?
R: I think so. It took a year until all of it was done.
I: And then?
R: Nobody told us why. We closed the plant in Mexico in the spring. The workers in Leon went \
elsewhere and the machines came home to us.
"""


def twins_swapped() -> str:
    lines = TWINS.split("\n")
    lines[1], lines[5] = lines[5], lines[1]
    return "\n".join(lines)


def test_a_sentence_that_two_like_paragraphs_share_goes_with_its_own_one() -> None:
    found = placed(twins_swapped(), "Nobody told us why.", TWINS)

    assert found.outcome is Outcome.MOVED
    assert found.start == twins_swapped().rindex("Nobody told us why.")


def test_a_segment_that_ends_in_a_like_paragraph_that_went_is_for_a_person() -> None:
    quote = "It took a year until all of it was done.\nI: And then?\nR: Nobody told us why."

    assert placed(twins_swapped(), quote, TWINS).outcome is Outcome.REVIEW


def test_a_sentence_stays_in_its_corrected_paragraph_beside_an_untouched_like_one() -> None:
    new = TWINS.replace("Poland in the spring", "Mexico in spring").replace(
        "Brno went", "Leon went"
    )
    found = placed(new, "Nobody told us why.", TWINS)

    assert found.outcome is Outcome.KEPT
    assert found.start == new.index("Nobody told us why.")


def test_a_short_answer_is_not_taken_for_the_beginning_of_a_longer_one() -> None:
    before = "R: The union wanted higher wages, and headquarters closed the foundry.\nI: Closed?\n"
    after = "Right. We moved the machines to Poland and sold the buildings to the town.\n"
    old, new = f"{before}R: Right.\nR: {after}", f"{before}R: {after}"

    assert placed(new, "Right.", old).outcome in {Outcome.REVIEW, Outcome.ORPHANED}
