"""What this database is: a demo city that anyone may walk through, or a real one."""

from django.conf import settings
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


class DemoAccount(models.Model):
    """Somebody of the demo city whose role may be stepped into, and what there is to try."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, primary_key=True, related_name="+"
    )
    role = models.CharField(max_length=20)
    name_zh = models.CharField(max_length=60)
    name_en = models.CharField(max_length=60)
    story_zh = models.CharField(max_length=200)
    story_en = models.CharField(max_length=300)
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["position"]

    def __str__(self) -> str:
        return self.role
