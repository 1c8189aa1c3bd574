"""The API of the directory."""

from ninja import Router

from yucaihui.directory.endpoints import cvs, members, records, resumes

router = Router()
router.add_router("", records.router)
router.add_router("", members.router)
router.add_router("", resumes.router)
router.add_router("", cvs.router)
