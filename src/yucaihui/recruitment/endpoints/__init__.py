"""The API of recruitment."""

from ninja import Router

from yucaihui.recruitment.endpoints import applications, imports, matches, postings

router = Router()
router.add_router("", postings.router)
router.add_router("", imports.router)
router.add_router("", matches.router)
router.add_router("", applications.router)
