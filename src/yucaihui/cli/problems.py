"""What is wrong with a file that somebody hands in: every line and field, and the way out."""

from typing import Any


class UnreadableFile(Exception):
    """A file with lines that cannot be read; `problems` names each line and field."""

    def __init__(self, problems: list[dict[str, str | int | None]]) -> None:
        first = problems[0]
        line = "" if first["line"] is None else f" line {first['line']}"
        where = f"{first['file']}{line}"
        super().__init__(f"{where}: {first['message']}" + _more(len(problems) - 1))
        self.problems = problems

    def __reduce__(self) -> tuple[type["UnreadableFile"], tuple[list[dict[str, Any]]]]:
        """Another process is told of the same problems."""
        return UnreadableFile, (self.problems,)


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


def _more(count: int) -> str:
    return f" (and {count} more)" if count else ""
