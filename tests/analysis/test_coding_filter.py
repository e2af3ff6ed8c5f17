from tests.factories import a_coding, an_interview
from whyshore.analysis.coding_filter import (
    BRANCH,
    CASE,
    CODE,
    CODER,
    CodingFilter,
    Trait,
    filter_in_words,
    in_order,
    in_words,
    traits_found,
)
from whyshore.domain.codebook import Code, Codebook, Facet
from whyshore.domain.coding import Coding

ANA = an_interview()
DIRECTION = "facet:direction"
BOOK = Codebook(
    codes=(
        Code("off", "Offshoring", chord="o", facets={"direction": "offshore"}),
        Code("growth", "Growth", "off", chord="og", facets={"direction": "offshore"}),
        Code("cost", "Cost", "off", chord="oc", facets={"direction": "offshore"}),
        Code("decline", "Decline", chord="bd", facets={"direction": "backshore"}),
        Code("tone", "Tone"),
    ),
    facets=(Facet("direction", {"offshore": "Why offshore", "backshore": "Why backshore"}),),
)
GROWTH = a_coding(ANA, "We expected the market to grow.", code="growth")
COST = a_coding(ANA, "Wages were low.", code="cost", coder="ben")
DECLINE = a_coding(ANA, "The market fell.", code="decline")
TONE = a_coding(ANA, "Quality was poor.", code="tone", coder="ben")
GONE = a_coding(ANA, "We also had friends there.", code="no-longer")
ALL = [GROWTH, COST, DECLINE, TONE, GONE]


def case_of(coding: Coding) -> str | None:
    return {GROWTH.id: "orbea", COST.id: "fagor"}.get(coding.id)


def passing(*wanted: tuple[str, str]) -> list[Coding]:
    return CodingFilter(tuple(Trait(*each) for each in wanted)).passing(ALL, BOOK, case_of)


def test_with_nothing_asked_everything_shows() -> None:
    assert passing() == ALL
    assert not CodingFilter()


def test_one_thing_is_asked() -> None:
    assert passing((CODE, "cost")) == [COST]
    assert passing((BRANCH, "off")) == [GROWTH, COST]
    assert passing((CODER, "ben")) == [COST, TONE]
    assert passing((DIRECTION, "backshore")) == [DECLINE]
    assert passing((CASE, "orbea")) == [GROWTH]
    assert passing((CASE, "")) == [DECLINE, TONE, GONE]


def test_answers_to_one_question_are_alternatives() -> None:
    assert passing((DIRECTION, "backshore"), (DIRECTION, "offshore")) == [GROWTH, COST, DECLINE]
    assert passing((CODE, "tone"), (BRANCH, "off")) == [GROWTH, COST, TONE]


def test_different_questions_all_have_to_hold() -> None:
    assert passing((BRANCH, "off"), (CODER, "ben")) == [COST]
    assert passing((DIRECTION, "offshore"), (CASE, "fagor"), (CODER, "ana")) == []


def test_a_code_that_left_the_codebook_can_be_asked_for() -> None:
    assert passing((CODE, "no-longer")) == [GONE]


def test_only_what_occurs_is_counted() -> None:
    found = traits_found(ALL, BOOK, case_of)

    assert found[Trait(BRANCH, "off")] == found[Trait(DIRECTION, "offshore")] == 2
    assert found[Trait(CODER, "ana")] == found[Trait(CASE, "")] == 3
    assert Trait(CODE, "off") not in found
    assert Trait(BRANCH, "cost") not in found


def test_traits_come_facets_first_and_in_the_order_of_the_codebook() -> None:
    found = in_order(traits_found(ALL, BOOK, case_of), BOOK)

    assert [in_words(each, BOOK, {"orbea": "Orbea – China"}) for each in found] == [
        "direction: offshore",
        "direction: backshore",
        "coder: ana",
        "coder: ben",
        "case: no case",
        "case: fagor",
        "case: Orbea – China",
        "branch: o Offshoring",
        "code: og Growth",
        "code: oc Cost",
        "code: bd Decline",
        "code: Tone",
        "code: no-longer",
    ]


def test_a_filter_says_what_it_asks() -> None:
    wanted = CodingFilter((Trait(CODER, "ben"), Trait(DIRECTION, "backshore"), Trait(CODER, "ana")))

    words = filter_in_words(wanted, BOOK, {})

    assert words == "direction: backshore and coder: ana or coder: ben"
