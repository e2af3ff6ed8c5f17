from pathlib import Path

import pytest

from tests.cli.helpers import Run

TABLE_5: dict[str, tuple[list[str], list[str]]] = {
    "Orbea-China; Fagor Industrial-China; Irizar-China / India": (
        [
            "Expectation that the Asian market for premium bicycles, kitchen equipment and buses "
            "would grow"
        ],
        [
            "Market did not develop as planned, loss of market argument",
            "Too specific assets to sell",
            "Behavioural uncertainty with regard to the market",
            "Plants ended up producing for export, whereas they had been intended to sell in local "
            "markets",
            "Mis-taxation of expectations followed by rectification (pull-out)",
        ],
    ),
    "Arteche, Fagor Industrial, Ormazabal-Turkey": (
        [
            "Sales potential on domestic (hotel) market",
            "Relatively well-skilled human resources and supply chain",
        ],
        [
            "Crisis in (tourism) market",
            "Behavioural uncertainty with regard to the market",
            "No appreciation for true quality: low willingness to pay and many customers settling "
            "for copycat products",
            "Growing environmental uncertainty from an institutional perspective as well",
            "Lack of strategic fit with core business/loss of market argument",
        ],
    ),
    "Arteche, Ormazabal-Brazil": (
        [
            "Perhaps not genuine offshore cases, but acquisitions/ JVs due to sales potential on "
            "domestic market and bargain"
        ],
        [
            "Market deterioration, Labour relations, levies on imports of parts",
            "Behavioural uncertainty (of market and of supply chain/inter-organizational network "
            "or value chain)",
            "Environmental uncertainty from an institutional perspective as well",
            "Lack of strategic fit with core business/ loss of market argument",
        ],
    ),
    "SNA Europe-China": (
        [
            "Started forming part of a consortium and ended up being surrounded with production "
            "plants in, among others, China and a sub-optimal distribution of production "
            "assignments across plants"
        ],
        ["Restructuring, rationalization of production apparatus and origin-destination relations"],
    ),
    "NBI Bearings - China": (
        [
            "Premeditated choice: design in Europe, production in China (production cost rationale "
            "and “chopping up” the value chain principles)"
        ],
        [
            "Financial crisis leading to lack of resources to keep the multinational structure the "
            "firm had created intact, and requiring NBI Bearings to reconsider its international "
            "strategy and multinational structures",
            "Decision to sell the Chinese unit, not because it was not functioning properly, but "
            "due to force majeure",
            "As the company opted for more R&D-intensive and high-end products, it decided to "
            "focus on its home base and concentrate its activities in the Basque Country (later "
            "complemented by a nearshoring move of applied engineering activities to Romania): "
            "development and competences as drivers for backshoring and market orientation (focus "
            "on higher market ends implied selling to customers in Europe, in particular, which "
            "made production in Europe a rational choice)",
            "Endogenous (intra-firm) causes (as far as exogenous causes were concerned, they "
            "related to the financial system, not the market situation in China, for instance",
        ],
    ),
}


def printed_table(markdown: str) -> dict[str, tuple[list[str], list[str]]]:
    """Rows of a printed table: label, and the statements of both columns."""
    rows = [line.strip("| ").split(" | ") for line in markdown.splitlines() if line.startswith("|")]
    return {
        label.strip("*"): (offshore.split("<br>"), backshore.split("<br>"))
        for label, offshore, backshore in rows[2:]
    }


@pytest.mark.usefixtures("bundled")
def test_table_5_is_the_papers_word_for_word(run: Run) -> None:
    answer = run("table")

    assert answer.code == 0
    assert list(printed_table(answer.out)) == list(TABLE_5)
    assert printed_table(answer.out) == TABLE_5
    lines = answer.out.splitlines()
    assert lines[2] == (
        "| Company and country where production was established | Why offshore | Why backshore |"
    )
    assert lines[-1] == "Source: Own elaboration based on interviews and desk research."


@pytest.mark.usefixtures("bundled")
def test_table_5_has_the_papers_numbers(run: Run) -> None:
    rows = run("table", "--json").data["rows"]
    pairs = {case["name"] for row in rows for case in row["cases"]}

    assert len(rows) == 5
    assert len(pairs) == 11
    assert len({pair.split(" – ")[0] for pair in pairs}) == 7
    assert len({pair.split(" – ")[1] for pair in pairs}) == 4
    assert sum(len(row["cells"]["offshore"]) for row in rows) == 6
    assert sum(len(row["cells"]["backshore"]) for row in rows) == 19
    for statement in (each for row in rows for cell in row["cells"].values() for each in cell):
        assert statement["standing"] == "supported"
        assert statement["evidence"]


def test_table_5_is_the_same_when_the_database_is_built_anew(run: Run, bundled: Path) -> None:
    before = run("table").out
    for path in bundled.glob("whyshore.db*"):
        path.unlink()

    assert run("table").out == before


@pytest.mark.usefixtures("bundled")
def test_orientation_evidence_and_quotes_are_added_on_request(run: Run) -> None:
    plain = run("table").out
    orientation = run("table", "--orientation").out
    evidence = run("table", "--evidence").out
    quotes = run("table", "--quotes").out

    assert "market" in orientation
    assert "by paper" in orientation or "paper" in orientation
    assert len({plain, orientation, evidence, quotes}) == 4
    assert quotes.count("[^") >= 50
    assert "turn" in quotes
    for printed in (orientation, evidence, quotes):
        for offshore, backshore in TABLE_5.values():
            assert all(statement in printed for statement in (*offshore, *backshore))


def test_the_table_is_written_where_one_says(run: Run, bundled: Path) -> None:
    answer = run("table", "--out", "out/here.md", "--write")

    assert (bundled / "out" / "here.md").read_text(encoding="utf-8") == answer.out
