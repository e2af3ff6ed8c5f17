import pytest

from whyshore.coding.match_names import NameList, normalised
from whyshore.domain.case import new_case
from whyshore.domain.link import Candidate, Method

FIRMS = {
    "r1": "FAGOR INDUSTRIAL, S. Coop.",
    "r2": "Fagor Electrónica, S. Coop.",
    "r3": "Fagor Arrasate, S. Coop.",
    "r4": "Ormazabal Velatia, S.L.U.",
    "r5": "NBI Bearings Europe, S.A.",
    "r6": "Müller & Söhne GmbH & Co. KG",
    "r7": "Construcciones y Auxiliar de Ferrocarriles, S.A.",
    "r8": "Orbea S. Coop. Ltda.",
    "r9": "Talleres Zabaleta Hnos., S.L.",
}


def found(company: str, *aliases: str, key: str = "", **more: object) -> tuple[Candidate, ...]:
    return NameList(FIRMS).candidates(new_case(company, aliases=aliases), key=key, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("name", "bare"),
    [
        ("Fagor Industrial, S. Coop.", "fagor industrial"),
        ("FAGOR INDUSTRIAL S.COOP.", "fagor industrial"),
        ("Ormazabal S.L.U.", "ormazabal"),
        ("Ormazabal SLU", "ormazabal"),
        ("Müller & Söhne GmbH & Co. KG", "muller and sohne"),
        ("Talleres Zabaleta Hnos., S. L.", "talleres zabaleta hermanos"),
        ("Novo Nordisk A/S", "novo nordisk"),
        ("Alpha y Omega, S.A.", "alpha and omega"),
        ("S.A.", "sa"),
        ("株式会社", "株式会社"),
        ("...", "..."),
    ],
)
def test_a_name_loses_accents_punctuation_and_legal_form(name: str, bare: str) -> None:
    assert normalised(name) == bare


def test_the_same_firm_in_another_legal_form_is_proposed() -> None:
    first, *_ = found("Fagor Industrial")

    assert (first.respondent, first.method, first.sure) == ("r1", Method.NORMALISED, True)


def test_a_key_of_the_case_comes_before_every_name() -> None:
    first, second, *_ = found("Fagor Industrial", key="r9")

    assert (first.respondent, first.method, first.sure) == ("r9", Method.KEY, True)
    assert (second.respondent, second.sure) == ("r1", False)


def test_an_alias_that_was_confirmed_once_is_enough() -> None:
    [first, *_] = found("CAF", "Construcciones y Auxiliar de Ferrocarriles")

    assert (first.respondent, first.method, first.sure) == ("r7", Method.ALIAS, True)


@pytest.mark.parametrize("company", ["Fagor", "Fagor Ederlan", "CAF", "NBI", "Ormazabal", "Müller"])
def test_a_part_of_a_name_or_one_word_alone_is_never_proposed(company: str) -> None:
    assert not any(each.sure for each in found(company))


def test_a_part_of_a_name_is_listed_for_a_person_to_look_at() -> None:
    listed = found("Fagor")

    assert {each.respondent for each in listed} == {"r1", "r2", "r3"}
    assert all("shares “fagor”" in each.why for each in listed)


def test_a_typing_mistake_is_proposed_with_its_score() -> None:
    [first, *_] = found("Talleres Zabalta Hermanos")

    assert (first.respondent, first.method, first.sure) == ("r9", Method.SIMILAR, True)
    assert first.score >= 88
    assert "ahead of the next" in first.why


def test_two_respondents_of_the_same_name_are_both_shown_and_none_is_proposed() -> None:
    twins = NameList({"a": "Alfa Motor, S.A.", "b": "ALFA MOTOR"})

    both = twins.candidates(new_case("Alfa Motor S.L."))

    assert [(each.respondent, each.sure) for each in both] == [("a", False), ("b", False)]


def test_what_was_rejected_is_not_shown_again() -> None:
    assert "r1" not in {each.respondent for each in found("Fagor Industrial", rejected=["r1"])}


def test_machine_made_variants_of_a_name_are_never_proposed_for_another_firm() -> None:
    """The true firm is taken out of the list each time: nothing may be proposed instead."""
    for gone, name in FIRMS.items():
        rest = NameList({key: each for key, each in FIRMS.items() if key != gone})
        for variant in (name, name.upper(), name.split(",")[0], name[:-1], name.replace("a", "á")):
            proposed = [each.respondent for each in rest.candidates(new_case(variant)) if each.sure]
            assert proposed == [], variant
