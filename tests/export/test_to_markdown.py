from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from tests.analysis.factories import CASES, CODEBOOK, coded
from tests.export.factories import GROWTH, NAMES, SYNTHESIS, row, supported, table
from whyshore.analysis.frequencies import frequencies
from whyshore.analysis.matrix import matrix
from whyshore.domain.codebook import RatingScale
from whyshore.domain.results import Standing, SynthesisTable
from whyshore.export.terminal_text import one_line
from whyshore.export.to_markdown import (
    TableOptions,
    escape_cell,
    escape_inline,
    frequencies_as_markdown,
    matrix_as_markdown,
    quotes_as_markdown,
    synthesis_as_markdown,
    table_notes,
)

PARSER = MarkdownIt("commonmark").enable("table")
ANYTHING = st.text(st.characters(exclude_categories=()), max_size=40)
TRICKY = st.text(
    st.sampled_from("|\\`*_~<>[]()!&;#-+=.:$^@\"' \t\n\r\u2028\u202eab1é漢ramp"), max_size=30
)
EVERYTHING_SHOWN = TableOptions(
    show_orientation=True, show_hedges=True, show_evidence=True, show_quotes=True
)


def cells_of(markdown: str) -> list[list[Token]]:
    """The inline content of every cell of a document that is one table, row by row."""
    tokens = PARSER.parse(markdown)
    assert tokens[0].type == "table_open"
    rows: list[list[Token]] = []
    for before, token in pairwise(tokens):
        if before.type == "tr_open":
            rows.append([])
        if before.type in {"td_open", "th_open"}:
            rows[-1].append(token)
    return rows


def plain(cell: Token) -> str:
    """What a reader sees of a cell; a line break shows as a line end."""
    assert cell.children is not None
    allowed = {"text", "text_special", "strong_open", "strong_close", "html_inline"}
    assert {each.type for each in cell.children} <= allowed
    return "".join("\n" if each.type == "html_inline" else each.content for each in cell.children)


def test_the_default_is_the_table_as_printed() -> None:
    options = TableOptions(
        caption="Table 5: Case-specific offshore and backshore motivations",
        source="Source: Own elaboration based on interviews and desk research.",
    )

    assert synthesis_as_markdown(SYNTHESIS, options) == (
        "**Table 5: Case-specific offshore and backshore motivations**\n"
        "\n"
        "| Company and country where production was established "
        "| Why offshore | Why backshore |\n"
        "| --- | --- | --- |\n"
        "| **Orbea-China** | It would grow | It did not<br>Assets |\n"
        "\n"
        "Source: Own elaboration based on interviews and desk research.\n"
    )


def test_everything_a_statement_rests_on_can_be_shown() -> None:
    options = TableOptions(
        first_heading="Row",
        show_orientation=True,
        show_hedges=True,
        show_evidence=True,
        show_quotes=True,
        code_names=NAMES,
    )

    assert synthesis_as_markdown(SYNTHESIS, options) == (
        "| Row | Why offshore | Why backshore |\n"
        "| --- | --- | --- |\n"
        "| **Orbea-China** "
        "| It would grow *[market, by paper]* *(in doubt: perhaps)* "
        "(1 coding, 1 interview)[^1] "
        "| It did not (2 codings, 2 interviews; stale)[^2][^1]"
        "<br>Assets (unsupported: no codings) |\n"
        "\n"
        "[^1]: “We expected the market to grow” (Orbea, turn 14; Growth).\n"
        "\n"
        "[^2]: “It did not” (Fagor; Decline).\n"
    )


NBI_OFFSHORE = (
    "Premeditated choice: design in Europe, production in China (production cost rationale and "
    "“chopping up” the value chain principles)"
)
NBI_BACKSHORE = (
    "As the company opted for more R&D-intensive and high-end products, it decided to focus on "
    "its home base and concentrate its activities in the Basque Country (later complemented by a "
    "nearshoring move of applied engineering activities to Romania): development and competences "
    "as drivers for backshoring and market orientation (focus on higher market ends implied "
    "selling to customers in Europe, in particular, which made production in Europe a rational "
    "choice)"
)
TABLE_5 = table(
    row(
        "Orbea-China; Fagor Industrial-China; Irizar-China / India",
        [
            supported(
                "Expectation that the Asian market for premium bicycles, kitchen equipment and "
                "buses would grow"
            )
        ],
        [
            supported("Market did not develop as planned, loss of market argument"),
            supported("Too specific assets to sell"),
            supported("Mis-taxation of expectations followed by rectification (pull-out)"),
        ],
    ),
    row(
        "Arteche, Ormazabal-Brazil",
        [
            supported(
                "Perhaps not genuine offshore cases, but acquisitions/ JVs due to sales potential "
                "on domestic market and bargain"
            )
        ],
        [
            supported(
                "Behavioural uncertainty (of market and of supply chain/inter-organizational "
                "network or value chain)"
            ),
            supported("Lack of strategic fit with core business/ loss of market argument"),
        ],
    ),
    row("NBI Bearings - China", [supported(NBI_OFFSHORE)], [supported(NBI_BACKSHORE)]),
)


