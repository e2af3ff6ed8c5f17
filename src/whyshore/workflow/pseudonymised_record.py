"""The work on a project with every name replaced, and every position in its replaced text."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from whyshore.coding.edits import Edited
from whyshore.coding.pseudonyms import Pseudonyms
from whyshore.domain.anchoring import Adrift, Outcome
from whyshore.domain.case import Case, CaseGroup, DefaultCase, Passage, slug
from whyshore.domain.coding import Coding
from whyshore.domain.guide import Pin
from whyshore.domain.interview import Interview
from whyshore.domain.memo import Memo, Topic
from whyshore.domain.record import Record
from whyshore.domain.segment import NOWHERE, Anchor, Segment, anchor
from whyshore.domain.synthesis import Statement
from whyshore.ingest.transcripts import interview_id

CHANGED = "changed"
"""Stands for what a statement's writer saw: a fingerprint could be tried with guessed names."""


@dataclass
class Renamer:
    """Replaces names in words, in ids (which stay ids) and in the paths of files."""

    names: Pseudonyms
    interviews: Mapping[str, Interview]
    edited: dict[str, Edited] = field(default_factory=dict)
    paths: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        taken: set[str] = set()
        for name, interview in self.interviews.items():
            self.edited[name] = Edited(interview.text, self.names.edits(interview.text))
            path = self._free_path(self.text(interview.path), taken)
            taken.add(interview_id(path))
            self.paths[name] = path

    def text(self, text: str) -> str:
        """Words with every name replaced."""
        return self.names.replaced(text)

    def id(self, name: str) -> str:
        """An id with every name replaced."""
        replaced = self.text(name)
        return name if replaced == name else slug(replaced)

    def interview(self, name: str) -> str:
        """The id that an interview has under its new path."""
        return interview_id(self.paths[name])

    def segment(self, segment: Segment) -> Segment:
        """A segment on the same words of the replaced text."""
        name = self.interview(segment.interview)
        if segment.start >= NOWHERE:
            return Segment(name, segment.start, segment.end)
        edited = self.edited[segment.interview]
        return Segment(name, edited.start_of(segment.start), edited.end_of(segment.end))

    @staticmethod
    def _free_path(path: str, taken: set[str]) -> str:
        """A path whose id no other has, as two names may have one pseudonym."""
        stem, dot, ending = path.rpartition(".")
        number, free = 2, path
        while interview_id(free) in taken:
            free = f"{stem}-{number}{dot}{ending}"
            number += 1
        return free


def renamed_interview(renamer: Renamer, interview: Interview) -> Interview:
    """An interview with its replaced text and facts; turns keep their order and role."""
    text, ids = renamer.text, renamer.id
    return replace(
        interview,
        id=renamer.interview(interview.id),
        path=renamer.paths[interview.id],
        title=text(interview.title),
        text=renamer.edited[interview.id].text,
        turns=tuple(
            replace(turn, label=text(turn.label), speaker=text(turn.speaker))
            for turn in interview.turns
        ),
        sentences=(),
        date=text(interview.date),
        source=text(interview.source),
        notes=text(interview.notes),
        default_case=ids(interview.default_case) if interview.default_case else None,
        front_case=ids(interview.front_case) if interview.front_case else None,
        named_cases=tuple(map(ids, interview.named_cases)),
        cases=(),
    )


def renamed_record(renamer: Renamer, record: Record) -> Record:
    """A record with every name replaced; links to respondents and readings of the survey go."""
    return Record(
        cases=_cases(renamer, record.cases),
        groups=tuple(_group(renamer, each) for each in record.groups),
        defaults=tuple(
            DefaultCase(
                renamer.interview(each.interview), renamer.id(each.case) if each.case else None
            )
            for each in record.defaults
        ),
        passages=tuple(
            Passage(renamer.id(each.id), renamer.segment(each.segment), renamer.id(each.case))
            for each in record.passages
        ),
        codings=tuple(_coding(renamer, each) for each in record.codings),
        memos=tuple(_memo(renamer, each) for each in record.memos),
        statements=tuple(_statement(renamer, each) for each in record.statements),
        pins=tuple(_pin(renamer, each) for each in record.pins),
        adrift=tuple(_adrift(renamer, each) for each in record.adrift),
    )


def _cases(renamer: Renamer, cases: Sequence[Case]) -> tuple[Case, ...]:
    """Cases under their pseudonyms; two that come to have one name become one."""
    text = renamer.text
    found: dict[str, Case] = {}
    for each in cases:
        facts = {text(name): text(value) for name, value in each.attributes.items()}
        company, country = text(each.company), text(each.country)
        aliases = tuple(dict.fromkeys(map(text, each.aliases)))
        own = renamer.id(each.id)
        found.setdefault(own, Case(own, company, country, facts, aliases))
    return tuple(found.values())


def _group(renamer: Renamer, group: CaseGroup) -> CaseGroup:
    cases = tuple(dict.fromkeys(map(renamer.id, group.cases)))
    return CaseGroup(renamer.id(group.id), renamer.text(group.label), group.position, cases)


def _coding(renamer: Renamer, coding: Coding) -> Coding:
    place = renamer.segment(coding.segment)
    text = renamer.text
    words = Anchor(text(coding.quote), text(coding.before), text(coding.after))
    if coding.anchored is Outcome.KEPT:
        words = anchor(renamer.edited[coding.segment.interview].text, place.start, place.end)
    return replace(
        coding,
        id=renamer.id(coding.id),
        segment=place,
        quote=words.quote,
        before=words.before,
        after=words.after,
        code=renamer.id(coding.code),
        coder=text(coding.coder),
        case=renamer.id(coding.case) if coding.case else None,
    )


def _memo(renamer: Renamer, memo: Memo) -> Memo:
    about = renamer.id(memo.about)
    if memo.topic is Topic.INTERVIEW and memo.about in renamer.paths:
        about = renamer.interview(memo.about)
    text, author = renamer.text(memo.text), renamer.text(memo.author)
    return replace(memo, id=renamer.id(memo.id), about=about, text=text, author=author)


def _statement(renamer: Renamer, statement: Statement) -> Statement:
    ids, text = renamer.id, renamer.text
    return replace(
        statement,
        id=ids(statement.id),
        group=ids(statement.group),
        column=text(statement.column),
        text=text(statement.text),
        hedge=text(statement.hedge),
        orientation=text(statement.orientation),
        evidence=tuple(map(ids, statement.evidence)),
        seen={ids(coding): CHANGED for coding in statement.seen},
        author=text(statement.author),
    )


def _pin(renamer: Renamer, pin: Pin) -> Pin:
    edited = renamer.edited[pin.interview]
    start = pin.start if pin.start >= NOWHERE else edited.start_of(pin.start)
    return replace(
        pin,
        id=renamer.id(pin.id),
        interview=renamer.interview(pin.interview),
        start=start,
        section=renamer.text(pin.section),
        quote=renamer.text(pin.quote),
        coder=renamer.text(pin.coder),
    )


def _adrift(renamer: Renamer, adrift: Adrift) -> Adrift:
    text = renamer.text
    was = Anchor(text(adrift.was.quote), text(adrift.was.before), text(adrift.was.after))
    return replace(
        adrift,
        about=renamer.id(adrift.about),
        interview=renamer.interview(adrift.interview),
        was=was,
        why=text(adrift.why),
    )
