"""Books, accounts, vouchers and their transfers. Triggers keep what is written as it is.

Vouchers, transfers, closings and checkpoints name people and things by opaque ids only.
"""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from yucaihui.core.ids import LENGTH, PublicModel
from yucaihui.ledger.amounts import worth
from yucaihui.ledger.process import CURRENCY, ROLES, BookKind, Side

DIGEST = 64


class Book(PublicModel):
    """A set of accounts that balance among themselves. `number` and `head` are its last voucher."""

    code = models.CharField(_("Code"), max_length=20, unique=True)
    kind = models.CharField(_("Kind"), max_length=6, choices=BookKind.choices)
    name_zh = models.CharField(_("Name (Chinese)"), max_length=60, blank=True)
    name_en = models.CharField(_("Name (English)"), max_length=80, blank=True)
    partner = models.ForeignKey(
        "directory.Organisation", models.PROTECT, null=True, blank=True, related_name="+"
    )
    currency = models.CharField(max_length=3, default=CURRENCY, editable=False)
    number = models.BigIntegerField(default=0, editable=False)
    head = models.CharField(max_length=DIGEST, blank=True, editable=False)

    def __str__(self) -> str:
        return self.code


class Account(PublicModel):
    """`balance` is on the account's own side; it and `entries` follow from the transfers."""

    book = models.ForeignKey(Book, models.PROTECT, related_name="accounts")
    role = models.CharField(max_length=30)
    owner_type = models.CharField(max_length=20, blank=True)
    owner_uid = models.CharField(max_length=32, blank=True)
    side = models.SmallIntegerField(choices=Side.choices)
    currency = models.CharField(max_length=3)
    floor = models.BigIntegerField(null=True)
    balance = models.BigIntegerField(default=0)
    entries = models.BigIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["book", "role", "owner_type", "owner_uid"], name="one_account_per_owner"
            ),
            models.CheckConstraint(
                condition=Q(floor=None) | Q(balance__gte=F("floor")), name="balance_keeps_its_floor"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.role} {self.uid}"

    @property
    def title(self) -> str:
        return str(ROLES[self.role].title)


class Voucher(models.Model):
    """One event's transfers, the `number`th of its book; `digest` chains it to the one before.

    It goes by book and number, and has no random id: an index of such would make each posting
    dearer as the book grows.
    """

    book = models.ForeignKey(Book, models.PROTECT, related_name="vouchers", db_index=False)
    number = models.BigIntegerField()
    kind = models.CharField(max_length=40)
    key = models.CharField(max_length=100)
    source_type = models.CharField(max_length=40)
    source_uid = models.CharField(max_length=64)
    effective_on = models.DateField()
    posted_on = models.DateField()
    at = models.DateTimeField()
    maker = models.CharField(max_length=LENGTH)
    checker = models.CharField(max_length=LENGTH, blank=True)
    # The amount in fen above which a checker was needed when this was posted.
    check_above = models.BigIntegerField()
    reverses = models.OneToOneField("self", models.PROTECT, null=True, related_name="reversed_by")
    request = models.CharField(max_length=DIGEST)
    digest = models.CharField(max_length=DIGEST)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["book", "number"], name="vouchers_are_numbered"),
            models.UniqueConstraint(fields=["book", "key"], name="one_voucher_per_key"),
            models.CheckConstraint(
                condition=Q(effective_on__lte=F("posted_on")), name="effective_before_posted"
            ),
            models.CheckConstraint(condition=~Q(maker=F("checker")), name="two_people"),
        ]
        indexes = [models.Index(fields=["source_uid"], name="voucher_by_source")]

    def __str__(self) -> str:
        return f"{self.book_id}:{self.number}"

    @property
    def amount(self) -> int:
        """What it is worth; lists fetch the transfers ahead."""
        return worth((one.debit_id, one.credit_id, one.amount) for one in self.transfers.all())


