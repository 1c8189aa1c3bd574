"""Why a pair scores what it scores: the addends of the score, and each requirement's verdict."""

from collections.abc import Callable, Iterable
from functools import lru_cache

from yucaihui.engines.matching.counts import Counts
from yucaihui.engines.matching.encoded import encode_positions, encode_talents, position_tokens
from yucaihui.engines.matching.features import feature_hash, skill_names
from yucaihui.engines.matching.index import PositionIndex, TalentIndex
from yucaihui.engines.matching.phrases import common_phrases
from yucaihui.engines.matching.statistics import Statistics
from yucaihui.engines.matching.types import Explanation, Note, Position, Talent, Term
from yucaihui.engines.matching.verdicts import verdicts
from yucaihui.engines.matching.weights import SKILL_WEIGHT, TEXT_WEIGHT, TITLE_WEIGHT

# A pair of texts shares many words; the reason names the phrases that count most.
_PHRASES_NAMED = 4
# Titles less alike than this share an ending or a syllable: a term, but no reason.
_ALIKE = 0.2

Weights = dict[int, float]


def explain(position: Position, talent: Talent, statistics: Statistics) -> Explanation:
    """Explain one pair under the statistics of the index it is ranked in."""
    explainer = Explainer(
        PositionIndex(encode_positions([position]), statistics),
        TalentIndex(encode_talents([talent]), statistics),
        [position],
        [talent],
    )
    return explainer.explain(position.id, talent.id)


class Explainer:
    """Explains pairs of two indexes; the records must be those the indexes were built from."""

    def __init__(
        self,
        position_index: PositionIndex,
        talent_index: TalentIndex,
        positions: Iterable[Position],
        talents: Iterable[Talent],
    ) -> None:
        self._asking, self._offering = position_index, talent_index
        self._positions = {position.id: position for position in positions}
        self._talents = {talent.id: talent for talent in talents}
        self._asked_titles = _reader(position_index.titles)
        self._owned_titles = _reader(talent_index.titles)
        self._asked_skills = _reader(position_index.skills)
        self._owned_skills = _reader(talent_index.skills)
        self._asked_words = _reader(position_index.text)
        self._owned_words = _reader(talent_index.text)
        self._tokens = lru_cache(maxsize=4096)(_tokens_by_hash)

    def explain(self, position_id: str, talent_id: str) -> Explanation:
        """The explanation of a pair; KeyError for an id that the indexes do not have."""
        position, talent = self._positions[position_id], self._talents[talent_id]
        row, column = self._asking.row_of[position_id], self._offering.row_of[talent_id]
        titles, title_reasons = self._titles(row, column, position, talent)
        skills, skill_reasons, missing = self._skills(row, column, position)
        words, word_reasons = self._words(row, column, position)
        verdict = verdicts(position, talent)
        terms = titles + skills + words
        return Explanation(
            position_id,
            talent_id,
            score=sum((term.value for term in terms), start=0.0),
            terms=terms,
            reasons=title_reasons + skill_reasons + word_reasons + verdict.met,
            gaps=verdict.unmet + missing + verdict.unknown,
            refused_by=verdict.unmet,
        )

    def _titles(
        self, row: int, column: int, position: Position, talent: Talent
    ) -> tuple[tuple[Term, ...], tuple[Note, ...]]:
        """The talent's title most like the position's, the first one on a tie."""
        asked = self._asked_titles(int(self._asking.records.titles.owned[row]))
        held = self._offering.records.titles
        owned = held.owned[held.starts[column] : held.starts[column + 1]].tolist()
        alike = [sum(_shared(asked, self._owned_titles(title)).values()) for title in owned]
        best = max(range(len(alike)), key=alike.__getitem__)
        if not alike[best]:
            return (), ()
        own = talent.titles[best]
        note = Note("title", (("asked", position.title), ("own", own), ("alike", alike[best])))
        term = Term("title", f"{position.title} ~ {own}", TITLE_WEIGHT * alike[best])
        return (term,), (note,) if alike[best] >= _ALIKE else ()

    def _skills(
        self, row: int, column: int, position: Position
    ) -> tuple[tuple[Term, ...], tuple[Note, ...], tuple[Note, ...]]:
        """Terms and reasons of the skills shared, and the missing ones, weightiest first."""
        asked, owned = self._asked_skills(row), self._owned_skills(column)
        named = {feature_hash(key): name for key, name in skill_names(position.skills).items()}
        ranked = sorted(asked, key=lambda skill: (-asked[skill], named[skill]))
        shared = [skill for skill in ranked if skill in owned]
        return (
            tuple(Term("skill", named[one], SKILL_WEIGHT * asked[one]) for one in shared),
            tuple(_skill_note("skill", named[one], asked[one]) for one in shared),
            tuple(
                _skill_note("missing_skill", named[one], asked[one])
                for one in ranked
                if one not in owned
            ),
        )

    def _words(
        self, row: int, column: int, position: Position
    ) -> tuple[tuple[Term, ...], tuple[Note, ...]]:
        """Terms of the words shared, weightiest first, and one reason that names the first."""
        shared = _shared(self._asked_words(row), self._owned_words(column))
        tokens, named = self._tokens(position)
        ranked = sorted(shared, key=lambda word: (-shared[word], named[word]))
        terms = tuple(Term("text", named[word], TEXT_WEIGHT * shared[word]) for word in ranked)
        weights = {named[word]: share for word, share in shared.items()}
        telling = common_phrases(tokens, weights)[:_PHRASES_NAMED]
        note = Note("text", (("words", ", ".join(telling)), ("share", sum(shared.values()))))
        return terms, (note,) if telling else ()


def _reader(counts: Counts) -> Callable[[int], Weights]:
    """A reader of one record's weights by feature hash, remembering those read last."""

    @lru_cache(maxsize=4096)
    def read(row: int) -> Weights:
        start, end = counts.matrix.indptr[row : row + 2]
        features = counts.vocabulary[counts.matrix.indices[start:end]]
        return dict(zip(features.tolist(), counts.matrix.data[start:end].tolist(), strict=True))

    return read


def _shared(asked: Weights, owned: Weights) -> Weights:
    """Product of both weights for the features that both have and that count."""
    return {
        feature: weight * owned[feature]
        for feature, weight in asked.items()
        if feature in owned and weight * owned[feature]
    }


def _tokens_by_hash(position: Position) -> tuple[list[str], dict[int, str]]:
    """Words of a position in their order, and each by its hash."""
    tokens = position_tokens(position)
    return tokens, {feature_hash(token): token for token in tokens}


def _skill_note(code: str, skill: str, share: float) -> Note:
    return Note(code, (("skill", skill), ("share", share)))
