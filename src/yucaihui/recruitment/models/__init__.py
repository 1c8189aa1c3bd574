"""Postings, their import, applications, interviews and offers."""

from yucaihui.recruitment.models.applications import (
    JobApplication,
    ReviewRequest,
    TransferProposal,
)
from yucaihui.recruitment.models.imports import ImportBatch, ImportRow
from yucaihui.recruitment.models.interviews import Interview
from yucaihui.recruitment.models.offers import Offer
from yucaihui.recruitment.models.postings import Posting
from yucaihui.recruitment.models.wishes import JobWish

__all__ = [
    "ImportBatch",
    "ImportRow",
    "Interview",
    "JobApplication",
    "JobWish",
    "Offer",
    "Posting",
    "ReviewRequest",
    "TransferProposal",
]
