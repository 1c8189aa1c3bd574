"""One record per person: who they are, how to reach them, and their profile in each language."""

from django.conf import settings
from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from yucaihui.core.ids import PublicModel
from yucaihui.core.secrets import EncryptedTextField


class Person(PublicModel):
    """A talent, a judge, an officer: one person, one row, whatever they do here."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    name_zh = models.CharField(pgettext_lazy("person", "Name (Chinese)"), max_length=60, blank=True)
    name_en = models.CharField(pgettext_lazy("person", "Name (English)"), max_length=80, blank=True)
    # engines.text.names.person_key of the English name, to find it written in another order.
    name_en_key = models.CharField(max_length=80, blank=True, editable=False)
    country = models.CharField(_("Country or region"), max_length=2, blank=True)  # ISO 3166-1
    city = models.CharField(_("City"), max_length=60, blank=True)
    recorded_at = models.DateTimeField(db_default=Now(), editable=False)
    merged_into = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="merged_records"
    )
    erased_at = models.DateTimeField(null=True, blank=True)
    # Recorded by the office from a CV; until its person steps in, nothing here uses the record.
    unconfirmed = models.BooleanField(default=False, editable=False)

    class Meta:
        indexes = [
            models.Index(fields=["name_zh"], name="person_by_name_zh"),
            models.Index(fields=["name_en_key"], name="person_by_name_en"),
        ]

    def __str__(self) -> str:
        return self.uid

    @property
    def name(self) -> str:
        return self.name_zh or self.name_en


class ContactPoint(models.Model):
    """An e-mail address (lower case) or telephone number (E.164) of a person."""

    class Kind(models.TextChoices):
        EMAIL = "email", _("E-mail")
        PHONE = "phone", _("Telephone")

    person = models.ForeignKey(Person, models.CASCADE, related_name="contacts")
    kind = models.CharField(max_length=5, choices=Kind.choices)
    value = models.CharField(max_length=254)
    verified_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "kind", "value"], name="one_contact_point_per_person"
            )
        ]
        indexes = [models.Index(fields=["kind", "value"], name="contact_by_value")]

    def __str__(self) -> str:
        return self.kind


class Profile(PublicModel):
    """A person's profile in one language, as a JSON Resume document. Saving makes a new version."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="profiles")
    language = models.CharField(max_length=10, choices=settings.LANGUAGES)
    version = models.PositiveIntegerField(default=1)
    current = models.BooleanField(default=True)
    resume = models.JSONField(default=dict)
    # Derived from the document when it is saved, so that lists can filter by them.
    headline = models.CharField(max_length=120, blank=True)
    degree = models.PositiveSmallIntegerField(default=0)  # engines.text.degree.Degree
    years = models.DecimalField(max_digits=4, decimal_places=1, null=True)
    skills = models.JSONField(default=list)
    saved_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "language"],
                condition=models.Q(current=True),
                name="one_current_profile_per_language",
            ),
            models.UniqueConstraint(
                fields=["person", "language", "version"], name="one_profile_per_version"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.uid} v{self.version}"


class IdentityDocument(PublicModel):
    """A number that identifies a person or pays them. Encrypted, shown masked, found by digest."""

    class Kind(models.TextChoices):
        ID_CARD = "id_card", _("Resident ID card")
        PASSPORT = "passport", _("Passport")
        BANK_ACCOUNT = "bank_account", _("Bank account")

    person = models.ForeignKey(Person, models.CASCADE, related_name="identity_documents")
    kind = models.CharField(max_length=12, choices=Kind.choices)
    number = EncryptedTextField()
    masked = models.CharField(max_length=40)
    digest = models.CharField(max_length=32, db_index=True)
    recorded_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "kind"], name="one_identity_document_a_kind")
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.uid}"


class RevealReason(models.TextChoices):
    """Why somebody looked at a number in plain text."""

    CHECK = "check", _("To compare it with the document")
    PAYMENT = "payment", _("For a payment or a contract")
    REQUEST = "request", _("The person asked for it")
    LAW = "law", _("A law or an authority requires it")


class Gender(models.TextChoices):
    FEMALE = "female", _("Female")
    MALE = "male", _("Male")
    OTHER = "other", _("Another")


class NationalityGroup(models.TextChoices):
    MAINLAND = "mainland", _("Chinese mainland")
    REGIONS = "regions", _("Hong Kong, Macao, Taiwan")
    ASIA = "asia", _("Another country in Asia")
    EUROPE = "europe", _("A country in Europe")
    AFRICA = "africa", _("A country in Africa")
    AMERICAS = "americas", _("A country in the Americas")
    OCEANIA = "oceania", _("A country in Oceania")


class Disability(models.TextChoices):
    YES = "yes", pgettext_lazy("disability", "Yes")
    NO = "no", pgettext_lazy("disability", "No")


class ProtectedAttributes(models.Model):
    """Given freely, for audits of fairness alone: no engine and no employer is ever shown a row."""

    person = models.OneToOneField(Person, models.CASCADE, related_name="+")
    gender = models.CharField(max_length=10, blank=True, choices=Gender.choices)
    birth_year = models.PositiveSmallIntegerField(null=True)
    ethnicity = models.CharField(max_length=40, blank=True)
    nationality = models.CharField(max_length=10, blank=True, choices=NationalityGroup.choices)
    disability = models.CharField(max_length=3, blank=True, choices=Disability.choices)
    given_at = models.DateTimeField(db_default=Now(), editable=False)

    def __str__(self) -> str:
        return str(self.pk)
