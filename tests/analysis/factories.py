"""Objects for tests of tables and exports; a test names only what matters to it."""

from whyshore.domain.case import Case, new_case
from whyshore.domain.codebook import Code, Codebook, Facet
from whyshore.domain.coding import CodedSegment, Coding
from whyshore.domain.segment import Segment
from whyshore.domain.synthesis import Statement

ORBEA = new_case("Orbea", "China")
FAGOR_CHINA = new_case("Fagor Industrial", "China")
FAGOR_TURKEY = new_case("Fagor Industrial", "Turkey")
CASES = (ORBEA, FAGOR_CHINA, FAGOR_TURKEY)

COLUMNS = (("offshore", "Why offshore"), ("backshore", "Why backshore"))

CODEBOOK = Codebook(
    title="Motives",
    codes=(
        Code("off", "Offshoring", assignable=False, facets={"direction": "offshore"}),
        Code("om", "Market", "off", facets={"direction": "offshore", "orientation": "market"}),
        Code("omg", "Growth", "om", facets={"direction": "offshore", "orientation": "market"}),
        Code("opc", "Cost", "off", facets={"direction": "offshore", "orientation": "production"}),
        Code("bmd", "Decline", facets={"direction": "backshore", "orientation": "market"}),
        Code("ctx", "Context"),
    ),
    facets=(Facet("direction", dict(COLUMNS)),),
)


def coded(  # noqa: PLR0913 (a factory: every fact has a default)
    number: int = 1,
    *,
    code: str = "omg",
    case: Case | None = ORBEA,
    interview: str = "orbea",
    quote: str = "We expected the market to grow",
    start: int | None = None,
    rating: int | None = None,
    memo: str = "",
    turn: int | None = 14,
) -> CodedSegment:
    """A coded segment; `number` gives its id and, unless told otherwise, its place."""
    at = number * 1000 if start is None else start
    return CodedSegment(
        coding=Coding(
            id=f"c{number}",
            segment=Segment(interview, at, at + max(1, len(quote))),
            code=code,
            coder="ana",
            quote=quote,
            rating=rating,
        ),
        interview_title=interview.title(),
        turn=turn,
        speaker="Director",
        case=case.id if case else None,
        case_name=case.name if case else "no case",
        memo=memo,
    )


def statement(
    text: str = "The market would grow",
    *evidence: str,
    seen: dict[str, str] | None = None,
    group: str = "row",
    column: str = "offshore",
    position: int = 1,
) -> Statement:
    """A statement in a cell, resting on the codings with these ids."""
    return Statement(
        id=f"{group}/{column}/{position}/{text}",
        group=group,
        column=column,
        position=position,
        text=text,
        evidence=evidence,
        seen=seen or {},
    )
