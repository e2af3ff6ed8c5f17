"""Every key of the program, once: the screens act on this table and the help shows it.

Letters that start no command here are free for the codebook's chords; a chord whose first
letter is a command goes after the leader key.
"""

from dataclasses import dataclass

from whyshore.tui.key_names import typed_by

LEADER = "semicolon"


@dataclass(frozen=True, slots=True)
class Key:
    """What a key does, and how it is shown."""

    action: str
    keys: tuple[str, ...]
    """As Textual names them; the first is shown."""
    what: str
    hint: str = ""
    """A word or two for the line of hints; empty keeps it out of there."""
    rank: int = 5
    """How early it comes in that line; what does not fit is left out from the end."""
    words: str = ""
    """Everyday words to find it by that `what` does not have, also those of other programs."""


@dataclass(frozen=True, slots=True)
class KeyGroup:
    """Keys that belong together in the help."""

    title: str
    keys: tuple[Key, ...]


MOVE = KeyGroup(
    "Move",
    (
        Key("left", ("left", "h"), "go one character back"),
        Key("right", ("right", "l"), "go one character on"),
        Key("up", ("up", "k"), "go one line up"),
        Key("down", ("down", "j"), "go one line down"),
        Key("word_right", ("ctrl+right",), "go to the next word"),
        Key("word_left", ("ctrl+left",), "go to the previous word"),
        Key("line_start", ("home", "0"), "go to the start of the line"),
        Key("line_end", ("end", "dollar_sign"), "go to the end of the line"),
        Key("page_down", ("pagedown", "space"), "go one screen down"),
        Key("page_up", ("pageup",), "go one screen up"),
        Key("text_start", ("ctrl+home", "g"), "go to the start of the interview"),
        Key("text_end", ("ctrl+end", "G"), "go to the end of the interview"),
        Key("next_coding", ("right_square_bracket",), "go to the next coding", "[ ] codings"),
        Key("previous_coding", ("left_square_bracket",), "go to the previous coding"),
        Key("next_uncoded", ("e",), "go to the next turn without a coding", "e uncoded"),
        Key("previous_uncoded", ("E",), "go to the previous turn without a coding"),
        Key(
            "longest_uncoded", ("circumflex_accent",), "go to the longest stretch without a coding"
        ),
        Key("jump", ("percent_sign",), "go to a percentage of the interview"),
    ),
)
SELECT = KeyGroup(
    "Select (a letter selects the unit at the cursor, then the next; its capital the one before)",
    (
        Key("next_sentence", ("s",), "select this sentence, then the next", "s sentence", 1),
        Key("previous_sentence", ("S",), "select this sentence, then the one before"),
        Key("next_turn", ("t",), "select this turn, then the next", "t turn", 2),
        Key("previous_turn", ("T",), "select this turn, then the one before"),
        Key("next_word", ("w",), "select this word, then the next", "w word", 6),
        Key("previous_word", ("W",), "select this word, then the one before"),
        Key("next_paragraph", ("p",), "select this paragraph, then the next"),
        Key("previous_paragraph", ("P",), "select this paragraph, then the one before"),
        Key("extend_right", ("shift+right", "L"), "select one character more at the cursor"),
        Key("extend_left", ("shift+left", "H"), "select one character less at the cursor"),
        Key("extend_down", ("shift+down", "J"), "select one line further down"),
        Key("extend_up", ("shift+up", "K"), "select one line further up"),
        Key("extend_word_right", ("ctrl+shift+right",), "select one word more at the cursor"),
        Key("extend_word_left", ("ctrl+shift+left",), "select one word less at the cursor"),
        Key(
            "grow",
            ("plus", "equals_sign"),
            "select one unit more at the end",
            "+ - longer, shorter",
            6,
        ),
        Key("shrink", ("minus",), "select one unit less at the end"),
        Key("grow_start", ("left_curly_bracket",), "select one unit more at the start"),
        Key("shrink_start", ("right_curly_bracket",), "select one unit less at the start"),
        Key(
            "other_end",
            ("O",),
            "move the selection's other end from now on: the start, then the end again",
        ),
        Key("same_passage", ("comma",), "select the passage coded last, also after moving on"),
        Key("same_extent", ("ampersand",), "select as much as was coded last, from here on"),
        Key(
            "count",
            ("number_sign",),
            "count: then digits and a move, so that #3s is three sentences from here",
            words="repeat",
        ),
        Key(
            "sticky",
            ("v",),
            "extend the selection with every move from now on (again: no longer)",
            words="visual mode",
        ),
        Key("clear", ("escape",), "select nothing, or give up a chord or count half typed"),
    ),
)
CODE = KeyGroup(
    "Code (on the selection; with none, on the sentence at the cursor)",
    (
        Key(
            "pick_code",
            ("c", "enter"),
            "put on a code, found by its name, id or cues",
            "c code",
            1,
            words="tag label node highlight coding autocode",
        ),
        Key(
            "repeat",
            ("full_stop",),
            "put on the code used last",
            ". again",
            3,
            words="recent again",
        ),
        Key(
            "in_vivo",
            ("i",),
            "make a new code named by the selected words",
            "i new code",
            5,
        ),
        Key(
            "remove",
            ("backspace", "delete"),
            "take off a code at the cursor",
            "⌫ remove",
            4,
            words="delete remove uncode untag",
        ),
        Key(
            "memo",
            ("M",),
            "write a memo on the coding at the cursor, else the interview",
            "M memo",
            3,
        ),
        Key("memo_interview", ("I",), "write a memo on the interview"),
        Key("case", ("C",), "say which case the selection (or this turn) is about", "C case", 3),
        Key("default_case", ("D",), "say which case the interview is about elsewhere"),
        Key(
            "rate",
            ("r",),
            "rate the coding at the cursor, where the codebook has a scale",
            words="rating weight score certainty",
        ),
        Key("undo", ("u", "ctrl+z"), "undo the last change, of earlier sittings too", "u undo", 2),
        Key("redo", ("U", "ctrl+r"), "bring back what was undone", words="repeat"),
    ),
)
ADJUST = KeyGroup(
    "Adjust a coding (the one at the cursor; with several there, it is asked which)",
    (
        Key(
            "adjust",
            ("R",),
            "take the coding in hand: select what it should be on, ⏎ keeps, Esc leaves it",
            "R adjust",
            6,
            words="change edit",
        ),
        Key(
            "stretch_end",
            ("greater_than_sign",),
            "stretch the coding: one unit more at its end, at once",
        ),
        Key("shrink_end", ("less_than_sign",), "shrink the coding: one unit less at its end"),
        Key(
            "stretch_start", ("left_parenthesis",), "stretch the coding: one unit more at its start"
        ),
        Key(
            "shrink_beginning",
            ("right_parenthesis",),
            "shrink the coding: one unit less at its start",
        ),
        Key("split", ("X",), "split the coding at the cursor, or behind the selection"),
        Key("join", ("B",), "join the coding with the next one of the same code and coder"),
    ),
)
FIND = KeyGroup(
    "Find and leave",
    (
        Key("find", ("slash", "ctrl+f"), "find text", "/ find", 2, words="search"),
        Key("next_hit", ("n",), "go to the next place found"),
        Key("previous_hit", ("N",), "go to the previous place found"),
        Key("find_this", ("asterisk",), "find the selected words, or this word, again"),
        Key(
            "find_everywhere",
            ("F",),
            "find in all interviews, and code what is found",
            "F all",
            4,
            words="search text autocode automatic keyword",
        ),
        Key(
            "coded_segments",
            ("Q",),
            "list all that is coded like the coding at the cursor",
            "Q code",
            words="retrieved excerpts quotes report",
        ),
        Key(
            "memos",
            ("f4",),
            "all memos: find, open, go to what they are about",
            "F4 memos",
            5,
            words="journal",
        ),
        Key(
            "history",
            ("ctrl+e",),
            "the history: every change; find it, read it, undo it",
            "Ctrl+E history",
            7,
        ),
        Key("copy", ("y",), "copy the selection with its citation"),
        Key(
            "next_pane",
            ("tab",),
            "go to the next pane: interviews, cases, text, codebook",
            "⇥ pane",
            2,
        ),
        Key("previous_pane", ("shift+tab",), "go to the previous pane"),
        Key(
            "synthesis",
            ("f2", "ctrl+t"),
            "the synthesis: table and evidence",
            "F2 table",
            2,
            words="export report matrix grid framework",
        ),
        Key(
            "survey",
            ("f12",),
            "the tables of the survey",
            words="export crosstab frequencies statistics chart",
        ),
        Key(
            "joint",
            ("f5",),
            "joint displays: the survey beside the cases",
            words="export mixed methods",
        ),
        Key(
            "help",
            ("question_mark", "f1"),
            "help: every key, found by words",
            "? keys",
            1,
            words="shortcuts keyboard",
        ),
        Key("palette", ("ctrl+p",), "every command by name"),
        Key("quit", ("ctrl+q",), "leave; everything is saved already", words="exit close"),
    ),
)
READ = KeyGroup(
    "Read",
    (
        Key(
            "go_to",
            ("colon",),
            "go to a turn, a time code or a share: 14, 12:30, 50%",
            ": go to",
            5,
            words="jump line paragraph timestamp",
        ),
        Key("guide", ("V",), "the interview guide: the text by question", "V guide", 5),
        Key("next_question", ("z",), "go to the next question of the interview guide"),
        Key("previous_question", ("f3",), "go to the previous question of the interview guide"),
        Key(
            "speakers",
            ("Y",),
            "whose words stand out: everybody's, the respondents', one's",
            words="speaker participant dim",
        ),
        Key("fold_left", ("f7",), "fold or unfold the interviews and cases", "F7 F8 fold", 6),
        Key("fold_right", ("f8",), "fold or unfold the codebook", words="system tree"),
        Key(
            "review",
            ("f10",),
            "new, corrected and missing transcripts: take over, settle what is not sure",
            words="edit update version import add",
        ),
        Key(
            "tour",
            ("f6",),
            "a tour in six short steps, on the bundled project",
            words="tutorial introduction getting demo",
        ),
    ),
)
SEE = KeyGroup(
    "See",
    (
        Key(
            "filter",
            ("Z",),
            "show some codings only; again: all",
            "Z filter",
            7,
            words="stripes coder",
        ),
        Key(
            "list_codings",
            ("at",),
            "list all codings at the cursor",
            "@ list",
            7,
            words="stripes",
        ),
        Key(
            "minimap",
            ("f9",),
            "show or hide the minimap, an overview of the whole interview",
            words="density map stripes scrollbar",
        ),
    ),
)
TRANSCRIPT_GROUPS = (MOVE, SELECT, CODE, ADJUST, FIND, READ, SEE)