def test_table_5_stands_word_for_word_in_the_file() -> None:
    raw = synthesis_as_markdown(TABLE_5)

    for each in TABLE_5.rows:
        assert f"| **{each.group.label}** |" in raw
    for statement in TABLE_5.statements:
        assert statement.statement.text in raw


def test_table_5_is_read_as_one_row_per_case_group() -> None:
    rows = cells_of(synthesis_as_markdown(TABLE_5))

    assert [plain(cells[0]) for cells in rows[1:]] == [each.group.label for each in TABLE_5.rows]
    assert plain(rows[1][2]).split("\n") == [
        "Market did not develop as planned, loss of market argument",
        "Too specific assets to sell",
        "Mis-taxation of expectations followed by rectification (pull-out)",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "R&D-intensive",
        "10-20",
        "(tourism)",
        "“curly quotes”",
        "acquisitions/ JVs",
        "snake_case",
        "a < b > c",
        "AT&T & others",
        "- a dash first",
        "# 1 in its market",
        "ana@orbea.com!",
        "https://www.orbea.com/a_b?c=1&d=2",
        "C'est l'été; 50 % – 漢字",
    ],
)
def test_ordinary_words_stand_in_a_cell_without_backslashes(text: str) -> None:
    assert escape_cell(text) == text


@pytest.mark.parametrize(
    ("text", "escaped"),
    [
        ("a|b", r"a\|b"),
        ("a\\|b", r"a\\\|b"),
        ("`code`", r"\`code\`"),
        ("<script>", r"\<script>"),
        ("at http://orbea.com<b>", r"at http:\//orbea.com\<b>"),
        ("www.orbea.com*", r"www\.orbea.com\*"),
        ("![x](y.png)", r"!\[x\](y.png)"),
        ("*bold* _so_ ~~gone~~", r"\*bold\* \_so\_ \~\~gone\~\~"),
        ("AT&T; &amp; &#124;", r"AT\&T; \&amp; \&#124;"),
        ("$x$", r"\$x\$"),
        ("[^1]", r"\[\^1\]"),
        ("said @ana", r"said \@ana"),
        ("one\r\ntwo\u2028three\tfour\n", "one two three four"),
        ("a\x1b[31mb\u202ec\u200ed\x00", r"a␛\[31mb�cd␀"),
    ],
)
def test_markup_in_a_cell_is_shown_not_obeyed(text: str, escaped: str) -> None:
    assert escape_cell(text) == escaped


@pytest.mark.parametrize(
    ("text", "escaped"),
    [
        ("# Not a heading", r"\# Not a heading"),
        ("- not a list", r"\- not a list"),
        ("1. not a list", r"1\. not a list"),
        ("2.5 million; see 3. below", "2.5 million; see 3. below"),
        ("> not a quote", r"\> not a quote"),
        ("a|b", "a|b"),
        ("", ""),
    ],
)
def test_a_line_does_not_start_a_block_of_its_own(text: str, escaped: str) -> None:
    assert escape_inline(text) == escaped


@given(ANYTHING | TRICKY)
def test_any_text_is_read_back_from_a_line_as_it_was(text: str) -> None:
    shown = one_line(text)

    tokens = PARSER.parse(escape_inline(text))

    if shown:
        assert [each.type for each in tokens] == ["paragraph_open", "inline", "paragraph_close"]
        assert plain(tokens[1]) == shown


@given(
    st.lists(
        st.tuples(
            ANYTHING | TRICKY,
            st.lists(ANYTHING | TRICKY, max_size=3),
            st.lists(ANYTHING | TRICKY, max_size=3),
        ),
        max_size=3,
    )
)
def test_any_words_are_read_back_from_the_table_as_they_were(
    rows: list[tuple[str, list[str], list[str]]],
) -> None:
    synthesis = table(
        *(
            row(label, [supported(each) for each in left], [supported(each) for each in right])
            for label, left, right in rows
        )
    )

    cells = cells_of(synthesis_as_markdown(synthesis))

    assert [[plain(cell) for cell in each] for each in cells[1:]] == [
        [one_line(label), *("\n".join(one_line(each) for each in side) for side in sides)]
        for label, *sides in rows
    ]
    assert all(len(each) == 3 for each in cells)


@given(TRICKY | ANYTHING, TRICKY, TRICKY)
def test_no_words_make_links_pictures_or_tags_when_everything_is_shown(
    text: str, hedge: str, quote: str
) -> None:
    segment = coded(quote=quote or "x", code=hedge)
    statement = supported(text, segment, hedge=hedge, orientation=quote, by="reading")

    raw = synthesis_as_markdown(table(row(text, [statement], [])), EVERYTHING_SHOWN)

    tokens = PARSER.parse(raw)
    inline = [child for each in tokens for child in each.children or ()]
    assert {"link_open", "image", "html_inline", "code_inline"}.isdisjoint(t.type for t in inline)
    assert sum(each.type == "td_open" for each in tokens) == 3
    assert sum(each.type == "paragraph_open" for each in tokens) == 1
    assert any("[^1]" in each.content for each in inline)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Market gone!", r"| Market gone\![^1] |"),
        ("See www.orbea.com", "| See www.orbea.com [^1] |"),
        ("As planned", "| As planned[^1] |"),
    ],
)
def test_a_footnote_mark_is_kept_apart_from_what_would_swallow_it(text: str, expected: str) -> None:
    synthesis = table(row("Orbea", [supported(text, GROWTH)], []))

    assert expected in synthesis_as_markdown(synthesis, TableOptions(show_quotes=True))


