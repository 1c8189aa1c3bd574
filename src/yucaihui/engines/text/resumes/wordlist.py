"""The data files beside this module: words, labels, headings, patterns. Read once."""

from functools import cache
from importlib.resources import files


@cache
def read_sections(name: str) -> dict[str, list[str]]:
    """Lines of a data file by the `[heading]` they stand under; `#` begins a comment line."""
    sections: dict[str, list[str]] = {}
    lines: list[str] = []
    text = files(__package__).joinpath(name).read_text(encoding="utf-8")
    for line in text.splitlines():
        if line.startswith("[") and line.endswith("]"):
            lines = sections.setdefault(line[1:-1], [])
        elif line.strip() and not line.startswith("#"):
            lines.append(line)
    return sections


def word_set(heading: str) -> frozenset[str]:
    """The words under `[heading]` of words.txt; raises KeyError for a heading not there."""
    return frozenset(word for line in read_sections("words.txt")[heading] for word in line.split())


def alternatives(heading: str) -> str:
    """A group of the patterns under `[heading]` of patterns.txt, one a line, as a regex."""
    return "(?:" + "|".join(read_sections("patterns.txt")[heading]) + ")"
