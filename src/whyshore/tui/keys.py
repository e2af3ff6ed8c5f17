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


@dataclass(frozen=True, slots=True)
class KeyGroup:
    """Keys that belong together in the help."""

    title: str
    keys: tuple[Key, ...]


MOVE = KeyGroup(
    "Move",
    (
        Key("left", ("left", "h"), "one character back"),
        Key("right", ("right", "l"), "one character on"),
        Key("up", ("up", "k"), "one line up"),
        Key("down", ("down", "j"), "one line down"),
        Key("word_right", ("ctrl+right",), "to the next word"),
        Key("word_left", ("ctrl+left",), "to the previous word"),
        Key("line_start", ("home", "0"), "to the start of the line"),
        Key("line_end", ("end", "dollar_sign"), "to the end of the line"),
        Key("page_down", ("pagedown", "space"), "one screen down"),
        Key("page_up", ("pageup",), "one screen up"),
        Key("text_start", ("ctrl+home", "g"), "to the start of the interview"),
        Key("text_end", ("ctrl+end", "G"), "to the end of the interview"),
        Key("next_coding", ("right_square_bracket",), "to the next coding", "[ ] codings"),
        Key("previous_coding", ("left_square_bracket",), "to the previous coding"),
        Key("next_uncoded", ("e",), "to the next turn without a coding", "e uncoded"),
        Key("previous_uncoded", ("E",), "to the previous turn without a coding"),
        Key("longest_uncoded", ("circumflex_accent",), "to the longest stretch without a coding"),
        Key("jump", ("percent_sign",), "to a percentage of the interview"),
    ),
)
SELECT = KeyGroup(
    "Select (a letter selects the unit at the cursor, then the next; its capital the one before)",
    (
        Key("next_sentence", ("s",), "this sentence, then the next", "s sentence", 1),
        Key("previous_sentence", ("S",), "this sentence, then the one before"),
        Key("next_turn", ("t",), "this turn, then the next", "t turn", 2),
        Key("previous_turn", ("T",), "this turn, then the one before"),
        Key("next_word", ("w",), "this word, then the next", "w word", 6),
        Key("previous_word", ("W",), "this word, then the one before"),
        Key("next_paragraph", ("p",), "this paragraph, then the next"),
        Key("previous_paragraph", ("P",), "this paragraph, then the one before"),
        Key("extend_right", ("shift+right", "L"), "one character more at the cursor"),
        Key("extend_left", ("shift+left", "H"), "one character less at the cursor"),
        Key("extend_down", ("shift+down", "J"), "one line further down"),
        Key("extend_up", ("shift+up", "K"), "one line further up"),
        Key("extend_word_right", ("ctrl+shift+right",), "one word more at the cursor"),
        Key("extend_word_left", ("ctrl+shift+left",), "one word less at the cursor"),
        Key("grow", ("plus", "equals_sign"), "one unit more at the end", "+ - longer, shorter", 6),
        Key("shrink", ("minus",), "one unit less at the end"),
        Key("grow_start", ("left_curly_bracket",), "one unit more at the start"),
        Key("shrink_start", ("right_curly_bracket",), "one unit less at the start"),
        Key("other_end", ("O",), "from now on its other end moves: the start, then the end again"),
        Key("same_passage", ("comma",), "the passage coded last, also after moving on"),
        Key("same_extent", ("ampersand",), "as much as was coded last, from here on"),
        Key("count", ("number_sign",), "then digits and a move: #3s is three sentences from here"),
        Key("sticky", ("v",), "from now on every move extends the selection (again: no longer)"),
        Key("clear", ("escape",), "select nothing, or give up a chord or count half typed"),
    ),
)
CODE = KeyGroup(
    "Code (on the selection; with none, on the sentence at the cursor)",
    (
        Key("pick_code", ("c", "enter"), "find a code by its name, id or cues", "c code", 1),
        Key("repeat", ("full_stop",), "the code used last", ". again", 3),
        Key("in_vivo", ("i",), "a new code named by the selected words", "i new code", 5),
        Key("remove", ("backspace", "delete"), "take off a code at the cursor", "⌫ remove", 4),
        Key("memo", ("M",), "a memo on the coding at the cursor, else the interview", "M memo", 3),
        Key("memo_interview", ("I",), "a memo on the interview"),
        Key("case", ("C",), "say which case the selection (or this turn) is about", "C case", 3),
        Key("default_case", ("D",), "say which case the interview is about elsewhere"),
        Key("rate", ("r",), "rate the coding at the cursor, where the codebook has a scale"),
        Key("undo", ("u", "ctrl+z"), "undo the last change, of earlier sittings too", "u undo", 2),
        Key("redo", ("U", "ctrl+r"), "bring back what was undone"),
    ),
)
ADJUST = KeyGroup(
    "Adjust a coding (the one at the cursor; with several there, it is asked which)",
    (
        Key(
            "adjust",
            ("R",),
            "take it in hand: it is selected; select what it should be on, ⏎ keeps, Esc leaves it",
            "R adjust",
            6,
        ),
        Key("stretch_end", ("greater_than_sign",), "one unit more at its end, at once"),
        Key("shrink_end", ("less_than_sign",), "one unit less at its end"),
        Key("stretch_start", ("left_parenthesis",), "one unit more at its start"),
        Key("shrink_beginning", ("right_parenthesis",), "one unit less at its start"),
        Key("split", ("X",), "split it at the cursor, or behind the selection"),
        Key("join", ("B",), "join it with the next one of the same code and coder"),
    ),
)
FIND = KeyGroup(
    "Find and leave",
    (
        Key("find", ("slash", "ctrl+f"), "find text", "/ find", 2),
        Key("next_hit", ("n",), "the next place found"),
        Key("previous_hit", ("N",), "the previous place found"),
        Key("find_this", ("asterisk",), "find the selected words, or this word, again"),
        Key(
            "find_everywhere", ("F",), "find in all interviews, and code what is found", "F all", 4
        ),
        Key("coded_segments", ("Q",), "all that is coded like the coding at the cursor", "Q code"),
        Key("memos", ("f4",), "all memos: find, open, go to what they are about", "F4 memos", 5),
        Key("history", ("ctrl+e",), "every change: find it, read it, undo it", "Ctrl+E history", 7),
        Key("copy", ("y",), "copy the selection with its citation"),
        Key("next_pane", ("tab",), "the next pane: interviews, cases, text, codebook", "⇥ pane", 2),
        Key("previous_pane", ("shift+tab",), "the previous pane"),
        Key(
            "synthesis",
            ("f2", "ctrl+t"),
            "the synthesis: table and evidence",
            "F2 table",
            2,
        ),
        Key("survey", ("f12",), "the tables of the survey"),
        Key("joint", ("f5",), "joint displays: the survey beside the cases"),
        Key("help", ("question_mark", "f1"), "this help", "? keys", 1),
        Key("palette", ("ctrl+p",), "every command by name"),
        Key("quit", ("ctrl+q",), "leave; everything is saved already"),
    ),
)
READ = KeyGroup(
    "Read",
    (
        Key("go_to", ("colon",), "to a turn, a time code or a share: 14, 12:30, 50%", ": go to", 5),
        Key("guide", ("V",), "the interview guide: the text by question", "V guide", 5),
        Key("next_question", ("z",), "to the next question of the interview guide"),
        Key("previous_question", ("f3",), "to the previous question of the interview guide"),
        Key("speakers", ("Y",), "whose words stand out: everybody's, the respondents', one's"),
        Key("fold_left", ("f7",), "fold or unfold the interviews and cases", "F7 F8 fold", 6),
        Key("fold_right", ("f8",), "fold or unfold the codebook"),
        Key(
            "review",
            ("f10",),
            "new, corrected and missing transcripts: take over, settle what is not sure",
        ),
        Key("tour", ("f6",), "a tour in six short steps, on the bundled project"),
    ),
)
SEE = KeyGroup(
    "See",
    (
        Key("filter", ("Z",), "show some codings only; again: all", "Z filter", 7),
        Key("list_codings", ("at",), "list all codings at the cursor", "@ list", 7),
        Key("minimap", ("f9",), "show or hide the overview of the whole interview"),
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
    "In the lists beside the text",
    (
        Key(
            "open",
            ("enter",),
            "open the interview; go to the case's next passage; apply the code",
            "⏎ open",
            1,
        ),
        Key("pane_memo", ("M",), "a memo on the interview, case or code", "M memo", 1),
        Key("add_case", ("a",), "in the cases: add a case", "a add", 1),
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
        Key("code", ("c",), "put a code on the ticked places, or on this one", "c code", 1),
        Key(
            "unit", ("v",), "the code goes on the words found, the sentence, the turn", "v unit", 1
        ),
        Key("who", ("w",), "everybody's words, only respondents', only interviewers'", "w who", 2),
        *_PLACES_END,
    ),
)
SEGMENT_KEYS = KeyGroup(
    "In the coded segments of a code",
    (
        *_PLACES,
        Key("code", ("c",), "give the ticked codings, or this one, another code", "c re-code", 1),
        Key("remove", ("delete", "backspace"), "take the code off them", "⌫ remove", 1),
        Key("narrow", ("f",), "only one coder, case or interview", "f only", 1),
        Key("other_code", ("o",), "the coded segments of another code", "o other", 2),
        *_PLACES_END,
    ),
)
CODEBOOK_KEYS = KeyGroup(
    "In the codebook",
    (
        Key("open", ("enter",), "apply the code to the selection or sentence", "⏎ apply", 1),
        Key("filter", ("slash",), "filter the codes; other small letters do, too", "/ filter", 1),
        Key("chord", ("semicolon",), "then a chord: go to its code", "; go to chord", 3),
        Key("open_branch", ("right",), "open the branch, then go into it"),
        Key("close_branch", ("left",), "close the branch, then go to the code above"),
        Key("open_all", ("plus", "equals_sign"), "open every branch", "+ - open, close all", 4),
        Key("close_all", ("minus",), "close every branch"),
        Key("read_on", ("J", "ctrl+down"), "scroll what the code means down", "J K read", 3),
        Key("read_back", ("K", "ctrl+up"), "scroll it up"),
        Key("pane_memo", ("M",), "a memo on the code", "M memo", 3),
        Key("pane_copy", ("y",), "copy the code with its definition"),
        Key("new_code", ("N",), "a new code beside or below this one", "N new", 3),
        Key("remove_code", ("delete",), "take an unused code out of the codebook"),
        Key("rename_code", ("R",), "rename the code; its codings follow a new id", "R rename", 4),
        Key("move_code", ("P",), "put the code, with all below it, under another"),
        Key("merge_code", ("G",), "merge the code into another: its codings get that one"),
        Key("split_code", ("X",), "split the code; its codings are listed to be sorted"),
        Key("deprecate_code", ("D",), "deprecate the code: it goes on no more text"),
        Key("segments_of_code", ("Q",), "all that has this code, in all interviews", "Q coded", 2),
    ),
)
MEMO_KEYS = KeyGroup(
    "In a memo (it is saved a second after you stop typing)",
    (
        Key("memo_close", ("escape", "ctrl+s"), "close and keep what is written", "Esc close", 1),
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
        Key("memo_go", ("ctrl+g",), "go to what it is about", "Ctrl+G go there", 1),
        Key("memo_new", ("ctrl+n",), "a new memo on the project", "Ctrl+N new", 2),
        Key("memo_down", ("ctrl+down",), "scroll the memo's words down", "Ctrl+↓ Ctrl+↑ read", 4),
        Key("memo_up", ("ctrl+up",), "scroll them up"),
        Key("memos_close", ("escape", "f4"), "back to the text", "Esc close", 2),
    ),
)
HISTORY_KEYS = KeyGroup(
    "In the history (Ctrl+E; typing searches it)",
    (
        Key("history_undo", ("ctrl+z",), "take back this change", "Ctrl+Z undo this", 1),
        Key("history_down", ("ctrl+down",), "scroll what it did down", "Ctrl+↓ Ctrl+↑ read", 2),
        Key("history_up", ("ctrl+up",), "scroll it up"),
        Key("history_close", ("escape", "ctrl+e"), "back to the text", "Esc close", 1),
    ),
)
SYNTHESIS_KEYS = KeyGroup(
    "In the synthesis",
    (
        Key("move", ("up", "down", "left", "right"), "go from statement to statement"),
        Key("add", ("a",), "write a statement in this cell", "a add", 1),
        Key("edit", ("enter", "e"), "reword it: text, hedge, orientation, by", "⏎ edit", 1),
        Key("link", ("l",), "choose the codings it rests on", "l link", 1),
        Key("unlink", ("x",), "in the evidence: take this coding away", "x unlink"),
        Key("move_up", ("K", "shift+up"), "move it up in its cell", "K J move"),
        Key("move_down", ("J", "shift+down"), "move it down in its cell"),
        Key("confirm", ("o",), "say that a stale statement still holds", "o confirm"),
        Key("delete", ("delete", "backspace"), "remove it; its codings stay", "⌫ remove"),
        Key("draft", ("d",), "what the codings offer for this cell", "d draft", 2),
        Key("row", ("r",), "add a row of cases", "r row"),
        Key("edit_row", ("R",), "change this row's label or cases"),
        Key(
            "open_problems",
            ("p",),
            "statements without evidence, codings in no statement",
            "p open",
        ),
        Key("export", ("w",), "write Table 5 as Markdown to exports/", "w write", 2),
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
        Key("unpin", ("x", "delete"), "take that back: as the words propose it", "x unpin", 2),
        Key("next_section", ("right_square_bracket", "s"), "the next section", "s section", 3),
        Key("previous_section", ("left_square_bracket", "S"), "the section before"),
        Key("guide_close", ("escape",), "back to the text", "Esc text", 1),
    ),
)
SURVEY_KEYS = KeyGroup(
    "In the tables of the survey",
    (
        Key("move", ("up", "down"), "go from row to row"),
        Key("rows", ("r",), "choose what stands in the rows", "r rows", 1),
        Key("columns", ("c",), "choose the columns, one or several", "c columns", 1),
        Key("group", ("g",), "the sub-groups in the columns; again: the next, none", "g group", 1),
        Key("only", ("f", "slash"), "only those for whom something holds", "f filter", 1),
        Key("statistic", ("p",), "per cent of columns, rows, all, answers; counts", "p percent", 1),
        Key("weight", ("w",), "choose the weight", "w weight", 3),
        Key("switch", ("s",), "set a switch of survey.yaml otherwise", "s switch", 5),
        Key("nest", ("n",), "nest the columns in one another, or side by side", "n nest", 5),
        Key("swap", ("x",), "change rows and columns round", "x swap", 4),
        Key("every_answer", ("a",), "every answer to a battery, or the top ones", "a all", 5),
        Key("intervals", ("i",), "95 per cent intervals, or not"),
        Key("residuals", ("m",), "mark cells beyond chance by adjusted residuals, or not"),
        Key("total", ("o",), "with the total column, or without"),
        Key("columns_on", ("right",), "the columns further right"),
        Key("columns_back", ("left",), "the columns further left"),
        Key("spread", ("d",), "how the answers at the cursor are spread", "d spread", 2),
        Key("tests", ("t",), "the tests of the table and this row", "t test", 2),
        Key("base", ("b",), "who is counted, and who is not", "b base", 2),
        Key("export", ("e",), "write it to a file: .md .csv .xlsx .svg …", "e export", 2),
        Key("copy", ("y",), "copy it as Markdown"),
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
        Key("jd1", ("1",), "cases by survey", "1 2 3 4 display", 1),
        Key("jd2", ("2",), "mechanisms by theme"),
        Key("jd3", ("3",), "hypotheses by case"),
        Key("jd4", ("4",), "sub-groups with their cases"),
        Key("fit", ("f",), "say how the two sides of the line fit", "f fit", 1),
        Key("meta", ("m", "M"), "write what follows from both sides", "m meta-inference", 1),
        Key("clear", ("delete", "backspace"), "take fit and meta-inference of the line away"),
        Key("links", ("l",), "link cases to respondents", "l links", 2),
        Key("named", ("v",), "answers of firms that consented by name, or not", "v named", 2),
        Key("go_to_text", ("g",), "in the quotes: open it in its interview", "g text", 2),
        Key("write", ("w",), "write the display as Markdown to exports/", "w write", 3),
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
        Key("first", ("1",), "link it to the first candidate", "1 2 3 link", 1),
        Key("second", ("2",), "link it to the second candidate"),
        Key("third", ("3",), "link it to the third candidate"),
        Key("reject", ("x",), "it is not the candidate at the cursor", "x reject", 1),
        Key("again", ("n",), "propose again what was rejected", "n again", 3),
        Key("key", ("k",), "link it to a respondent by its key", "k key", 2),
        Key("consent", ("c",), "whether its answers may be shown by name", "c consent", 1),
        Key("unlink", ("d", "delete"), "take the link away", "d unlink", 2),
        Key("level", ("o",), "the next link is of a firm, a group, a plant", "o level", 3),
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
        Key("accept", ("a",), "it does lie where it is proposed", "a accept", 1),
        Key("adjust_words", ("w",), "it lies on other words: type them", "w adjust", 1),
        Key("drop", ("x", "delete"), "remove it, with the memos on it", "x drop", 1),
        Key("undo_settled", ("u",), "take the last of these back", "u undo", 2),
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


def actions_by_key(groups: tuple[KeyGroup, ...]) -> dict[str, str]:
    """The action behind each key of some groups."""
    return {name: key.action for group in groups for key in group.keys for name in key.keys}
