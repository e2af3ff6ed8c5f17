"""The documents say what is so: examples are run, keys are pressed, links are followed."""

import re
import shlex
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import redirect_stderr, redirect_stdout, suppress
from io import StringIO
from pathlib import Path

import pytest
from typer.core import TyperGroup
from typer.main import get_command

from docs.pictures import keys_page
from tests.tui.helpers import Sitting, sitting
from whyshore.cli.app import app
from whyshore.cli.start import main
from whyshore.domain.interview import Role
from whyshore.ingest.front_matter import KEYS
from whyshore.workflow.start_project import begin_project, copy_bundled_project

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
README = ROOT / "README.md"
DOCUMENTS = sorted([*ROOT.glob("*.md"), *DOCS.glob("*.md"), ROOT / "exports" / "README.md"])
PICTURES = sorted((DOCS / "images").glob("*.svg"))

BLOCK = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
ELSEWHERE = re.compile(
    r"pypi|pythonhosted|npmjs|crates\.io|anaconda|/(?:home|root|work|tmp)/", re.IGNORECASE
)
LEFT_OUT_LINES, LEFT_OUT_WORDS = "…", "[…]"
NAMED_KEYS = {"→": "right", "↓": "down", "Ctrl+S": "ctrl+s", "Ctrl+Q": "ctrl+q", "F2": "f2"}


