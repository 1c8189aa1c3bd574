"""A process as data: its states, the moves between them, and who may make each move.

The same object draws the buttons, the API's `actions`, the diagram in the docs and the table that
the permission test walks. Names are ASCII and never change; labels are words, translated apart.
"""

from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TypeVar

# The role under which the platform itself moves a case: a term that ran out, a consequence.
SYSTEM = "system"

Name = TypeVar("Name", bound=Hashable)


class BadProcess(ValueError):
    """The process contradicts itself; the message says where."""


@dataclass(frozen=True)
class State:
    """Where a case may stand. `outside` is the word for the case's subject, when it differs."""

    name: str
    label: object
    kind: str = "info"
    closed: bool = False
    outside: object = None

    def word(self, *, inside: bool) -> str:
        return str(self.label if inside or self.outside is None else self.outside)


@dataclass(frozen=True)
class Move:
    """A step from `source` to `target` that one of `roles` may make.

    A move with coded `reasons` is a decision: it needs one of them, and a person who takes it.
    """

    name: str
    source: str
    target: str
    roles: frozenset[str]
    label: object
    reasons: Mapping[str, object] = field(default_factory=dict, hash=False)
    kind: str = "secondary"

    @property
    def needs_reason(self) -> bool:
        return bool(self.reasons)


def moves_from(
    sources: Iterable[str],
    name: str,
    target: str,
    roles: frozenset[str],
    label: object,
    reasons: Mapping[str, object] | None = None,
    kind: str = "secondary",
) -> tuple[Move, ...]:
    """The same move out of several states; without a `target` the case stays where it is."""
    return tuple(
        Move(name, source, target or source, roles, label, reasons or {}, kind)
        for source in sources
    )


@dataclass(frozen=True)
class Process:
    """`roles` gives each role of the moves its label, by which journals name who acted."""

    name: str
    label: object
    start: str
    states: tuple[State, ...]
    moves: tuple[Move, ...]
    roles: Mapping[str, object] = field(hash=False)

    @cached_property
    def by_name(self) -> dict[str, State]:
        return {state.name: state for state in self.states}

    @cached_property
    def closed(self) -> frozenset[str]:
        return frozenset(state.name for state in self.states if state.closed)

    def state(self, name: str) -> State:
        return self.by_name[name]

    def moves_out_of(self, state: str, roles: Iterable[str]) -> list[Move]:
        """What one who holds `roles` may do in `state`, in the order of the process."""
        held = frozenset(roles)
        return [move for move in self.moves if move.source == state and move.roles & held]

    def move_named(self, state: str, name: str) -> Move | None:
        return next((m for m in self.moves if m.source == state and m.name == name), None)

    def move(self, state: str, name: str, roles: Iterable[str]) -> Move | None:
        return next((move for move in self.moves_out_of(state, roles) if move.name == name), None)


def faults(process: Process) -> Iterator[str]:
    """What is wrong with a process, in words; nothing when it is sound."""
    names = [state.name for state in process.states]
    yield from (f"two states are called {name}" for name in repeated(names))
    yield from (
        f"two moves {name} leave {source}"
        for source, name in repeated((move.source, move.name) for move in process.moves)
    )
    strangers = {name for move in process.moves for name in (move.source, move.target)} - set(names)
    yield from (f"{name} is not among the states" for name in sorted(strangers))
    yield from (f"nobody may make {move.name}" for move in process.moves if not move.roles)
    held = frozenset[str]().union(*(move.roles for move in process.moves))
    yield from (f"the role {role} has no label" for role in sorted(held - set(process.roles)))
    yield from (
        f"{move.name} leaves {move.source}, which is closed"
        for move in process.moves
        if move.source in process.closed
    )
    if process.start not in set(names) - process.closed:
        yield f"the start {process.start} is not an open state"
    yield from lost_states(process)


def lost_states(process: Process) -> Iterator[str]:
    forward = [(move.source, move.target) for move in process.moves]
    reached = reachable({process.start}, forward)
    ending = reachable(process.closed, [(target, source) for source, target in forward])
    for name in process.by_name:
        if name not in reached:
            yield f"nothing leads to {name}"
        if name not in ending:
            yield f"{name} is a dead end: no closed state can be reached from it"


def repeated(items: Iterable[Name]) -> list[Name]:
    return [item for item, times in Counter(items).items() if times > 1]


def reachable(start: Iterable[str], edges: Iterable[tuple[str, str]]) -> set[str]:
    """All that can be reached from `start` along `edges`, `start` included."""
    found, steps = set(start), list(edges)
    while new := {target for source, target in steps if source in found} - found:
        found |= new
    return found


_processes: dict[str, Process] = {}


def register(process: Process) -> Process:
    """Make a process known to the kernel.

    Raises:
        BadProcess: duplicate moves, states that nothing leads to or that lead nowhere, moves out
            of closed states, or another process of the same name.
    """
    found = list(faults(process))
    if _processes.get(process.name, process) is not process:
        found.append("another process has this name")
    if found:
        raise BadProcess(f"Process {process.name}: {'; '.join(found)}.")
    _processes[process.name] = process
    return process


def process_named(name: str) -> Process:
    """The registered process; KeyError when no module registered one of this name."""
    return _processes[name]


def registered_processes() -> list[Process]:
    return [_processes[name] for name in sorted(_processes)]
