"""What `whyshore.toml` says about a project; every problem in it is named with its line."""

import re
import tomllib
from dataclasses import fields
from pathlib import Path

from whyshore.coding.look_up import closest
from whyshore.domain.project import KeysWanted, Settings
from whyshore.errors import FixableError, Problem, ProblemsError, closest_hint

SETTINGS = "whyshore.toml"
KEYS_TABLE = "keys"


def read_settings(path: Path) -> Settings:
    """The settings of a project; all as they are without the file.

    Raises:
        ProblemsError: the file is no TOML, or has keys or values that mean nothing.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
        values = tomllib.loads(text)
    except FileNotFoundError:
        return Settings()
    except OSError as error:
        raise FixableError(f"{path}: {error.strerror}.") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise FixableError(f"{path}: this is not valid TOML: {error}.") from error
    problems: list[Problem] = []
    told: dict[str, str] = {}
    keys: dict[str, KeysWanted] = {}
    for name, value in values.items():
        at = Problem(path.name, "", _line_of(text, name))
        if name == KEYS_TABLE:
            problems += _take_keys(text, value, keys, path.name)
        elif name not in _TEXTS:
            hint = closest_hint(closest(name, (*_TEXTS, KEYS_TABLE)))
            problems.append(Problem(at.file, f"There is no setting “{name}”.{hint}", at.line))
        elif not isinstance(value, str):
            problems.append(Problem(at.file, f"“{name}” has to be text in quotes.", at.line))
        else:
            told[name] = value
    if problems:
        raise ProblemsError(f"{path.name} has settings that Whyshore cannot use:", problems)
    return Settings(**told, keys=keys)


_TEXTS = tuple(each.name for each in fields(Settings) if each.name != KEYS_TABLE)


def _take_keys(text: str, table: object, keys: dict[str, KeysWanted], file: str) -> list[Problem]:
    """Note which keys each action is given; gives what cannot be read as a table."""
    if not isinstance(table, dict):
        line, fix = (
            _line_of(text, KEYS_TABLE),
            'Write [keys], and below it lines such as copy = "Y"',
        )
        return [Problem(file, "“keys” has to be a table.", line, fix)]
    for action, value in table.items():
        wanted = (value,) if isinstance(value, str) else value
        usable = isinstance(wanted, list | tuple) and all(isinstance(each, str) for each in wanted)
        line = _line_of(text, action, below=KEYS_TABLE)
        keys[action] = KeysWanted(tuple(wanted) if usable else (), line)
    return []


def _line_of(text: str, name: str, *, below: str = "") -> int | None:
    """The line on which a name is given a value; TOML itself does not tell."""
    after = re.search(rf"^\s*\[\s*{re.escape(below)}\s*\]", text, re.MULTILINE) if below else None
    start = after.end() if after else 0
    quoted = re.escape(name)
    pattern = re.compile(rf"^[ \t]*(?:\[\s*)?[\"']?{quoted}[\"']?\s*(?:[=\].])", re.MULTILINE)
    found = pattern.search(text, start)
    return text.count("\n", 0, found.start()) + 1 if found else None