@pytest.fixture(autouse=True)
def as_ana(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WHYSHORE_CODER", "ana")
    for name in ("NO_COLOR", "WHYSHORE_DATABASE"):
        monkeypatch.delenv(name, raising=False)


# --- the commands ---


def options_by_command() -> dict[str, set[str]]:
    """Every command by its words, with the options that only it has or shares with others."""

    def walk(group: TyperGroup, before: str) -> Iterator[tuple[str, set[str]]]:
        for name, command in group.commands.items():
            options = {each for param in command.params for each in param.opts if each[0] == "-"}
            yield f"{before}{name}", options
            if isinstance(command, TyperGroup):
                yield from walk(command, f"{before}{name} ")

    top = get_command(app)
    assert isinstance(top, TyperGroup)
    return dict(walk(top, ""))


def sections(document: Path) -> dict[str, str]:
    """The text below each heading, up to the next."""
    parts = re.split(r"^#+ (.+)$", document.read_text(encoding="utf-8"), flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def test_every_command_has_a_section_of_its_own() -> None:
    assert options_by_command().keys() <= sections(DOCS / "commands.md").keys()


@pytest.mark.parametrize("command", options_by_command())
def test_every_option_is_explained(command: str) -> None:
    explained = sections(DOCS / "commands.md")
    shared = ["-p", "--project", "--coder", "--help", "-h", "--json", "--md", "--csv"]

    for option in options_by_command()[command] - set(shared):
        assert f"`{option}" in explained[command], f"{option} of {command}"
    for option in shared:
        assert f"`{option}" in explained["Commands"], option


def test_the_examples_of_the_commands_print_what_the_document_shows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy_bundled_project(tmp_path / "study")
    monkeypatch.chdir(tmp_path / "study")
    answer("whyshore sync", monkeypatch)

    for command, expected in examples(DOCS / "commands.md"):
        printed = answer(command, monkeypatch)
        assert re.fullmatch(pattern(expected), printed), f"{command} printed:\n{printed}"


def examples(document: Path) -> Iterator[tuple[str, str]]:
    """The commands of the console blocks, each with what it prints."""
    for language, block in BLOCK.findall(document.read_text(encoding="utf-8")):
        if language == "console":
            for example in block.split("$ ")[1:]:
                command, _, printed = example.partition("\n")
                yield command, printed


def pattern(expected: str) -> str:
    """What an answer has to look like where some of it is left out."""
    lines = [
        r"(?:.*\n)*?" if line == LEFT_OUT_LINES else rf"{_line_pattern(line)}\n"
        for line in expected.splitlines()
    ]
    return "".join(lines)


def _line_pattern(line: str) -> str:
    return ".*".join(re.escape(part) for part in line.rstrip().split(LEFT_OUT_WORDS))


def answer(command: str, monkeypatch: pytest.MonkeyPatch) -> str:
    """What a command prints to a reader who sees both streams."""
    printed = StringIO()
    monkeypatch.setattr(sys, "argv", shlex.split(command))
    with redirect_stdout(printed), redirect_stderr(printed), suppress(SystemExit):
        main()
    return "".join(f"{line.rstrip()}\n" for line in printed.getvalue().splitlines())


# --- what a newcomer types ---


def shell(script: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """Run a script as it stands in an empty folder; gives its standard output."""
    folder.mkdir(exist_ok=True)
    monkeypatch.setenv("PATH", f"{Path(sys.executable).parent}:/usr/bin:/bin")
    monkeypatch.setenv("PYTHONUTF8", "1")
    done = subprocess.run(
        ["/bin/sh", "-e", "-c", script], cwd=folder, capture_output=True, check=False
    )
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout.decode()


def keys_of(section: str) -> list[list[str]]:
    """The keys in the first column of a table, row by row."""
    rows = re.findall(r"^\| (`.+?) \|", section, re.MULTILINE)
    found = [re.findall(r"`([^`]+)`", row) for row in rows]
    return [[NAMED_KEYS.get(key, key.lower() if len(key) > 1 else key) for key in r] for r in found]


async def press_but_stay(coder: Sitting, rows: Sequence[Sequence[str]]) -> None:
    for row in rows:
        await coder.press(*(key for key in row if key != "ctrl+q"))


async def test_the_readme_leads_from_an_empty_folder_to_a_table(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    way = sections(README)["From an empty folder to a first table"]
    script, first_table, *_, finished = (block for _, block in BLOCK.findall(way))

    printed = shell(script, tmp_path / "empty", monkeypatch)
    assert "".join(f"{line.rstrip()}\n" for line in first_table.splitlines()) in printed

    async with sitting(tmp_path / "empty") as coder:
        await press_but_stay(coder, keys_of(way))
    monkeypatch.chdir(tmp_path / "empty")
    assert answer("whyshore table --evidence", monkeypatch) == finished


async def test_the_ten_sentences_of_the_tutorial_are_coded_by_the_keys_it_gives(
    tmp_path: Path,
) -> None:
    copy_bundled_project(tmp_path / "study")
    lesson = sections(DOCS / "tutorial.md")["3. Ten sentences"]
    wanted = re.findall(r"^\| `.+? \| (.+?) \| (\d+) \|$", lesson, re.MULTILINE)

    async with sitting(tmp_path / "study") as coder:
        await coder.press("shift+tab", "shift+tab", *["down"] * 7, "enter")
        await coder.press("slash")
        await coder.type("no mystery")
        await coder.press("enter", "escape", "o", "p", "c")
        for keys, (words, turn) in zip(keys_of(lesson), wanted, strict=True):
            before = {each.id for each in coder.codings("practice-interview")}
            await coder.press(*keys)
            [new] = [c for c in coder.codings("practice-interview") if c.id not in before]
            assert words.startswith("the same") or new.quote.startswith(words.rstrip(" …"))
            said_in = coder.interview.turn_at(new.segment.start)
            assert said_in is not None
            assert said_in.number == int(turn)


async def test_the_tutorial_leads_to_a_row_of_ones_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lesson = sections(DOCS / "tutorial.md")["9. A project of your own"]
    script = BLOCK.search(lesson)
    assert script is not None
    (tmp_path / "study").mkdir()
    shell(script[2].replace("cd acme\nwhyshore\n", ""), tmp_path / "study", monkeypatch)

    async with sitting(tmp_path / "acme") as coder:
        await press_but_stay(coder, keys_of(lesson))
    table = (tmp_path / "acme" / "exports" / "table-5.md").read_text(encoding="utf-8")
    assert "| **Acme-Poland** | Lower production cost | Quality problems abroad |" in table


# --- the pages themselves ---


def test_the_page_of_keys_is_the_table_of_keys() -> None:
    assert (DOCS / "keys.md").read_text(encoding="utf-8") == keys_page()


def test_the_transcripts_page_names_every_key_of_the_front_matter_and_every_role() -> None:
    page = (DOCS / "transcripts.md").read_text(encoding="utf-8")

    assert not [name for name in (*KEYS, *Role) if f"`{name}`" not in page]


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_every_link_leads_somewhere(document: Path) -> None:
    text = document.read_text(encoding="utf-8")

    for link in re.findall(r"\]\(([^)\s]+)\)", BLOCK.sub("", text)):
        path, _, anchor = link.partition("#")
        if not path.startswith(("http://", "https://")):
            target = document.parent / path if path else document
            assert target.is_file(), f"{document.name} links to {link}"
            assert not anchor or anchor in anchors(target), f"{document.name} links to {link}"


def anchors(document: Path) -> set[str]:
    """What the headings of a document can be linked by."""
    bare = (re.sub(r"[^\w\- ]", "", heading.lower()) for heading in sections(document))
    return {heading.replace(" ", "-") for heading in bare}


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_no_document_names_a_registry_or_a_path_of_one_machine(document: Path) -> None:
    assert not ELSEWHERE.findall(document.read_text(encoding="utf-8"))


def test_the_readme_shows_a_picture() -> None:
    shown = re.search(r"!\[[^]]+\]\((docs/images/[^)]+)\)", README.read_text(encoding="utf-8"))

    assert shown
    assert (ROOT / shown[1]) in PICTURES


@pytest.mark.parametrize("picture", PICTURES, ids=lambda path: path.name)
def test_a_picture_fetches_nothing(picture: Path) -> None:
    svg = picture.read_text(encoding="utf-8").replace("http://www.w3.org/2000/svg", "")

    assert not re.findall(r"https?:|//\w|@import|@font-face|url\((?!#)|<image|<script", svg)


def test_the_changes_have_an_unreleased_part() -> None:
    assert "Unreleased" in sections(ROOT / "CHANGELOG.md")


def test_the_codebook_has_as_many_codes_as_the_documents_say(tmp_path: Path) -> None:
    begin_project(tmp_path)

    codes = re.findall(r"^ *- id:", (tmp_path / "codebook.yaml").read_text("utf-8"), re.MULTILINE)
    said = [re.findall(r"(\d+) codes", page.read_text(encoding="utf-8")) for page in DOCUMENTS]
    assert {int(number) for numbers in said for number in numbers} == {len(codes)}
