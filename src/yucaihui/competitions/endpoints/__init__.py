"""The API of competitions."""

from ninja import Router

from yucaihui.competitions.endpoints import (
    calls,
    challenges,
    entries,
    judging,
    results,
    roadshows,
)

router = Router()
router.add_router("", calls.router)
router.add_router("", challenges.router)
router.add_router("", entries.router)
router.add_router("", judging.router)
router.add_router("", results.router)
router.add_router("", roadshows.router)
