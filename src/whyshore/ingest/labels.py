"""Find the speaker label that a line of a transcript begins with, if it does."""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from whyshore.ingest.roles import words

HEAD = 200
"""How much of a line is looked at: a label, its marks and its time code are shorter."""

_LONGEST_NAME = 40
_MOST_WORDS = 6
_LONGEST_WITHOUT_CAPITALS = 24
_LONGEST_WITHOUT_SPACES = 8
_LONGEST_ABBREVIATION = 5
_MOST_DIGITS = 4

# Every run of spaces is possessive (`*+`), so that no line makes the search slow.
_INVISIBLE = "\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff"
_SPACE = rf"[\s{_INVISIBLE}]*+"
_LEAD = rf"{_SPACE}(?:[-–—•>]\s++)?"
_TIME = r"\d{1,3}:\d{2}(?::\d{2})?(?:[.,]\d{1,3})?(?!\d)"
_STAMP = rf"{_TIME}(?:\s*+(?:-->|->|–|—|-)\s*+{_TIME})?"
_BRACKETED = rf"(?:\[\s*+{_STAMP}\s*+\]|\(\s*+{_STAMP}\s*+\)|<\s*+{_STAMP}\s*+>|#{_TIME}(?:-\d+)?#)"
_MARKS = r"[*_]{0,3}+"
_LABEL = r"(?P<label>\[[^\[\]{}<>|\t:：]{1,60}\]|(?=\S)[^\[\]{}<>|\t:：]{1,80}?)"

_COLON = re.compile(
    rf"{_LEAD}(?:(?P<time>{_BRACKETED}|{_STAMP})[\s\-–—|]*+)?{_MARKS}{_SPACE}"
    rf"{_LABEL}{_SPACE}{_MARKS}{_SPACE}"
    rf"(?:(?P<time2>{_BRACKETED}|(?<=\s){_TIME}){_SPACE}{_MARKS}{_SPACE})?"
    rf"(?P<colon>:(?!\d|//)|：){_MARKS}(?:\s*+(?P<time3>{_BRACKETED}))?{_MARKS}"
)
_STAMPED = re.compile(
    rf"{_LEAD}{_MARKS}{_SPACE}{_LABEL}{_MARKS}{_SPACE}(?P<time>{_BRACKETED}){_MARKS}(?=\s|$)"
)
_ALONE = re.compile(rf"{_LEAD}{_MARKS}{_LABEL}{_MARKS}\s++(?P<time>{_TIME}){_MARKS}\s*+$")
_TABBED = re.compile(
    rf"(?P<time>{_STAMP})\t++(?P<label>[^\t:]{{1,60}}):?\t"
    rf"|(?P<label2>[^\t:]{{1,60}})\t++(?P<time2>{_STAMP})\t"
)
_STAMP_FIRST = re.compile(rf"{_LEAD}(?P<time>{_BRACKETED}){_SPACE}")
_TIME_IN_IT = re.compile(_TIME)
_HEADING = re.compile(r" {0,3}#{1,6}(?:[ \t]+|$)")

_ADDITION = re.compile(r"\s*\([^()]{1,40}\)$")
_WORD = re.compile(r"[^\W_][\w.'’ʼ\-–/&·\u0300-\u036f]*|&")
_PARTICLES = words(
    """
    de del della di da do dos das du des la las le les lo los el al bin ibn ben bint van von vom
    der den ter ten te zu zur zum und and y e et i af av och og
    """
)
_ALSO_IN_LOWER_CASE = re.compile(r"(?:speaker|person|persona|hablante|sprecher|voice)[ _-]?\d+")
# Words that begin a line with a colon again and again without anybody speaking.
_NEVER_A_SPEAKER = words(
    """
    note notes nb ps re fig figure table chart graph source sources ref reference references example
    examples date time place location duration title subject topic file version page chapter section
    part step phase stage appendix annex http https www warning attention summary abstract keywords
    contents reason reasons option point item goal aim result results problem advantage disadvantage
    company country sector position age name interview transcript transcription recording language
    project case context background comment update edit
    nota notas fuente fuentes figura tabla gráfico fecha hora lugar duración título tema archivo
    sección capítulo parte ejemplo resumen empresa país puesto edad nombre entrevista idioma
    tableau lieu durée titre sujet exemple entreprise remarque
    notiz anmerkung quelle abbildung tabelle datum ort dauer titel thema beispiel firma
    fonte tabella data luogo durata titolo esempio azienda oharra iturria lekua
    yes no well so and but or because however also therefore first second third finally then now
    okay sorry thanks that this there these those it he she we they you what why how when where who
    the one two three sí bueno pues entonces pero porque primero segundo
    """
)


@dataclass(frozen=True, slots=True)
class Label:
    """A label at the start of a line; positions count from the start of that line."""

    text: str
    key: str
    words: int
    """Where the words after label, time code and marks may begin."""
    time_code: str = ""
    sure: bool = True
    """False where no space follows the colon: it counts only for a label that is known."""
    free: bool = False
    """True where the form says so much (columns) that the shape of the name does not matter."""


