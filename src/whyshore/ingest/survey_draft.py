"""A first survey.yaml from a data file: what the columns seem to hold, for a person to correct."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePath

import polars as pl

from whyshore.ingest.survey_answers import NO, YES
from whyshore.ingest.survey_formats import HEADER_JOINT, HowToRead, RawTable

_MOST_OPTIONS = 30
_LONG, _LONGEST_NAME = 60, 20
_MOST_REPEATED, _OFTEN = 500, 3
"""Up to so many different words are answers to one question where each comes that often."""
_LIKERT = 7
_PLAIN = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
_RESERVED = {"and", "or", "not", "in", "is", "true", "false", "missing"}
_DONT_KNOW = re.compile(r"don.?t know|dk\b|weiß nicht|no sabe|ne sait pas", re.IGNORECASE)
_REFUSED = re.compile(r"refus|prefer not|rather not|verweigert|no contesta", re.IGNORECASE)
_NOT_ASKED = re.compile(r"not asked|inap|not applicable|skipped|filter", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Draft:
    """The text of a survey.yaml, and what a person has to look at."""

    text: str
    variables: int
    rows: int
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Drafted:
    """What one column seems to be."""

    name: str
    column: str
    kind: str
    lines: tuple[str, ...] = ()
    label: str = ""
    question: str = ""
    ticked: str = ""
    """The one word of a column that is otherwise empty, as in “tick all that apply”."""


def draft_survey(raw: RawTable, data: str, how: HowToRead) -> Draft:
    """Draft survey.yaml for a data file."""
    names = _names(raw.frame.columns)
    drafted = [
        _draft(raw, column, name) for column, name in zip(raw.frame.columns, names, strict=True)
    ]
    sets, in_sets = _sets(raw, drafted)
    lines = [
        "# A draft from the data file, for you to correct: docs/survey.md explains every key.",
        f"title: {_quoted(PurePath(data).stem)}",
        f"data: {_quoted(data)}",
        *_layout(how, raw),
        *_key(drafted, raw.frame),
        "",
        "variables:",
    ]
    for each in drafted:
        lines += _lines(each, blank_is_no=each.name in in_sets)
    lines += [*_several(raw, drafted), *sets]
    return Draft("\n".join([*lines, ""]), len(drafted), raw.frame.height, _notes(raw, how, drafted))


def _layout(how: HowToRead, raw: RawTable) -> list[str]:
    lines = [f"header_rows: {how.header_rows}"] if how.header_rows > 1 else []
    if how.encoding:
        lines.append(f"encoding: {_quoted(how.encoding)}")
    if how.sheet:
        lines.append(f"sheet: {_quoted(how.sheet)}")
    return lines + [f"# read as {raw.encoding}"] * (raw.encoding not in {"", "utf-8"})


def _key(drafted: Sequence[_Drafted], frame: pl.DataFrame) -> list[str]:
    for each in drafted:
        if each.kind == "id":
            return [f"key: {each.name}"]
    return [f"# key: NAME   # the variable that tells the {frame.height} rows apart"]


def _notes(raw: RawTable, how: HowToRead, drafted: Sequence[_Drafted]) -> tuple[str, ...]:
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


def _draft(raw: RawTable, column: str, name: str) -> _Drafted:
    cells = raw.frame[column]
    question, _, own = column.partition(HEADER_JOINT)
    label = raw.labels.titles.get(column, "")
    if not label and (own or column != name):
        label = own if own and own != "Response" else question
    missing = _missing(raw, column)
    values = raw.labels.values.get(column, {})
    kind, lines, ticked = _kind(raw, column, cells, values, missing)
    return _Drafted(name, column, kind, (*lines, *missing), label, question, ticked)


def _missing(raw: RawTable, column: str) -> tuple[str, ...]:
    declared = raw.labels.missing.get(column, ())
    if not declared:
        return ()
    labels = raw.labels.values.get(column, {})
    pairs = [f"{_quoted(value)}: {_reason(labels.get(value, ''))}" for value in declared]
    return (f"missing: {{{', '.join(pairs)}}}",)


def _reason(label: str) -> str:
    for pattern, reason in (
        (_DONT_KNOW, '"don\'t know"'),
        (_REFUSED, "refused"),
        (_NOT_ASKED, "not asked"),
    ):
        if pattern.search(label):
            return reason
    return "no answer"


def _kind(
    raw: RawTable,
    column: str,
    cells: pl.Series,
    values: Mapping[str, str],
    missing: Sequence[str],
) -> tuple[str, tuple[str, ...], str]:
    """What a column seems to hold: its type, further lines, and its one word if it has one."""
    filled = cells.drop_nulls()
    if filled.dtype == pl.String:
        filled = filled.filter(filled.str.strip_chars() != "")
    declared = raw.labels.missing.get(column, ())
    labelled = {value: label for value, label in values.items() if value not in declared}
    different = filled.n_unique()
    if labelled and different <= max(_MOST_OPTIONS, len(values)):
        return _labelled(raw, column, filled, labelled)
    if cells.dtype == pl.Boolean:
        return "yes/no", (), ""
    if not filled.len():
        return "text", (), ""
    if _is_key(cells, column):
        return "id", (), ""
    words = {str(word).strip() for word in filled.unique().to_list()} if different <= 60 else set()  # noqa: PLR2004
    if cells.dtype.is_numeric():
        return _numeric(filled, missing)
    return _worded(filled, words, different)


def _is_key(cells: pl.Series, column: str) -> bool:
    looks = re.search(r"(^|_)id$|ID$|^resp|key$|respondent|^case$", column, re.IGNORECASE)
    return bool(looks) and cells.null_count() == 0 and cells.n_unique() == cells.len()


def _labelled(
    raw: RawTable, column: str, filled: pl.Series, labels: Mapping[str, str]
) -> tuple[str, tuple[str, ...], str]:
    from whyshore.ingest.survey_spss import as_value

    declared = raw.labels.missing.get(column, ())
    found = [as_value(value) for value in filled.unique().sort().to_list()]
    extra = {value: value for value in found if value not in labels and not _in(value, declared)}
    options = {**labels, **extra}
    if not any(value in labels for value in found) and extra:
        return ("number", (), "") if filled.dtype.is_numeric() else ("text", (), "")
    kind = "ordered" if column in raw.labels.ordered else "one"
    return kind, (_options(options),), ""


def _in(value: str, declared: Sequence[str]) -> bool:
    for each in declared:
        low, dots, high = each.partition("..")
        try:
            if dots and float(low) <= float(value) <= float(high):
                return True
        except ValueError:
            continue
        if value == each:
            return True
    return False


def _options(options: Mapping[str, str]) -> str:
    pairs = [f"{_quoted(value)}: {_quoted(label)}" for value, label in options.items()]
    return f"options: {{{', '.join(pairs)}}}"


def _numeric(filled: pl.Series, missing: Sequence[str]) -> tuple[str, tuple[str, ...], str]:
    values = sorted(float(value) for value in filled.unique().head(_LIKERT + 1).to_list())
    whole = all(value.is_integer() for value in values)
    if whole and set(values) <= {0, 1} and not missing:
        return "yes/no", (), ""
    if whole and values and values[0] == 1 and len(values) <= _LIKERT and filled.n_unique() > 2:  # noqa: PLR2004
        return "likert", (), ""
    return "number", (), ""


def _worded(filled: pl.Series, words: set[str], different: int) -> tuple[str, tuple[str, ...], str]:
    folded = {word.casefold() for word in words}
    if folded and folded <= {*YES, *NO}:
        return "yes/no", (), ""
    if different == 1:
        [only] = words
        return "yes/no", (f"means_yes: [{_quoted(only)}]",), only
    if words and different <= _MOST_OPTIONS and max(map(len, words)) <= _LONG:
        return "one", (f"options: [{', '.join(_quoted(word) for word in sorted(words))}]",), ""
    if _repeated(filled, different):
        return "one", (), ""
    parts = filled.cast(pl.String).str.split(";")
    most = parts.list.len().max()
    several = isinstance(most, int) and most > 1
    if several and parts.explode(empty_as_null=True).n_unique() <= _MOST_OPTIONS:
        return "several", (), ""
    return "text", (), ""


def _repeated(filled: pl.Series, different: int) -> bool:
    """Whether words are answers that many gave, such as towns; they are then taken as they come."""
    words = filled.cast(pl.String)
    if different > _MOST_REPEATED or filled.len() < _OFTEN * different:
        return False
    longest = words.str.len_chars().max()
    return isinstance(longest, int) and longest <= _LONG and not words.str.contains(";").any()


# --- writing it down ---


def _lines(each: _Drafted, *, blank_is_no: bool) -> list[str]:
    lines = [f"  {each.name}:", f"    type: {each.kind}"]
    if each.label:
        lines.append(f"    label: {_quoted(each.label)}")
    if each.column != each.name:
        lines.append(f"    column: {_quoted(each.column)}")
    lines += [f"    {line}" for line in each.lines]
    if blank_is_no:
        lines.append("    blank: 'no'")
    return lines


def _sets(raw: RawTable, drafted: Sequence[_Drafted]) -> tuple[list[str], set[str]]:
    """Sets that the file declares, and neighbours under one heading that are ticked or empty."""
    lines: list[str] = []
    names = {each.column: each.name for each in drafted}
    kinds = {each.name: each.kind for each in drafted}
    for name, declared in raw.labels.sets.items():
        columns = declared.get("variable_list")
        items = (
            [names[each] for each in columns if each in names] if isinstance(columns, list) else []
        )
        if items and all(kinds[item] == "yes/no" for item in items):
            label = str(declared.get("label") or "")
            lines += _set_lines(_free(name, kinds), label, items)
    grouped: dict[str, list[str]] = {}
    for each in drafted:
        if each.ticked and HEADER_JOINT in each.column:
            grouped.setdefault(each.question, []).append(each.name)
    in_sets: set[str] = set()
    for number, (question, items) in enumerate(grouped.items(), start=1):
        if len(items) > 1:
            lines += _set_lines(f"set_{number}", question, items)
            in_sets.update(items)
    return (["", "sets:", *lines] if lines else []), in_sets


def _several(raw: RawTable, drafted: Sequence[_Drafted]) -> list[str]:
    """Sets that a file declares over columns that hold one of the answers each."""
    kinds = {each.column: each.kind for each in drafted}
    lines: list[str] = []
    for name, declared in raw.labels.sets.items():
        columns = declared.get("variable_list")
        columns = [each for each in columns if each in kinds] if isinstance(columns, list) else []
        if not columns or all(kinds[each] == "yes/no" for each in columns):
            continue
        options = {
            v: label for each in columns for v, label in raw.labels.values.get(each, {}).items()
        }
        lines += [f"  {_free(name, kinds)}:", "    type: several"]
        if declared.get("label"):
            lines.append(f"    label: {_quoted(str(declared['label']))}")
        lines.append(f"    columns: [{', '.join(map(_quoted, columns))}]")
        lines += [f"    {_options(options)}"] if options else []
    return lines


def _free(name: str, taken: Mapping[str, str]) -> str:
    return name if name not in taken else f"{name}_set"


def _set_lines(name: str, label: str, items: Sequence[str]) -> list[str]:
    lines = [f"  {name}:"]
    if label:
        lines.append(f"    label: {_quoted(label)}")
    return [*lines, f"    items: [{', '.join(items)}]"]


def _quoted(text: str) -> str:
    """Text as YAML in single quotes, on one line."""
    plain = re.sub(r"\s*[\r\n\t]\s*", " ", text).strip()
    return "'" + plain.replace("'", "''") + "'"
