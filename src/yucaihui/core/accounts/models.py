"""Accounts: who may sign in, and in which roles."""

from typing import ClassVar, Self

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from yucaihui.core.ids import PublicModel


class Role(models.TextChoices):
    """What a person is on this platform; a person may be several."""

    TALENT = "talent", _("Talent")
    EMPLOYER = "employer", _("Employer member")
    JUDGE = "judge", _("Judge")
    PARTNER = "partner", _("Partner officer")
    OFFICE = "office", _("Talent office staff")
    ADMINISTRATOR = "administrator", _("Administrator")


# Who handles other people's data by office needs a second factor.
STAFF_ROLES = frozenset({Role.OFFICE, Role.ADMINISTRATOR, Role.PARTNER})


class UserManager(BaseUserManager["User"]):
    def create_user(self, email: str, password: str | None = None) -> "User":
        user = self.model(email=normal_email(email))
        user.set_password(password)
        user.save(using=self._db)
        return user

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(email=normal_email(username or ""))


def normal_email(email: str) -> str:
    """E-mail addresses are compared without regard to case or outer blanks."""
    return email.strip().lower()


class User(PublicModel, AbstractBaseUser, PermissionsMixin):
    email = models.EmailField(_("E-mail"), unique=True)
    is_active = models.BooleanField(default=True)
    is_staff = models.BooleanField(default=False)
    language = models.CharField(
        max_length=10, choices=settings.LANGUAGES, default=settings.LANGUAGE_CODE
    )
    large_type = models.BooleanField(default=False)
    date_joined = models.DateTimeField(db_default=Now(), editable=False)

    objects: ClassVar[UserManager] = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    def __str__(self) -> str:
        return self.uid


class GrantQuerySet(models.QuerySet["RoleGrant"]):
    def current(self) -> Self:
        return self.filter(models.Q(until=None) | models.Q(until__gt=Now()))


class RoleGrant(models.Model):
    """A role that a user holds, by whom and until when."""

    user = models.ForeignKey(User, models.CASCADE, related_name="grants")
    role = models.CharField(max_length=20, choices=Role.choices)
    granted_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    granted_at = models.DateTimeField(db_default=Now(), editable=False)
    until = models.DateTimeField(null=True, blank=True)

    objects = GrantQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "role"], name="one_grant_per_user_and_role")
        ]

    def __str__(self) -> str:
        return f"{self.user_id} {self.role}"


class AccessToken(PublicModel):
    """A personal key for programs. Only its digest is kept; the key itself is shown once."""

    user = models.ForeignKey(User, models.CASCADE, related_name="access_tokens")
    name = models.CharField(_("Name"), max_length=60)
    digest = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField(db_default=Now(), editable=False)
    expires_on = models.DateField()
    last_used_on = models.DateField(null=True)

    def __str__(self) -> str:
        return self.uid
