from pathlib import Path
from xml.etree import ElementTree

import pytest

from tests.survey_factories import YAML, a_survey, a_table
from whyshore.domain.cross_tab import Percent
from whyshore.errors import FixableError
from whyshore.export.bars import bars_of
from whyshore.export.bars_as_text import cross_tab_as_bars
from whyshore.export.terminal_text import cells_wide
from whyshore.export.to_svg import cross_tab_as_svg

SVG = "{http://www.w3.org/2000/svg}"


def test_a_group_of_bars_is_a_row_and_a_bar_a_column(tmp_path: Path) -> None:
    bars = bars_of(a_table(a_survey(tmp_path), "tech", "sector", total=False))

    assert bars.series == ("Metal (n = 3 !!)", "Food (n = 3 !!)")
    assert [name for name, _ in bars.groups] == [
        "Artificial intelligence",
        "Internet of Things",
        "None of them",
    ]
    metal, food = bars.groups[0][1]
    assert metal.length == pytest.approx(200 / 3)
    assert (metal.words, food.words) == ("67% (2)", "33% (1)")
    assert bars.end == 100


def test_means_and_counts_have_scales_of_their_own(tmp_path: Path) -> None:
    desk = a_survey(tmp_path)
    means = bars_of(a_table(desk, "staff", "sector"))
    counts = bars_of(a_table(desk, "size", percent=Percent.NONE))

    assert (means.scale, means.end, len(means.groups)) == ("mean", 200, 1)
    assert (counts.scale, counts.end) == ("respondents", 2)


def test_what_is_hidden_has_no_bar(tmp_path: Path) -> None:
    bars = bars_of(a_table(a_survey(tmp_path), "size", "sector", suppress=3))

    assert {bar.length for _, group in bars.groups for bar in group if bar.words == "×"} == {None}


def test_bars_on_a_terminal_differ_by_their_filling(tmp_path: Path) -> None:
    text = cross_tab_as_bars(a_table(a_survey(tmp_path), "tech", "sector", total=False), width=80)

    assert "██ Metal (n = 3 !!)" in text
    assert "▒▒▒▒▒▒ 33% (1)" in text
    assert "Filter: none, all respondents." in text
    assert max(map(cells_wide, text.splitlines())) <= 80


def test_a_picture_can_be_read_out_and_tells_how_it_was_made(tmp_path: Path) -> None:
    desk = a_survey(tmp_path)
    svg = cross_tab_as_svg(a_table(desk, "tech", "sector", total=False))
    root = ElementTree.fromstring(svg)  # noqa: S314 - our own
    title, described = root.find(f"{SVG}title"), root.find(f"{SVG}desc")
    words = [each.text or "" for each in root.iter(f"{SVG}text")]

    assert root.attrib["role"] == "img"
    assert root.attrib["aria-labelledby"] == "title desc"
    assert title is not None
    assert title.text == "tech by sector"
    assert described is not None
    assert "Artificial intelligence: Metal (n = 3 !!) 67% (2)" in (described.text or "")
    assert any(line.startswith("Data: data.csv") for line in words)
    assert "67% (2)" in words
    assert svg == cross_tab_as_svg(a_table(desk, "tech", "sector", total=False))


def test_words_of_a_survey_are_no_markup_in_a_picture(tmp_path: Path) -> None:
    desk = a_survey(tmp_path, survey=YAML.replace("{metal: Metal", '{metal: "<script>&\\e"'))
    svg = cross_tab_as_svg(a_table(desk, "sector"))

    assert "<script>" not in svg
    assert "&lt;script&gt;&amp;␛" in svg
    ElementTree.fromstring(svg)  # noqa: S314 - our own


def test_what_cannot_be_drawn_is_told(tmp_path: Path) -> None:
    options = ", ".join(f"o{number}" for number in range(300))
    wide = YAML.replace("{metal: Metal, food: Food}", f"[metal, food, {options}]")
    with pytest.raises(FixableError, match="too many bars"):
        bars_of(a_table(a_survey(tmp_path, survey=wide), "sector", "member"))