def label_in(head: str) -> Label | None:
    """The label a line begins with, judged by its form alone.

    The forms: `Name:`, `**Name:**`, `**Name**:`, `Name (00:12):`, `[00:12:03] Name:`,
    `NAME [00:12:03]` with or without a colon, `Name  0:21` alone on its line, and columns
    (`00:00:08`, tab, name, tab). The colon may be a full-width one. Whether it is a speaker
    depends on its shape and on the other lines: see `looks_like_a_name` and `find_turns`.
    """
    if ":" not in head and "：" not in head:
        return None
    tabbed = _TABBED.match(head) if "\t" in head else None
    if tabbed:
        text = tabbed["label"] or tabbed["label2"]
        return _label(text, tabbed.end(), tabbed["time"] or tabbed["time2"], free=True)
    alone = _ALONE.match(head)
    if alone:
        return _label(alone["label"], alone.end(), alone["time"])
    colon = _COLON.match(head)
    if colon:
        after = head[colon.end() : colon.end() + 1]
        set_off = not after or after.isspace() or head[colon.end() - 1] in "*_：])>#"
        time = colon["time"] or colon["time2"] or colon["time3"]
        return _label(colon["label"], colon.end(), time, sure=set_off)
    stamped = _STAMPED.match(head)
    return _label(stamped["label"], stamped.end(), stamped["time"]) if stamped else None


def time_code_in(head: str) -> tuple[str, int]:
    """The bracketed time code a line begins with and where it ends, `""` and 0 without one."""
    match = _STAMP_FIRST.match(head)
    return (_first_time(match["time"]), match.end()) if match else ("", 0)


def heading_in(head: str) -> int:
    """Where the words of a Markdown heading begin, 0 where the line is none."""
    match = _HEADING.match(head)
    return match.end() if match else 0


@lru_cache(maxsize=4096)
def label_key(label: str) -> str:
    """A label as it is compared: no case, no marks or punctuation around it, one space."""
    plain = unicodedata.normalize("NFKC", bare_label(label)).casefold()
    return unicodedata.normalize("NFC", plain)


def bare_label(label: str) -> str:
    """A label with punctuation, marks and invisible characters around it taken off."""
    visible = "".join(letter for letter in label if unicodedata.category(letter) != "Cf")
    plain = " ".join(visible.split()).strip("*_#:：.,;-–—•·|>\"'“”«» ")
    if len(plain) > 1 and plain[0] + plain[-1] in {"[]", "()", "<>", "{}"}:
        plain = plain[1:-1].strip()
    return plain


@lru_cache(maxsize=4096)
def looks_like_a_name(label: str) -> bool:
    """Whether a label that nobody declared has the shape of a name.

    - Every word begins with a capital, as in `Ana López` or `PERSON 2`; small particles (de,
      la, von) may stand between. Scripts without capitals need none, nor does `speaker 2`.
    - At most 6 words and 40 characters; a bracket at the end, `Ana (sales)`, does not count.
      Without capitals 24 characters, and 8 where nothing sets words apart (Chinese).
    - No sentence punctuation; a full stop only in short words (`Dr.`, `J.M.`).
    - Not a word that begins lines of any report, such as Note, Figure or Source.
    """
    plain = _ADDITION.sub("", bare_label(label))
    words = plain.split()
    if _ALSO_IN_LOWER_CASE.fullmatch(plain.casefold()):
        return True
    if not words or len(plain) > _LONGEST_NAME or not any(map(str.isalpha, plain)):
        return False
    if words[0].casefold().rstrip(".0123456789") in _NEVER_A_SPEAKER:
        return False
    names = [word for word in words if word not in _PARTICLES]
    if not 0 < len(names) <= _MOST_WORDS or not all(map(_is_name_word, names)):
        return False
    if any(letter.isupper() or letter.istitle() for letter in plain):
        return True
    unspaced = any(unicodedata.name(letter, "").startswith(("CJK", "HIRAGANA", "KATAKANA"))
                   for letter in plain)  # fmt: skip
    return len(plain) <= (_LONGEST_WITHOUT_SPACES if unspaced else _LONGEST_WITHOUT_CAPITALS)


def _is_name_word(word: str) -> bool:
    if word.lstrip("#").isdecimal():
        return len(word) <= _MOST_DIGITS
    if word.endswith(".") and len(word) > _LONGEST_ABBREVIATION:
        return False
    if not _WORD.fullmatch(unicodedata.normalize("NFC", word)) and not _has_marks_only(word):
        return False
    first = word[0]
    return not first.islower()


def _has_marks_only(word: str) -> bool:
    """Whether a word is letters with vowel signs, as in Devanagari or Thai."""
    kinds = {unicodedata.category(letter)[0] for letter in word}
    return kinds <= {"L", "M", "N"} and word[0].isalpha()


def _label(
    text: str, words: int, time: str | None, *, sure: bool = True, free: bool = False
) -> Label | None:
    text = text.strip()
    key = label_key(text)
    if not any(map(str.isalpha, key)):
        return None
    return Label(text, key, words, _first_time(time), sure, free)


def _first_time(stamp: str | None) -> str:
    match = _TIME_IN_IT.search(stamp or "")
    return match.group() if match else ""
