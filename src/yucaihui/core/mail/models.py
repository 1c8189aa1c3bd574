"""Letters: each is shown in the reader's messages and sent by e-mail from this outbox."""

from django.conf import settings
from django.db import models
from django.db.models.functions import Now

from yucaihui.core.ids import PublicModel


class Letter(PublicModel):
    reader = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, null=True, related_name="letters"
    )
    to = models.EmailField()
    subject = models.CharField(max_length=200)
    body = models.TextField()
    # Where the letter leads, as a path of this site.
    link = models.CharField(max_length=200, blank=True)
    # The same key is written only once: a reminder that runs twice reminds once.
    key = models.CharField(max_length=120, unique=True, null=True)
    queued_at = models.DateTimeField(db_default=Now(), editable=False)
    read_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    next_attempt_at = models.DateTimeField(db_default=Now())

    class Meta:
        indexes = [
            models.Index(
                fields=["next_attempt_at"],
                name="mail_to_send",
                condition=models.Q(sent_at=None),
            ),
            models.Index(fields=["reader", "-id"], name="mail_by_reader"),
        ]

    def __str__(self) -> str:
        return self.uid
