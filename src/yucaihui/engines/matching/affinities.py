"""Two small sides against each other in full: judges and projects, mentors and teams."""

from collections.abc import Sequence

import numpy as np

from yucaihui.engines.matching.atoms import Atoms
from yucaihui.engines.matching.counts import Floats
from yucaihui.engines.matching.index import build_indexes
from yucaihui.engines.matching.kernel.scoring import Pairs
from yucaihui.engines.matching.packed import ONE
from yucaihui.engines.matching.packing import pack
from yucaihui.engines.matching.types import Position, Talent
from yucaihui.engines.matching.weights import WEIGHTS


def affinity(
    judges: Sequence[Talent], projects: Sequence[Position], atoms: Atoms | None = None
) -> Floats:
    """The score of every judge for every project, (judges, projects), in the order given.

    A project is what is asked for (its title, text and fields as skills), a judge what is offered.
    Scores are those of the matching engine, in [0, 1], exact; requirements refuse nothing here.
    Raises ValueError for an id twice on one side.
    """
    asked, offered = pack(*build_indexes(projects, judges, atoms))
    scores = Pairs(asked, offered, WEIGHTS).scores(np.arange(len(asked))) / ONE
    rows = [asked.ids.index(project.id) for project in projects]
    columns = [offered.ids.index(judge.id) for judge in judges]
    return np.ascontiguousarray(scores[np.ix_(rows, columns)].T)
