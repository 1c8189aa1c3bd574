"""Near-duplicate postings: one vacancy handed in twice with small changes.

Postings are compared only within a block that agrees on employer, title and terms, so the work
grows with the number of postings, not with its square. Inside a block texts are compared by the
Jaccard index of their character 3-grams (Broder 1997, "On the resemblance and containment of
documents"), or their containment, since a copy often drops a line.
"""

import re
from collections import defaultdict
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass

from yucaihui.engines.text.names import organisation_key

_NOT_WORDS = re.compile(r"[\W_]+")
_NUMBERED = re.compile(r"(?:^|\n)\s*\d{1,2}\s*[、.)）]\s*")
_CITY = re.compile(r"\A([\u4e00-\u9fff]{2,3})市")  # 重庆市某某 and 重庆某某 are one
_SHINGLE = 3
_RESEMBLANCE = 0.7
_CONTAINMENT = 0.8
_LEAST_CONTAINED = 0.5
_LEADERS = 64


@dataclass(frozen=True, slots=True)
class PostingText:
    """What of a posting tells whether it is another one: who, what, on which terms, in words."""

    employer: str
    title: str
    terms: Hashable
    text: str


def find_duplicates(postings: Sequence[PostingText]) -> dict[int, int]:
    """Position of each duplicate → position of the posting it repeats.

    Of those that repeat one another the one with the longest text stays, the first of equals;
    it is never a duplicate itself.

    >>> a = PostingText("某某公司", "工程师", 1, "负责产品研发")
    >>> find_duplicates([a, a])
    {1: 0}
    """
    blocks: dict[Hashable, list[int]] = defaultdict(list)
    for position, posting in enumerate(postings):
        key = _CITY.sub(r"\1", organisation_key(posting.employer))
        if key:
            blocks[key, _plain(posting.title), posting.terms].append(position)
    found: dict[int, int] = {}
    for positions in blocks.values():
        if len(positions) > 1:
            found |= _in_block(positions, postings)
    return dict(sorted(found.items()))


def _in_block(positions: list[int], postings: Sequence[PostingText]) -> dict[int, int]:
    """Longest first, each posting is compared with those kept so far."""
    longest_first = sorted(positions, key=lambda at: (-len(postings[at].text), at))
    found: dict[int, int] = {}
    leaders: list[tuple[int, frozenset[str]]] = []
    for position in longest_first:
        shingles = _shingles(postings[position].text)
        repeated = next((at for at, kept in leaders if _same(shingles, kept)), None)
        if repeated is not None:
            found[position] = repeated
        elif len(leaders) < _LEADERS:
            leaders.append((position, shingles))
    return found


def _plain(text: str) -> str:
    return _NOT_WORDS.sub("", text).lower()


def _shingles(text: str) -> frozenset[str]:
    plain = _plain(_NUMBERED.sub("\n", text))
    return frozenset(_grams(plain))


def _grams(plain: str) -> Iterable[str]:
    if len(plain) <= _SHINGLE:
        return [plain]
    return (plain[at : at + _SHINGLE] for at in range(len(plain) - _SHINGLE + 1))


def _same(one: frozenset[str], other: frozenset[str]) -> bool:
    smaller, larger = sorted((one, other), key=len)
    shared = len(one & other)
    if shared >= _RESEMBLANCE * (len(one) + len(other) - shared):
        return True
    return len(smaller) >= _LEAST_CONTAINED * len(larger) and shared >= _CONTAINMENT * len(smaller)
