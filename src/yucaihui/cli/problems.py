"""What is wrong with a file that somebody hands in: every line and field, and the way out."""

from collections.abc import Iterator, Mapping
from typing import Any

_TOLD = 10


class UnreadableFile(Exception):
    """A file with lines that cannot be read; `problems` names each line and field."""

    def __init__(self, problems: list[dict[str, str | int | None]]) -> None:
        super().__init__(_told(problems[0]) + _more(len(problems) - 1))
        self.problems = problems

    def lines(self) -> Iterator[str]:
        """The first few problems, a line each, and how many more there are."""
        yield from map(_told, self.problems[:_TOLD])
        if more := _more(len(self.problems) - _TOLD):
            yield more.strip()

    def __reduce__(self) -> tuple[type["UnreadableFile"], tuple[list[dict[str, Any]]]]:
        """Another process is told of the same problems."""
        return UnreadableFile, (self.problems,)


def refused(file: str, message: str) -> UnreadableFile:
    """The refusal of a file as a whole."""
    return UnreadableFile([{"file": file, "line": None, "field": None, "message": message}])


class Problems:
    """What is wrong with one file, collected to be told at once."""

    def __init__(self, file: str) -> None:
        self._file = file
        self._found: list[dict[str, str | int | None]] = []
        self._line_of: dict[str, int] = {}

    def add(self, line: int | None, field_name: str | None, message: str) -> None:
        self._found.append(
            {"file": self._file, "line": line, "field": field_name, "message": message}
        )

    def check_id(self, line: int, name: str) -> None:
        first = self._line_of.setdefault(name, line)
        if first != line:
            self.add(
                line, "id", f"field id: {name!r} is the id of line {first} too; make it unique"
            )

    def raise_any(self) -> None:
        if self._found:
            raise UnreadableFile(self._found)


def _told(problem: Mapping[str, Any]) -> str:
    line = "" if problem["line"] is None else f" line {problem['line']}"
    return f"{problem['file']}{line}: {problem['message']}"


def _more(count: int) -> str:
    return f" (and {count} more)" if count > 0 else ""
