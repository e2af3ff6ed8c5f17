import subprocess
import sys
from dataclasses import fields
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from tests.cli.helpers import Run
from whyshore.cli.survey_wishes import TabWish
from whyshore.cli.typer_wishes import takes
from whyshore.cli.wishes import read_plainly, told_of
from whyshore.domain.cross_tab import Correction, Percent

ORDINARY = [
    ["size"],
    ["tech", "--by", "sector*member", "--by", "size", "-p", "study"],
    ["size", "--filter", "staff > 5", "--percent", "row", "--weight=none", "--no-total"],
    [
        "size",
        "--tests",
        "--yates",
        "--net",
        "Big=middle,large",
        "--correction=bh",
        "--residuals",
        "--population",
        "900",
    ],
    ["reasons", "--top", "2,3", "--distribution", "--intervals", "--decimals=2", "--suppress", "3"],
    ["tech", "--named", "--responses", "--json", "--md", "--csv", "--xlsx", "out.xlsx", "--total"],
    ["tech", "--by", "member", "--against-total", "--switch", "wide=true", "--project", "a/b"],
]


def by_typer(words: list[str]) -> TabWish:
    """The wish as Typer reads it."""
    heard: list[TabWish] = []
    app = typer.Typer()
    app.command()(takes(TabWish)(heard.append))
    assert CliRunner().invoke(app, words).exit_code == 0
    return heard[0]


@pytest.mark.parametrize("words", ORDINARY)
def test_words_mean_the_same_with_and_without_typer(words: list[str]) -> None:
    assert read_plainly(TabWish, words) == by_typer(words)


def test_every_option_is_tried_above() -> None:
    tried = {word.partition("=")[0] for words in ORDINARY for word in words}

    for each in fields(TabWish):
        flags = {part for flag in told_of(each).flags for part in flag.split("/")}
        assert not flags or flags & tried, each.name


def test_a_wish_holds_what_was_asked_for() -> None:
    wish = read_plainly(TabWish, ["size", "--percent=row", "--by", "a", "--by", "b*c", "-p", "x"])

    assert wish is not None
    assert (wish.rows, wish.percent, wish.folder) == ("size", Percent.ROW, Path("x"))
    assert wish.request().columns == (("a",), ("b", "c"))
    assert wish.request().correction is Correction.HOLM


@pytest.mark.parametrize(
    "words",
    [
        [],
        ["size", "sector"],
        ["size", "--help"],
        ["size", "--by"],
        ["size", "--by", "--json"],
        ["size", "--percent", "colum"],
        ["size", "--decimals", "7"],
        ["size", "--decimals", "two"],
        ["size", "--suppress=-1"],
        ["size", "--decimals", "1_0"],
        ["size", "--json=yes"],
        ["size", "-pstudy"],
        ["size", "--unknown"],
    ],
)
def test_what_is_out_of_the_ordinary_is_left_to_typer(words: list[str]) -> None:
    assert read_plainly(TabWish, words) is None


@pytest.mark.usefixtures("bundled")
def test_a_plain_table_loads_neither_typer_nor_the_interviews(run: Run) -> None:
    script = (
        "import atexit, sys\n"
        "from whyshore.cli import start\n"
        "start.leave_at_once = lambda: sys.exit(7 if {'typer', 'whyshore.domain.coding'}"
        " & set(sys.modules) else 0)\n"
        "sys.argv = ['whyshore', 'survey', 'tab', 'mech', '--by', 'sub_group']\n"
        "start.main()\n"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, check=False)

    assert done.returncode == 0, done.stderr
    assert done.stdout.decode() == run("survey", "tab", "mech", "--by", "sub_group").out
