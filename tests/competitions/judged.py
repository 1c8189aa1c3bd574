"""A stage that was judged: entries with sheets, for tests of results."""

from collections.abc import Sequence
from typing import Any

from tests.competitions.ground import make_edition, make_office
from tests.competitions.panel import assign, make_entry, make_judge, score
from yucaihui.competitions.models import Entry, Judge, Ranking, Stage
from yucaihui.competitions.services.decisions import make_provisional
from yucaihui.competitions.services.notices import post_notice
from yucaihui.competitions.services.rankings import compute_ranking
from yucaihui.competitions.services.scoring import Marks
from yucaihui.competitions.services.seats import close_judging, open_judging

# By entry: what each of three judges gives for every criterion.
POINTS = ((90, 88, 91), (80, 84, 79), (70, 72, 74), (60, 61, 55))


def marks(points: int) -> Marks:
    given = dict.fromkeys(("innovation", "market", "team"), 100 * points)
    return Marks(points=given, comments={"team": "扎实"})


class Judged:
    """Four entries, three judges, two of the entries advance; judging is closed."""

    def __init__(self, points: Sequence[Sequence[int]] = POINTS, **values: Any) -> None:
        self.office, self.colleague = make_office(), make_office()
        self.edition = make_edition(by=self.office, **values)
        self.track = self.edition.tracks.get()
        self.stage = self.track.stages.get()
        self.stage.advance, self.stage.method = 2, "mean"
        self.stage.save()
        open_judging(self.stage, by=self.office)
        self.judges: list[Judge] = [make_judge(self.edition) for _ in points[0]]
        self.entries: list[Entry] = [make_entry(self.track) for _ in points]
        for entry, row in zip(self.entries, points, strict=True):
            for judge, given in zip(self.judges, row, strict=True):
                score(assign(self.stage, entry, judge), marks(given))
        close_judging(self.stage, by=self.office)

    def second_stage(self) -> Stage:
        return Stage.objects.create(track=self.track, number=2, name_en="Final")

    def ranked(self, **values: Any) -> Ranking:
        return compute_ranking([self.stage], **{"by": self.office, **values})

    def provisional(self, **values: Any) -> Ranking:
        ranking = self.ranked(**values)
        make_provisional(ranking, by=self.office)
        return ranking

    def posted(self, **values: Any) -> Any:
        return post_notice(self.provisional(), by=self.office, **values)

    def captain(self, number: int) -> Any:
        person = self.entries[number].case.subject
        assert person is not None
        return person.user

    def state_of(self, number: int) -> str:
        return Entry.objects.select_related("case").get(pk=self.entries[number].pk).case.state
