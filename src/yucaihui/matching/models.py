"""Match results of any two sets, kept by run with the engine's version and the inputs' digest;
and what audits of the runs counted."""

from datetime import timedelta
from typing import ClassVar

from django.db import models
from django.db.models.functions import Now

from yucaihui.core.ids import PublicModel


class MatchRun(PublicModel):
    """One pass over two sets, such as "posting" and "person". The latest finished one is shown.

    Of former runs the figures stay, and a sample of lists to compare with later ones.
    """

    left_kind = models.CharField(max_length=20)
    right_kind = models.CharField(max_length=20)
    engine_version = models.CharField(max_length=40)
    digest = models.CharField(max_length=64)
    top = models.PositiveSmallIntegerField()
    left_count = models.PositiveIntegerField(default=0)
    right_count = models.PositiveIntegerField(default=0)
    # What each term of a score can reach at most, as a share of 1.
    shares = models.JSONField(default=dict)
    # The engine's indexes as it saves them: what one changed record is ranked against.
    left_index = models.BinaryField(default=b"")
    right_index = models.BinaryField(default=b"")
    # An index without records: the statistics that scores and explanations share.
    statistics = models.BinaryField(default=b"")
    started_at = models.DateTimeField(db_default=Now(), editable=False)
    finished_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.uid

    @property
    def duration(self) -> timedelta | None:
        return self.finished_at - self.started_at if self.finished_at else None


class Match(models.Model):
    """A pair among the best of at least one of its two lists; a list is ordered by score.

    `title`, `skills` and `text` are the score's three terms in units of 1 / `LEG_ONE`, exact, so
    that a reader may weigh them anew.
    """

    LEG_ONE: ClassVar[int] = 2**22

    run = models.ForeignKey(MatchRun, models.CASCADE, related_name="matches")
    left_id = models.BigIntegerField()
    right_id = models.BigIntegerField()
    score = models.FloatField()
    title = models.IntegerField(default=0)
    skills = models.IntegerField(default=0)
    text = models.IntegerField(default=0)

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


class Atom(models.Model):
    """The engine's vector of a title or a skill that records of a run have, by the text's hash.

    With it a page explains a match without the encoder.
    """

    run = models.ForeignKey(MatchRun, models.CASCADE, related_name="atoms")
    hash = models.BigIntegerField()
    vector = models.BinaryField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["run", "hash"], name="one_atom_per_run_and_hash")
        ]

    def __str__(self) -> str:
        return f"{self.hash}"

    @staticmethod
    def key(text_hash: int) -> int:
        """An unsigned hash as the signed number that a column holds."""
        return text_hash - 2**63


class Audit(PublicModel):
    """What one run gave to groups of people, counted without names; see `engines.fairness`."""

    run_uid = models.CharField(max_length=16, unique=True)
    engine_version = models.CharField(max_length=40)
    digest = models.CharField(max_length=64)
    run_at = models.DateTimeField()
    made_at = models.DateTimeField(db_default=Now(), editable=False)
    # Everybody compared, those who gave at least one answer, the lists, and the places that each
    # list counts.
    people = models.PositiveIntegerField()
    answered = models.PositiveIntegerField()
    lists = models.PositiveIntegerField()
    top = models.PositiveSmallIntegerField()
    median = models.FloatField()
    # Rows of `engines.fairness.Group` by attribute.
    groups = models.JSONField(default=list)

    def __str__(self) -> str:
        return self.run_uid
