"""One small city for the access table: a user in each role and one record of each kind."""

from dataclasses import dataclass, field
from functools import cached_property

from yucaihui.core.accounts.models import User
from yucaihui.core.accounts.services import create_user, grant_role
from yucaihui.core.jobs.models import Job
from yucaihui.core.jobs.services import enqueue
from yucaihui.core.mail.models import Letter
from yucaihui.core.mail.services import queue_letter
from yucaihui.directory import services as directory
from yucaihui.directory.models import Organisation, Person

ROLES = ("talent", "employer", "judge", "partner", "office", "administrator")


@dataclass
class World:
    """Records are made when a table first asks for them; later modules add theirs as properties."""

    users: dict[str, User] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for role in ROLES:
            self.users[role] = create_user(f"{role}@city.example")
            grant_role(self.users[role], role)

    @cached_property
    def letter(self) -> Letter:
        reader = self.users["talent"]
        letter = queue_letter(to=reader.email, subject="Welcome", body="Hello.", reader=reader)
        assert letter is not None
        return letter

    @cached_property
    def job(self) -> Job:
        return enqueue("mail.send", owner=self.users["talent"])

    @cached_property
    def person(self) -> Person:
        """The talent's record, with a profile."""
        user = self.users["talent"]
        person = directory.ensure_person(user, name_zh="林晓", name_en="Xiao Lin", country="CN")
        directory.save_profile(person, "zh-hans", {"basics": {"label": "工程师"}}, by=user)
        return person

    @cached_property
    def organisation(self) -> Organisation:
        """The employer's, verified."""
        organisation = directory.create_organisation(
            name_zh="澜河动力有限公司", name_en="Lanhe Power", owner=self.users["employer"]
        )
        directory.verify_organisations([organisation], by=None, reason="")
        organisation.refresh_from_db()
        return organisation
