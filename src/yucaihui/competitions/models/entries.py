"""Entries, the teams behind them, and each version that was handed in."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from yucaihui.competitions.models.calls import Definition, Stage, Track
from yucaihui.competitions.models.challenges import Challenge
from yucaihui.core.ids import PublicModel


class Entry(models.Model):
    """A project in a track. State, journal and lock are those of its case."""

    case = models.OneToOneField("casework.Case", models.CASCADE, primary_key=True, related_name="+")
    track = models.ForeignKey(Track, models.PROTECT, related_name="entries")
    # What everybody calls it while its people are hidden.
    code = models.CharField(max_length=20)
    project = models.ForeignKey("directory.Project", models.PROTECT, related_name="+")
    organisation = models.ForeignKey(
        "directory.Organisation", models.PROTECT, null=True, blank=True, related_name="+"
    )
    country = models.CharField(_("Country or region"), max_length=2, blank=True)  # ISO 3166-1
    challenge = models.ForeignKey(
        Challenge, models.PROTECT, null=True, blank=True, related_name="bids"
    )
    # Where it stands once it was admitted.
    stage = models.ForeignKey(Stage, models.PROTECT, null=True, blank=True, related_name="entries")
    # Number of the newest version; nought before the first. Raised by a conditional update.
    latest = models.PositiveIntegerField(default=0)
    # The version that was submitted last: what is screened and judged.
    submitted = models.ForeignKey(
        "competitions.EntryVersion", models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name_plural = "entries"
        constraints = [models.UniqueConstraint(fields=["track", "code"], name="one_entry_per_code")]

    def __str__(self) -> str:
        return self.code

    @property
    def uid(self) -> str:
        return self.case.uid


class EntryVersion(PublicModel):
    """What was handed in, never changed afterwards. Judges score a version."""

    entry = models.ForeignKey(Entry, models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    form = models.ForeignKey(Definition, models.PROTECT, related_name="+")
    title_zh = models.CharField(
        pgettext_lazy("project", "Title (Chinese)"), max_length=120, blank=True
    )
    title_en = models.CharField(
        pgettext_lazy("project", "Title (English)"), max_length=160, blank=True
    )
    # By name of the form's field; files by the uid of the stored file.
    answers = models.JSONField(default=dict)
    saved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    saved_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["entry", "number"], name="one_version_per_number")
        ]

    def __str__(self) -> str:
        return f"{self.entry_id} v{self.number}"


class EntryFile(models.Model):
    """A file that an answer names."""

    entry = models.ForeignKey(Entry, models.CASCADE, related_name="files")
    file = models.OneToOneField("files.StoredFile", models.PROTECT, related_name="+")
    field = models.CharField(max_length=40)

    def __str__(self) -> str:
        return self.field


class TeamMember(PublicModel):
    """Who belongs to an entry's team. An invitation waits for the holder of the address."""

    class Role(models.TextChoices):
        CAPTAIN = "captain", pgettext_lazy("team", "Captain")
        MEMBER = "member", pgettext_lazy("team", "Member")

    class State(models.TextChoices):
        INVITED = "invited", pgettext_lazy("team", "Invited")
        ACCEPTED = "accepted", pgettext_lazy("team", "In the team")
        DECLINED = "declined", pgettext_lazy("team", "Declined")
        LEFT = "left", pgettext_lazy("team", "Left")
        REMOVED = "removed", pgettext_lazy("team", "Removed")

    entry = models.ForeignKey(Entry, models.CASCADE, related_name="members")
    person = models.ForeignKey(
        "directory.Person", models.PROTECT, null=True, blank=True, related_name="+"
    )
    # Empty only for people whom the office entered without one.
    email = models.EmailField(_("E-mail"), blank=True)
    role = models.CharField(max_length=7, choices=Role.choices, default=Role.MEMBER)
    state = models.CharField(max_length=8, choices=State.choices, default=State.INVITED)
    # Which version the member stands behind: a submission needs all of them behind the newest.
    confirmed = models.PositiveIntegerField(default=0)
    invited_at = models.DateTimeField(db_default=Now(), editable=False)
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["entry", "email"],
                condition=Q(state__in=("invited", "accepted")) & ~Q(email=""),
                name="one_place_in_a_team_per_address",
            ),
            models.UniqueConstraint(
                fields=["entry"],
                condition=Q(role="captain", state="accepted"),
                name="one_captain_per_team",
            ),
            models.UniqueConstraint(
                fields=["entry", "person"],
                condition=Q(state="accepted"),
                name="one_place_in_a_team_per_person",
            ),
        ]
        indexes = [models.Index(fields=["person", "state"], name="team_by_person")]

    def __str__(self) -> str:
        return f"{self.uid} {self.state}"


class Extension(PublicModel):
    """A later deadline for one entry, with the reason."""

    entry = models.ForeignKey(Entry, models.CASCADE, related_name="extensions")
    until = models.DateTimeField(_("Extended until"))
    reason = models.CharField(_("Reason"), max_length=200)
    granted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    granted_at = models.DateTimeField(db_default=Now(), editable=False)

    def __str__(self) -> str:
        return self.uid


class EligibilityResult(models.Model):
    """What one rule said of one version; the office may decide otherwise, with a reason."""

    class Verdict(models.TextChoices):
        PASSED = "passed", pgettext_lazy("eligibility", "Met")
        FAILED = "failed", pgettext_lazy("eligibility", "Not met")
        UNKNOWN = "unknown", pgettext_lazy("eligibility", "Cannot be told")

    version = models.ForeignKey(EntryVersion, models.CASCADE, related_name="eligibility")
    rules = models.ForeignKey(Definition, models.PROTECT, related_name="+")
    rule = models.CharField(max_length=40)  # its code in `rules`
    verdict = models.CharField(max_length=7, choices=Verdict.choices)
    # The datum that was compared, as it was then; null when it is missing.
    datum = models.JSONField(null=True)
    overridden = models.CharField(max_length=7, choices=Verdict.choices, blank=True)
    overridden_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    reason = models.CharField(_("Reason"), max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["version", "rule"], name="one_verdict_per_rule")
        ]

    def __str__(self) -> str:
        return f"{self.rule} {self.verdict}"
