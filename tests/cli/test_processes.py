"""The page about the processes, as kept in the docs."""

from pathlib import Path

import pytest
from django.utils import translation

from tests.casework.process import LOAN
from yucaihui.casework.process import Move, Process, State, registered_processes
from yucaihui.cli.processes import diagram, page

KEPT = Path(__file__).resolve().parents[2] / "docs" / "develop" / "processes.md"


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_the_kept_page_is_what_the_code_says(language: str) -> None:
    """`yucaihui processes > docs/develop/processes.md` writes it anew."""
    with translation.override(language):
        found = [process for process in registered_processes() if process is not LOAN]
        assert page(found) == KEPT.read_text(encoding="utf-8")


def test_the_diagram_names_every_move_between_states_and_every_end() -> None:
    moves = (
        Move("look", "a", "a", frozenset({"x"}), "Look"),
        Move("go", "a", "b", frozenset({"x", "w"}), "Go"),
        Move("refuse", "a", "b", frozenset({"w"}), "Refuse", {"late": "Too late"}),
    )
    states = (State("a", "A"), State("b", "B", closed=True))
    small = Process("small", "Small", "a", states, moves, {"x": "X", "w": "W"})
    assert diagram(small) == (
        "stateDiagram-v2\n    [*] --> a\n    a --> b: go (w, x)\n    a --> b: refuse† (w)\n"
        "    b --> [*]\n"
    )


def test_the_page_lists_states_moves_and_reasons() -> None:
    moves = (Move("refuse", "a", "b", frozenset({"w"}), "Refuse", {"late": "Too late"}),)
    states = (State("a", "A", outside="Yours"), State("b", "B", closed=True))
    text = page([Process("small", "Small", "a", states, moves, {"w": "Desk"})])
    told = text.partition("## ")[2].splitlines()
    assert [one for one in told if one.startswith(("|", "Reasons"))] == [
        "| state | inside | for its subject | |",
        "|---|---|---|---|",
        "| `a` | A | Yours |  |",
        "| `b` | B | B | end |",
        "| move | label | by | from | to |",
        "|---|---|---|---|---|",
        "| `refuse` | Refuse | Desk | `a` | `b` |",
        "Reasons of `refuse`: `late` Too late.",
    ]
