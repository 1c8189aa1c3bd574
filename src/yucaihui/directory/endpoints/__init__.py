"""The API of the directory."""

from ninja import Router

from yucaihui.directory.endpoints import cvs, records, resumes

router = Router()
router.add_router("", records.router)
router.add_router("", resumes.router)
router.add_router("", cvs.router)
