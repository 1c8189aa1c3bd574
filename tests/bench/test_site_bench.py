"""What the bench of the site measures with; the whole run builds a city and is made by hand."""

import os

import pytest
from django.test import Client

from yucaihui.bench.site import PAGES, Weight, queries_of, seconds_of, weight_of


def test_a_process_weighs_no_more_now_than_at_its_most() -> None:
    weight = weight_of(os.getpid())
    assert weight.now is not None
    assert weight.most is not None
    assert 10 < weight.now <= weight.most


def test_a_process_that_is_not_there_weighs_nothing() -> None:
    assert weight_of(0) == Weight(None, None)


def test_time_is_told_in_tenths_of_seconds() -> None:
    assert seconds_of(lambda: None) == 0.0


@pytest.mark.django_db
@pytest.mark.parametrize("page", PAGES[""])
def test_a_public_page_takes_few_queries(page: str) -> None:
    assert queries_of(Client(SERVER_NAME="127.0.0.1"), page) <= 12


@pytest.mark.django_db
def test_a_page_that_is_not_there_is_not_counted() -> None:
    with pytest.raises(RuntimeError, match="/nowhere/ answered 404"):
        queries_of(Client(SERVER_NAME="127.0.0.1"), "/nowhere/")