class Transfer(models.Model):
    """`amount` fen from the credited to the debited account.

    `debit_number` counts the transfers of the debited account and `debit_after` is its balance
    then; the same on the credit side. So each row proves the one before it.
    """

    voucher = models.ForeignKey(Voucher, models.PROTECT, related_name="transfers", db_index=False)
    line = models.PositiveIntegerField()
    debit = models.ForeignKey(Account, models.PROTECT, related_name="debits", db_index=False)
    credit = models.ForeignKey(Account, models.PROTECT, related_name="credits", db_index=False)
    amount = models.BigIntegerField()
    currency = models.CharField(max_length=3)
    debit_number = models.BigIntegerField()
    debit_after = models.BigIntegerField()
    credit_number = models.BigIntegerField()
    credit_after = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["voucher", "line"], name="lines_are_numbered"),
            models.UniqueConstraint(fields=["debit", "debit_number"], name="debits_are_numbered"),
            models.UniqueConstraint(
                fields=["credit", "credit_number"], name="credits_are_numbered"
            ),
            models.CheckConstraint(condition=Q(amount__gt=0), name="amount_is_positive"),
            models.CheckConstraint(condition=~Q(debit=F("credit")), name="two_accounts"),
        ]

    def __str__(self) -> str:
        return f"{self.voucher_id}/{self.line}"


class Closing(models.Model):
    """Nothing is posted into `book` up to and including `until` after voucher `number`."""

    book = models.ForeignKey(Book, models.PROTECT, related_name="closings")
    until = models.DateField()
    number = models.BigIntegerField()
    maker = models.CharField(max_length=LENGTH)
    at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["book", "until"], name="a_period_closes_once")
        ]

    def __str__(self) -> str:
        return f"{self.book_id} {self.until}"


class Checkpoint(models.Model):
    """What a book's chain had come to: `digest` of its `number`th voucher."""

    book = models.ForeignKey(Book, models.PROTECT, related_name="checkpoints")
    number = models.BigIntegerField()
    digest = models.CharField(max_length=DIGEST)
    at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["book", "number"], name="one_checkpoint_per_voucher")
        ]

    def __str__(self) -> str:
        return f"{self.book_id}:{self.number}"


class Budget(PublicModel):
    """What money is for: its available, committed and spent accounts have it as their owner."""

    book = models.ForeignKey(Book, models.PROTECT, related_name="budgets")
    code = models.CharField(_("Code"), max_length=20, unique=True)
    name_zh = models.CharField(_("Name (Chinese)"), max_length=60, blank=True)
    name_en = models.CharField(_("Name (English)"), max_length=80, blank=True)

    def __str__(self) -> str:
        return self.code


class Proposal(PublicModel):
    """An entry above the limit, made by one person, that waits for another."""

    class State(models.TextChoices):
        WAITING = "waiting", pgettext_lazy("proposal", "Waiting for a checker")
        POSTED = "posted", pgettext_lazy("proposal", "Posted")
        REFUSED = "refused", pgettext_lazy("proposal", "Refused")

    book = models.ForeignKey(Book, models.PROTECT, related_name="proposals")
    kind = models.CharField(max_length=40)
    key = models.CharField(max_length=100)
    entry = models.JSONField()
    amount = models.BigIntegerField()
    state = models.CharField(max_length=8, choices=State.choices, default=State.WAITING)
    maker = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    checker = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    voucher = models.OneToOneField(Voucher, models.PROTECT, null=True, related_name="proposal")
    note = models.CharField(max_length=200, blank=True)
    made_at = models.DateTimeField(db_default=Now(), editable=False)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["book", "key"], name="one_proposal_per_key"),
            models.CheckConstraint(
                condition=Q(checker=None) | ~Q(maker=F("checker")), name="proposal_of_two_people"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.uid}"


class Verification(PublicModel):
    """What a check of the whole ledger came to."""

    at = models.DateTimeField(db_default=Now(), editable=False)
    whole = models.BooleanField()
    document = models.JSONField()

    def __str__(self) -> str:
        return self.uid
