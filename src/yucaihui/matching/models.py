"""Match results of any two sets, kept by run with the engine's version and the inputs' digest."""

from django.db import models
from django.db.models.functions import Now

from yucaihui.core.ids import PublicModel


class MatchRun(PublicModel):
    """One pass over two sets. Only the latest finished run of a pair of kinds is shown."""

    # What is matched with what, e.g. "posting" and "person".
    left_kind = models.CharField(max_length=20)
    right_kind = models.CharField(max_length=20)
    engine_version = models.CharField(max_length=40)
    digest = models.CharField(max_length=64)
    left_count = models.PositiveIntegerField(default=0)
    right_count = models.PositiveIntegerField(default=0)
    started_at = models.DateTimeField(db_default=Now(), editable=False)
    finished_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.uid


class Match(PublicModel):
    """A pair near the top of at least one of its two lists."""

    run = models.ForeignKey(MatchRun, models.CASCADE, related_name="matches")
    left_id = models.BigIntegerField()
    right_id = models.BigIntegerField()
    score = models.FloatField()
    # 1 is the best; empty when the pair is not among the top of that side.
    left_rank = models.PositiveSmallIntegerField(null=True)
    right_rank = models.PositiveSmallIntegerField(null=True)
    # Codes and parameters; words are made from them when they are shown.
    reasons = models.JSONField(default=list)
    gaps = models.JSONField(default=list)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["run", "left_id", "right_id"], name="one_match_per_run_and_pair"
            )
        ]
        indexes = [
            models.Index(fields=["run", "left_id", "left_rank"], name="match_by_left"),
            models.Index(fields=["run", "right_id", "right_rank"], name="match_by_right"),
        ]

    def __str__(self) -> str:
        return self.uid
