"""The API of recruitment."""

from ninja import Router

from yucaihui.recruitment.endpoints import (
    applications,
    imports,
    matches,
    postings,
    talents,
    transfers,
)

router = Router()
router.add_router("", postings.router)
router.add_router("", imports.router)
router.add_router("", matches.router)
router.add_router("", applications.router)
router.add_router("", transfers.router)
router.add_router("", talents.router)
