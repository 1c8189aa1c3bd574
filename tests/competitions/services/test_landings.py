"""An awarded project is followed by an officer until its last milestone."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tests.competitions.services.test_awards import Awarded
from tests.factories import make_user
from yucaihui.competitions.models import LandingCase
from yucaihui.competitions.services import landings
from yucaihui.core.mail.models import Letter
from yucaihui.directory.errors import Refused

pytestmark = pytest.mark.django_db


def opened() -> tuple[Awarded, LandingCase]:
    awarded = Awarded().final()
    awarded.entries[0].case.refresh_from_db()
    return awarded, landings.open_landing(awarded.entries[0], awarded.colleague, by=awarded.office)


def test_a_landing_goes_from_district_to_completion() -> None:
    awarded, landing = opened()
    with pytest.raises(Refused) as refusal:
        landings.move_landing(landing, "match", by=awarded.office)
    assert refusal.value.field == "district"
    landings.move_landing(landing, "match", by=awarded.office, district="两江新区")
    for name in ("agree", "register"):
        landings.move_landing(landing, name, by=awarded.office)
    today = timezone.localdate()
    step = landings.add_milestone(landing, by=awarded.office, due_on=today, title_en="Office")
    with pytest.raises(Refused) as refusal:
        landings.move_landing(landing, "complete", by=awarded.office)
    assert refusal.value.field == "milestones"
    landings.reach_milestone(step, by=awarded.office)
    landings.move_landing(landing, "complete", by=awarded.office)
    assert (landing.case.state, landing.district, step.reached_on) == (
        "completed", "两江新区", today,
    )  # fmt: skip
    with pytest.raises(Refused):
        landings.add_milestone(landing, by=awarded.office, due_on=today, title_en="More")


def test_a_project_is_followed_once_and_only_when_awarded() -> None:
    awarded, _landing = opened()
    for number, owner, field in (
        (0, awarded.office, "entry"),
        (3, awarded.office, "entry"),
        (0, make_user(), "owner"),
    ):
        awarded.entries[number].case.refresh_from_db()
        with pytest.raises(Refused) as refusal:
            landings.open_landing(awarded.entries[number], owner, by=awarded.office)
        assert refusal.value.field == field


def test_the_owner_is_warned_once_of_an_overdue_milestone() -> None:
    awarded, landing = opened()
    today = timezone.localdate()
    landings.add_milestone(landing, by=awarded.office, due_on=today, title_en="Office rented")
    assert landings.warn_of_milestones(today) == 0
    tomorrow = today + timedelta(days=1)
    assert (landings.warn_of_milestones(tomorrow), landings.warn_of_milestones(tomorrow)) == (1, 0)
    letter = Letter.objects.get(key__startswith="milestone:")
    assert (letter.reader, letter.subject) == (
        awarded.colleague, f"{awarded.entries[0].code}: overdue – Office rented",
    )  # fmt: skip
