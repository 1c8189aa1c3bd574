"""One small city for the access table: a user in each role and one record of each kind."""

from dataclasses import dataclass, field
from functools import cached_property

from yucaihui.core.accounts.models import User
from yucaihui.core.accounts.services import create_user, grant_role
from yucaihui.core.jobs.models import Job
from yucaihui.core.jobs.services import enqueue
from yucaihui.core.mail.models import Letter
from yucaihui.core.mail.services import queue_letter

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
