"""A first survey.yaml from a data file: what the columns seem to hold, for a person to correct."""

import re
import unicodedata
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePath

import polars as pl

from whyshore.domain.survey import NO_BESIDE
from whyshore.ingest.survey_draft_column import DraftedColumn, any_answered, quoted
from whyshore.ingest.survey_draft_groups import (
    DraftedSet,
    columns_in,
    with_counted,
    with_rankings,
    with_ticked,
)
from whyshore.ingest.survey_draft_kinds import (
    WEIGHT,
    gaps_in,
    given_in,
    has_commas,
    kind_of,
    options_line,
    reason,
    without_gaps,
)
from whyshore.ingest.survey_draft_skips import with_skips
from whyshore.ingest.survey_formats import HEADER_JOINT, HowToRead, RawTable

_LONGEST_NAME = 20
_PLAIN = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
_RESERVED = {"and", "or", "not", "in", "is", "true", "false", "missing"}


@dataclass(frozen=True, slots=True)
class Draft:
    """The text of a survey.yaml, and what a person has to look at."""

    text: str
    variables: int
    rows: int
    notes: tuple[str, ...]


def draft_survey(raw: RawTable, data: str, how: HowToRead) -> Draft:
    """Draft survey.yaml for a data file."""
    gaps = gaps_in(raw)
    raw = without_gaps(raw, gaps)
    names = _names(raw.frame.columns)
    drafted = [
        _draft(raw, column, name) for column, name in zip(raw.frame.columns, names, strict=True)
    ]
    drafted = with_rankings(with_counted(drafted, raw.labels.sets))
    drafted, ticked = with_ticked(drafted)
    ticked = [each for each in ticked if not _declared(raw, drafted, each)]
    drafted, sets = with_skips(drafted, [*_declared_sets(raw, drafted), *ticked])
    lines = [
        "# A draft from the data file, for you to correct: docs/survey.md explains every key.",
        f"title: {quoted(PurePath(data).stem)}",
        f"data: {quoted(data)}",
        *_layout(how, raw),
        *_key(drafted, raw.frame),
        *_weight(drafted),
        "",
        "variables:",
    ]
    for each in drafted:
        lines += _lines(each)
    lines += _several(raw, drafted)
    lines += ["", "sets:"] * bool(sets)
    for each_set in sets:
        lines += _set_lines(each_set)
    notes = (*_notes(raw, how, drafted), *_gap_notes(gaps), *_base_notes(sets))
    return Draft("\n".join([*lines, ""]), len(drafted), raw.frame.height, notes)


def _layout(how: HowToRead, raw: RawTable) -> list[str]:
    lines = [f"header_rows: {how.header_rows}"] if how.header_rows > 1 else []
    if how.encoding:
        lines.append(f"encoding: {quoted(how.encoding)}")
    if how.sheet:
        lines.append(f"sheet: {quoted(how.sheet)}")
    return lines + [f"# read as {raw.encoding}"] * (raw.encoding not in {"", "utf-8"})


def _key(drafted: Sequence[DraftedColumn], frame: pl.DataFrame) -> list[str]:
    for each in drafted:
        if each.kind == "id":
            return [f"key: {each.name}"]
    return [f"# key: NAME   # the variable that tells the {frame.height} rows apart"]


def _gap_notes(gaps: Sequence[str]) -> list[str]:
    said = ", ".join(f"“{gap}”" for gap in gaps)
    return [f"{said} stands between numbers; it is taken for no answer in every column."] * bool(
        gaps
    )


def _weight(drafted: Sequence[DraftedColumn]) -> list[str]:
    names = [
        each.name for each in drafted if each.kind == "number" and WEIGHT.fullmatch(each.column)
    ]
    return [f"# weight: {name}   # take away the # to weight every table" for name in names]


def _notes(raw: RawTable, how: HowToRead, drafted: Sequence[DraftedColumn]) -> tuple[str, ...]:
    notes = [str(notice) for notice in raw.notices]
    if how.header_rows > 1:
        notes.append(
            f"The file has {how.header_rows} rows of headings; they were joined into one name each."
        )
    texts = [each.name for each in drafted if each.kind == "text"]
    if texts:
        notes.append(f"Taken for free text: {', '.join(texts[:8])}{' …' if len(texts) > 8 else ''}")  # noqa: PLR2004
    return tuple(notes)


def _names(columns: Sequence[str]) -> list[str]:
    """A short name that expressions can use for each column."""
    names: list[str] = []
    for number, column in enumerate(columns, start=1):
        name = column if _PLAIN.fullmatch(column) and column.lower() not in _RESERVED else ""
        if not name:
            words = _as_name(column)
            short = len(words) <= _LONGEST_NAME and words and not words[0].isdigit()
            name = words if short and words not in _RESERVED else f"q{number}"
        names.append(name if name not in names else f"q{number}")
    return names


def _as_name(column: str) -> str:
    """The lowest heading of a column in plain letters; a mere “Response” says nothing."""
    parts = [each for each in column.split(HEADER_JOINT) if each.casefold() != "response"]
    bare = unicodedata.normalize("NFKD", (parts or [column])[-1])
    letters = "".join(char for char in bare if not unicodedata.combining(char))
    return re.sub(r"[^A-Za-z0-9]+", "_", letters).strip("_").lower()


