import codecs
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whyshore.errors import ProblemsError
from whyshore.ingest.decode import Decoded, decode

ODD = "a\x0cb\u2028c\x85d\x1ce\tf  \n😀 👩‍👩‍👧 e\u0301 \u202eabc\u202c\n"


def reason(raw: bytes) -> str:
    with pytest.raises(ProblemsError) as error:
        decode(raw, "ana.txt")
    assert "ana.txt" in str(error.value)
    return str(error.value)


def noticed(decoded: Decoded) -> str:
    return " ".join(map(str, decoded.notices))


@pytest.mark.parametrize(
    ("encoding", "mark"),
    [
        ("utf-8", b""),
        ("utf-8", codecs.BOM_UTF8),
        ("utf-16-le", codecs.BOM_UTF16_LE),
        ("utf-16-be", codecs.BOM_UTF16_BE),
        ("utf-32-le", codecs.BOM_UTF32_LE),
        ("utf-32-be", codecs.BOM_UTF32_BE),
    ],
)
def test_the_mark_tells_the_encoding_and_nothing_but_the_mark_is_dropped(
    encoding: str, mark: bytes
) -> None:
    decoded = decode(mark + ODD.encode(encoding), "ana.txt")

    assert (decoded.text, decoded.encoding) == (ODD, encoding)


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize(
    "text", ["I: What took you there?\nR: The market.\n", "问：你好\n答：好\n" * 40, "مرحبا بكم\n"]
)
def test_utf_16_is_recognised_without_a_mark(text: str, encoding: str) -> None:
    decoded = decode(text.encode(encoding), "ana.txt")

    assert (decoded.text, decoded.encoding) == (text, encoding)
    assert "no byte-order mark" in noticed(decoded)


def test_only_the_first_byte_order_mark_is_dropped() -> None:
    assert decode(codecs.BOM_UTF8 + "\ufeffa\ufeff".encode(), "ana.txt").text == "\ufeffa\ufeff"


def test_windows_1252_is_read_and_said_to_be() -> None:
    decoded = decode("“Producción” – 3 €: ñandú".encode("cp1252"), "ana.txt")

    assert decoded.text == "“Producción” – 3 €: ñandú"
    assert decoded.encoding == "windows-1252"
    assert "Read as Windows-1252" in noticed(decoded)
    assert "looks wrong" not in noticed(decoded)


def test_bytes_that_windows_1252_lacks_are_counted_with_the_line_of_the_first() -> None:
    decoded = decode(b"caf\xe9\r\nx\x81y\x8dz\x8f\x90\x9d", "ana.txt")

    assert decoded.text == "café\nx\ufffdy\ufffdz\ufffd\ufffd\ufffd"
    assert "ana.txt:2: 5 bytes could not be decoded" in noticed(decoded)


@pytest.mark.parametrize(
    "raw",
    [
        "Взяли завод в Китае".encode("cp1251"),
        "la producción está allá también".encode("mac-roman"),
        "生産は中国へ移した".encode("shift-jis"),
    ],
)
def test_another_old_encoding_is_read_with_a_warning(raw: bytes) -> None:
    assert "looks wrong" in noticed(decode(raw, "ana.txt"))


def test_damaged_utf_8_stays_utf_8_and_the_damage_is_placed() -> None:
    raw = "Año señor producción\n".encode() + b"mal\xff aqu\xc3\n"

    decoded = decode(raw, "ana.txt")

    assert decoded.encoding == "utf-8"
    assert decoded.text == "Año señor producción\nmal\ufffd aqu\ufffd\n"
    assert "ana.txt:2: 2 bytes could not be decoded and are shown as �" in noticed(decoded)


def test_a_replacement_character_that_was_written_is_no_damage() -> None:
    assert decode("a \ufffd b".encode(), "ana.txt").notices == ()


def test_half_a_utf_16_pair_is_shown_and_counted() -> None:
    decoded = decode(codecs.BOM_UTF16_LE + "ab".encode("utf-16-le") + b"\x00\xd8c\x00d", "x.txt")

    assert decoded.text == "ab\ufffdc\ufffd"
    assert "3 bytes could not be decoded" in noticed(decoded)


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (b"", "empty"),
        (b" \r\n\t", "only white space"),
        (b"PK\x03\x04\x14\x00\x06\x00", "Word or LibreOffice"),
        (b"%PDF-1.7\n", "PDF"),
        (b"{\\rtf1\\ansi hello}", "rich-text"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old Word"),
        (b"hello \x00 world", "NUL"),
        (b"\x7fELF\x02\x01\x01\x00\x00\x00\x03\x00\x3e\x00", "NUL"),
        (bytes(range(1, 32)) * 8, "control characters"),
        (codecs.BOM_UTF16_LE + b"a\x00\x00\x00", "NUL"),
        ("hello".encode("utf-32-le"), "NUL"),
        (codecs.BOM_UTF32_LE + b"\xff\xff\xff\xff", "NUL"),
        (codecs.BOM_UTF32_LE + b"abc", "NUL"),
        (b"a\x00\x00\xd8", "NUL"),
        ("a b \u0378\u0378 c".encode("utf-16-le"), "NUL"),
    ],
)
def test_what_is_no_text_is_refused_with_the_reason(raw: bytes, said: str) -> None:
    assert said in reason(raw)


def test_a_stray_nul_in_chinese_utf_8_is_not_taken_for_utf_16() -> None:
    assert "NUL" in reason("你好".encode() + b"\x00a")


def test_line_ends_become_line_feeds_and_that_is_said() -> None:
    decoded = decode(b"a\r\nb\rc\n\rd", "ana.txt")

    assert decoded.text == "a\nb\nc\n\nd"
    assert "CRLF and CR" in noticed(decoded)


@given(st.text(st.characters(exclude_categories=["Cc", "Cs"]), min_size=1))
def test_no_character_of_a_utf_8_text_is_changed(text: str) -> None:
    if text.strip() and not text.startswith("\ufeff"):
        assert decode(text.encode(), "ana.txt").text == text


@given(st.binary())
def test_any_bytes_are_read_or_refused_never_a_traceback(raw: bytes) -> None:
    try:
        text = decode(raw, "ana.txt").text
    except ProblemsError:
        return
    assert "\r" not in text
    assert "\0" not in text
    text.encode()


def test_one_endless_line_is_decoded_in_no_time() -> None:
    began = time.perf_counter()

    decode(b"\xe9" + b"a" * 400_000, "ana.txt")

    assert time.perf_counter() - began < 2
