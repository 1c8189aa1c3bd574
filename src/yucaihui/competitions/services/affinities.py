"""How well a judge's field fits an entry, by the words of both."""

import re
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from yucaihui.competitions.definitions import read_form
from yucaihui.competitions.models import Entry, Judge
from yucaihui.engines.matching.affinities import affinity
from yucaihui.engines.matching.types import Position, Talent

FIELDS = re.compile(r"[,，;；、/\n]+")
LONGEST = 6000


def affinities(entries: Sequence[Entry], judges: Sequence[Judge]) -> NDArray[np.float64] | None:
    """(entries, judges) in [0, 1]; None while no judge has named a field."""
    if not entries or not any(judge.expertise.strip() for judge in judges):
        return None
    offered = [talent_of(judge) for judge in judges]
    asked = [position_of(entry) for entry in entries]
    return np.ascontiguousarray(affinity(offered, asked).T)


def talent_of(judge: Judge) -> Talent:
    named = tuple(part.strip() for part in FIELDS.split(judge.expertise) if part.strip())
    return Talent(id=str(judge.pk), text=judge.expertise[:LONGEST], skills=named[:30])


def position_of(entry: Entry) -> Position:
    """What judges will read: the title and the answers in words that name nobody."""
    version = entry.submitted
    assert version is not None  # noqa: S101 - only submitted entries are judged
    told = [
        str(version.answers.get(field.code) or "")
        for field in read_form(version.form.content).fields
        if field.kind in ("text", "long_text") and not field.names_authors
    ]
    titles = f"{version.title_zh} {version.title_en}".strip()
    return Position(id=str(entry.pk), title=titles, text="\n".join(told)[:LONGEST])
