"""Bands of numbers come in the order of the numbers, whatever they look like."""

import pytest

from whyshore.domain.bands import in_band_order


@pytest.mark.parametrize(
    "ordered",
    [
        ["$0 - $24,999", "$25,000 - $49,999", "$50,000 - $99,999", "$150,000+"],
        ["18-29", "30-44", "45-60", "> 60"],
        ["0", "1_10", "11_25", "26_50", "gt_50"],
        ["lt_10", "10_50", "50_250", "gt_250"],
        ["Under 18", "18 to 24", "25 to 34", "100 or older"],
        ["None", "Less than 5 hours", "5–10 hours", "More than 10 hours"],
        ["< 10.000 €", "10.000 – 49.999 €", "50.000 € und mehr"],
        ["up to 50k", "50k-100k", "100k-1m", "1m+"],
        ["26_50", "51_100", "150000+"],
    ],
)  # fmt: skip
def test_bands_are_ordered_by_their_numbers(ordered: list[str]) -> None:
    assert in_band_order(sorted(ordered, reverse=True)) == ordered


@pytest.mark.parametrize(
    "answers",
    [
        ["Metal", "Food"],
        ["Region 1", "Region 2-3"],
        ["1", "2", "3"],
        ["2014-11-01", "2014-12-15"],
        ["18-29", "18-30"],
        ["18-29", "60-30"],
        ["18-29", "30+", "Prefer not to say"],
    ],
)
def test_other_answers_are_no_bands(answers: list[str]) -> None:
    assert in_band_order(answers) is None
