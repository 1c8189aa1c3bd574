"""Ranking of job titles against people's judgements (TalentCLEF 2025 A, validation part)."""

from collections import defaultdict
from pathlib import Path

import pytest

from yucaihui.cli.match_files import read_corpus, read_queries
from yucaihui.engines.matching import Match, build_indexes, match_both


@pytest.mark.parametrize(("language", "least"), [("english", 0.535), ("chinese", 0.491)])
def test_mean_average_precision_of_titles(shared_data: Path, language: str, least: float) -> None:
    folder = shared_data / "matching" / "talentclef2025" / language
    queries, corpus = read_queries(folder / "queries"), read_corpus(folder / "corpus_elements")
    lists = match_both(*build_indexes(queries, corpus), len(corpus)).talents_for
    relevant = judged_relevant(folder / "qrels.tsv")
    precision = [average_precision(lists[query], relevant[query]) for query in relevant]
    mean = sum(precision) / len(precision)
    print(f"MAP {language}: {mean:.4f} over {len(precision)} queries")  # noqa: T201
    assert mean >= least


def judged_relevant(path: Path) -> dict[str, set[str]]:
    relevant: dict[str, set[str]] = defaultdict(set)
    for line in path.read_text(encoding="utf-8").splitlines():
        query, _, name, grade = line.split()
        if int(grade) > 0:
            relevant[query].add(name)
    return relevant


def average_precision(ranked: tuple[Match, ...], relevant: set[str]) -> float:
    found, total = 0, 0.0
    for place, match in enumerate(ranked, start=1):
        if match.id in relevant:
            found += 1
            total += found / place
    return total / len(relevant)
