"""`yucaihui demo` at the command line."""

import pytest
from typer.testing import CliRunner

from yucaihui.cli.demo import app
from yucaihui.core.accounts.services import create_user


@pytest.mark.django_db
def test_a_database_with_accounts_is_refused_with_the_way_out() -> None:
    create_user("real@city.example")
    result = CliRunner().invoke(app, ["--scale", "0.01"])

    assert (result.exit_code, result.stderr.strip().splitlines()[-1]) == (
        1,
        "A database with accounts in it can't be made a demo. Use a new one.",
    )


@pytest.mark.parametrize("scale", ["0", "-1", "5", "much"])
def test_a_scale_out_of_bounds_is_wrong_usage(scale: str) -> None:
    assert CliRunner().invoke(app, ["--scale", scale]).exit_code == 2
