from pathlib import Path

import pytest
from rich.cells import cell_len
from textual.widgets import OptionList

from tests.tui.helpers import Sitting, elsewhere, sitting, width_of
from whyshore.tui.dialogs import Asker
from whyshore.tui.panes import NameRow
from whyshore.workflow.organise_cases import add_case

LONG = "Fagor Industrial Koperatiba Elkartea"


@pytest.mark.parametrize(
    "name", ["short", "a very long name of an interview", "北京市朝阳区的访谈记录"]
)
def test_a_row_is_as_wide_as_the_list_and_ends_with_its_numbers(name: str) -> None:
    row = NameRow("id", name, mark="▶ ", numbers="15  52%")

    for width in range(14, 60):
        line = row.line(width).plain
        assert cell_len(line) == width
        assert line.startswith("▶ ")
        assert line.endswith(" 15  52%")
        assert ("…" in line) is (cell_len(name) + 10 > width)


@pytest.mark.parametrize("size", [(80, 24), (100, 30), (120, 36), (140, 40), (160, 48)])
async def test_long_names_take_one_row_each(study: Path, size: tuple[int, int]) -> None:
    with elsewhere(study) as project:
        add_case(project, LONG, "China")
    text = study / "interviews" / "ana.md"
    (study / "interviews" / "an-interview-with-a-name-that-is-long.md").write_bytes(
        text.read_bytes().replace(b"id: ana", b"id: an-interview-with-a-name-that-is-long")
    )
    async with sitting(study, size=size) as at:
        await to_list(at, "interviews")
        rows = at.rows()
        (long,) = [row for row in rows if row.startswith(("│▶ an-int", "│  an-int"))]
        assert "…" in long[:40]
        (case,) = [row for row in rows if row.startswith("│Fagor I")]
        assert "… – China" in case[:40]
        assert all(width_of(row) == size[0] for row in rows)


async def test_a_letter_goes_to_the_next_name_that_begins_with_it(study: Path) -> None:
    with elsewhere(study) as project:
        for company in ("Orbea", "Fagor", "Ormazabal", "Arteche"):
            add_case(project, company, "China")
    async with sitting(study) as at:
        await to_list(at, "interviews")
        await at.press("z")
        assert here(at, "interviews").endswith("zoe (fictional) 0 0%")
        await at.press("b")
        assert "ben" in here(at, "interviews")
        await to_list(at, "cases")
        gone_to = []
        for key in ("o", "o", "o", "A", "x"):
            await at.press(key)
            gone_to.append(here(at, "cases").split()[0])
        assert sorted(gone_to[:2]) == ["Orbea", "Ormazabal"]
        assert gone_to[2:] == [gone_to[0], "Arteche", "Arteche"]


async def test_letters_that_are_keys_stay_keys(study: Path) -> None:
    async with sitting(study) as at:
        await to_list(at, "cases")
        await at.press("a")
        await at.until(lambda: isinstance(at.app.screen, Asker))


def here(at: Sitting, pane: str) -> str:
    options = at.coding.query_one(f"#{pane}", OptionList)
    return at.lines(pane)[options.highlighted or 0]


async def to_list(at: Sitting, pane: str) -> None:
    while at.focus != pane:
        await at.press("tab")
    await at.settle()
