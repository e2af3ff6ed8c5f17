from dataclasses import replace

from whyshore.coding.renamed_codes import probable_renames
from whyshore.domain.codebook import Code

OLD = Code("off-cost", "Lower cost", "off", "Cheaper production abroad.", chord="oc")


def pairs(gone: list[Code], new: list[Code]) -> list[tuple[str, str]]:
    return [(each.code, each.new) for each in probable_renames(gone, new)]


def test_another_id_alone_is_certain_and_says_why() -> None:
    (found,) = probable_renames([OLD], [replace(OLD, id="wages")])

    assert found.likeness > 90
    assert found.why == ("same name", "same definition", "same chord")


def test_a_code_that_shares_only_the_chord_is_another_one() -> None:
    assert pairs([OLD], [Code("x", "Quality problems", "off", "Scrap.", chord="oc")]) == []


def test_each_code_goes_to_the_one_most_like_it() -> None:
    near = replace(OLD, id="low-cost", definition="Cheaper production.")
    other = Code("off-far", "Distance", "off", "Too far away.", chord="of")

    found = pairs([other, OLD], [near, replace(other, id="far"), replace(OLD, id="cost")])

    assert sorted(found) == [("off-cost", "cost"), ("off-far", "far")]
