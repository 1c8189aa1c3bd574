"""The full-text entries of postings: all words under one kind, those of the title under another."""

from collections.abc import Iterable

from yucaihui.core.search.services import drop, put
from yucaihui.engines.text.clusters import cluster_name_en
from yucaihui.recruitment.models import Posting
from yucaihui.recruitment.queries.catalogue import TEXT, TITLE


def title_text(posting: Posting) -> str:
    employer = posting.employer
    return "\n".join((posting.title_zh, posting.title_en, employer.name_zh, employer.name_en))


def whole_text(posting: Posting) -> str:
    return "\n".join(
        (
            title_text(posting),
            posting.description_zh,
            posting.description_en,
            " ".join(posting.skills),
            posting.city,
            posting.district,
            posting.cluster,
            cluster_name_en(posting.cluster),
        )
    )


def index_postings(postings: Iterable[Posting]) -> None:
    """Put what is open into the index; `employer` must be loaded."""
    rows = list(postings)
    put(TEXT, {posting.pk: whole_text(posting) for posting in rows})
    put(TITLE, {posting.pk: title_text(posting) for posting in rows})


def drop_postings(ids: Iterable[int]) -> None:
    gone = list(ids)
    drop(TEXT, gone)
    drop(TITLE, gone)
