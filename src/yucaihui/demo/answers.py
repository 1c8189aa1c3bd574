"""What some people say of themselves for audits of fairness: each question is theirs to leave."""

from random import Random

from yucaihui.demo.dice import chance, dice, pick
from yucaihui.demo.records import Talent

SHARE_ANSWERING = 0.6
SHARE_OF_QUESTIONS = 0.9
SHARE_DISABLED = 0.04
CONTINENTS: dict[str, tuple[str, ...]] = {
    "mainland": ("CN",),
    "asia": ("IN", "JP", "KR", "MY", "PK", "SG", "VN"),
    "europe": ("DE", "ES", "FR", "GB", "IT", "RU"),
    "africa": ("EG",),
    "americas": ("BR", "CA", "US"),
    "oceania": ("AU",),
}
CONTINENT_OF = {country: name for name, found in CONTINENTS.items() for country in found}
ETHNICITIES = {"汉族": 88, "土家族": 5, "苗族": 4, "回族": 2, "彝族": 1}
GENDERS = {"f": "female", "m": "male"}


def answers(seed: int, talent: Talent) -> dict[str, object]:
    """The answers by the names of `directory.services.save_protected`; most often some, or none."""
    rng = dice(seed, "answers", talent.number)
    if not chance(rng, SHARE_ANSWERING):
        return {}
    return {name: value for name, value in all_answers(rng, talent).items() if asked(rng, value)}


def all_answers(rng: Random, talent: Talent) -> dict[str, object]:
    names, weights = list(ETHNICITIES), list(ETHNICITIES.values())
    return {
        "gender": GENDERS[talent.gender],
        "birth_year": talent.birth_year,
        "nationality": CONTINENT_OF[talent.country],
        "ethnicity": pick(rng, names, weights) if talent.country == "CN" else "",
        "disability": "yes" if chance(rng, SHARE_DISABLED) else "no",
    }


def asked(rng: Random, value: object) -> bool:
    return bool(value) and chance(rng, SHARE_OF_QUESTIONS)
