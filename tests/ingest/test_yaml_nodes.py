import pytest

from whyshore.ingest.yaml_nodes import YamlText

LAUGHS = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 30)
)
CHAIN = "k0: &a0 [x]\n" + "".join(f"k{n}: &a{n} [*a{n - 1}]\n" for n in range(1, 5000))


def problem_in(source: str) -> str:
    yaml = YamlText("f.yaml", source)
    assert yaml.root() is None
    (problem,) = yaml.problems
    return str(problem)


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("a:\n\tb: 1\n", "f.yaml:2: A tab is used for indentation."),
        ("a: b: c\n", "f.yaml:1: A colon with a space after it cannot stand inside text."),
        ("a:\n  - x\n b: 1\n", "f.yaml:3: The indentation of this line does not fit"),
        ("z: 1\na: 'b\nc: d\n", "f.yaml:2: A quote that opens here is never closed."),
        ("a: 'b' c\n", "f.yaml:1: Text goes on after its closing quote"),
        ("z: 1\na: [b, c\nd: e\n", "f.yaml:2: A [ or { that opens here is not closed"),
        ('a: "\\q"\n', "f.yaml:1: A backslash inside"),
        ("a: *x\n", "f.yaml:1: Text that begins with * is taken for an alias"),
        ("a: * b\n", "f.yaml:1: Text that begins with * or &"),
        ("a: @b\n", "f.yaml:1: Text cannot begin with @ in YAML."),
        ("a: !foo!bar b\n", "f.yaml:1: Text that begins with ! is taken for a tag."),
        ("a: !x b\n", "f.yaml:1: The tag `!x` is not allowed."),
        ("a: !!python/object:os.system b\n", "The tag `!!python/object:os.system` is not allowed."),
        ("a: 1\n---\nb: 2\n", "f.yaml:2: A line of --- begins a second document."),
        ("a: 1\nfoo\nb: 2\n", "f.yaml:2: A key without a colon after it"),
        ("a: 1\nb: \x07\n", "f.yaml:2: The character U+0007 cannot be in YAML."),
        ("a: \ud800\n", "f.yaml:1: The character U+D800 cannot be in YAML."),
        ("a: &x [*x]\n", "f.yaml:1: An alias (`*name`) stands inside the very thing it repeats."),
        ("a: &x 1\nb: &x 2\n", "f.yaml:2: Two anchors"),
        ("%a\n", "Text that begins with % goes into quotes"),
        ("a: b\nc: ]\n", "f.yaml:2: This is not valid YAML"),
        ("😀: ñ\nb: *q\n", "f.yaml:2: "),
        ("[" * 100_000, "f.yaml:1: More than 60 levels are nested here."),
        (LAUGHS, "Written out in full, the aliases"),
        (CHAIN, "Written out in full, the aliases"),
    ],
)
def test_what_is_no_safe_yaml_is_explained_with_its_line(source: str, said: str) -> None:
    assert said in problem_in(source)


def test_a_text_taken_over_by_an_alias_is_read() -> None:
    yaml = YamlText("f.yaml", "a: &use Use or refusal\nb: *use\n")
    root = yaml.root()
    assert root is not None

    fields = yaml.fields(root, "It")

    assert yaml.text(fields, "b") == "Use or refusal"
    assert yaml.problems == []


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("off", "false"),
        ("Yes", "true"),
        ("1_000", "the number 1000"),
        ("26_50", "the number 2650"),
        ("12:30", "the number 750"),
        ("010", "the number 8"),
        ("1.50", "the number 1.5"),
        ("0b_", "a number"),
        ("9" * 5000, "a number"),
        ("2019-03-05", "a date"),
        ("null", "nothing (null)"),
        ("~", "nothing (null)"),
    ],
)
def test_a_word_that_yaml_takes_for_something_else_is_a_problem(written: str, read: str) -> None:
    yaml = YamlText("f.yaml", f"- {written}\n")
    root = yaml.root()
    assert root is not None

    assert yaml.text_of(root.value[0], "It") == ""

    assert str(yaml.problems[0]) == (
        f"f.yaml:1: `{written}` is read as {read} by YAML. Write it in quotes: '{written}'"
    )


@pytest.mark.parametrize("written", ["'off'", '"12:30"', "=", "<<", "y", "none", "!!str no"])
def test_a_word_in_quotes_or_without_another_meaning_is_text(written: str) -> None:
    yaml = YamlText("f.yaml", f"- {written}\n")
    root = yaml.root()
    assert root is not None

    assert yaml.text_of(root.value[0], "It")
    assert yaml.problems == []


def test_lines_are_counted_as_editors_do() -> None:
    yaml = YamlText("f.yaml", "a: 'x\u2028y\u0085z'\n\nb: 😀\nc: d\n")
    root = yaml.root()
    assert root is not None

    assert [yaml.line(key) for key, _ in root.value] == [1, 3, 4]
