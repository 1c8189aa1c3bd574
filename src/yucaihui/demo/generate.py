"""The demo city on paper: the same for the same seed, scale and day, on any machine."""

from datetime import date

from yucaihui.demo.applications import applications
from yucaihui.demo.employers import employers, partners
from yucaihui.demo.postings import postings
from yucaihui.demo.records import City
from yucaihui.demo.talents import leads, talents

# The conference of 2023 had these many employers and positions.
EMPLOYERS, POSTINGS, TALENTS, APPLICATIONS = 1_069, 19_000, 12_000, 5_000


def generate(*, scale: float, seed: int, today: date) -> City:
    """Records of the city at `scale` (1 is the whole of it)."""
    offering = employers(seed, sized(EMPLOYERS, scale))
    offered = postings(seed, sized(POSTINGS, scale), offering, today)
    crowd = talents(seed, sized(TALENTS, scale), offering, today)
    people = crowd + leads(seed, len(crowd), offering, today)
    wanted = applications(seed, sized(APPLICATIONS, scale), offered, people, offering, today)
    partnering = partners(seed, len(offering))
    return City(seed, scale, today, offering, partnering, offered, people, wanted)


def sized(count: int, scale: float) -> int:
    return max(1, round(count * scale))
