"""Judges to entries: exactly optimal, fair, by lot, or balanced, with a proof or an explanation.

    problem = replace(open_problem(demand, max_load, affinity), forbidden=conflicts)
    best = assign_optimal(problem)      # best.pairs, best.objective, best.bound

An assignment gives every entry its number of judges within the judges' loads, no conflict among
them, forced pairs and quotas kept. What can't be met raises Infeasible, which names the entries
and judges that fall short.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from yucaihui.engines.assignment.explanation import Bottleneck, Infeasible
    from yucaihui.engines.assignment.fair import assign_fair
    from yucaihui.engines.assignment.lottery import Lottery, assign_by_lot
    from yucaihui.engines.assignment.optimal import assign_optimal
    from yucaihui.engines.assignment.problem import Problem, Quota, open_problem
    from yucaihui.engines.assignment.result import Assignment, FairAssignment
    from yucaihui.engines.assignment.words import Names, say

# Where each name is at home. A part is imported when a name of it is first asked for: a web
# process that only names an error never loads the solver.
_PARTS = {
    "explanation": ("Bottleneck", "Infeasible"),
    "fair": ("assign_fair",),
    "lottery": ("Lottery", "assign_by_lot"),
    "optimal": ("assign_optimal",),
    "problem": ("Problem", "Quota", "open_problem"),
    "result": ("Assignment", "FairAssignment"),
    "words": ("Names", "say"),
}
_HOME = {name: part for part, names in _PARTS.items() for name in names}


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOME[name]}"), name)


__all__ = [
    "Assignment",
    "Bottleneck",
    "FairAssignment",
    "Infeasible",
    "Lottery",
    "Names",
    "Problem",
    "Quota",
    "assign_by_lot",
    "assign_fair",
    "assign_optimal",
    "open_problem",
    "say",
]
