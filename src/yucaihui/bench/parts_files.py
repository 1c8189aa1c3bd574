"""Made-up documents in Parquet parts: positions and talents as `yucaihui match parts` reads them.

Titles are the packaged names of work in twelve fields, in Chinese or English; skills are drawn from
those that an occupation is given of the lexicon, texts are sentences about the occupation.
"""

import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from yucaihui.engines.matching.encoding import parts
from yucaihui.engines.matching.encoding.training.work import pair_lines
from yucaihui.engines.text.skills import lexicon

Row = dict[str, Any]
_SEED, _OCCUPATION_SKILLS, _SENTENCES = 7, 30, 12
_ENGLISH = 0.2
_DEGREES = ("大专", "本科", "硕士", "博士")
_DISTRICTS = ("渝北区", "北碚区", "沙坪坝区", "南岸区", "江北区", "九龙坡区")
_FIELDS = {
    "zh": "汽车 医疗 半导体 物流 新能源 金融 教育 电商 航空 化工 农业 环保",
    "en": "automotive medical semiconductor logistics energy finance school retail aviation"
    " chemicals farming recycling",
}
_VERBS = {
    "zh": "负责 参与 主导 优化 编写 验证 组织 维护",
    "en": "lead design test improve write check plan maintain",
}
_THINGS = {
    "zh": "方案 测试 流程 设备 报告 数据 培训 项目",
    "en": "plans tests processes devices reports data training projects",
}
_SENTENCE = {
    "zh": "{verb}{field}{name}的{thing}，熟悉{skill}；",
    "en": "{verb} the {thing} of {field} {name} with {skill}. ",
}


class Town:
    """Draws records; the same seed gives the same."""

    def __init__(self, seed: int = _SEED) -> None:
        self._rng = random.Random(seed)  # noqa: S311 - made-up data
        self._occupations = [pair for pair in pair_lines(parts.chinese_names()) if all(pair)]
        self._skills = sorted(dict.fromkeys(lexicon().canonical))

    def positions(self, count: int) -> Iterator[Row]:
        for number in range(count):
            occupation, language = self._drawn()
            skills = self._skills_of(occupation, 5)
            yield {
                "id": f"P{number:07}",
                "title": self._title(occupation, language),
                "text": self._text(occupation, language, skills),
                "skills": skills,
                "min_degree": self._rng.choice((*_DEGREES[:3], None)),
                "min_years": float(self._rng.choice((0, 1, 3, 5))),
                "district": self._rng.choice((*_DISTRICTS, None)),
                "salary_max_month": self._rng.choice((9000, 15000, 25000, None)),
            }

    def talents(self, count: int) -> Iterator[Row]:
        for number in range(count):
            occupation, language = self._drawn()
            skills = self._skills_of(occupation, 8)
            yield {
                "id": f"T{number * 7919 % 10_000_019:08}",
                "titles": [self._title(occupation, language) for _ in range(2)],
                "text": self._text(occupation, language, skills),
                "skills": skills,
                "degree": self._rng.choice(_DEGREES),
                "years": float(self._rng.randrange(20)),
                "districts": self._rng.sample(_DISTRICTS, self._rng.randrange(3)) or None,
                "salary_min_month": self._rng.choice((6000, 10000, 18000, None)),
            }

    def _drawn(self) -> tuple[int, str]:
        """An occupation, some more often than others, and the language it is written in."""
        occupation = int(len(self._occupations) * self._rng.random() ** 2)
        return occupation, "en" if self._rng.random() < _ENGLISH else "zh"

    def _name(self, occupation: int, language: str) -> str:
        english, chinese = self._occupations[occupation]
        return self._rng.choice(english if language == "en" else chinese)

    def _title(self, occupation: int, language: str) -> str:
        name, field = self._name(occupation, language), self._word(_FIELDS, language)
        if self._rng.random() < 0.5:
            return name
        return f"{field} {name}" if language == "en" else f"{field}{name}"

    def _skills_of(self, occupation: int, count: int) -> list[str]:
        own = random.Random(occupation).sample(self._skills, _OCCUPATION_SKILLS)  # noqa: S311
        return self._rng.sample(own, count)

    def _text(self, occupation: int, language: str, skills: list[str]) -> str:
        return "".join(
            _SENTENCE[language].format(
                verb=self._word(_VERBS, language),
                thing=self._word(_THINGS, language),
                field=self._word(_FIELDS, language),
                name=self._name(occupation, language),
                skill=self._rng.choice(skills),
            )
            for _ in range(_SENTENCES)
        )

    def _word(self, words: dict[str, str], language: str) -> str:
        return self._rng.choice(words[language].split())


def write_parts(folder: Path, rows: Iterator[Row], count: int) -> Path:
    """The rows dealt out to `count` Parquet files of a new folder."""
    folder.mkdir()
    dealt = list(rows)
    for part in range(count):
        pq.write_table(pa.Table.from_pylist(dealt[part::count]), folder / f"{part:03}.parquet")
    return folder
