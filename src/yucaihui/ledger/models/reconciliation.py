"""Statements that banks and partners send, the balances they state, and what does not agree."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models.functions import Now
from django.utils.translation import pgettext_lazy

from yucaihui.core.ids import PublicModel
from yucaihui.ledger.models.books import Account, Book


class StatementDraft(PublicModel):
    """A statement's file that nobody has confirmed yet: nothing of it is taken."""

    book = models.ForeignKey(Book, models.PROTECT, related_name="drafts")
    data = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["book", "sha256"], name="one_draft_per_file")
        ]

    def __str__(self) -> str:
        return self.uid


class Statement(PublicModel):
    """What a partner says happened on an account from `first_on` to `last_on`."""

    account = models.ForeignKey(Account, models.PROTECT, related_name="statements")
    first_on = models.DateField()
    last_on = models.DateField()
    opening = models.BigIntegerField()
    closing = models.BigIntegerField()
    sha256 = models.CharField(max_length=64, unique=True)
    imported_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    imported_at = models.DateTimeField(db_default=Now(), editable=False)

    def __str__(self) -> str:
        return self.uid


class StatementLine(models.Model):
    """One movement, `amount` on the account's own side: more when it grows."""

    statement = models.ForeignKey(Statement, models.CASCADE, related_name="lines")
    number = models.PositiveIntegerField()
    on = models.DateField()
    reference = models.CharField(max_length=100)
    amount = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["statement", "number"], name="statement_lines_are_numbered"
            )
        ]

    def __str__(self) -> str:
        return f"{self.statement_id}/{self.number}"


class BalanceAssertion(models.Model):
    """The balance that the partner states for the end of a day, in each statement that does."""

    account = models.ForeignKey(Account, models.PROTECT, related_name="assertions")
    on = models.DateField()
    stated = models.BigIntegerField()
    statement = models.ForeignKey(Statement, models.CASCADE, related_name="assertions")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["statement", "on"], name="one_stated_balance_a_day")
        ]

    def __str__(self) -> str:
        return f"{self.account_id} {self.on}"


class Break(PublicModel):
    """Something on which our books and a statement disagree; somebody owns it until it is gone."""

    class Kind(models.TextChoices):
        THEIRS = "theirs", pgettext_lazy("break", "Only in the statement")
        OURS = "ours", pgettext_lazy("break", "Only in our books")
        AMOUNT = "amount", pgettext_lazy("break", "Another amount")
        BALANCE = "balance", pgettext_lazy("break", "Another balance")

    statement = models.ForeignKey(Statement, models.CASCADE, related_name="breaks")
    kind = models.CharField(max_length=8, choices=Kind.choices)
    on = models.DateField()
    reference = models.CharField(max_length=100, blank=True)
    ours = models.BigIntegerField(null=True)
    theirs = models.BigIntegerField(null=True)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    opened_on = models.DateField()
    closed_on = models.DateField(null=True)
    note = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["statement", "kind", "on", "reference"], name="a_break_is_listed_once"
            )
        ]
        indexes = [
            models.Index(
                fields=["opened_on"], name="break_open", condition=models.Q(closed_on=None)
            )
        ]

    def __str__(self) -> str:
        return self.uid

    def days_open(self, on: date) -> int:
        return ((self.closed_on or on) - self.opened_on).days
