"""What of the city stands already, by the numbers and addresses that the generator gave."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice
from typing import Any, TypeVar

from yucaihui.demo.cast import member
from yucaihui.demo.progress import Report
from yucaihui.demo.records import City

Item = TypeVar("Item")


@dataclass
class Town:
    """`users` by address, the others by the number of their record."""

    city: City
    report: Report
    users: dict[str, Any] = field(default_factory=dict)
    employers: dict[int, Any] = field(default_factory=dict)
    people: dict[int, Any] = field(default_factory=dict)
    postings: dict[int, Any] = field(default_factory=dict)
    # (user, hour) of interviews
    booked: set[tuple[int, datetime]] = field(default_factory=set)

    @property
    def officer(self) -> Any:
        """The member of the talent office that decides in this city."""
        return self.users[member("office_wenjing").email]

    def recruiter(self, posting: int) -> Any:
        """The owner of the employer that offers a posting."""
        return self.users[self.city.employers[self.city.postings[posting].employer].members[0]]

    def counted(self, stage: str, items: Sequence[Item], step: int = 1) -> Iterator[Item]:
        """The items one by one, reported every `step`."""
        for done, item in enumerate(items):
            if done % step == 0:
                self.report(stage, done, len(items))
            yield item
        self.report(stage, len(items), len(items))


def blocks(items: Sequence[Item], size: int) -> Iterator[list[Item]]:
    rest = iter(items)
    while block := list(islice(rest, size)):
        yield block
