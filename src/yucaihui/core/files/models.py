"""Files that people hand in. The row says what it is; the bytes lie in FILES_ROOT."""

from pathlib import Path

from django.conf import settings
from django.db import models
from django.db.models.functions import Now

from yucaihui.core.ids import PublicModel


class StoredFile(PublicModel):
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    purpose = models.CharField(max_length=40)
    name = models.CharField(max_length=200)
    media_type = models.CharField(max_length=100)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64, db_index=True)
    stored_at = models.DateTimeField(db_default=Now(), editable=False)

    def __str__(self) -> str:
        return self.uid

    @property
    def path(self) -> Path:
        return settings.FILES_ROOT / self.uid[:2] / self.uid
