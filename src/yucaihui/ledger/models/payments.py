"""Payment orders, and the batches in which the bank gets them."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from yucaihui.core.ids import PublicModel
from yucaihui.core.secrets import EncryptedTextField
from yucaihui.ledger.models.books import Book, Budget


class BankBatch(PublicModel):
    """Orders that went to the bank in one file. The file is made anew from them when asked for."""

    book = models.ForeignKey(Book, models.PROTECT, related_name="batches")
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_on = models.DateField()
    made_at = models.DateTimeField(db_default=Now(), editable=False)

    def __str__(self) -> str:
        return self.uid


class PaymentOrder(PublicModel):
    """Somebody is to be paid from a budget. Its vouchers name it by its opaque id alone."""

    class State(models.TextChoices):
        ORDERED = "ordered", pgettext_lazy("payment", "Waiting for approval")
        APPROVED = "approved", pgettext_lazy("payment", "Approved")
        SENT = "sent", pgettext_lazy("payment", "At the bank")
        RECEIVED = "received", pgettext_lazy("payment", "Received")
        RETURNED = "returned", pgettext_lazy("payment", "Returned by the bank")
        DROPPED = "dropped", pgettext_lazy("payment", "Given up")

    budget = models.ForeignKey(Budget, models.PROTECT, related_name="orders")
    payee_person = models.ForeignKey(
        "directory.Person", models.PROTECT, null=True, blank=True, related_name="+"
    )
    payee_organisation = models.ForeignKey(
        "directory.Organisation", models.PROTECT, null=True, blank=True, related_name="+"
    )
    holder = EncryptedTextField(_("Account holder"))
    bank = models.CharField(_("Bank and branch"), max_length=120)
    account_number = EncryptedTextField(_("Account number"))
    amount = models.BigIntegerField(_("Amount"))
    purpose_zh = models.CharField(_("Purpose (Chinese)"), max_length=120, blank=True)
    purpose_en = models.CharField(_("Purpose (English)"), max_length=160, blank=True)
    # The promise it keeps: its kind and the record in which it was made.
    promise_kind = models.CharField(max_length=40)
    promise_type = models.CharField(max_length=40)
    promise_uid = models.CharField(max_length=32)
    state = models.CharField(max_length=10, choices=State.choices, default=State.ORDERED)
    maker = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    checker = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    batch = models.ForeignKey(BankBatch, models.PROTECT, null=True, related_name="orders")
    replaces = models.OneToOneField("self", models.PROTECT, null=True, related_name="replaced_by")
    reference = models.CharField(max_length=60, blank=True)
    note = models.CharField(max_length=200, blank=True)
    ordered_at = models.DateTimeField(db_default=Now(), editable=False)
    moved_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(amount__gt=0), name="order_is_positive"),
            models.CheckConstraint(
                condition=Q(payee_person__isnull=False) ^ Q(payee_organisation__isnull=False),
                name="order_pays_one",
            ),
            models.UniqueConstraint(
                fields=["promise_kind", "promise_type", "promise_uid"],
                condition=~Q(state__in=("returned", "dropped")),
                name="one_order_per_promise",
            ),
        ]
        indexes = [models.Index(fields=["state", "-id"], name="order_by_state")]

    def __str__(self) -> str:
        return self.uid

    @property
    def payee(self) -> object:
        return self.payee_person or self.payee_organisation
