"""Bytes to text: which encoding a file has, and what could not be made out."""

import codecs
import re
import unicodedata
from collections import Counter
from dataclasses import dataclass

from whyshore.errors import Problem, ProblemsError

SAVE_AS_UTF8 = "Open it in an editor and save it as text in UTF-8."

# UTF-32 comes first: its little-endian mark begins with that of UTF-16.
MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_OTHER_FORMATS = (
    (b"PK\x03\x04", "a zip archive, such as a Word or LibreOffice document"),
    (b"%PDF-", "a PDF"),
    (b"{\\rtf", "a rich-text (RTF) document"),
    (b"\xd0\xcf\x11\xe0", "an old Word or Excel document"),
    (b"\x1f\x8b", "a compressed (gzip) file"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"ID3", "a sound recording"),
    (b"OggS", "a sound recording"),
    (b"SQLite format 3", "a database"),
)
_SAMPLE = 65_536
_ONE_SIDED = 0.95
_MANY_NULS = 0.2
_FEW_UNASSIGNED = 0.01
_TOO_MANY_CONTROLS = 0.1
_FEW_CONTROLS = 10
_MANY_HIGH_LETTERS = 0.25

_SURROGATE = re.compile("[\ud800-\udfff]")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1a\x7f\x80-\x84\x86-\x9f]")
_HIGH = re.compile("[^\x00-\x7f]")
# What Mac, DOS and Central European letters turn into when they are read as Windows-1252.
# One letter on each side is enough, and keeps the search linear in a text without spaces.
_ODD_INSIDE_A_WORD = re.compile(
    "[^\\W\\d_][‡†ˆ‰„‚¤¢£¥¡¦¨¯±¹³²¶¸][^\\W\\d_]|[a-zà-ÿ][ŽŠŒ](?=[a-zà-ÿ\\s])"
)
_WORD_PARTS = 12


@dataclass(frozen=True, slots=True)
class Decoded:
    """A file's text with line ends settled, the encoding it was in, and what is worth knowing."""

    text: str
    encoding: str
    notices: tuple[Problem, ...] = ()


def decode(raw: bytes, file: str) -> Decoded:
    """The text of a file: decoded, byte-order mark dropped, CRLF and CR made LF, nothing else.

    UTF-8 with or without a byte-order mark, UTF-16 with or without, UTF-32 with one;
    whatever is left is read as Windows-1252, and said to be.

    Raises:
        ProblemsError: the file is empty, or it is not text.
    """
    if not raw:
        raise not_usable(file, "The file is empty.", "Fill it or delete it.")
    for beginning, kind in _OTHER_FORMATS:
        if raw.startswith(beginning):
            raise not_usable(file, f"This is not text but {kind}.", "Save it as text in UTF-8.")
    decoded = _by_mark(raw, file) or _by_nuls(raw, file) or _without_nuls(raw, file)
    if "\0" in decoded.text:
        raise _binary(file, decoded.text.index("\0"))
    controls = len(_CONTROL.findall(decoded.text))
    if controls > max(_FEW_CONTROLS, _TOO_MANY_CONTROLS * len(decoded.text)):
        raise not_usable(
            file, f"This is not text: {controls} control characters are in it.", SAVE_AS_UTF8
        )
    if not decoded.text.strip():
        raise not_usable(file, "The file holds no text, only white space.", "Fill or delete it.")
    return _with_line_ends_settled(decoded, file)


def not_usable(file: str, what: str, fix: str = "", line: int | None = None) -> ProblemsError:
    """The error for a file that cannot be used for one reason."""
    return ProblemsError(f"{file} cannot be read:", [Problem(file, what, line, fix)])


def _binary(file: str, position: int) -> ProblemsError:
    what = f"This is not text: it holds NUL characters (the first at position {position})."
    return not_usable(file, what, SAVE_AS_UTF8)


def _by_mark(raw: bytes, file: str) -> Decoded | None:
    for mark, encoding in MARKS:
        if not raw.startswith(mark):
            continue
        body = raw[len(mark) :]
        if encoding == "utf-8":
            return _utf8(body, file)
        wide = _wide(body, encoding, file)
        if wide is not None:
            return wide
    return None


def _wide(body: bytes, encoding: str, file: str) -> Decoded | None:
    """Two or four bytes a character; None where the bytes cannot be that."""
    unit = 4 if "32" in encoding else 2
    if unit == 4 and len(body) % unit:  # noqa: PLR2004 - UTF-16 that begins with U+0000
        return None
    whole = len(body) - len(body) % unit
    try:
        text = body[:whole].decode(encoding, "surrogatepass")
    except UnicodeDecodeError:
        return None
    notices = [Problem(file, f"Read as {encoding.upper()}.")]
    lost = _SURROGATE.search(text)
    broken = unit * len(_SURROGATE.findall(text)) + len(body) - whole
    if broken:
        at = lost.start() if lost else len(text)
        notices.append(_undecodable(text, at, broken, file))
        text = _SURROGATE.sub("\ufffd", text) + ("\ufffd" if whole < len(body) else "")
    return Decoded(text, encoding, tuple(notices))