def test_a_quote_of_one_word_stays_in_its_footnote_where_footnotes_are_not_known() -> None:
    synthesis = table(row("Orbea", [supported("It grew", coded(quote="grow"))], []))

    raw = synthesis_as_markdown(synthesis, TableOptions(show_quotes=True))

    assert "“grow” (Orbea, turn 14; omg)" in PARSER.render(raw)


def test_the_notes_list_what_cannot_be_relied_on() -> None:
    assert table_notes(SYNTHESIS) == (
        "Orbea-China, Why backshore: “It did not” is stale: recoded.",
        "Orbea-China, Why backshore: “Assets” is unsupported: it rests on no quote.",
    )


def test_a_synthesis_that_can_be_relied_on_has_no_notes() -> None:
    sound = table(row("Orbea", [supported("It grew", GROWTH)], []))

    assert table_notes(sound) == ()


def test_a_note_shortens_a_long_statement() -> None:
    long = supported("word " * 50, GROWTH, standing=Standing.STALE, why="recoded")

    (note,) = table_notes(table(row("Orbea", [long], [])))

    assert f"“{'word ' * 15}word…” is stale" in note


def test_an_empty_synthesis_is_a_table_without_rows() -> None:
    assert synthesis_as_markdown(SynthesisTable((), ()), TableOptions(first_heading="Row")) == (
        "| Row |\n| --- |\n"
    )


def test_a_matrix_shows_counts_and_codings_without_a_case() -> None:
    counted = matrix(CODEBOOK, [coded(1), coded(2), coded(3, case=None, code="bmd")], CASES[:2])

    assert matrix_as_markdown(counted) == (
        "| Code | Name | Orbea – China | Fagor Industrial – China | No case |\n"
        "| --- | --- | ---: | ---: | ---: |\n"
        "| omg | Growth | 2 | 0 | 0 |\n"
        "| bmd | Decline | 0 | 0 | 1 |\n"
    )


def test_a_binary_matrix_shows_presence() -> None:
    counted = matrix(CODEBOOK, [coded(1), coded(2)], CASES[:2])

    assert "| omg | Growth | 1 | 0 |" in matrix_as_markdown(counted, binary=True)


def test_frequencies_give_every_count_with_its_base() -> None:
    counts = frequencies(CODEBOOK, [coded(1), coded(2, case=None)], interviews=30, cases=11)

    assert frequencies_as_markdown(counts) == (
        "| Code | Name | Codings | Interviews | Cases |\n"
        "| --- | --- | ---: | ---: | ---: |\n"
        "| off | Offshoring | 2 | 1 of 30 | 1 of 11 |\n"
        "| om | › Market | 2 | 1 of 30 | 1 of 11 |\n"
        "| omg | › › Growth | 2 | 1 of 30 | 1 of 11 |\n"
        "| opc | › Cost | 0 | 0 of 30 | 0 of 11 |\n"
        "| bmd | Decline | 0 | 0 of 30 | 0 of 11 |\n"
        "| ctx | Context | 0 | 0 of 30 | 0 of 11 |\n"
        "\n"
        "2 codings; 30 interviews and 11 cases in the project; 1 coding belongs to no case.\n"
    )


def test_quotes_stand_under_their_codes() -> None:
    segments = [
        coded(1, memo="A turning\npoint"),
        coded(2, code="bmd", quote="It\nfell [laughs]", turn=None),
        coded(3, quote="Growth!", interview="fagor", case=None),
    ]

    assert quotes_as_markdown(segments, code_names=NAMES) == (
        "## Growth (2 codings, 2 interviews)\n"
        "\n"
        "> “We expected the market to grow”\n"
        ">\n"
        "> Orbea, turn 14, Director, Orbea – China\n"
        ">\n"
        "> Memo: A turning point\n"
        "\n"
        "> “Growth!”\n"
        ">\n"
        "> Fagor, turn 14, Director, no case\n"
        "\n"
        "## Decline (1 coding, 1 interview)\n"
        "\n"
        "> “It fell \\[laughs\\]”\n"
        ">\n"
        "> Orbea, Director, Orbea – China\n"
    )


def test_no_quotes_make_no_text() -> None:
    assert quotes_as_markdown([]) == ""


def test_a_rating_stands_with_its_meaning_behind_the_quote() -> None:
    scale = RatingScale("Certainty", {1: "doubtful", 2: "*likely*"})

    shown = quotes_as_markdown([coded(1, rating=2)], ratings=scale)

    assert "Certainty: 2 \\*likely\\*" in shown
    assert "Certainty" not in quotes_as_markdown([coded(1, rating=2)])
