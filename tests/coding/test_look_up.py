import random
import time

from whyshore.coding.look_up import closest, rank_codes
from whyshore.domain.codebook import Code, Codebook

CODEBOOK = Codebook(
    codes=(
        Code("off", "Offshoring motive", chord="o", assignable=False),
        Code("off-prod", "Production orientation", "off", chord="op", assignable=False),
        Code("off-prod-cost", "Labour costs", "off-prod", chord="opc", cues=("cheaper wages",)),
        Code("off-prod-skill", "Qualified labour", "off-prod", chord="ops"),
        Code("off-mkt-growth", "Market growth", "off", chord="omg", definition="Demand rises."),
        Code("off-tax", "Tax", "off", chord="ot", cues=("subsidy",)),
        Code("back-elan", "Élan of the parent firm", chord="be"),
        Code("back-quality", "Quality problems", chord="bq", cues=("labour turnover",)),
    )
)


def ids(query: str, *recent: str) -> list[str]:
    return [match.code.id for match in rank_codes(CODEBOOK, query, recent=recent)]


def why(query: str) -> str:
    return rank_codes(CODEBOOK, query)[0].why


def test_a_whole_chord_comes_before_everything_that_starts_with_it() -> None:
    assert ids("ot")[0] == "off-tax"
    assert why("ot") == "chord"


def test_the_start_of_a_chord_finds_its_family_in_order() -> None:
    assert ids("op")[:2] == ["off-prod-cost", "off-prod-skill"]


def test_a_name_beats_a_word_in_a_name_and_that_beats_a_cue() -> None:
    assert ids("labour") == ["off-prod-cost", "off-prod-skill", "back-quality"]


def test_words_may_come_in_any_order() -> None:
    assert ids("gro mar")[0] == "off-mkt-growth"


def test_the_path_is_searched_too() -> None:
    assert ids("production cost")[0] == "off-prod-cost"
    assert why("production cost") == "path"


def test_cues_and_definitions_say_that_they_matched() -> None:
    assert why("wages") == "cue: cheaper wages"
    assert why("demand") == "definition"


def test_case_and_accents_do_not_count() -> None:
    assert ids("ELAN")[0] == "back-elan"
    assert ids("márket")[0] == "off-mkt-growth"


def test_a_misspelt_name_is_still_found() -> None:
    assert ids("qualty problms")[0] == "back-quality"
    assert ids("lbr csts")[0] == "off-prod-cost"


def test_nonsense_finds_nothing() -> None:
    assert ids("zzzzqqq") == []
    assert ids("?!") == []


def test_what_only_groups_codes_is_left_out_unless_asked_for() -> None:
    assert "off-prod" not in ids("production")
    assert rank_codes(CODEBOOK, "off-prod", assignable_only=False)[0].code.id == "off-prod"


def test_recent_codes_come_first_among_equals_only() -> None:
    assert ids("op", "off-prod-skill")[0] == "off-prod-skill"
    assert ids("labour", "back-quality")[0] == "off-prod-cost"


def test_an_empty_query_gives_recent_codes_then_the_codebook() -> None:
    assert ids(" ", "off-tax", "back-elan", "gone")[:3] == ["off-tax", "back-elan", "off-prod-cost"]


def test_the_list_is_no_longer_than_asked() -> None:
    assert len(rank_codes(CODEBOOK, "o", limit=2)) == 2


def test_letters_with_a_meaning_in_patterns_are_only_letters() -> None:
    for query in (".*", "[a", "\\", "(", "^^^", "a|b"):
        assert isinstance(ids(query), list)


def test_two_thousand_codes_take_less_than_a_key() -> None:
    words = ["labour", "cost", "market", "growth", "quality", "speed", "tariff", "risk", "wage"]
    pick = random.Random(1)  # noqa: S311
    codes = [
        Code(
            f"c{number}",
            " ".join(pick.sample(words, 3)),
            definition=" ".join(pick.choices(words, k=40)),
            cues=tuple(" ".join(pick.sample(words, 2)) for _ in range(4)),
        )
        for number in range(2000)
    ]
    codebook = Codebook(codes=tuple(codes))
    rank_codes(codebook, "warm up")

    for query in ("l", "labour", "labuor csot", "zzzz"):
        start = time.perf_counter()
        rank_codes(codebook, query)
        assert time.perf_counter() - start < 0.3, query  # ten times the goal, for slow machines


def test_the_closest_names_come_best_first() -> None:
    known = ["off-mkt", "off-prod-labour", "off-prod-cost"]

    assert closest("off.prod.labor", known)[0] == "off-prod-labour"


def test_a_part_of_a_name_is_close_to_it() -> None:
    assert closest("Fagor", ["Orbea", "Fagor Industrial – China"]) == ["Fagor Industrial – China"]


def test_case_and_accents_do_not_count_for_closeness() -> None:
    assert closest("ORBÉA", ["Ulma", "Orbea"]) == ["Orbea"]


def test_nothing_is_close_to_nothing_or_to_nonsense() -> None:
    assert closest("", ["Orbea"]) == closest("…", ["Orbea"]) == closest("xyz", ["Orbea"]) == []
    assert closest("Orbea", []) == []


def test_at_most_so_many_names_are_given() -> None:
    assert len(closest("firm", [f"firm {number}" for number in range(9)], limit=2)) == 2