FIND_LINE = KeyGroup(
    "In the line one finds with",
    (
        Key("keep", ("enter",), "keep the places marked; n and N go on", "⏎ keep", 1),
        Key("word", ("ctrl+o", "alt+w"), "only whole words, or not", "Ctrl+O word", 1),
        Key("regex", ("ctrl+r", "alt+r"), "a regular expression, or not", "Ctrl+R regex", 1),
        Key("exact", ("ctrl+l", "alt+c"), "capitals and accents count, or not", "Ctrl+L exact", 1),
        Key("search_before", ("up",), "what was looked for before", "↑ before", 2),
        Key("search_after", ("down",), "what was looked for after it"),
        Key("next_place", ("pagedown",), "the next place, while the line stays", "PgDn next", 2),
        Key("previous_place", ("pageup",), "the place before"),
        Key(
            "give_up", ("escape",), "close it; the cursor goes back to where it was", "Esc back", 1
        ),
    ),
)
PANE_KEYS = KeyGroup(
    "In the lists beside the text (a letter goes to the next name that begins with it)",
    (
        Key(
            "open",
            ("enter",),
            "open the interview; go to the case's next passage",
            "⏎ open",
            1,
        ),
        Key("pane_memo", ("M",), "write a memo on the interview or case", "M memo", 1),
        Key("add_case", ("a",), "add a case", "a add", 1),
        Key("to_text", ("escape",), "back to the text", "Esc text", 1),
    ),
)
_PLACES = (
    Key("move", ("up", "down", "k", "j"), "go from place to place"),
    Key("page", ("pageup", "pagedown"), "one screen up or down"),
    Key("ends", ("home", "end", "g", "G"), "to the first or the last"),
    Key("open", ("enter",), "go to the place in its interview", "⏎ go", 1),
    Key(
        "tick", ("space",), "tick or untick it; on a heading, all of the interview", "Space tick", 1
    ),
    Key("tick_all", ("a",), "tick all, or none", "a all", 1),
)
_PLACES_END = (
    Key("undo", ("u", "ctrl+z"), "undo the last change", "u undo", 2),
    Key("redo", ("U",), "bring back what was undone"),
    Key("help", ("question_mark", "f1"), "the keys", "? keys", 3),
    Key("close", ("escape",), "back", "Esc back", 1),
)
FOUND_KEYS = KeyGroup(
    "In what was found everywhere",
    (
        *_PLACES,
        Key("find", ("slash", "ctrl+f"), "look for something else", "/ find", 2),
        Key(
            "code",
            ("c",),
            "put a code on the ticked places, or on this one",
            "c code",
            1,
            words="autocode",
        ),
        Key(
            "unit",
            ("v",),
            "choose what the code goes on: the words found, the sentence, the turn",
            "v unit",
            1,
        ),
        Key(
            "who",
            ("w",),
            "choose in whose words: everybody's, only respondents', only interviewers'",
            "w who",
            2,
            words="speaker filter",
        ),
        *_PLACES_END,
    ),
)
SEGMENT_KEYS = KeyGroup(
    "In the coded segments of a code",
    (
        *_PLACES,
        Key(
            "code",
            ("c",),
            "give the ticked codings, or this one, another code",
            "c re-code",
            1,
            words="recode change",
        ),
        Key(
            "remove",
            ("delete", "backspace"),
            "take the code off the ticked codings, or this one",
            "⌫ remove",
            1,
            words="delete uncode",
        ),
        Key(
            "narrow", ("f",), "show only one coder, case or interview", "f only", 1, words="filter"
        ),
        Key("other_code", ("o",), "list the coded segments of another code", "o other", 2),
        *_PLACES_END,
    ),
)
CODEBOOK_KEYS = KeyGroup(
    "In the codebook",
    (
        Key(
            "apply_code",
            ("enter",),
            "apply the code to the selection or sentence",
            "⏎ apply",
            1,
            words="add coding",
        ),
        Key(
            "filter_codes",
            ("slash",),
            "filter the codes; other small letters do, too",
            "/ filter",
            1,
            words="find narrow",
        ),
        Key(
            "chord",
            ("semicolon",),
            "go to the code of a chord: type the chord then",
            "; go to chord",
            3,
        ),
        Key("open_branch", ("right",), "open the branch of the code, then go into it"),
        Key("close_branch", ("left",), "close the branch of the code, then go to the code above"),
        Key(
            "open_all",
            ("plus", "equals_sign"),
            "open every branch of the codebook",
            "+ - open, close all",
            4,
        ),
        Key("close_all", ("minus",), "close every branch of the codebook"),
        Key("read_on", ("J", "ctrl+down"), "scroll what the code means down", "J K read", 3),
        Key("read_back", ("K", "ctrl+up"), "scroll what the code means up"),
        Key("code_memo", ("M",), "write a memo on the code", "M memo", 3),
        Key("pane_copy", ("y",), "copy the code with its definition"),
        Key("new_code", ("N",), "make a new code beside or below this one", "N new", 3),
        Key("remove_code", ("delete",), "delete an unused code: take it out of the codebook"),
        Key(
            "rename_code",
            ("R",),
            "rename the code; its codings follow a new id",
            "R rename",
            4,
            words="change name edit",
        ),
        Key(
            "move_code",
            ("P",),
            "move the code, with all below it, under another",
            words="parent hierarchy",
        ),
        Key("merge_code", ("G",), "merge the code into another: its codings get that one"),
        Key("split_code", ("X",), "split the code; its codings are listed to be sorted"),
        Key(
            "deprecate_code",
            ("D",),
            "deprecate the code: it goes on no more text",
            words="hide lock delete",
        ),
        Key(
            "segments_of_code",
            ("Q",),
            "list all that has this code, in all interviews",
            "Q coded",
            2,
            words="retrieved segments excerpts quotes report",
        ),
    ),
)
MEMO_KEYS = KeyGroup(
    "In a memo (it is saved a second after you stop typing)",
    (
        Key(
            "memo_close",
            ("escape", "ctrl+s"),
            "close the memo and keep what is written",
            "Esc close",
            1,
        ),
        Key(
            "memo_leave",
            ("ctrl+d",),
            "leave the memo as it was when it was opened",
            "Ctrl+D as it was",
            2,
        ),
        Key("next_pane", ("tab",), "to the text and the lists; the memo stays open", "⇥ text", 2),
    ),
)
MEMO_LIST_KEYS = KeyGroup(
    "In the list of memos (F4; typing searches their full text)",
    (
        Key("open", ("enter",), "open the memo", "⏎ open", 1),
        Key("memo_go", ("ctrl+g",), "go to what the memo is about", "Ctrl+G go there", 1),
        Key("memo_new", ("ctrl+n",), "a new memo on the project", "Ctrl+N new", 2),
        Key("memo_down", ("ctrl+down",), "scroll the memo's words down", "Ctrl+↓ Ctrl+↑ read", 4),
        Key("memo_up", ("ctrl+up",), "scroll the memo's words up"),
        Key("memos_close", ("escape", "f4"), "back to the text", "Esc close", 2),
    ),
)
HISTORY_KEYS = KeyGroup(
    "In the history (Ctrl+E; typing searches it)",
    (
        Key(
            "history_undo",
            ("ctrl+z",),
            "take back this change",
            "Ctrl+Z undo this",
            1,
            words="revert",
        ),
        Key(
            "history_down",
            ("ctrl+down",),
            "scroll what the change did down",
            "Ctrl+↓ Ctrl+↑ read",
            2,
        ),
        Key("history_up", ("ctrl+up",), "scroll what the change did up"),
        Key("history_close", ("escape", "ctrl+e"), "back to the text", "Esc close", 1),
    ),
)
SYNTHESIS_KEYS = KeyGroup(
    "In the synthesis",
    (
        Key("move", ("up", "down", "left", "right"), "go from statement to statement"),
        Key("add", ("a",), "write a statement in this cell", "a add", 1),
        Key(
            "edit",
            ("enter", "e"),
            "reword the statement: text, hedge, orientation, by",
            "⏎ edit",
            1,
            words="change",
        ),
        Key("link", ("l",), "choose the codings that the statement rests on", "l link", 1),
        Key("unlink", ("x",), "in the evidence: take this coding away", "x unlink", words="remove"),
        Key("move_up", ("K", "shift+up"), "move the statement up in its cell", "K J move"),
        Key("move_down", ("J", "shift+down"), "move the statement down in its cell"),
        Key("confirm", ("o",), "say that a stale statement still holds", "o confirm"),
        Key(
            "delete", ("delete", "backspace"), "remove the statement; its codings stay", "⌫ remove"
        ),
        Key(
            "draft",
            ("d",),
            "draft: what the codings offer for this cell",
            "d draft",
            2,
            words="suggest propose",
        ),
        Key("row", ("r",), "add a row of cases", "r row"),
        Key("edit_row", ("R",), "change this row's label or cases", words="rename"),
        Key(
            "open_problems",
            ("p",),
            "statements without evidence, codings in no statement",
            "p open",
        ),
        Key(
            "export", ("w",), "write Table 5 as Markdown to exports/", "w write", 2, words="report"
        ),
        Key("go_to_text", ("g",), "in the evidence: open the quote in its interview", "g text"),
        Key("copy", ("y",), "copy the quote with its citation, or the statement"),
        Key("undo", ("u",), "undo the last change", "u undo", 2),
        Key("redo", ("U",), "bring back what was undone"),
        Key("next_pane", ("tab",), "from the table to the evidence and back", "⇥ evidence", 2),
        Key("close", ("escape", "f2"), "back to the text", "Esc text", 1),
    ),
)
GUIDE_KEYS = KeyGroup(
    "In the interview guide",
    (
        Key("guide_go", ("enter",), "go to the question in the text", "⏎ go", 1),
        Key("pin", ("p",), "say that the turn belongs to another section", "p pin", 2),
        Key(
            "unpin",
            ("x", "delete"),
            "take back which section the turn belongs to: as the words propose it",
            "x unpin",
            2,
            words="undo",
        ),
        Key(
            "next_section", ("right_square_bracket", "s"), "go to the next section", "s section", 3
        ),
        Key("previous_section", ("left_square_bracket", "S"), "go to the section before"),
        Key("guide_close", ("escape",), "back to the text", "Esc text", 1),
    ),
)
SURVEY_KEYS = KeyGroup(
    "In the tables of the survey",
    (
        Key("move", ("up", "down"), "go from row to row"),
        Key("rows", ("r",), "choose what stands in the rows", "r rows", 1),
        Key(
            "columns",
            ("c",),
            "choose the columns, one or several",
            "c columns",
            1,
            words="crosstab",
        ),
        Key("group", ("g",), "the sub-groups in the columns; again: the next, none", "g group", 1),
        Key("only", ("f", "slash"), "filter: only those for whom something holds", "f filter", 1),
        Key("statistic", ("p",), "per cent of columns, rows, all, answers; counts", "p percent", 1),
        Key("weight", ("w",), "choose the weight", "w weight", 3),
        Key("switch", ("s",), "set a switch of survey.yaml otherwise", "s switch", 5),
        Key("nest", ("n",), "nest the columns in one another, or side by side", "n nest", 5),
        Key("swap", ("x",), "change rows and columns round", "x swap", 4),
        Key("every_answer", ("a",), "every answer to a battery, or the top ones", "a all", 5),
        Key("intervals", ("i",), "95 per cent intervals, or not"),
        Key("residuals", ("m",), "mark cells beyond chance by adjusted residuals, or not"),
        Key("total", ("o",), "show the total column, or not"),
        Key("columns_on", ("right",), "show the columns further right"),
        Key("columns_back", ("left",), "show the columns further left"),
        Key("spread", ("d",), "how the answers at the cursor are spread", "d spread", 2),
        Key(
            "tests",
            ("t",),
            "the tests of the table and this row",
            "t test",
            2,
            words="significance chi square",
        ),
        Key("base", ("b",), "who is counted, and who is not", "b base", 2),
        Key(
            "export",
            ("e",),
            "write the table to a file: .md .csv .xlsx .svg …",
            "e export",
            2,
            words="chart report",
        ),
        Key("copy", ("y",), "copy the table as Markdown"),
        Key("undo", ("u", "ctrl+z"), "back to the table before", "u undo", 3),
        Key("next_pane", ("tab",), "from the rows to the lines below, and back"),
        Key("help", ("question_mark", "f1"), "the keys", "? keys", 2),
        Key("close", ("escape",), "back", "Esc back", 1),
    ),
)
SURVEY_FILTER_KEYS = KeyGroup(
    "While a filter of the survey is typed",
    (
        Key("keep", ("enter",), "keep it", "⏎ keep", 1),
        Key("back", ("escape",), "as it was before", "Esc as before", 1),
    ),
)
_BESIDE_END = (
    Key("undo", ("u",), "undo the last change", "u undo", 3),
    Key("redo", ("U",), "bring back what was undone"),
    Key("next_pane", ("tab",), "from one pane to the other and back", "⇥ beside", 2),
    Key("help", ("question_mark", "f1"), "the keys", "? keys", 3),
)
JOINT_KEYS = KeyGroup(
    "In the joint displays",
    (
        Key("move", ("up", "down", "left", "right"), "go from cell to cell"),
        Key("open", ("enter",), "the quotes of the cell, else its table", "⏎ open", 1),
        Key("table", ("t",), "the survey table behind the cell", "t table", 1),
        Key("jd1", ("1",), "the display of cases by survey", "1 2 3 4 display", 1),
        Key("jd2", ("2",), "the display of mechanisms by theme"),
        Key("jd3", ("3",), "the display of hypotheses by case"),
        Key("jd4", ("4",), "the display of sub-groups with their cases"),
        Key("fit", ("f",), "say how the two sides of the line fit", "f fit", 1),
        Key("meta", ("m", "M"), "write what follows from both sides", "m meta-inference", 1),
        Key("clear", ("delete", "backspace"), "take fit and meta-inference of the line away"),
        Key("links", ("l",), "link cases to respondents", "l links", 2),
        Key(
            "named", ("v",), "name the firms that consented in their answers, or not", "v named", 2
        ),
        Key("go_to_text", ("g",), "in the quotes: open the quote in its interview", "g text", 2),
        Key(
            "write",
            ("w",),
            "write the display as Markdown to exports/",
            "w write",
            3,
            words="report",
        ),
        Key("copy", ("y",), "copy the quote with its citation, or the cell"),
        *_BESIDE_END,
        Key("close", ("escape", "f5"), "back to the text", "Esc text", 1),
    ),
)
LINK_KEYS = KeyGroup(
    "In the links of cases to respondents",
    (
        Key("move", ("up", "down"), "go from case to case, or from candidate to candidate"),
        Key("open", ("enter",), "link the case to the candidate at the cursor", "⏎ link", 1),
        Key("first", ("1",), "link the case to the first candidate", "1 2 3 link", 1),
        Key("second", ("2",), "link the case to the second candidate"),
        Key("third", ("3",), "link the case to the third candidate"),
        Key(
            "reject",
            ("x",),
            "reject the candidate at the cursor: the case is not it",
            "x reject",
            1,
        ),
        Key("again", ("n",), "propose again what was rejected", "n again", 3),
        Key("key", ("k",), "link the case to a respondent by its key", "k key", 2),
        Key(
            "consent", ("c",), "say whether the case's answers may be shown by name", "c consent", 1
        ),
        Key("unlink", ("d", "delete"), "take the link away", "d unlink", 2),
        Key(
            "level",
            ("o",),
            "say whether the next link is of a firm, a group, a plant",
            "o level",
            3,
        ),
        *_BESIDE_END,
        Key("close", ("escape",), "back", "Esc back", 1),
    ),
)
REVIEW_KEYS = KeyGroup(
    "In new and corrected transcripts",
    (
        Key(
            "take_over",
            ("t",),
            "take in every text that waits, new or corrected, as one step",
            "t take over",
            1,
        ),
        Key("accept", ("a",), "accept the proposal: the coding does lie there", "a accept", 1),
        Key(
            "adjust_words",
            ("w",),
            "adjust the proposal: type the words that the coding lies on",
            "w adjust",
            1,
            words="change",
        ),
        Key(
            "drop",
            ("x", "delete"),
            "drop the coding, with the memos on it",
            "x drop",
            1,
            words="delete remove",
        ),
        Key("undo_settled", ("u",), "take back what was settled last", "u undo", 2, words="undo"),
        Key("review_go", ("enter",), "go to the proposed place in the text", "⏎ go", 2),
        Key("review_close", ("escape", "f10"), "back to the text", "Esc text", 2),
    ),
)
ALL_GROUPS = (
    *TRANSCRIPT_GROUPS,
    FIND_LINE,
    FOUND_KEYS,
    SEGMENT_KEYS,
    PANE_KEYS,
    CODEBOOK_KEYS,
    MEMO_KEYS,
    MEMO_LIST_KEYS,
    HISTORY_KEYS,
    SYNTHESIS_KEYS,
    GUIDE_KEYS,
    REVIEW_KEYS,
    SURVEY_KEYS,
    JOINT_KEYS,
    LINK_KEYS,
)


