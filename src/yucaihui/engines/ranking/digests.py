"""Canonical bytes: the same sheets, method and settings give the same ones on every machine."""

import json
from dataclasses import asdict
from hashlib import sha256
from typing import Any

from yucaihui.engines.ranking.panel import Panel, canonical, unscored
from yucaihui.engines.ranking.results import Ranking
from yucaihui.engines.ranking.settings import Settings
from yucaihui.engines.ranking.version import ENGINE_VERSION

# Figures are kept to so many decimals: what a machine's last digits say is not part of a result.
DECIMALS = 4


def inputs_digest(panel: Panel, method: str, settings: Settings) -> str:
    """SHA-256 of all that a ranking depends on, in whatever order it was handed in."""
    one = canonical(panel)
    sheets = zip(
        (one.entries[n] for n in one.entry),
        (one.judges[n] for n in one.judge),
        one.score.tolist(),
        one.mark.tolist(),
        strict=True,
    )
    return digest(
        {
            "version": ENGINE_VERSION,
            "method": method,
            "settings": asdict(settings),
            "entries": list(zip(one.entries, one.track_of, strict=True)),
            "unscored": unscored(panel),
            "sheets": list(sheets),
        }
    )


def ranking_document(ranking: Ranking) -> dict[str, Any]:
    """The ranking as JSON values, figures rounded."""
    document: dict[str, Any] = rounded(asdict(ranking))
    return document


def ranking_digest(ranking: Ranking) -> str:
    """SHA-256 of the ranking's document, which holds the digest of its inputs."""
    return digest(ranking_document(ranking))


def digest(document: object) -> str:
    """SHA-256 of a JSON document in its one form: sorted keys, no spaces, ASCII."""
    text = json.dumps(document, sort_keys=True, separators=(",", ":"), allow_nan=False)
    return sha256(text.encode("ascii")).hexdigest()


def rounded(value: Any) -> Any:
    """Every figure in it to `DECIMALS`; there is no negative zero."""
    if isinstance(value, float):
        return round(value, DECIMALS) + 0.0
    if isinstance(value, dict):
        return {name: rounded(one) for name, one in value.items()}
    if isinstance(value, list | tuple):
        return [rounded(one) for one in value]
    return value