def _draft(raw: RawTable, column: str, name: str) -> DraftedColumn:
    question, _, own = column.partition(HEADER_JOINT)
    label = raw.labels.titles.get(column, "")
    if not label and (own or column != name):
        label = own if own and own != "Response" else question
    found = kind_of(raw, column)
    given = given_in(raw, column)
    comma = given.dtype.is_numeric() and has_commas(raw.frame[column])
    return DraftedColumn(
        name,
        column,
        found.kind,
        given,
        (*found.lines, *_missing(raw, column, found.missing)),
        label,
        question if own else _stem(column),
        found.ticked,
        labelled=bool(raw.labels.values.get(column)),
        comment="numbers with a decimal comma" if comma else found.comment,
    )


def _stem(column: str) -> str:
    """The start of a name that neighbours share: `q5` of `q5_2`; empty where it has no end."""
    found = re.fullmatch(r"(.*?[A-Za-z].*?)[\s_.\-]*\d+", column)
    return found[1] if found else ""


def _missing(raw: RawTable, column: str, found: Mapping[str, str]) -> tuple[str, ...]:
    """The line that says which values stand for no answer; none where there are none."""
    labels = raw.labels.values.get(column, {})
    declared = raw.labels.missing.get(column, ())
    every = {**{value: reason(labels.get(value, "")) for value in declared}, **found}
    pairs = [f"{quoted(value)}: {why}" for value, why in every.items()]
    return (f"missing: {{{', '.join(pairs)}}}",) if pairs else ()


# --- writing it down ---


def _lines(each: DraftedColumn) -> list[str]:
    lines = [f"  {each.name}:", f"    type: {each.kind}"]
    if each.comment:
        lines[-1] += f"   # {each.comment}"
    if each.label:
        lines.append(f"    label: {quoted(each.label)}")
    if each.column != each.name:
        lines.append(f"    column: {quoted(each.column)}")
    return [*lines, *(f"    {line}" for line in (*each.lines, *_asked_line(each.asked_if)))]


def _asked_line(rule: str) -> tuple[str, ...]:
    return (f"asked_if: {quoted(rule)}   # nobody else answered it",) if rule else ()


def _declared_sets(raw: RawTable, drafted: Sequence[DraftedColumn]) -> list[DraftedSet]:
    """Sets of yes/no columns that the file declares itself."""
    by_column = {each.column: each for each in drafted}
    taken = {each.name for each in drafted}
    found = []
    for name, declared in raw.labels.sets.items():
        items = [by_column[each] for each in columns_in(declared) if each in by_column]
        if items and all(each.kind == "yes/no" for each in items):
            only_ticks = all(each.ticked or not each.answered.any() for each in items)
            blank = int((~any_answered(items)).sum()) if only_ticks else 0
            names = tuple(each.name for each in items)
            label = str(declared.get("label") or "")
            found.append(DraftedSet(_free(name, taken), label, names, blank, only_ticks=only_ticks))
    return found


def _declared(raw: RawTable, drafted: Sequence[DraftedColumn], found: DraftedSet) -> bool:
    """Whether the file itself declares a set of these items."""
    columns = {each.column for each in drafted if each.name in found.items}
    return any(columns <= set(columns_in(each)) for each in raw.labels.sets.values())


def _several(raw: RawTable, drafted: Sequence[DraftedColumn]) -> list[str]:
    """Sets that a file declares over columns that hold one of the answers each."""
    kinds = {each.column: each.kind for each in drafted}
    lines: list[str] = []
    for name, declared in raw.labels.sets.items():
        columns = [each for each in columns_in(declared) if each in kinds]
        if not columns or all(kinds[each] == "yes/no" for each in columns):
            continue
        options = {
            v: label for each in columns for v, label in raw.labels.values.get(each, {}).items()
        }
        lines += [f"  {_free(name, kinds)}:", "    type: several"]
        if declared.get("label"):
            lines.append(f"    label: {quoted(str(declared['label']))}")
        lines.append(f"    columns: [{', '.join(map(quoted, columns))}]")
        lines += [f"    {options_line(options)}"] if options else []
    return lines


def _free(name: str, taken: Container[str]) -> str:
    return name if name not in taken else f"{name}_set"


def _set_lines(each: DraftedSet) -> list[str]:
    lines = [f"  {each.name}:"]
    if each.label:
        lines.append(f"    label: {quoted(each.label)}")
    lines.append(f"    items: [{', '.join(each.items)}]")
    if each.only_ticks:
        lines.append(f"    blank: {NO_BESIDE}")
    return [*lines, *(f"    {line}" for line in _asked_line(each.asked_if))]


def _base_notes(sets: Sequence[DraftedSet]) -> list[str]:
    """What a draft does with respondents who ticked nothing at all."""
    return [
        f"{each.name}: {each.blank_rows} rows have nothing ticked at all. They are taken for "
        "missing or not asked, not for a no. Where they mean “none of these”, write `blank: 'no'` "
        "for it."
        for each in sets
        if each.blank_rows
    ]
