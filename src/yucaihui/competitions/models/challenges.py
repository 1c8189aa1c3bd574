"""A technical challenge that a firm publishes and teams answer (揭榜挂帅)."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from yucaihui.competitions.models.calls import Track


class Challenge(models.Model):
    """Its case leads from the draft to the acceptance of what was delivered."""

    case = models.OneToOneField("casework.Case", models.CASCADE, primary_key=True, related_name="+")
    track = models.ForeignKey(Track, models.PROTECT, related_name="challenges")
    owner = models.ForeignKey("directory.Organisation", models.PROTECT, related_name="+")
    title_zh = models.CharField(
        pgettext_lazy("challenge", "Title (Chinese)"), max_length=120, blank=True
    )
    title_en = models.CharField(
        pgettext_lazy("challenge", "Title (English)"), max_length=160, blank=True
    )
    field = models.CharField(_("Technical field"), max_length=40, blank=True)
    background_zh = models.TextField(_("Background (Chinese)"), blank=True)
    background_en = models.TextField(_("Background (English)"), blank=True)
    # [{"name_zh", "name_en", "target"}]: what a solution must reach, measurably.
    indicators = models.JSONField(_("Indicators"), default=list)
    budget = models.BigIntegerField(_("Budget"))  # fen
    bids_close_at = models.DateTimeField(_("Bids close at"))
    delivery_due_on = models.DateField(_("Delivery due on"), null=True, blank=True)
    solution = models.ForeignKey(
        "competitions.Entry", models.PROTECT, null=True, blank=True, related_name="+"
    )
    # How the module of agreements knows the contract.
    contract = models.CharField(_("Contract"), max_length=60, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(budget__gt=0), name="challenge_has_a_budget")
        ]

    def __str__(self) -> str:
        return self.title_zh or self.title_en

    @property
    def uid(self) -> str:
        return self.case.uid