def _by_nuls(raw: bytes, file: str) -> Decoded | None:
    """UTF-16 without a byte-order mark: its NULs all stand on one side of the pairs.

    Chinese or Arabic has NULs in line ends and spaces only. There, few are enough as long as
    the rest is no UTF-8, or has one byte (that of the script) in every other place; that
    tells it from UTF-8 text with a stray NUL.
    """
    sample = raw[: _SAMPLE - _SAMPLE % 2]
    nuls = sample.count(0)
    if not nuls or len(raw) % 2:
        return None
    second = sample[1::2].count(0) / nuls
    if 1 - _ONE_SIDED < second < _ONE_SIDED:
        return None
    encoding, side = ("utf-16-le", sample[1::2]) if second > 0.5 else ("utf-16-be", sample[::2])  # noqa: PLR2004
    by_script = max(Counter(side.replace(b"\0", b"")).values(), default=0) > len(side) / 2
    if nuls < _MANY_NULS * len(sample) and not by_script and _is_utf8(raw):
        return None
    try:
        text = raw.decode(encoding)
    except UnicodeDecodeError:
        return None
    unassigned = sum(unicodedata.category(letter) in {"Cn", "Co"} for letter in text[:_SAMPLE])
    if "\0" in text or unassigned > _FEW_UNASSIGNED * len(text[:_SAMPLE]):
        return None
    notice = Problem(file, f"Read as {encoding.upper()}, though it has no byte-order mark.")
    return Decoded(text, encoding, (notice,))


def _is_utf8(raw: bytes) -> bool:
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _without_nuls(raw: bytes, file: str) -> Decoded:
    if b"\0" in raw:
        raise _binary(file, raw.index(b"\0"))
    found = _utf8(raw, file)
    if not found.notices:
        return found
    # Bytes that are not UTF-8 amid more characters that are: a damaged UTF-8 file. The other
    # way round the file is in an older encoding, where UTF-8 sequences hardly ever come about.
    damaged = len(_HIGH.findall(raw.decode("utf-8", "ignore")))
    broken = len(_SURROGATE.findall(raw.decode("utf-8", "surrogateescape")))
    return found if damaged > broken else _windows(raw, file)


def _utf8(body: bytes, file: str) -> Decoded:
    try:
        return Decoded(body.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        text = body.decode("utf-8", "surrogateescape")
    lost = [match.start() for match in _SURROGATE.finditer(text)]
    notice = _undecodable(text, lost[0], len(lost), file)
    return Decoded(_SURROGATE.sub("\ufffd", text), "utf-8", (notice,))


def _windows(raw: bytes, file: str) -> Decoded:
    text = raw.decode("cp1252", "replace")
    odd = _ODD_INSIDE_A_WORD.search(text)
    letters = sum(map(str.isalpha, text))
    accented = letters - sum(map(str.isalpha, _HIGH.sub("", text)))
    lost = text.count("\ufffd")
    if lost or odd or accented > _MANY_HIGH_LETTERS * letters:
        shown = f", with words such as “{_word_around(text, odd.start())}”" if odd else ""
        what = f"Read as Windows-1252, as it is not UTF-8, but that looks wrong{shown}."
        notices = [Problem(file, what, fix=f"It may be in another encoding. {SAVE_AS_UTF8}")]
    else:
        fix = "If accented letters look wrong, save it as text in UTF-8."
        notices = [Problem(file, "Read as Windows-1252, as it is not UTF-8.", fix=fix)]
    if lost:
        notices.append(_undecodable(text, text.index("\ufffd"), lost, file))
    return Decoded(text, "windows-1252", tuple(notices))


def _word_around(text: str, position: int) -> str:
    before = text[max(0, position - _WORD_PARTS) : position].split()
    after = text[position : position + _WORD_PARTS].split()
    joined = position == 0 or text[position - 1].isspace()
    return (before[-1] if before and not joined else "") + (after[0] if after else "")


def _undecodable(text: str, first: int, count: int, file: str) -> Problem:
    line = len(re.findall("\r\n|\r|\n", text[:first])) + 1
    what = (
        f"{count} bytes could not be decoded and are shown as �, the first on this line."
        if count > 1
        else "1 byte could not be decoded and is shown as �."
    )
    return Problem(file, what, line, SAVE_AS_UTF8)


def _with_line_ends_settled(decoded: Decoded, file: str) -> Decoded:
    if "\r" not in decoded.text:
        return decoded
    pairs = decoded.text.count("\r\n")
    alone = decoded.text.count("\r") - pairs
    kinds = [kind for kind, count in (("CRLF", pairs), ("CR", alone)) if count]
    text = decoded.text.replace("\r\n", "\n").replace("\r", "\n")
    what = f"Line ends are {' and '.join(kinds)}; they are kept as LF."
    return Decoded(text, decoded.encoding, (*decoded.notices, Problem(file, what)))
