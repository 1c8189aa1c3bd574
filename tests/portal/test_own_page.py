"""One's own page leads each role to its pages."""

import pytest

from tests.factories import TODAY, make_user
from yucaihui.portal.queries import own_page

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("role", "ways"),
    [
        ("judge", ["competitions:judging", "directory:record"]),
        ("partner", ["directory:my_organisations"]),
        ("employer", ["recruitment:employer_home", "recruitment:board"]),
        (
            "talent",
            [
                *("directory:record", "recruitment:my_matches", "recruitment:my_applications"),
                "competitions:my_entries",
            ],
        ),
        ("office", ["portal:office"]),
    ],
)
def test_every_role_is_led_to_its_pages(role: str, ways: list[str]) -> None:
    found = [way.url_name for way in own_page(make_user(role), TODAY).ways]
    assert found == [*ways, "portal:letters", "portal:settings"]
