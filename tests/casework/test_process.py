"""What a process must hold to be registered, and what is drawn from it."""

from dataclasses import replace
from typing import Any

import pytest

from tests.casework.process import DESK, LOAN
from yucaihui.casework.process import (
    BadProcess,
    Move,
    State,
    process_named,
    register,
    registered_processes,
)


def refusal(**changes: Any) -> str:
    with pytest.raises(BadProcess) as refused:
        register(replace(LOAN, name="other", **changes))
    return str(refused.value)


def test_a_registered_process_is_found_by_its_name() -> None:
    assert process_named("book_loan") is LOAN
    assert LOAN in registered_processes()


def test_registering_the_same_process_again_changes_nothing() -> None:
    assert register(LOAN) is LOAN


def test_another_process_of_the_same_name_is_refused() -> None:
    with pytest.raises(BadProcess, match="another process has this name"):
        register(replace(LOAN, label="Another"))
    assert process_named("book_loan") is LOAN


def test_two_moves_of_one_name_out_of_one_state_are_refused() -> None:
    twice = Move("fetch", "asked", "dusted", DESK, "Fetch")
    said = refusal(moves=(*LOAN.moves, twice))
    assert said == "Process other: two moves fetch leave asked."


def test_two_states_of_one_name_are_refused() -> None:
    assert "two states are called lent" in refusal(states=(*LOAN.states, State("lent", "Lent")))


def test_a_state_that_nothing_leads_to_is_refused() -> None:
    said = refusal(states=(*LOAN.states, State("lost", "Lost", closed=True)))
    assert said == "Process other: nothing leads to lost."


def test_an_open_state_without_a_way_to_a_closed_one_is_refused() -> None:
    said = refusal(
        states=(*LOAN.states, State("shelved", "Shelved")),
        moves=(*LOAN.moves, Move("shelve", "dusted", "shelved", DESK, "Shelve")),
    )
    assert said == ("Process other: shelved is a dead end: no closed state can be reached from it.")


def test_a_circle_without_a_way_out_is_refused() -> None:
    circle = (
        Move("shelve", "dusted", "shelved", DESK, ""),
        Move("lift", "shelved", "carried", DESK, ""),
        Move("drop", "carried", "shelved", DESK, ""),
    )
    states = (*LOAN.states, State("shelved", ""), State("carried", ""))
    assert refusal(states=states, moves=(*LOAN.moves, *circle)).count("dead end") == 2


def test_a_move_out_of_a_closed_state_is_refused() -> None:
    again = Move("reopen", "back", "asked", DESK, "Reopen")
    assert refusal(moves=(*LOAN.moves, again)) == (
        "Process other: reopen leaves back, which is closed."
    )


def test_a_move_to_a_state_that_is_not_listed_is_refused() -> None:
    away = Move("sell", "asked", "sold", DESK, "Sell")
    assert "sold is not among the states" in refusal(moves=(*LOAN.moves, away))


def test_a_move_that_nobody_may_make_is_refused() -> None:
    idle = Move("wait", "asked", "asked", frozenset(), "Wait")
    assert refusal(moves=(*LOAN.moves, idle)) == "Process other: nobody may make wait."


def test_a_role_without_a_label_is_refused() -> None:
    assert refusal(roles={"desk": "Desk", "system": ""}) == (
        "Process other: the role reader has no label."
    )


def test_a_process_starts_in_an_open_state() -> None:
    assert "the start back is not an open state" in refusal(start="back")


def test_moves_are_given_in_the_order_of_the_process() -> None:
    names = [move.name for move in LOAN.moves_out_of("fetched", {"desk"})]
    assert names == ["dust", "lend", "refuse"]
    assert [move.name for move in LOAN.moves_out_of("fetched", {"reader"})] == []
