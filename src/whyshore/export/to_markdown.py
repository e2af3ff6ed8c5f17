"""Results as Markdown: GitHub's tables and footnotes, which Pandoc and most editors read too.

Words stand in the file as they were written wherever that is safe. Only characters that
Markdown would take for its own get a backslash, so no quote or label can break a table, make a
link or hide text.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from whyshore.domain.codebook import RatingScale
from whyshore.domain.coding import CodedSegment
from whyshore.domain.results import (
    FrequencyTable,
    Matrix,
    Standing,
    SupportedStatement,
    SynthesisRow,
    SynthesisTable,
)
from whyshore.export.plain_rows import Rows
from whyshore.export.rows import (
    attribution,
    code_name,
    frequency_rows,
    matrix_rows,
    rating_in_words,
    spread,
    total_of,
)
from whyshore.export.terminal_text import cut, one_line

# “_” and “@” inside a word, “&” on its own and “a < b” are safe, and stay as they are.
_MARKUP = re.compile(r"[\\`*~^$\[\]]|<(?!\s)|&(?=#?\w+;)|(?<![^\W_])[_@]|[_@](?![^\W_])")
_BARE_LINK = re.compile(r"(www(?=\.)|:(?=//))", re.IGNORECASE)
_BLOCK_START = re.compile(r"[#>+\-=|:%]")
_LIST_NUMBER = re.compile(r"\A(\d{1,9})([.)])(?=\s|$)")
_ADDRESS = re.compile(r"www\.|://|@")
_NOTE_LENGTH = 80


@dataclass(frozen=True, slots=True)
class TableOptions:
    """What a synthesis shows beside its statements; the defaults give Table 5 as printed."""

    caption: str = ""
    """Printed in bold above the table."""
    source: str = ""
    """Printed below the table, such as “Source: Own elaboration based on interviews.”"""
    first_heading: str = "Company and country where production was established"
    show_orientation: bool = False
    show_hedges: bool = False
    show_evidence: bool = False
    """How many codings and interviews each statement rests on, and whether it is stale."""
    show_quotes: bool = False
    """The quotes each statement rests on, as footnotes."""
    code_names: Mapping[str, str] = field(default_factory=dict)
    """Names of the codes in footnotes; a code without one is shown by its id."""


def escape_inline(text: str) -> str:
    """Text as one line of Markdown that reads as the text itself, also at the start of a line."""
    escaped = _escaped(text)
    if _BLOCK_START.match(escaped):
        return f"\\{escaped}"
    return _LIST_NUMBER.sub(r"\1\\\2", escaped)


def escape_cell(text: str) -> str:
    """Text as a cell of a table, where a bar would start the next cell."""
    return _escaped(text).replace("|", r"\|")


def _escaped(text: str) -> str:
    escaped = _MARKUP.sub(r"\\\g<0>", one_line(text))
    return " ".join(map(_not_swallowed, escaped.split(" ")))


def _not_swallowed(word: str) -> str:
    """A word whose backslashes work: a bare web address would take them as part of itself."""
    return _BARE_LINK.sub(r"\1\\", word) if "\\" in word else word


def synthesis_as_markdown(table: SynthesisTable, options: TableOptions | None = None) -> str:
    """The synthesis as a table: a row per case group, a column per direction.

    Labels and statements are word for word, statements of a cell one below the other. What
    a reader should know before printing it is in `table_notes`.
    """
    options = options or TableOptions()
    footnotes = _footnotes(table) if options.show_quotes else {}
    headings = [options.first_heading, *(heading for _, heading in table.columns)]
    rows = [_synthesis_row(row, table, options, footnotes) for row in table.rows]
    parts = [
        _bold(escape_inline(options.caption)),
        _table([escape_cell(heading) for heading in headings], rows),
        escape_inline(options.source),
        *_footnote_texts(table, options, footnotes),
    ]
    return _joined(parts)


def table_notes(table: SynthesisTable) -> tuple[str, ...]:
    """What to look at before a synthesis is printed: statements that cannot be relied on."""
    headings = dict(table.columns)
    return tuple(
        f"{one_line(row.group.label)}, {one_line(headings[column])}: "
        f"“{cut(one_line(each.statement.text), _NOTE_LENGTH)}” is {each.standing.value}: "
        f"{one_line(each.why)}."
        for row in table.rows
        for column, _ in table.columns
        for each in row.cells[column]
        if each.standing is not Standing.SUPPORTED
    )


def matrix_as_markdown(matrix: Matrix, *, binary: bool = False) -> str:
    """Codes by cases, as numbers of codings or as 1 and 0."""
    return _joined([_rows(matrix_rows(matrix, binary=binary), first_number=2)])


def frequencies_as_markdown(table: FrequencyTable) -> str:
    """How often each code is used; `›` stands for each level of the codebook."""
    return _joined([_rows(frequency_rows(table, indent="› "), first_number=2), total_of(table)])


def quotes_as_markdown(
    segments: Sequence[CodedSegment],
    *,
    code_names: Mapping[str, str] | None = None,
    ratings: RatingScale | None = None,
) -> str:
    """Quotes under a heading for each code, in the order in which the codes come up first."""
    order = {code: n for n, code in enumerate(dict.fromkeys(each.coding.code for each in segments))}
    by_code = groupby(
        sorted(segments, key=lambda each: order[each.coding.code]), lambda each: each.coding.code
    )
    return _joined(
        part
        for code, group in by_code
        for part in _section(code_name(code, code_names or {}), list(group), ratings)
    )


def _section(name: str, segments: Sequence[CodedSegment], ratings: RatingScale | None) -> list[str]:
    return [
        f"## {_escaped(name)} ({spread(segments)})",
        *(_block_quote(segment, ratings) for segment in segments),
    ]


def _block_quote(segment: CodedSegment, ratings: RatingScale | None) -> str:
    about = (*attribution(segment), *rating_in_words(segment, ratings))
    lines = [f"“{_escaped(segment.coding.quote)}”", escape_inline(", ".join(about))]
    if segment.coding.doubt:
        lines.append(escape_inline(segment.coding.doubt))
    if segment.memo.strip():
        lines.append(f"Memo: {_escaped(segment.memo)}")
    return "\n>\n".join(f"> {line}" for line in lines)


def _synthesis_row(
    row: SynthesisRow,
    table: SynthesisTable,
    options: TableOptions,
    footnotes: Mapping[str, int],
) -> list[str]:
    return [
        _bold(escape_cell(row.group.label)),
        *(
            "<br>".join(_statement(each, options, footnotes) for each in row.cells[column])
            for column, _ in table.columns
        ),
    ]


def _statement(
    supported: SupportedStatement, options: TableOptions, footnotes: Mapping[str, int]
) -> str:
    statement = supported.statement
    parts = [escape_cell(statement.text)]
    if options.show_orientation and statement.orientation:
        by = f", by {statement.by}" if statement.by else ""
        parts.append(f"*[{escape_cell(statement.orientation + by)}]*")
    if options.show_hedges and statement.hedge:
        parts.append(f"*(in doubt: {escape_cell(statement.hedge)})*")
    if options.show_evidence:
        parts.append(f"({_evidence(supported)})")
    marks = [f"[^{footnotes[each.coding.id]}]" for each in supported.evidence if footnotes]
    return _marked(" ".join(parts), "".join(marks))


def _evidence(supported: SupportedStatement) -> str:
    if supported.standing is Standing.UNSUPPORTED:
        return "unsupported: no codings"
    stale = "; stale" if supported.standing is Standing.STALE else ""
    return f"{spread(supported.evidence)}{stale}"


def _marked(words: str, marks: str) -> str:
    """Words with their footnote marks; “!” before a mark would make it a picture."""
    if not marks:
        return words
    if _ADDRESS.search(words.rpartition(" ")[2]):  # a web address would swallow the mark
        return f"{words} {marks}"
    return f"{words[:-1]}\\!{marks}" if words.endswith("!") else f"{words}{marks}"


def _footnotes(table: SynthesisTable) -> dict[str, int]:
    """A number for every coding that a statement rests on, in the order of the table."""
    codings = dict.fromkeys(
        segment.coding.id for each in table.statements for segment in each.evidence
    )
    return {coding: number for number, coding in enumerate(codings, start=1)}


def _footnote_texts(
    table: SynthesisTable, options: TableOptions, footnotes: Mapping[str, int]
) -> list[str]:
    segments = {
        segment.coding.id: segment for each in table.statements for segment in each.evidence
    }
    # The full stop matters: without it, `[^1]: “word” (…)` would read as the target of a link
    # where footnotes are not known, and vanish.
    return [
        f"[^{number}]: “{_escaped(segments[coding].coding.quote)}” "
        f"({_escaped(_citation(segments[coding], options))})."
        for coding, number in footnotes.items()
    ]


def _citation(segment: CodedSegment, options: TableOptions) -> str:
    return f"{segment.citation}; {code_name(segment.coding.code, options.code_names)}"


def rows_as_markdown(table: Rows) -> str:
    """A table of words."""
    return _joined([_rows(table, first_number=len(table.headings))])


def _rows(table: Rows, *, first_number: int) -> str:
    """A table of words; from the column `first_number` on they are numbers, set to the right."""
    rows = [[escape_cell(cell) for cell in row] for row in table.rows]
    return _table([escape_cell(each) for each in table.headings], rows, first_number=first_number)


def _table(
    headings: Sequence[str], rows: Sequence[Sequence[str]], *, first_number: int | None = None
) -> str:
    left = len(headings) if first_number is None else first_number
    rule = ["---" if column < left else "---:" for column, _ in enumerate(headings)]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in (headings, rule, *rows))


def _bold(words: str) -> str:
    return f"**{words}**" if words else ""


def _joined(parts: Iterable[str]) -> str:
    """Blocks with a blank line between them, empty ones left out, and a line end at the end."""
    text = "\n\n".join(part for part in parts if part)
    return f"{text}\n" if text else ""
