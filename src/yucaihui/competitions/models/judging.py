"""Judges, their conflicts of interest, and who judges what."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from yucaihui.competitions.models.calls import Edition, Stage, Track
from yucaihui.competitions.models.entries import Entry, EntryVersion
from yucaihui.core.ids import PublicModel


class Judge(PublicModel):
    """A person who judges in an edition."""

    class State(models.TextChoices):
        INVITED = "invited", pgettext_lazy("judge", "Invited")
        ACTIVE = "active", pgettext_lazy("judge", "Active")
        DECLINED = "declined", pgettext_lazy("judge", "Declined")
        RELEASED = "released", pgettext_lazy("judge", "Released")

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="judges")
    person = models.ForeignKey("directory.Person", models.PROTECT, related_name="+")
    organisation = models.ForeignKey(
        "directory.Organisation", models.PROTECT, null=True, blank=True, related_name="+"
    )
    # What others are told in place of the name.
    code = models.CharField(max_length=20)
    country = models.CharField(_("Country or region"), max_length=2, blank=True)
    expertise = models.TextField(_("Fields of expertise"), blank=True)
    state = models.CharField(max_length=8, choices=State.choices, default=State.INVITED)
    # Signed to judge fairly and to keep silence; without it no entry is opened. The version says
    # which text was signed (`definitions.pledges`).
    pledged_at = models.DateTimeField(null=True, blank=True)
    pledge = models.CharField(max_length=10, blank=True)
    invited_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["edition", "person"], name="one_judge_per_person"),
            models.UniqueConstraint(fields=["edition", "code"], name="one_judge_per_code"),
        ]

    def __str__(self) -> str:
        return self.code


class PanelMembership(models.Model):
    """A judge's seat on the panel of a track, with the least and the most they judge there."""

    judge = models.ForeignKey(Judge, models.CASCADE, related_name="panels")
    track = models.ForeignKey(Track, models.CASCADE, related_name="panel")
    min_load = models.PositiveSmallIntegerField(_("At least"), default=0)
    max_load = models.PositiveSmallIntegerField(_("At most"), default=25)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["judge", "track"], name="one_seat_per_track"),
            models.CheckConstraint(
                condition=Q(min_load__lte=models.F("max_load")), name="loads_in_order"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.judge_id} {self.track_id}"


class DeclaredTie(PublicModel):
    """An organisation or a person that a judge names as close to them, before they know who takes
    part. It is compared with the names of every entry; no answer tells whether one was found."""

    judge = models.ForeignKey(Judge, models.CASCADE, related_name="ties")
    name = models.CharField(_("Name of the organisation or person"), max_length=160)
    note = models.CharField(_("How you are connected"), max_length=200, blank=True)
    declared_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["judge", "name"], name="one_tie_per_name"),
        ]

    def __str__(self) -> str:
        return self.uid


class Conflict(PublicModel):
    """A tie between a judge and an entry. Confirmed, it bars the judge and voids what was scored;
    decided once by a person, detection leaves it alone (it is pinned)."""

    class Source(models.TextChoices):
        DECLARED = "declared", pgettext_lazy("conflict", "Declared by the judge")
        DETECTED = "detected", pgettext_lazy("conflict", "Found in the records")
        OFFICE = "office", pgettext_lazy("conflict", "Entered by the office")

    class State(models.TextChoices):
        POTENTIAL = "potential", pgettext_lazy("conflict", "To be decided")
        CONFIRMED = "confirmed", pgettext_lazy("conflict", "Confirmed")
        DISMISSED = "dismissed", pgettext_lazy("conflict", "Dismissed")

    judge = models.ForeignKey(Judge, models.CASCADE, related_name="conflicts")
    entry = models.ForeignKey(Entry, models.CASCADE, related_name="conflicts")
    # directory.queries.conflicts.STRENGTH's kinds, "declared" or "entered".
    kind = models.CharField(max_length=30)
    # In hundredths; 100 is a certain conflict.
    strength = models.PositiveSmallIntegerField(default=100)
    source = models.CharField(max_length=8, choices=Source.choices)
    state = models.CharField(max_length=9, choices=State.choices, default=State.POTENTIAL)
    detail = models.JSONField(default=list)
    note = models.CharField(_("Note"), max_length=200, blank=True)
    found_at = models.DateTimeField(db_default=Now(), editable=False)
    # Set when a person decided: then detection never changes it again.
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["judge", "entry", "kind"], name="one_conflict_per_kind")
        ]
        indexes = [models.Index(fields=["entry", "state"], name="conflict_by_entry")]

    def __str__(self) -> str:
        return f"{self.kind} {self.state}"


class AssignmentPlan(PublicModel):
    """What the engine proposed for some stages: compared, changed, then published or dropped."""

    class State(models.TextChoices):
        COMPUTING = "computing", pgettext_lazy("plan", "Being computed")
        IMPOSSIBLE = "impossible", pgettext_lazy("plan", "Can't be met")
        DRAFT = "draft", pgettext_lazy("plan", "Draft")
        PUBLISHED = "published", pgettext_lazy("plan", "Published")
        DROPPED = "dropped", pgettext_lazy("plan", "Dropped")

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="plans")
    stages = models.ManyToManyField(Stage, related_name="plans")
    state = models.CharField(max_length=10, choices=State.choices, default=State.COMPUTING)
    mode = models.CharField(max_length=10)  # services.plans.MODES
    parameters = models.JSONField(default=dict)
    # [[entry id, judge id, affinity], …], and what the engine said about them.
    pairs = models.JSONField(default=list)
    report = models.JSONField(default=dict)
    # Raised by every change by hand; a change names the one it saw.
    revision = models.PositiveIntegerField(default=0)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    made_at = models.DateTimeField(db_default=Now(), editable=False)
    published_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.uid} {self.state}"


class Assignment(PublicModel):
    """A judge is to score a version of an entry in a stage."""

    class State(models.TextChoices):
        PUBLISHED = "published", pgettext_lazy("assignment", "To be scored")
        SUBMITTED = "submitted", pgettext_lazy("assignment", "Scored")
        DECLINED = "declined", pgettext_lazy("assignment", "Declined")
        RECUSED = "recused", pgettext_lazy("assignment", "Recused")
        LAPSED = "lapsed", pgettext_lazy("assignment", "Lapsed")
        VOIDED = "voided", pgettext_lazy("assignment", "Void")

    OPEN = (State.PUBLISHED, State.SUBMITTED)

    stage = models.ForeignKey(Stage, models.CASCADE, related_name="assignments")
    entry = models.ForeignKey(Entry, models.CASCADE, related_name="assignments")
    version = models.ForeignKey(EntryVersion, models.PROTECT, related_name="+")
    judge = models.ForeignKey(Judge, models.CASCADE, related_name="assignments")
    plan = models.ForeignKey(AssignmentPlan, models.SET_NULL, null=True, related_name="+")
    state = models.CharField(max_length=9, choices=State.choices, default=State.PUBLISHED)
    note = models.CharField(max_length=200, blank=True)
    made_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["stage", "entry", "judge"],
                condition=Q(state__in=("published", "submitted")),
                name="one_assignment_per_judge",
            )
        ]
        indexes = [models.Index(fields=["judge", "state"], name="assignment_by_judge")]

    def __str__(self) -> str:
        return f"{self.uid} {self.state}"
