"""Who gets which page of recruitment's positions, imports and employers."""

from typing import Any

from tests.access.world import World
from yucaihui.directory.services import grant_consent
from yucaihui.recruitment.queries.postings import postings_of
from yucaihui.recruitment.services.imports import upload_batch
from yucaihui.recruitment.services.postings import create_posting, publish_posting

ROLES = ("visitor", "talent", "employer", "judge", "partner", "office", "administrator")


def row(*statuses: int) -> dict[str, int]:
    return dict(zip(ROLES, statuses, strict=True))


EVERYBODY = row(*[200] * 7)
# A posting's or an import's own pages: its employer's member and the office; for others, nothing
# is there.
MANAGERS = row(302, 404, 200, 404, 404, 200, 200)
# Only its employer's members: the office reads, holds and closes, and writes nothing.
MEMBERS = row(302, 404, 200, 404, 404, 404, 404)
EDITORS = row(302, 404, 200, 404, 404, 403, 403)
OFFICE = row(302, 403, 403, 403, 403, 200, 200)
POSTED = row(302, *[405] * 6)

TABLE: dict[str, dict[str, int]] = {
    **dict.fromkeys(
        (
            *("recruitment:positions", "recruitment:position", "recruitment:positions_feed"),
            *("recruitment:employers", "recruitment:employer", "recruitment:robots"),
            *("recruitment:sitemap", "recruitment:sitemap_section"),
        ),
        EVERYBODY,
    ),
    "recruitment:employer_home": row(302, 200, 302, 200, 200, 200, 200),
    "recruitment:organisation": MANAGERS,
    "recruitment:postings": MANAGERS,
    "recruitment:imports": MANAGERS,
    "recruitment:new_posting": MEMBERS,
    "recruitment:paste_posting": MEMBERS,
    "recruitment:posting": MANAGERS,
    "recruitment:close_posting": MANAGERS,
    "recruitment:edit_posting": EDITORS,
    "recruitment:extend_posting": EDITORS,
    "recruitment:publish_posting": POSTED,
    "recruitment:hold_posting": POSTED,
    "recruitment:import_batch": MANAGERS,
    "recruitment:import_verdicts": MANAGERS,
    "recruitment:import_progress": MANAGERS,
    "recruitment:roll_back_import": MANAGERS,
    "recruitment:commit_import": POSTED,
    "recruitment:cancel_import": POSTED,
    "recruitment:verify_import": POSTED,
    "recruitment:all_postings": OFFICE,
    "recruitment:office_imports": OFFICE,
    "recruitment:talents": row(302, 403, 200, 403, 403, 200, 200),
    "recruitment:talent": row(302, 403, 200, 403, 403, 200, 200),
}


def organisation(world: World) -> dict[str, Any]:
    return {"uid": world.organisation.uid}


def posting(world: World) -> dict[str, Any]:
    """One posting a world: the very same would be refused the second time."""
    found = postings_of(world.organisation).first()
    return {"uid": found.uid} if found else new_posting(world)


def new_posting(world: World) -> dict[str, Any]:
    made = create_posting(
        world.organisation,
        by=None,
        title_zh="工程师",
        description_zh="负责动力电池热管理系统的设计、仿真与测试验证工作。",
        district="渝北区",
        salary_negotiable=True,
    )
    return {"uid": publish_posting(made, by=None).uid}


def batch(world: World) -> dict[str, Any]:
    data = "岗位名称,招聘人数\n工程师,2\n".encode()
    user = world.users["employer"]
    return {"uid": upload_batch(data, "a.csv", by=user, employer=world.organisation).uid}


def talent(world: World) -> dict[str, Any]:
    grant_consent(world.person, "discovery", by=world.users["talent"])
    _ = world.organisation
    return {"uid": world.person.uid}


def none(world: World) -> dict[str, Any]:
    _ = world.organisation
    return {}


ARGS = {
    "recruitment:position": posting,
    "recruitment:employer": organisation,
    "recruitment:sitemap_section": lambda _world: {"section": "positions"},
    "recruitment:employer_home": none,
    "recruitment:talents": none,
    "recruitment:talent": talent,
    **{
        f"recruitment:{name}": organisation
        for name in ("organisation", "postings", "imports", "new_posting", "paste_posting")
    },
    **{
        f"recruitment:{name}_posting": posting
        for name in ("close", "edit", "extend", "publish", "hold")
    },
    "recruitment:posting": posting,
    "recruitment:import_batch": batch,
    "recruitment:import_verdicts": batch,
    "recruitment:import_progress": batch,
    **{f"recruitment:{name}_import": batch for name in ("roll_back", "commit", "cancel", "verify")},
}
