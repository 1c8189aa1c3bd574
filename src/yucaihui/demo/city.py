"""Build the demo city: everything through the services, all of it or nothing.

The whole city is one transaction, the mark that makes the database a demo included. A build that
is killed therefore leaves the database as empty as it found it, and the next start builds anew:
there is no half a city to take for a whole one, on SQLite and on PostgreSQL alike.
"""

from collections.abc import Callable
from datetime import date

from django.db import connection, transaction
from django.utils import timezone

from yucaihui.core.installation.services import mark_demo
from yucaihui.demo.dice import dice, filled, pick
from yucaihui.demo.generate import generate
from yucaihui.demo.money import settle_money
from yucaihui.demo.offering import offer_positions
from yucaihui.demo.progress import Report, bars
from yucaihui.demo.settling import settle_cast, settle_employers, settle_people
from yucaihui.demo.town import Town
from yucaihui.demo.vocabulary import occupations_of, sentences
from yucaihui.demo.ways import walk
from yucaihui.demo.wording import slots
from yucaihui.directory.services import suspect_duplicates
from yucaihui.recruitment.queries.matches import explained, reading
from yucaihui.recruitment.services.matches import match_everything
from yucaihui.recruitment.services.reviews import answer_review, request_review

SEED = 2023
# Pages kept in memory while one large transaction is written, in KiB.
SQLITE_CACHE = 262_144
APPLICATIONS_PER_REVIEW = 60


def build_city(
    *,
    scale: float,
    seed: int = SEED,
    today: date | None = None,
    progress: Report | None = None,
) -> None:
    """Fill an empty database with the city of `seed` as it stands on `today`.

    `progress` is told of each stage; without one, bars are drawn on standard error.

    Raises:
        NotEmpty: the database has accounts already.
    """
    day = today or timezone.localdate()
    if progress is None:
        with bars() as drawn:
            build(scale, seed, day, drawn)
    else:
        build(scale, seed, day, progress)


def build(scale: float, seed: int, today: date, report: Report) -> None:
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute(f"PRAGMA cache_size=-{SQLITE_CACHE}")
    with transaction.atomic():
        mark_demo(seed=seed, scale=scale)
        report("设计 plan", 0, 1)
        town = Town(generate(scale=scale, seed=seed, today=today), report)
        report("设计 plan", 1, 1)
        for stage in STAGES:
            stage(town)


def find_duplicates(town: Town) -> None:
    """The records that people made twice are suspected, for the office to settle."""
    for _ in town.counted("查重 duplicates", [None]):
        suspect_duplicates()


def match(town: Town) -> None:
    match_everything(town.city.today, lambda done, total: town.report("匹配 matching", done, total))


def ask_for_reviews(town: Town) -> None:
    """Some applicants ask the office to look at their match; every other one has an answer."""
    asking = town.city.applications[::APPLICATIONS_PER_REVIEW]
    for number, one in enumerate(town.counted("复核 reviews", asking)):
        rng = dice(town.city.seed, "review", number)
        talent, posting = town.city.talents[one.talent], town.postings[one.posting]
        person = town.people[one.talent]
        why = explained(posting, person, town.city.today)
        occupation = pick(rng, occupations_of(talent.group))
        question = filled(pick(rng, sentences("any", "question")), *slots(rng, occupation))
        language = next(iter(talent.resumes))
        review = request_review(
            person,
            posting,
            question=question.of(language),
            explanation=reading(why) if why else {},
            by=town.users[talent.email],
            on=town.city.today,
        )
        if number % 2:
            answer = pick(rng, sentences("any", "answer")).of(language)
            answer_review(review, answer=answer, by=town.officer)


STAGES: tuple[Callable[[Town], None], ...] = (
    settle_cast,
    settle_employers,
    settle_people,
    offer_positions,
    walk,
    find_duplicates,
    match,
    ask_for_reviews,
    settle_money,
)
