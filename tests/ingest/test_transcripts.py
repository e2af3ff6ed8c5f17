import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whyshore.domain.interview import Role
from whyshore.errors import FixableError, ProblemsError
from whyshore.ingest.transcripts import (
    LARGEST,
    ReadTranscript,
    interview_id,
    read_folder,
    read_transcript,
)


def write(folder: Path, name: str, content: str | bytes = "I: one\nR: two\n") -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def read(folder: Path, name: str, content: str | bytes) -> ReadTranscript:
    return read_transcript(write(folder, name, content), root=folder)


def complaints(folder: Path) -> str:
    return "\n".join(map(str, read_folder(folder).problems))


def test_a_file_becomes_an_interview(tmp_path: Path) -> None:
    content = "---\ntitle: First talk\nspeakers: {R: {name: Ana}, X: other}\n---\nI: Why?\nR: So.\n"

    found = read(tmp_path, "2018/Año 1.md", content)
    interview = found.interview

    assert (interview.id, interview.path) == ("2018/ano-1", "2018/Año 1.md")
    assert (interview.title, interview.language) == ("First talk", "en")
    assert interview.text == "I: Why?\nR: So.\n"
    assert [(turn.speaker, turn.role) for turn in interview.turns] == [
        ("I", Role.INTERVIEWER),
        ("Ana", Role.RESPONDENT),
    ]
    assert "No line begins with the speaker label “X”" in str(found.notices[0])


def test_without_front_matter_the_file_name_is_the_title(tmp_path: Path) -> None:
    assert read(tmp_path, "Orbea (China).TXT", "text").interview.title == "Orbea (China)"


def test_offsets_after_crlf_are_those_of_the_text(tmp_path: Path) -> None:
    interview = read(tmp_path, "a.txt", b"\xef\xbb\xbfI: \xf0\x9f\x98\x80\r\nR: two\r\n").interview

    assert interview.text == "I: 😀\nR: two\n"
    assert [interview.text[turn.words_start : turn.end] for turn in interview.turns] == [
        "😀",
        "two",
    ]


def test_the_same_words_in_any_encoding_give_the_same_text(tmp_path: Path) -> None:
    text = "I: ¿Por qué?\nR: El mercado cayó.\n"
    codecs = ["utf-8", "utf-8-sig", "utf-16", "utf-16-be", "utf-32", "cp1252"]

    texts = {read(tmp_path, "a.txt", text.encode(codec)).interview.text for codec in codecs}

    assert texts == {text}


@given(st.text(st.characters(exclude_categories=["Cc", "Cs"]) | st.sampled_from("\n\t\x0c\x85")))
def test_the_text_is_never_changed(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    if not text.strip() or text.startswith(("\ufeff", "---")):
        return
    interview = read(tmp_path_factory.mktemp("any"), "a.md", text).interview

    assert interview.text == text


def test_front_matter_without_a_text_below_is_a_problem(tmp_path: Path) -> None:
    with pytest.raises(FixableError, match="no text below"):
        read(tmp_path, "a.md", "---\ntitle: x\n---\n\n")


@pytest.mark.parametrize(
    ("file", "expected"),
    [
        ("a.b.txt", "a-b"),
        ("Deep/Er Folder/Ärger.md", "deep/er-folder/arger"),
        ("采访.txt", "采访"),
        ("مقابلة.md", "مقابلة"),
        ("a/Fagor – Çin.txt", "a/fagor-cin"),
    ],
)
def test_the_id_is_the_path_in_plain_letters(file: str, expected: str) -> None:
    assert interview_id(file) == expected


def test_names_without_letters_get_different_ids() -> None:
    ids = {interview_id(name) for name in ("!!!.txt", "???.txt", "😀/a.txt", "😎/a.txt")}

    assert len(ids) == 4
    assert all(each.startswith("file-") for each in ids)


def test_a_folder_is_read_in_order_and_hidden_files_are_passed_over(tmp_path: Path) -> None:
    for name in (
        "b.txt",
        "a/z.md",
        "a/c.txt",
        ".hidden.txt",
        ".git/x.txt",
        "~$b.docx",
        "Thumbs.db",
    ):
        write(tmp_path, name)

    found = read_folder(tmp_path)

    assert [each.interview.path for each in found.transcripts] == ["a/c.txt", "a/z.md", "b.txt"]
    assert found.problems == ()


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.docx", b"PK\x03\x04", "a.docx: This is a Word document. Only .txt and .md are read"),
        ("a.pdf", b"%PDF", "a.pdf: This is a PDF. Only .txt and .md are read so far: save it as"),
        ("a.mp3", b"ID3", "This is a recording. Transcribe it"),
        ("a.xyz", b"x", "Files ending in .xyz are not read."),
        ("NOTES", b"x", "It has no ending."),
        ("a.txt", b"", "a.txt: The file is empty."),
        ("a.txt", b"PK\x03\x04\x00", "Word or LibreOffice document"),
        ("sub/a.md", b"---\ntitle: on\n---\nx", "sub/a.md:2: `on` is read as true"),
        ("a\nb.txt", b"x", "a�b.txt: Its name has characters"),
    ],
)
def test_a_file_that_cannot_be_used_is_named_with_the_reason(
    tmp_path: Path, name: str, content: bytes, said: str
) -> None:
    write(tmp_path, name, content)
    write(tmp_path, "good.txt")

    assert said in complaints(tmp_path)
    assert [each.interview.id for each in read_folder(tmp_path).transcripts] == ["good"]


