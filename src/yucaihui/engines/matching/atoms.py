"""Vectors of titles and names of skills: each distinct text is encoded once, kept by its hash."""

from collections.abc import Iterable, Mapping, Sequence

import numpy as np

from yucaihui.engines.matching.encoding.interface import DIMENSIONS, Encoder, Vectors
from yucaihui.engines.matching.features import feature_hash, skill_names, skill_phrase
from yucaihui.engines.matching.tongues import bits_of, languages_of
from yucaihui.engines.matching.types import Position, Talent

Known = Mapping[int, Vectors]


class Atoms:
    """Looks up the vectors of texts, and encodes those that are new.

    `known` holds vectors (DIMENSIONS,) by the text's hash. Without an encoder a new text has the
    vector of one that no encoder makes anything of, all zeros, and is compared by its letters; so
    is a text in a language that the encoder does not know.
    """

    def __init__(self, encoder: Encoder | None, known: Known | None = None) -> None:
        self._encoder = encoder
        self._known = dict(known or {})

    @property
    def digest(self) -> str:
        """That of the encoder; empty without one."""
        return self._encoder.digest if self._encoder else ""

    def vectors(self, texts: Sequence[str]) -> Vectors:
        """One vector a text, (len(texts), DIMENSIONS) of int8."""
        hashes = [feature_hash(text) for text in texts]
        if self._encoder:
            self._encode(self._encoder, dict(zip(hashes, texts, strict=True)))
        nothing = np.zeros(DIMENSIONS, dtype=np.int8)
        found = [self._known.get(one, nothing) for one in hashes]
        return np.stack(found) if found else np.zeros((0, DIMENSIONS), dtype=np.int8)

    def stored(self, hashes: Iterable[int]) -> dict[int, bytes]:
        """The vectors of these hashes as bytes to keep, those that are known and not nothing."""
        found = {one: self._known[one] for one in hashes if one in self._known}
        return {one: vector.tobytes() for one, vector in found.items() if vector.any()}

    @classmethod
    def from_stored(cls, encoder: Encoder | None, stored: Mapping[int, bytes]) -> "Atoms":
        """The atoms of vectors that `stored` gave."""
        return cls(encoder, {one: np.frombuffer(data, np.int8) for one, data in stored.items()})

    def learn(self, hashes: Iterable[int], vectors: Vectors) -> None:
        """Keep vectors that were encoded before."""
        self._known.update(zip(hashes, vectors, strict=True))

    def _encode(self, encoder: Encoder, texts: Mapping[int, str]) -> None:
        """Encode what is new and in a language that the encoder knows."""
        knows = bits_of(encoder.languages)
        new = {
            one: text
            for one, text in texts.items()
            if one not in self._known and languages_of(text) & knows
        }
        if new:
            self.learn(new, encoder.encode(list(new.values())))


def atoms_of(positions: Iterable[Position], talents: Iterable[Talent]) -> set[int]:
    """Hashes of the texts whose vectors a score of these records rests on."""
    titles: set[str] = set()
    skills: set[str] = set()
    for position in positions:
        titles.add(position.title)
        skills.update(position.skills)
    for talent in talents:
        titles.update(talent.titles)
        skills.update(talent.skills)
    phrases = map(skill_phrase, skill_names(tuple(skills)).values())
    return {feature_hash(text) for text in (*titles, *phrases)}
