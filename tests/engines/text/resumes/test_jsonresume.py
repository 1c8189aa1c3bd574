import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yucaihui.engines.text.resumes.jsonresume import protected_fact, read_json_resume
from yucaihui.engines.text.resumes.parse import parse_resume

RESUME = {
    "basics": {"name": "Mara Lindqvist", "email": "mara@example.org"},
    "work": [{"name": "Kestrel Optics AB", "startDate": "2019-03"}],
    "x-own": {"kept": [1, 2.5, None, True]},
}


def test_a_resume_passes_through_unchanged() -> None:
    parsed = parse_resume(json.dumps(RESUME).encode())
    assert (parsed.status, parsed.resume, parsed.protected) == ("parsed", RESUME, {})


def test_dates_are_normalised_and_a_running_end_left_out() -> None:
    job = {"startDate": "2019年7月", "endDate": "至今", "releaseDate": "", "date": "Jul 2020"}
    assert read_json_resume({"work": [job]}).resume == {
        "work": [{"startDate": "2019-07", "date": "2020-07"}]
    }


def test_protected_keys_go_apart_wherever_they_stand() -> None:
    parsed = read_json_resume(
        {
            "basics": {"name": "M", "image": "me.png", "gender": "female"},
            "meta": {"x-birth": "1990-01", "dateOfBirth": "1990-01-02"},
        }
    )
    assert parsed.resume == {"basics": {"name": "M"}, "meta": {}}
    assert parsed.protected == {"photo": "me.png", "gender": "female", "birth": "1990-01"}


def test_identity_numbers_are_dropped() -> None:
    parsed = read_json_resume({"basics": {"name": "M", "summary": "ID 500101199305071234"}})
    assert parsed.resume["basics"]["summary"] == "ID "
    assert parsed.warnings == ("identity_number_dropped",)


@pytest.mark.parametrize(
    "value",
    [[], {}, {"openapi": "3.0"}, {"work": "none"}, {"work": [1]}, "text", None, {"work": []}],
)
def test_other_json_is_refused(value: object) -> None:
    assert read_json_resume(value).reason == "not_a_resume"


@pytest.mark.parametrize("data", [b'{"basics":', b"[" * 100_000])
def test_broken_json_is_refused(data: bytes) -> None:
    assert parse_resume(data).reason == "broken"


KEYS = st.sampled_from(["gender", "dateOfBirth", "x-birth", "photo", "nationality", "name", "city"])
VALUES = st.recursive(st.text(max_size=5), lambda inner: st.dictionaries(KEYS, inner), max_leaves=9)


def keys_of(value: object) -> set[str]:
    if not isinstance(value, dict):
        return set()
    return set(value).union(*(keys_of(part) for part in value.values()))


@given(st.dictionaries(KEYS, VALUES))
def test_no_protected_key_is_left_at_any_depth(basics: dict[str, object]) -> None:
    resume = read_json_resume({"basics": basics}).resume
    assert [key for key in keys_of(resume) if protected_fact(key)] == []
