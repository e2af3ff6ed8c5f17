import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.factories import an_interview
from whyshore.coding.edits import Edit, Edited
from whyshore.coding.name_candidates import candidates
from whyshore.coding.pseudonyms import Pseudonyms, names_left
from whyshore.domain.names import FoundBy

KEY = {
    "Orbea": "Company A",
    "Fagor Industrial": "Company B",
    "Iñaki": "Person 1",
    "Ana": "Person 2",
    "Türkiye": "Country 1",
}


def said(text: str) -> str:
    return Pseudonyms(KEY).replaced(text)


def test_a_name_is_found_in_any_case_accent_and_inflection() -> None:
    assert said("ORBEA, orbea's, Orbea’s, Orbeako") == (
        "Company A, Company A's, Company A’s, Company Ako"
    )
    assert said("Inaki, IÑAKI, In\u0303aki, Turkiye") == "Person 1, Person 1, Person 1, Country 1"


def test_the_words_of_a_name_may_be_written_together_or_over_a_line() -> None:
    assert said("Fagor-Industrial fagor_industrial FagorIndustrial Fagor\nIndustrial") == (
        "Company B Company B Company B Company B"
    )


@pytest.mark.parametrize(
    "broken",
    [
        "Or-\nbea",
        "Or- \n  bea",
        "Or\u00ad\nbea",
        "Or\u00adbea",
        "OR\u2010\nBEA",
        "Or-bea",
        "Or\u00ac\nbea",
    ],
)
def test_a_name_broken_at_a_line_end_is_replaced_and_searched_for(broken: str) -> None:
    assert said(f"At {broken}, then.") == "At Company A, then."
    assert list(names_left(KEY, f"At {broken}, then.")) == ["Orbea"]


def test_words_that_only_meet_at_a_dash_or_a_line_end_are_no_name() -> None:
    text = "An\na, or - bea, or\nbea, an- a"

    assert said(text) == text
    assert said("Fagor -\n Industrial, non-\nOrbea") == "Company B, non-\nCompany A"


def test_a_short_name_is_left_alone_inside_other_words() -> None:
    assert said("Ana's analysis, manana, ana.") == "Person 2's analysis, manana, Person 2."


def test_the_longest_name_counts() -> None:
    names = Pseudonyms({"Fagor": "Group F", "Fagor Industrial": "Company B"})

    assert names.replaced("Fagor Industrial of Fagor") == "Company B of Group F"


NOISE = st.text(alphabet=st.sampled_from("aAnNoO rRbBeE'’\n-_.ñÑ\u0303ïy"), max_size=6)


@given(st.lists(st.tuples(NOISE, st.sampled_from([*KEY, *map(str.upper, KEY)])), max_size=5))
@example([("x", "Orbea"), ("", "ORBEA")])
def test_no_name_is_left_in_a_replaced_text(parts: list[tuple[str, str]]) -> None:
    text = "".join(f"{noise} {name} " for noise, name in parts)

    replaced = Pseudonyms(KEY).replaced(text)

    # What the noise spells by chance across a replacement is caught by the check, not here.
    spelled = set(names_left(KEY, " ".join(noise for noise, _ in parts)))
    assert set(names_left(KEY, replaced)) <= spelled | set(names_left(KEY, said(replaced)))
    assert not set(names_left(KEY, said(replaced))) - spelled


# --- positions after an edit ---

TEXT = "We left Orbea for good, and Orbea came back."


def test_positions_follow_the_edits() -> None:
    edited = Edited(TEXT, Pseudonyms(KEY).edits(TEXT))
    start, end = TEXT.index("Orbea for"), TEXT.index(", and")

    assert edited.text == "We left Company A for good, and Company A came back."
    assert edited.text[edited.start_of(start) : edited.end_of(end)] == "Company A for good"


def test_an_edge_inside_what_is_replaced_takes_the_whole_of_it() -> None:
    edited = Edited(TEXT, [Edit(8, 13, "Company A")])

    assert edited.text[edited.start_of(10) : edited.end_of(11)] == "Company A"


@given(st.data())
def test_what_no_edit_touches_keeps_its_words(data: st.DataObject) -> None:
    text = data.draw(st.text(min_size=1, max_size=60))
    cuts = sorted(data.draw(st.sets(st.integers(0, len(text)), max_size=6)))
    edits = [
        Edit(a, b, data.draw(st.text(max_size=5)))
        for a, b in zip(cuts[::2], cuts[1::2], strict=False)
    ]
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))

    edited = Edited(text, edits)

    if not any(edit.start < end and start < edit.end for edit in edits):
        assert edited.text[edited.start_of(start) : edited.end_of(end)] == text[start:end]
    assert 0 <= edited.start_of(start) <= edited.end_of(end) <= len(edited.text)


# --- candidates ---


def test_names_are_proposed_with_counts_and_contexts() -> None:
    interview = an_interview(
        "I: When did Mr Etxeberria leave?\nR: We met Jon Agirre in Poznań. Jon Agirre knew.\n"
    )
    known = {"Orbea": (FoundBy.CASE, "company")}

    found = {each.name: each for each in candidates([interview], known, {"Orbea": "Company A"})}

    assert found["Jon Agirre"].count == 2
    assert "[[Jon Agirre]] in Poznań" in found["Jon Agirre"].contexts[0]
    assert (found["Mr Etxeberria"].found_by, found["Mr Etxeberria"].kind) == (
        FoundBy.RULE,
        "person",
    )
    assert found["Orbea"].pseudonym == "Company A"
    assert "Poznań" in found
    assert not {"We", "When"} & found.keys()
