"""Who gets what at each page of the portal."""

from tests.access.world import World

OPEN = dict.fromkeys(
    ("visitor", "talent", "employer", "judge", "partner", "office", "administrator"), 200
)
SIGNED_IN = {**OPEN, "visitor": 302}
OFFICE = {**dict.fromkeys(OPEN, 403), "visitor": 302, "office": 200, "administrator": 200}
ADMINISTRATOR = {**OFFICE, "office": 403}
# A POST-only address answers 405 to those who get as far as asking it.
POST_SIGNED_IN = {**dict.fromkeys(OPEN, 405), "visitor": 302}
POST_OFFICE = {**OFFICE, "office": 405, "administrator": 405}
POST_ADMINISTRATOR = {**ADMINISTRATOR, "administrator": 405}

TABLE = {
    "portal:home": OPEN,
    "portal:me": SIGNED_IN,
    "portal:letters": SIGNED_IN,
    "portal:letter": {**dict.fromkeys(OPEN, 404), "visitor": 302, "talent": 200},
    "portal:settings": SIGNED_IN,
    "portal:new_token": POST_SIGNED_IN,
    "portal:drop_token": POST_SIGNED_IN,
    "portal:jobs": SIGNED_IN,
    "portal:job": {
        **dict.fromkeys(OPEN, 404),
        "visitor": 302,
        "talent": 200,
        "office": 200,
        "administrator": 200,
    },
    "portal:cancel_job": POST_SIGNED_IN,
    "portal:office": OFFICE,
    "portal:calendar": OFFICE,
    "portal:drop_day": POST_OFFICE,
    "portal:users": ADMINISTRATOR,
    "portal:user": ADMINISTRATOR,
    "portal:revoke": POST_ADMINISTRATOR,
    "portal:audit": ADMINISTRATOR,
    "portal:verify_audit": POST_ADMINISTRATOR,
    # Roles are picked in a demo city only.
    "portal:roles": dict.fromkeys(OPEN, 404),
    "portal:step_into": dict.fromkeys(OPEN, 405),
    "portal:styleguide": OPEN,
    "developers:reference": OPEN,
    "ui:size": dict.fromkeys(OPEN, 405),
}


def letter(world: World) -> dict[str, str]:
    return {"uid": world.letter.uid}


def job(world: World) -> dict[str, str]:
    return {"uid": world.job.uid}


def account(world: World) -> dict[str, str]:
    return {"uid": world.users["talent"].uid}


ARGS = {
    "portal:letter": letter,
    "portal:job": job,
    "portal:cancel_job": job,
    "portal:drop_token": lambda _world: {"uid": "none"},
    "portal:user": account,
    "portal:revoke": lambda world: {**account(world), "role": "judge"},
    "portal:step_into": account,
}
