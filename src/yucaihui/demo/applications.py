"""Who applies where, and how far each application comes."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from random import Random

from yucaihui.demo.dice import chance, dice, filled, pick
from yucaihui.demo.employers import LARGE
from yucaihui.demo.records import Application, Employer, Posting, Talent
from yucaihui.demo.vocabulary import occupations_of, sentences
from yucaihui.demo.wording import slots

# How far applications come, in per cent.
OUTCOMES: dict[str, int] = {
    "submitted": 23,
    "viewed": 17,
    "shortlisted": 12,
    "interview_proposed": 7,
    "interview_confirmed": 6,
    "interview_held": 5,
    "offered": 5,
    "hired": 6,
    "declined": 2,
    "rejected": 9,
    "rejected_shared": 3,
    "withdrawn": 3,
    "position_closed": 1,
    "transfer_proposed": 1,
    "transferred": 1,
}
# What members of the cast have under way; the first of them at the large employer.
CAST_WAYS: dict[str, tuple[str, ...]] = {
    "talent_yutong": ("offered", "interview_proposed", "rejected_shared", "viewed"),
    "talent_jonas": ("interview_confirmed", "shortlisted"),
}
SHARE_WITH_NOTE = 0.5
# Postings that an applicant looks at before giving up.
LOOKED_AT = 30

OpenPostings = Mapping[str, Sequence[Posting]]


def applications(
    seed: int,
    count: int,
    offered: Sequence[Posting],
    people: Sequence[Talent],
    offering: Sequence[Employer],
    today: date,
) -> tuple[Application, ...]:
    """Up to `count` applications, the first ones with each outcome once; none to one twice."""
    open_to = open_postings(offered, offering, today)
    made = [one for talent in people if talent.cast for one in of_cast(seed, talent, open_to)]
    taken = {(one.talent, one.posting) for one in made}
    others = [talent for talent in people if not talent.cast]
    due = list(OUTCOMES)
    for number in range(count):
        rng = dice(seed, "application", number)
        talent = pick(rng, others)
        posting = fitting(rng, talent, open_to)
        if posting and (talent.number, posting.number) not in taken:
            taken.add((talent.number, posting.number))
            drawn = pick(rng, list(OUTCOMES), list(OUTCOMES.values()))
            made.append(application(rng, talent, posting, due.pop(0) if due else drawn))
    return tuple(made)


def open_postings(
    offered: Sequence[Posting], offering: Sequence[Employer], today: date
) -> dict[str, list[Posting]]:
    """Public postings by group."""
    found: defaultdict[str, list[Posting]] = defaultdict(list)
    for one in offered:
        if one.valid_through >= today and offering[one.employer].verified and one.copy_of is None:
            found[one.group].append(one)
    return dict(found)


def fitting(rng: Random, talent: Talent, open_to: OpenPostings) -> Posting | None:
    """A posting of the talent's trade whose conditions they meet; the nearest one to it else."""
    choice = open_to.get(talent.group, ())
    seen = [pick(rng, choice) for _ in range(min(LOOKED_AT, len(choice)))]
    met = (
        one for one in seen if one.min_degree <= talent.degree and one.min_years <= talent.years + 1
    )
    return next(met, None)


def application(rng: Random, talent: Talent, posting: Posting, outcome: str) -> Application:
    note = cover_note(rng, talent) if chance(rng, SHARE_WITH_NOTE) else ""
    return Application(talent.number, posting.number, outcome, note)


def of_cast(seed: int, talent: Talent, open_to: OpenPostings) -> list[Application]:
    """The first at the large employer if it has a posting of the trade, the others elsewhere."""
    rng = dice(seed, "ways", talent.cast)
    choice = [one for one in open_to[talent.group] if one.min_degree <= talent.degree]
    choice.sort(key=lambda one: (one.employer != LARGE, one.number))
    ways = zip(CAST_WAYS[talent.cast], choice, strict=False)
    return [application(rng, talent, posting, outcome) for outcome, posting in ways]


def cover_note(rng: Random, talent: Talent) -> str:
    language = "zh" if "zh-hans" in talent.resumes else "en"
    occupation = pick(rng, occupations_of(talent.group))
    return filled(pick(rng, sentences("any", "note")), *slots(rng, occupation)).of(language)
