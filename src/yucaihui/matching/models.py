"""Match results of any two sets, kept by run with the engine's version and the inputs' digest."""

from django.db import models
from django.db.models.functions import Now

from yucaihui.core.ids import PublicModel


class MatchRun(PublicModel):
    """One pass over two sets, such as "posting" and "person". The latest finished one is shown."""

    left_kind = models.CharField(max_length=20)
    right_kind = models.CharField(max_length=20)
    engine_version = models.CharField(max_length=40)
    digest = models.CharField(max_length=64)
    top = models.PositiveSmallIntegerField()
    left_count = models.PositiveIntegerField(default=0)
    right_count = models.PositiveIntegerField(default=0)
    # The engine's indexes as it saves them: what one changed record is ranked against.
    left_index = models.BinaryField(default=b"")
    right_index = models.BinaryField(default=b"")
    # An index without records: the statistics that scores and explanations share.
    statistics = models.BinaryField(default=b"")
    started_at = models.DateTimeField(db_default=Now(), editable=False)
    finished_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.uid


class Match(models.Model):
    """A pair among the best of at least one of its two lists; a list is ordered by score."""

    run = models.ForeignKey(MatchRun, models.CASCADE, related_name="matches")
    left_id = models.BigIntegerField()
    right_id = models.BigIntegerField()
    score = models.FloatField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["run", "left_id", "right_id"], name="one_match_per_run_and_pair"
            )
        ]
        indexes = [
            models.Index(fields=["run", "left_id", "-score"], name="match_by_left"),
            models.Index(fields=["run", "right_id", "-score"], name="match_by_right"),
        ]

    def __str__(self) -> str:
        return f"{self.left_id} {self.right_id}"
