"""What this database is: a demo city that anyone may walk through, or a real one."""

from django.db import models
from django.db.models.functions import Now


class Installation(models.Model):
    """One row at the most. A database without it is a real one."""

    demo = models.BooleanField(default=False)
    seed = models.PositiveIntegerField(default=0)
    scale = models.FloatField(default=0)
    made_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(pk=1), name="one_installation_row")
        ]

    def __str__(self) -> str:
        return "demo" if self.demo else "real"
