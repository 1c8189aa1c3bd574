"""Organisations, their members, and the real-name verification that lapses after six months."""

from django.conf import settings
from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from yucaihui.core.ids import PublicModel


class OrganisationKind(models.TextChoices):
    ENTERPRISE = "enterprise", _("Enterprise")
    UNIVERSITY = "university", _("University")
    INSTITUTE = "institute", _("Research institute")
    HOSPITAL = "hospital", _("Hospital")
    PUBLIC = "public", _("Public institution")
    BANK = "bank", _("Bank")
    INSURER = "insurer", _("Insurer")
    INVESTOR = "investor", _("Investor")
    PARK = "park", _("Industrial park")
    DISTRICT = "district", _("District government")
    OTHER = "other", _("Other")


class Organisation(PublicModel):
    name_zh = models.CharField(_("Name (Chinese)"), max_length=120, blank=True)
    name_en = models.CharField(_("Name (English)"), max_length=160, blank=True)
    # The name without blanks, brackets and legal form, to find the same firm written otherwise.
    name_key = models.CharField(max_length=160, db_index=True)
    # 统一社会信用代码, 18 characters
    credit_code = models.CharField(
        _("Unified social credit code"), max_length=18, unique=True, null=True, blank=True
    )
    kind = models.CharField(
        _("Kind"), max_length=12, choices=OrganisationKind.choices, default="enterprise"
    )
    cluster = models.CharField(_("Industry"), max_length=40, blank=True)
    district = models.CharField(_("District"), max_length=40, blank=True)
    website = models.URLField(_("Website"), blank=True)
    intro_zh = models.TextField(_("About (Chinese)"), blank=True)
    intro_en = models.TextField(_("About (English)"), blank=True)
    # Copied from the latest verification so that public lists filter by it in the database.
    verified_until = models.DateField(null=True, db_index=True)
    recorded_at = models.DateTimeField(db_default=Now(), editable=False)

    def __str__(self) -> str:
        return self.name_zh or self.name_en

    @property
    def name(self) -> str:
        return self.name_zh or self.name_en


class Verification(PublicModel):
    """Somebody checked that an organisation is who it says; good for six months."""

    class State(models.TextChoices):
        PENDING = "pending", _("Waiting for the office")
        VERIFIED = "verified", _("Verified")
        REFUSED = "refused", pgettext_lazy("verification", "Refused")

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="verifications")
    state = models.CharField(max_length=10, choices=State.choices, default=State.PENDING)
    document = models.ForeignKey(
        "files.StoredFile", models.SET_NULL, null=True, blank=True, related_name="+"
    )
    requested_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    requested_at = models.DateTimeField(db_default=Now(), editable=False)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    decided_on = models.DateField(null=True)
    expires_on = models.DateField(null=True)
    reason = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation"],
                condition=models.Q(state="pending"),
                name="one_pending_verification",
            )
        ]

    def __str__(self) -> str:
        return f"{self.uid} {self.state}"


class Membership(PublicModel):
    """Who may act for an organisation. An invitation waits for the holder of the address."""

    class Role(models.TextChoices):
        OWNER = "owner", _("Owner")
        MEMBER = "member", _("Member")

    class State(models.TextChoices):
        INVITED = "invited", _("Invited")
        ACTIVE = "active", pgettext_lazy("membership", "Active")
        ENDED = "ended", _("Ended")

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="memberships")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, null=True, blank=True, related_name="+"
    )
    email = models.EmailField(_("E-mail"))
    role = models.CharField(_("Role"), max_length=10, choices=Role.choices, default=Role.MEMBER)
    state = models.CharField(max_length=10, choices=State.choices, default=State.INVITED)
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    invited_at = models.DateTimeField(db_default=Now(), editable=False)
    accepted_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "email"],
                condition=~models.Q(state="ended"),
                name="one_open_membership_per_address",
            )
        ]
        indexes = [models.Index(fields=["user", "state"], name="membership_by_user")]

    def __str__(self) -> str:
        return f"{self.uid} {self.state}"
