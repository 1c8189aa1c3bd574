"""A live roadshow: entries present in a drawn order, judges score, the screen shows the result."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from yucaihui.competitions.models.calls import Named, Stage
from yucaihui.competitions.models.entries import Entry
from yucaihui.competitions.models.judging import Judge
from yucaihui.core.ids import PublicModel


class Roadshow(PublicModel, Named):
    """One sitting of a roadshow stage."""

    class State(models.TextChoices):
        PLANNED = "planned", pgettext_lazy("roadshow", "Planned")
        RUNNING = "running", pgettext_lazy("roadshow", "Running")
        ENDED = "ended", pgettext_lazy("roadshow", "Ended")

    stage = models.ForeignKey(Stage, models.CASCADE, related_name="roadshows")
    state = models.CharField(max_length=7, choices=State.choices, default=State.PLANNED)
    starts_at = models.DateTimeField(_("Starts at"))
    place = models.CharField(_("Place"), max_length=120, blank=True)
    presenting_minutes = models.PositiveSmallIntegerField(_("Minutes to present"), default=10)
    question_minutes = models.PositiveSmallIntegerField(_("Minutes for questions"), default=10)
    # How many of the highest and of the lowest totals are left out of an entry's result.
    dropped_each_side = models.PositiveSmallIntegerField(
        _("Highest and lowest scores left out"), default=0
    )
    panel = models.ManyToManyField(Judge, related_name="roadshows", verbose_name=_("Panel"))
    # From which the order is drawn. Until it is drawn only the SHA-256 of the seed is published;
    # afterwards the seed itself, so that anybody can draw the order again.
    seed = models.CharField(max_length=64, blank=True)
    drawn_at = models.DateTimeField(null=True, blank=True)
    draws = models.PositiveSmallIntegerField(default=0)


class Slot(PublicModel):
    """An entry's turn in a roadshow."""

    class State(models.TextChoices):
        SCHEDULED = "scheduled", pgettext_lazy("slot", "To come")
        CALLED = "called", pgettext_lazy("slot", "Called")
        PRESENTING = "presenting", pgettext_lazy("slot", "Presenting")
        QUESTIONS = "questions", pgettext_lazy("slot", "Questions")
        SCORING = "scoring", pgettext_lazy("slot", "Scoring")
        CLOSED = "closed", pgettext_lazy("slot", "Closed")
        NO_SHOW = "no_show", pgettext_lazy("slot", "Did not come")

    # In one of these, a slot is the one that the hall looks at.
    LIVE = (State.CALLED, State.PRESENTING, State.QUESTIONS, State.SCORING)

    roadshow = models.ForeignKey(Roadshow, models.CASCADE, related_name="slots")
    entry = models.ForeignKey(Entry, models.PROTECT, related_name="slots")
    position = models.PositiveSmallIntegerField(null=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.SCHEDULED)
    # When the state it is in began: what the timer counts from.
    since = models.DateTimeField(null=True, blank=True)
    revealed_at = models.DateTimeField(null=True, blank=True)
    # The result that was revealed, on the scale of totals (see ScoreSheet).
    result = models.IntegerField(null=True)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["roadshow", "entry"], name="one_slot_per_entry"),
            models.UniqueConstraint(fields=["roadshow", "position"], name="one_slot_per_position"),
            models.UniqueConstraint(
                fields=["roadshow"],
                condition=Q(state__in=("called", "presenting", "questions", "scoring")),
                name="one_slot_at_a_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.uid} {self.state}"
