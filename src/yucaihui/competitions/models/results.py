"""Rankings as they were computed, their public notice, appeals, awards, and what became of them."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from yucaihui.competitions.models.calls import Edition, Named, Stage, Track
from yucaihui.competitions.models.entries import Entry
from yucaihui.core.ids import PublicModel


class Ranking(PublicModel):
    """A ranking with all that it was computed from: the same inputs give the same bytes."""

    class State(models.TextChoices):
        COMPUTED = "computed", pgettext_lazy("ranking", "Computed")
        PROVISIONAL = "provisional", pgettext_lazy("ranking", "Provisional")
        FINAL = "final", pgettext_lazy("ranking", "Final")
        SUPERSEDED = "superseded", pgettext_lazy("ranking", "Superseded")

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="rankings")
    # One stage for a track's ranking, several for the overall one.
    stages = models.ManyToManyField(Stage, related_name="rankings")
    state = models.CharField(max_length=11, choices=State.choices, default=State.COMPUTED)
    method = models.CharField(max_length=10)
    parameters = models.JSONField(default=dict)
    seed = models.BigIntegerField()
    engine = models.CharField(max_length=40)
    # See `queries.panels`: entries with their tracks, judges, and the sheets that counted.
    inputs = models.JSONField()
    inputs_digest = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)
    # What the engine said beside the rows: severity of judges, bridges, second looks, bias.
    report = models.JSONField(default=dict)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    made_at = models.DateTimeField(db_default=Now(), editable=False)
    replaces = models.ForeignKey("self", models.SET_NULL, null=True, related_name="+")

    def __str__(self) -> str:
        return f"{self.uid} {self.state}"


class RankedEntry(models.Model):
    """One row of a ranking: the calibrated rank beside the raw one."""

    class Decision(models.TextChoices):
        ADVANCES = "advances", pgettext_lazy("ranking", "Advances")
        WILD_CARD = "wild_card", pgettext_lazy("ranking", "Advances by wild card")
        WAITLISTED = "waitlisted", pgettext_lazy("ranking", "Waiting list")
        ENDS = "ends", pgettext_lazy("ranking", "Does not advance")

    ranking = models.ForeignKey(Ranking, models.CASCADE, related_name="rows")
    entry = models.ForeignKey(Entry, models.PROTECT, related_name="+")
    rank = models.PositiveIntegerField()
    rank_low = models.PositiveIntegerField()
    rank_high = models.PositiveIntegerField()
    score = models.FloatField()
    raw_rank = models.PositiveIntegerField(null=True)
    raw_score = models.FloatField(null=True)
    chance = models.FloatField(null=True)  # P(among the first n)
    # {"decided_by": link of the tie-break chain, "move": why it moved more than three places}
    reasons = models.JSONField(default=dict)
    decision = models.CharField(max_length=10, choices=Decision.choices, blank=True)

    class Meta:
        ordering = ["rank"]
        constraints = [
            models.UniqueConstraint(fields=["ranking", "entry"], name="one_row_per_entry")
        ]

    def __str__(self) -> str:
        return f"{self.rank} {self.entry_id}"


class PublicNotice(PublicModel):
    """A provisional result, posted for everybody to see, with the days in which one may appeal."""

    ranking = models.OneToOneField(Ranking, models.PROTECT, related_name="notice")
    posted_on = models.DateField()
    appeals_until = models.DateField()
    closed_at = models.DateTimeField(null=True, blank=True)
    posted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(posted_on__lte=models.F("appeals_until")), name="notice_days_in_order"
            )
        ]

    def __str__(self) -> str:
        return self.uid


class Appeal(models.Model):
    """An entrant objects to a result or to a refusal."""

    case = models.OneToOneField("casework.Case", models.CASCADE, primary_key=True, related_name="+")
    entry = models.ForeignKey(Entry, models.PROTECT, related_name="appeals")
    notice = models.ForeignKey(PublicNotice, models.PROTECT, null=True, related_name="appeals")
    ground = models.CharField(_("Ground"), max_length=20)
    statement = models.TextField(_("Statement"), max_length=4000)

    def __str__(self) -> str:
        return f"appeal {self.pk}"

    @property
    def uid(self) -> str:
        return self.case.uid


class AwardDefinition(PublicModel, Named):
    """An award of a track: how many, how much, and within how many working days it is paid."""

    track = models.ForeignKey(Track, models.CASCADE, related_name="awards")
    order = models.PositiveSmallIntegerField(_("Order"), default=0)
    quota = models.PositiveSmallIntegerField(_("How many"), default=1)
    amount = models.BigIntegerField(_("Prize"), default=0)  # fen, each
    pay_within = models.PositiveSmallIntegerField(_("Paid within (working days)"), default=30)
    # See `competitions.definitions.documents`.
    documents = models.JSONField(_("Documents asked for"), default=list)

    class Meta:
        ordering = ["order", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(amount__gte=0), name="prize_not_negative")
        ]


class Award(models.Model):
    """An award that an entry is given. Its case leads from the proposal to the received prize."""

    case = models.OneToOneField("casework.Case", models.CASCADE, primary_key=True, related_name="+")
    definition = models.ForeignKey(AwardDefinition, models.PROTECT, related_name="given")
    entry = models.ForeignKey(Entry, models.PROTECT, related_name="awards")
    ranking = models.ForeignKey(Ranking, models.PROTECT, related_name="+")
    amount = models.BigIntegerField()  # fen, as it was when given
    # Whom it is paid to, chosen by the captain when accepting.
    payee_person = models.ForeignKey(
        "directory.Person", models.PROTECT, null=True, blank=True, related_name="+"
    )
    payee_organisation = models.ForeignKey(
        "directory.Organisation", models.PROTECT, null=True, blank=True, related_name="+"
    )
    # uid of the ledger's payment order.
    payment_order = models.CharField(max_length=16, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["definition", "entry", "ranking"], name="one_award_of_a_kind_per_ranking"
            ),
            models.CheckConstraint(condition=Q(amount__gte=0), name="award_not_negative"),
        ]

    def __str__(self) -> str:
        return f"award {self.pk}"

    @property
    def uid(self) -> str:
        return self.case.uid


class AwardDocument(PublicModel):
    """One of the documents that an award asks for, as the captain handed it in. A new file takes
    the place of one that was refused."""

    class State(models.TextChoices):
        HANDED_IN = "handed_in", pgettext_lazy("document", "To be checked")
        ACCEPTED = "accepted", pgettext_lazy("document", "Accepted")
        REFUSED = "refused", pgettext_lazy("document", "Refused")

    award = models.ForeignKey(Award, models.CASCADE, related_name="documents")
    code = models.CharField(max_length=40)  # in the definition's `documents`
    file = models.OneToOneField("files.StoredFile", models.PROTECT, related_name="+")
    state = models.CharField(max_length=9, choices=State.choices, default=State.HANDED_IN)
    reason = models.CharField(_("Reason"), max_length=200, blank=True)
    handed_in_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    handed_in_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["award", "code"], name="one_document_per_code"),
            models.CheckConstraint(
                condition=~Q(state="refused") | ~Q(reason=""), name="refused_document_has_a_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.state}"


class LandingCase(models.Model):
    """An awarded project settles in the city: owner, district, milestones."""

    case = models.OneToOneField("casework.Case", models.CASCADE, primary_key=True, related_name="+")
    entry = models.OneToOneField(Entry, models.PROTECT, related_name="landing")
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    district = models.CharField(_("District"), max_length=40, blank=True)

    def __str__(self) -> str:
        return f"landing {self.pk}"

    @property
    def uid(self) -> str:
        return self.case.uid


class Milestone(PublicModel):
    """A step of a landing, by when, and when it was reached."""

    landing = models.ForeignKey(LandingCase, models.CASCADE, related_name="milestones")
    title_zh = models.CharField(
        pgettext_lazy("milestone", "Title (Chinese)"), max_length=120, blank=True
    )
    title_en = models.CharField(
        pgettext_lazy("milestone", "Title (English)"), max_length=160, blank=True
    )
    due_on = models.DateField(_("Due on"))
    reached_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["due_on", "pk"]

    def __str__(self) -> str:
        return self.uid
