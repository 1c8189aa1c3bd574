"""A competition, its editions, their tracks and the stages of each track: what is called for, by
when, by which form, rules and rubric."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from yucaihui.core.ids import PublicModel


class Named(models.Model):
    """A name and a description in both languages."""

    name_zh = models.CharField(_("Name (Chinese)"), max_length=120, blank=True)
    name_en = models.CharField(_("Name (English)"), max_length=160, blank=True)
    summary_zh = models.TextField(_("Description (Chinese)"), blank=True)
    summary_en = models.TextField(_("Description (English)"), blank=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.name_zh or self.name_en


class Competition(Named):
    """What is held again and again: the Xingyu Cup, say."""

    code = models.SlugField(_("Code"), max_length=40, unique=True)


class Edition(PublicModel, Named):
    """One holding of a competition."""

    class State(models.TextChoices):
        DRAFT = "draft", pgettext_lazy("edition", "Draft")
        PUBLISHED = "published", pgettext_lazy("edition", "Published")
        ARCHIVED = "archived", pgettext_lazy("edition", "Archived")
        CANCELLED = "cancelled", pgettext_lazy("edition", "Cancelled")

    competition = models.ForeignKey(Competition, models.PROTECT, related_name="editions")
    year = models.PositiveSmallIntegerField(_("Year"))
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT)
    # Until then nobody outside sees which projects take part.
    gallery_from = models.DateTimeField(_("Gallery opens at"), null=True, blank=True)
    created_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["competition", "year"], name="one_edition_a_year")
        ]


class Track(PublicModel, Named):
    """A contest of its own within an edition: its form, deadlines, rules, rubric and ranking."""

    class Kind(models.TextChoices):
        COMPETITIVE = "competitive", _("Competition track")
        CHALLENGE = "challenge", _("Open-bid track (challenges)")
        SPECIAL = "special", _("Special award")
        OVERALL = "overall", _("Overall award")

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="tracks")
    code = models.SlugField(_("Code"), max_length=20)
    kind = models.CharField(
        _("Kind"), max_length=12, choices=Kind.choices, default=Kind.COMPETITIVE
    )
    order = models.PositiveSmallIntegerField(_("Order"), default=0)
    opens_at = models.DateTimeField(_("Opens at"))
    registration_closes_at = models.DateTimeField(_("Registration closes at"))
    submission_closes_at = models.DateTimeField(_("Submission closes at"))
    # The deadline that is enforced lies this much behind the one that is shown.
    grace_minutes = models.PositiveSmallIntegerField(_("Grace (minutes)"), default=15)
    # From then on nobody joins or leaves a team.
    teams_lock_at = models.DateTimeField(_("Teams are fixed from"))
    # The last number given to an entry's code; raised under the row's lock.
    entries_numbered = models.PositiveIntegerField(default=0, editable=False)

    class Meta:
        ordering = ["order", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["edition", "code"], name="one_track_per_code"),
            models.CheckConstraint(
                condition=Q(opens_at__lt=models.F("registration_closes_at"))
                & Q(registration_closes_at__lte=models.F("submission_closes_at")),
                name="track_dates_in_order",
            ),
        ]


class Definition(PublicModel):
    """A track's form, rules or rubric as the office wrote it. A change makes a new one, so that an
    entry, a verdict and a score sheet can name the one that held."""

    class Kind(models.TextChoices):
        FORM = "form", pgettext_lazy("definition", "Form")
        RULES = "rules", pgettext_lazy("definition", "Eligibility rules")
        RUBRIC = "rubric", pgettext_lazy("definition", "Rubric")

    track = models.ForeignKey(Track, models.CASCADE, related_name="definitions")
    kind = models.CharField(max_length=6, choices=Kind.choices)
    number = models.PositiveIntegerField()
    # See `competitions.definitions`.
    content = models.JSONField()
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    made_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["track", "kind", "number"], name="one_definition_per_number"
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.number}"


class Stage(PublicModel, Named):
    """A round of judging in a track, with who sees whom in it."""

    class Kind(models.TextChoices):
        REVIEW = "review", _("Judges read and score")
        ROADSHOW = "roadshow", _("Live roadshow")

    class State(models.TextChoices):
        PLANNED = "planned", pgettext_lazy("stage", "Planned")
        JUDGING = "judging", pgettext_lazy("stage", "Being judged")
        CLOSED = "closed", pgettext_lazy("stage", "Judging closed")
        DECIDED = "decided", pgettext_lazy("stage", "Decided")

    class Reach(models.TextChoices):
        ASSIGNED = "assigned", _("The entries assigned to them")
        ALL = "all", _("All entries of the stage")

    class Reviews(models.TextChoices):
        NEVER = "never", pgettext_lazy("reviews", "Never")
        AFTER_OWN = "after_own", pgettext_lazy("reviews", "After submitting their own")
        AFTER_CLOSE = "after_close", pgettext_lazy("reviews", "After judging has closed")

    track = models.ForeignKey(Track, models.CASCADE, related_name="stages")
    number = models.PositiveSmallIntegerField(_("Number"))
    kind = models.CharField(_("Kind"), max_length=8, choices=Kind.choices, default=Kind.REVIEW)
    state = models.CharField(max_length=8, choices=State.choices, default=State.PLANNED)
    opens_at = models.DateTimeField(_("Judging opens at"), null=True, blank=True)
    closes_at = models.DateTimeField(_("Judging closes at"), null=True, blank=True)
    judges_per_entry = models.PositiveSmallIntegerField(_("Judges per entry"), default=3)
    judges_see = models.CharField(
        _("Judges see"), max_length=8, choices=Reach.choices, default=Reach.ASSIGNED
    )
    shows_authors = models.BooleanField(_("Judges see who the entrants are"), default=False)
    shows_judges = models.BooleanField(_("Judges see who the other judges are"), default=False)
    shows_reviews = models.CharField(
        _("Judges see the others' scores"),
        max_length=11, choices=Reviews.choices, default=Reviews.NEVER,
    )  # fmt: skip
    entrants_see_comments = models.BooleanField(
        _("Entrants read the comments after the decision"), default=False
    )
    # engines.ranking's methods.
    method = models.CharField(_("Ranking method"), max_length=10, default="shrunk")
    advance = models.PositiveSmallIntegerField(_("How many advance"), default=10)
    wild_cards = models.PositiveSmallIntegerField(_("Wild cards"), default=0)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["track", "number"], name="one_stage_per_number")
        ]
