"""What each role is answered by an operation, for the access tables of the API."""

from tests.access.world import ROLES


def row(*statuses: int) -> dict[str, int]:
    return dict(zip(("visitor", *ROLES), statuses, strict=True))


def inside(status: int, *, office: int) -> dict[str, int]:
    """What an employer's members do; others are not told that it is there."""
    return row(401, 404, status, 404, 404, office, office)


#                                        visitor talent employer judge partner office administrator
EVERYBODY = row(200, 200, 200, 200, 200, 200, 200)
SIGNED_IN = row(401, 200, 200, 200, 200, 200, 200)
TALENT = row(401, 200, 404, 404, 404, 404, 404)
OFFICE = row(401, 404, 404, 404, 404, 200, 200)
OFFICE_ALONE = row(401, 403, 403, 403, 403, 200, 200)
