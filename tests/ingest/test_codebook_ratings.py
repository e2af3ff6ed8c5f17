from pathlib import Path

import pytest

from tests.ingest.test_codebook import problems, read
from whyshore.domain.codebook import RatingScale

CODES = "codes: [{id: a, name: A}]\n"


def test_a_scale_is_read_lowest_step_first(tmp_path: Path) -> None:
    scale = "ratings:\n  title: Certainty\n  scale: {3: certain, 1: doubtful}\n"

    codebook = read(tmp_path, scale + CODES)

    assert codebook.ratings == RatingScale("Certainty", {1: "doubtful", 3: "certain"})
    assert codebook.ratings.in_words() == "1 doubtful, 3 certain"
    assert codebook.ratings.name_of(2) == "2 (not on the scale)"


def test_without_a_scale_there_is_none(tmp_path: Path) -> None:
    assert read(tmp_path, CODES).ratings is None
    assert read(tmp_path, "ratings:\n" + CODES).ratings is None


def test_steps_may_stand_in_quotes(tmp_path: Path) -> None:
    codebook = read(tmp_path, "ratings: {title: C, scale: {'0': no way, '1': sure}}\n" + CODES)

    assert codebook.ratings is not None
    assert dict(codebook.ratings.labels) == {0: "no way", 1: "sure"}


@pytest.mark.parametrize(
    ("ratings", "problem"),
    [
        ("[1, 2]", "`ratings` has to be keys with values"),
        ("{scale: {1: a, 2: b}}", "`ratings` has no title."),
        ("{title: C}", "`ratings` has no scale."),
        ("{title: C, scale: [low, high]}", "`scale` has to be steps with what they mean."),
        ("{title: C, scale: {1: low}}", "A scale needs two steps or more."),
        ("{title: C, scale: {}}", "A scale needs two steps or more."),
        ("{title: C, scale: {low: l, 2: h}}", "`low` is no step of a scale: they are 0 to 9."),
        ("{title: C, scale: {10: l, 2: h}}", "`10` is no step of a scale: they are 0 to 9."),
        ("{title: C, scale: {[1]: l, 2: h}}", "This is no step of a scale: they are 0 to 9."),
        ("{title: C, scale: {1: l, 1: h}}", "The step 1 is there twice; the first is on line 1."),
        ("{title: C, scale: {1: no, 2: h}}", "`no` is read as false by YAML."),
        ("{title: C, scale: {1: l, 2: h}, steps: 3}", "`ratings` has no key `steps`."),
    ],
)
def test_what_is_wrong_with_a_scale_is_told_with_its_line(
    tmp_path: Path, ratings: str, problem: str
) -> None:
    (found,) = problems(tmp_path, f"ratings: {ratings}\n{CODES}")

    assert found.startswith(f":1: {problem}")
