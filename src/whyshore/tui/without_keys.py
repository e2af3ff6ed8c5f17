"""What has no key of its own, so that whoever looks for it among the keys finds it."""

from dataclasses import dataclass

WITHOUT_KEYS = "Without a key (“whyshore …” is typed outside this screen)"


@dataclass(frozen=True, slots=True)
class WithoutKey:
    """What one types to have something done, and what that is."""

    typed: str
    what: str
    words: str = ""
    """Everyday words to find it by."""

    @property
    def told(self) -> tuple[str, ...]:
        """The texts it is found by, the most telling first."""
        return self.what, self.words, self.typed, WITHOUT_KEYS


THEME = WithoutKey(
    "Ctrl+P theme", "take another theme: other colours, dark or light", "color contrast appearance"
)
PROMPT_COMMANDS = (
    WithoutKey("whyshore backup", "put a checked copy of the database into backups/", "save"),
    WithoutKey("whyshore restore", "bring an earlier state of the project back", "backup"),
    WithoutKey("whyshore sync", "take new and changed files of interviews/ in", "import add"),
    WithoutKey(
        "whyshore export", "write cases, codings, memos and statements as text", "export save"
    ),
    WithoutKey("whyshore import", "add the work in a file that export wrote", "merge coder"),
    WithoutKey("whyshore quotes", "list coded passages with turn, speaker, case and code"),
    WithoutKey("whyshore freq", "count each code", "frequencies statistics chart"),
    WithoutKey("whyshore matrix", "count codes by case", "crosstab frequencies statistics"),
    WithoutKey("whyshore table", "print the synthesis as Table 5", "export report"),
    WithoutKey("whyshore names", "find names in the interviews", "anonymise pseudonyms"),
    WithoutKey("whyshore check", "verify every stored quote, the database and the codebook"),
)