def _actions_in(*groups: KeyGroup) -> frozenset[str]:
    return frozenset(key.action for group in groups for key in group.keys)


_EVERYWHERE = {"help", "palette", "quit"}
_ON_THE_SCREEN = (_actions_in(FIND, READ) | {"undo", "redo"}) - {"copy", "coded_segments"}
_IN_THE_TEXT = {"find", "next_hit", "previous_hit", "next_question", "previous_question"}
CONTEXTS = (
    _actions_in(*TRANSCRIPT_GROUPS),
    _actions_in(PANE_KEYS) | _ON_THE_SCREEN,
    _actions_in(CODEBOOK_KEYS) | (_ON_THE_SCREEN - _IN_THE_TEXT) | {"to_text"},
    _actions_in(MEMO_KEYS) | {"palette", "quit"},
    _actions_in(MEMO_LIST_KEYS) | {"palette", "quit"},
    _actions_in(HISTORY_KEYS) | {"palette", "quit"},
    _actions_in(FIND_LINE) | _EVERYWHERE,
    _actions_in(FOUND_KEYS) | _EVERYWHERE,
    _actions_in(SEGMENT_KEYS) | _EVERYWHERE,
    _actions_in(SYNTHESIS_KEYS) | _EVERYWHERE,
    _actions_in(GUIDE_KEYS) | _EVERYWHERE,
    _actions_in(REVIEW_KEYS) | _EVERYWHERE,
    _actions_in(SURVEY_KEYS) | _EVERYWHERE,
    _actions_in(JOINT_KEYS) | _EVERYWHERE,
    _actions_in(LINK_KEYS) | _EVERYWHERE,
)
"""Actions that meet on one screen, where no two can have the same key."""
TYPED_INTO = _actions_in(MEMO_KEYS, MEMO_LIST_KEYS, HISTORY_KEYS) | {"next_pane", "previous_pane"}
"""Actions whose keys act while words are typed, so that no letter or sign can be one."""

