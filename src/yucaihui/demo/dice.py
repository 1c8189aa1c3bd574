"""Chance that repeats itself: one stream of random numbers for each record, named by its place."""

from collections.abc import Sequence
from random import Random
from typing import TypeVar

from yucaihui.demo.vocabulary import Text, sentences

Item = TypeVar("Item")


def dice(seed: int, *place: object) -> Random:
    """The stream of one record; it doesn't depend on how many others are made."""
    return Random(":".join(map(str, (seed, *place))))  # noqa: S311 - made for repeating


def pick(rng: Random, items: Sequence[Item], weights: Sequence[float] | None = None) -> Item:
    return rng.choices(items, weights)[0] if weights else rng.choice(items)


def some(rng: Random, items: Sequence[Item], count: int) -> list[Item]:
    """`count` different items, or all, in their own order."""
    chosen = sorted(rng.sample(range(len(items)), min(count, len(items))))
    return [items[place] for place in chosen]


def chance(rng: Random, probability: float) -> bool:
    return rng.random() < probability


def filled(text: Text, values_zh: dict[str, object], values_en: dict[str, object]) -> Text:
    return Text(text.zh.format_map(values_zh), text.en.format_map(values_en))


def told(rng: Random, family: str, kind: str, count: int) -> list[Text]:
    """`count` different sentences of a family, with open slots."""
    return some(rng, sentences(family, kind), count)
