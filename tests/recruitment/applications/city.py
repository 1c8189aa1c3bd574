"""The people of these tests: a talent, an employer with two members, a public posting."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any

from django.utils import timezone

from tests.factories import make_employer, make_posting, make_talent, make_user
from yucaihui.core.accounts.models import User
from yucaihui.directory import services as directory
from yucaihui.directory.models import Organisation, Person
from yucaihui.recruitment.models import Interview, JobApplication, Offer, Posting
from yucaihui.recruitment.services.applications import apply, move_application
from yucaihui.recruitment.services.interviews import Appointment, propose_interview
from yucaihui.recruitment.services.offers import Terms, send_offer


def hired_member(employer: Organisation, email: str) -> User:
    """A second member of an employer, who came by invitation."""
    user = make_user(email=email)
    invitation = directory.invite_member(employer, email, by=None)
    directory.accept_invitation(invitation, user=user)
    return user


@dataclass
class City:
    owner: User = field(default_factory=lambda: make_user(email="owner@firm.test"))
    talent: Person = field(default_factory=make_talent)

    def __post_init__(self) -> None:
        self.employer = make_employer(owner=self.owner)
        self.posting = make_posting(self.employer)
        assert self.talent.user is not None
        self.user: User = self.talent.user

    def applied(
        self, posting: Posting | None = None, person: Person | None = None
    ) -> JobApplication:
        who = person or self.talent
        return apply(who, posting or self.posting, by=who.user, consent=True)

    def shortlisted(self) -> JobApplication:
        application = self.applied()
        return move_application(application, "shortlist", by=self.owner)

    def offered(self, **terms: Any) -> Offer:
        return send_offer(self.shortlisted(), some_terms(**terms), by=self.owner)

    def invited(self, application: JobApplication | None = None, hours: int = 48) -> Interview:
        return propose_interview(
            application or self.shortlisted(), appointment(hours), by=self.owner
        )

    def other_application(self, **posting: Any) -> JobApplication:
        """The same talent at another employer."""
        return self.applied(make_posting(make_employer(), **posting))


def appointment(hours: int = 48, minutes: int = 30, **changes: Any) -> Appointment:
    """A meeting by video so many hours from now."""
    start = datetime.now(UTC).replace(minute=0, second=0, microsecond=0) + timedelta(hours=hours)
    values = {"mode": "video", "place": "https://meet.test/1", **changes}
    return Appointment(start, start + timedelta(minutes=minutes), **values)


def some_terms(**changes: Any) -> Terms:
    today: date = timezone.localdate()
    values: dict[str, Any] = {
        "monthly_fen": 2_000_000,
        "starts_on": today + timedelta(days=30),
        "expires_on": today + timedelta(days=7),
        **changes,
    }
    return Terms(**values)


def state(application: JobApplication) -> str:
    """What the database says now."""
    return JobApplication.objects.values_list("case__state", flat=True).get(pk=application.pk)
