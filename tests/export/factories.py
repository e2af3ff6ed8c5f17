"""Results for tests of the exports."""

from dataclasses import replace

from tests.analysis.factories import COLUMNS, coded, statement
from whyshore.domain.case import CaseGroup
from whyshore.domain.coding import CodedSegment
from whyshore.domain.results import Standing, SupportedStatement, SynthesisRow, SynthesisTable


def supported(
    text: str,
    *evidence: CodedSegment,
    standing: Standing | None = None,
    why: str = "",
    **wording: str,
) -> SupportedStatement:
    """A statement with its evidence; without any it is unsupported."""
    written = replace(statement(text), **wording)  # type: ignore[arg-type]
    usual = Standing.SUPPORTED if evidence else Standing.UNSUPPORTED
    return SupportedStatement(written, evidence, standing or usual, why)


def row(
    label: str, offshore: list[SupportedStatement], backshore: list[SupportedStatement]
) -> SynthesisRow:
    """A row with statements in both columns."""
    cells = {"offshore": tuple(offshore), "backshore": tuple(backshore)}
    return SynthesisRow(CaseGroup("row", label, 1), (), cells)


def table(*rows: SynthesisRow) -> SynthesisTable:
    """A synthesis of these rows."""
    return SynthesisTable(COLUMNS, rows)


GROWTH = coded(1, quote="We expected the market to grow")
DECLINE = coded(2, code="bmd", quote="It did not", interview="fagor", turn=None)
SYNTHESIS = table(
    row(
        "Orbea-China",
        [supported("It would grow", GROWTH, orientation="market", by="paper", hedge="perhaps")],
        [
            supported("It did not", DECLINE, GROWTH, standing=Standing.STALE, why="recoded"),
            supported("Assets", why="it rests on no quote"),
        ],
    )
)
NAMES = {"omg": "Growth", "bmd": "Decline"}
