import pytest

from tests.cli.helpers import Run

WAGES = "Wages were low."


EVIL = "E\x1b]52;c;ZXZpbA==\x07\x9b66H\u202ex"


@pytest.mark.usefixtures("study")
@pytest.mark.parametrize(
    "arguments",
    [
        ("cases",),
        ("cases", "--json"),
        ("cases", "describe", "0"),
        ("cases", "describe", "0", f"{EVIL}={EVIL}"),
        ("history",),
        ("history", "--json"),
        ("table",),
        ("table", "--json"),
        ("table", "--quotes", "--evidence"),
        ("check",),
        ("quotes", "--md"),
        ("quotes", "--csv"),
        ("matrix",),
        ("matrix", "--md"),
        ("code", EVIL, EVIL),
        ("quotes", "--case", EVIL),
        ("import", EVIL),
        (EVIL,),
        ("cases", "add", f"Other{EVIL}"),
        ("cases", "row", f"Row {EVIL}", "0"),
        ("cases", "remove", "0"),
        *(
            arguments
            for arguments in (
                ("init", EVIL),
                ("demo", f"demo{EVIL}"),
                ("export", f"out{EVIL}"),
                ("table", "--out", f"out{EVIL}"),
            )
        ),
    ],
    ids=lambda each: " ".join(each).replace(EVIL, "EVIL"),
)
def test_no_name_steers_the_terminal(run: Run, arguments: tuple[str, ...]) -> None:
    run("cases", "add", f"Fagor {EVIL}", EVIL)
    case = run("cases", "--json").data["cases"][0]["id"]
    run("code", "ana", "og", "-q", WAGES)
    answer = run(*(case if each == "0" else each for each in arguments))

    for letter in "\x1b\x07\x9b\u202e":
        assert letter not in answer.out
        assert letter not in answer.err