def test_a_name_in_no_encoding_is_a_problem(tmp_path: Path) -> None:
    try:
        Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.txt")).write_text("x", encoding="utf-8")
    except (OSError, UnicodeError):
        pytest.skip("this file system takes only Unicode names")

    assert "caf�.txt: Its name has characters" in complaints(tmp_path)


def test_two_files_with_one_id_are_both_left_out(tmp_path: Path) -> None:
    for name in ("Orbea.txt", "orbea.md", "other.txt"):
        write(tmp_path, name)

    found = read_folder(tmp_path)

    assert [each.interview.id for each in found.transcripts] == ["other"]
    assert [problem.file for problem in found.problems] == ["Orbea.txt", "orbea.md"]
    assert "same id, “orbea”" in str(found.problems[0])


def test_links_in_a_circle_and_to_nowhere_are_problems(tmp_path: Path) -> None:
    write(tmp_path, "sub/a.txt")
    (tmp_path / "sub" / "up").symlink_to(tmp_path)
    (tmp_path / "self.txt").symlink_to("self.txt")
    (tmp_path / "gone.txt").symlink_to("nowhere.txt")

    said = complaints(tmp_path)

    assert "sub/up: This link leads to a folder that is read already." in said
    assert "self.txt: It cannot be opened" in said
    assert "gone.txt: This link leads to a file that is not there." in said
    assert [each.interview.id for each in read_folder(tmp_path).transcripts] == ["sub/a"]


def test_a_link_to_a_folder_elsewhere_is_followed(tmp_path: Path) -> None:
    write(tmp_path, "elsewhere/a.txt")
    (tmp_path / "interviews").mkdir()
    (tmp_path / "interviews" / "linked").symlink_to(tmp_path / "elsewhere")

    found = read_folder(tmp_path / "interviews")

    assert [each.interview.id for each in found.transcripts] == ["linked/a"]


def test_a_folder_named_like_a_text_file_is_a_problem(tmp_path: Path) -> None:
    write(tmp_path, "x.txt/inside.txt")

    assert "x.txt: This is a folder" in complaints(tmp_path)
    assert [each.interview.id for each in read_folder(tmp_path).transcripts] == ["x-txt/inside"]
    with pytest.raises(ProblemsError, match="This is a folder"):
        read_transcript(tmp_path / "x.txt", root=tmp_path)


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")

    assert "pipe.txt: This is no ordinary file." in complaints(tmp_path)


def test_a_file_far_too_large_is_not_opened(tmp_path: Path) -> None:
    with write(tmp_path, "big.txt").open("ab") as big:
        big.truncate(LARGEST + 1)

    assert "50 million bytes" in complaints(tmp_path)


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (FileNotFoundError(2, "No such file"), "a.txt: The file is no longer there."),
        (PermissionError(13, "Permission denied"), "a.txt: You are not allowed to read this."),
        (OSError(5, "Input/output error"), "a.txt: It cannot be opened (Input/output error)."),
    ],
)
def test_a_file_that_vanishes_or_is_locked_is_a_problem(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: OSError, said: str
) -> None:
    write(tmp_path, "a.txt")

    def fail(_: Path) -> bytes:
        raise error

    monkeypatch.setattr(Path, "read_bytes", fail)

    assert said in complaints(tmp_path)


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (PermissionError(13, "Permission denied"), "not allowed to look into this folder"),
        (OSError(5, "Input/output error"), "cannot be looked into (Input/output error)"),
    ],
)
def test_a_folder_that_is_locked_is_a_problem(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: OSError, said: str
) -> None:
    def fail(_: Path) -> None:
        raise error

    monkeypatch.setattr(os, "scandir", fail)

    assert said in complaints(tmp_path)


def test_a_folder_that_is_not_there_is_a_problem(tmp_path: Path) -> None:
    assert "interviews: There is no such folder." in complaints(tmp_path / "interviews")