_SHOWN = {
    "left_square_bracket": "[",
    "right_square_bracket": "]",
    "left_curly_bracket": "{",
    "right_curly_bracket": "}",
    "dollar_sign": "$",
    "plus": "+",
    "equals_sign": "=",
    "minus": "-",
    "full_stop": ".",
    "slash": "/",
    "comma": ",",
    "ampersand": "&",
    "number_sign": "#",
    "greater_than_sign": ">",
    "less_than_sign": "<",
    "left_parenthesis": "(",
    "right_parenthesis": ")",
    "circumflex_accent": "^",
    "percent_sign": "%",
    "at": "@",
    "asterisk": "*",
    "question_mark": "?",
    "semicolon": ";",
    "colon": ":",
    "left": "←",
    "right": "→",
    "up": "↑",
    "down": "↓",
    "enter": "⏎",
    "escape": "Esc",
    "backspace": "⌫",
    "delete": "Del",
    "tab": "⇥",
    "space": "Space",
    "pagedown": "PgDn",
    "pageup": "PgUp",
    "home": "Home",
    "end": "End",
}


def shown(key: str) -> str:
    """A key as people read it: `ctrl+home` becomes `Ctrl+Home`."""
    *modifiers, last = key.split("+") if key != "+" else ["+"]
    function_key = len(last) > 1 and last[0] == "f" and last[1:].isdecimal()
    upper = function_key or (modifiers and len(last) == 1)
    name = _SHOWN.get(last) or (last.upper() if upper else typed_by(last) or last)
    return "+".join([*(modifier.title() for modifier in modifiers), name])


def told_of(key: Key, group: KeyGroup) -> tuple[str, ...]:
    """The texts one finds a key by, the most telling first."""
    names = " ".join(shown(name) for name in key.keys)
    return (
        key.what,
        f"{key.action.replace('_', ' ')} {key.words}",
        names,
        group.title.split(" (")[0],
    )


def actions_by_key(groups: tuple[KeyGroup, ...]) -> dict[str, str]:
    """The action behind each key of some groups."""
    return {name: key.action for group in groups for key in group.keys for name in key.keys}
