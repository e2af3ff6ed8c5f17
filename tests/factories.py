"""Make objects for tests, so that a test names only what matters to it."""

from pathlib import Path
from uuid import uuid4

from whyshore.domain.case import Case, new_case
from whyshore.domain.coding import Coding
from whyshore.domain.interview import Interview, Role, Turn
from whyshore.domain.segment import Segment, anchor

CODEBOOK = """\
title: A small codebook
facets:
  direction:
    values: {offshore: Why offshore, backshore: Why backshore}
  orientation:
    values: {production: Production, market: Market}
codes:
  - id: 'off'
    name: Offshoring
    chord: o
    direction: offshore
    children:
      - {id: off-growth, name: Expected market growth, chord: og, orientation: market,
         cues: [would grow]}
      - {id: off-cost, name: Lower cost, chord: oc, orientation: production}
  - id: back
    name: Backshoring
    chord: b
    direction: backshore
    children:
      - {id: back-decline, name: Market deteriorated, chord: bd, orientation: market}
      - {id: back-quality, name: Quality problems, chord: bq, orientation: production}
  - {id: obstacle, name: Obstacle, chord: xo}
"""

TEXT = """\
I: What took you to China?
R: We expected the market to grow. Wages were low. We also had friends there.
I: And Turkey?
R: The market fell. Quality was poor.
"""


def turns_of(text: str) -> tuple[Turn, ...]:
    """A turn per line, with the label before the first colon."""
    turns: list[Turn] = []
    start = 0
    for line in text.split("\n"):
        label, colon, _ = line.partition(": ")
        if line:
            words = start + len(label) + 2 if colon else start
            role = {"I": Role.INTERVIEWER, "R": Role.RESPONDENT}.get(label, Role.OTHER)
            turns.append(Turn(len(turns) + 1, start, words, start + len(line), label, label, role))
        start += len(line) + 1
    return tuple(turns)


def an_interview(text: str = TEXT, interview_id: str = "ana", **about: object) -> Interview:
    """An interview with a turn per line."""
    facts: dict[str, object] = {"path": f"{interview_id}.md", "title": interview_id.title()}
    return Interview(id=interview_id, text=text, turns=turns_of(text), **{**facts, **about})  # type: ignore[arg-type]


def a_case(company: str = "Orbea", country: str = "China") -> Case:
    """A company in a country."""
    return new_case(company, country)


def a_coding(
    interview: Interview, quote: str, *, code: str = "off-growth", coder: str = "ana"
) -> Coding:
    """A coding of the first place where an interview says these words."""
    start = interview.text.index(quote)
    segment = Segment(interview.id, start, start + len(quote))
    kept = anchor(interview.text, segment.start, segment.end)
    return Coding(uuid4().hex, segment, code, coder, kept.quote, kept.before, kept.after)


def place(interview: Interview, quote: str) -> Segment:
    """Where an interview says these words first."""
    start = interview.text.index(quote)
    return Segment(interview.id, start, start + len(quote))


def a_project_folder(folder: Path, **transcripts: str) -> Path:
    """A folder with the small codebook and some transcripts (named by keyword)."""
    (folder / "interviews").mkdir(parents=True, exist_ok=True)
    (folder / "codebook.yaml").write_text(CODEBOOK, encoding="utf-8")
    for name, text in (transcripts or {"ana": TEXT}).items():
        (folder / "interviews" / f"{name}.md").write_text(text, encoding="utf-8")
    return folder
