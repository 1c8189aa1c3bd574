"""kill -9 of a writer, at any point: what it was told is there, and telling it again adds nothing.

`LEDGER_KILLS=200` makes it the long run.
"""

import os
import random
import secrets
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from django.db import connection

from tests.ledger.ground import Fund
from tests.ledger.test_posting import whole
from yucaihui.ledger.models import Voucher

pytestmark = pytest.mark.django_db(transaction=True)
KILLS = int(os.environ.get("LEDGER_KILLS", "3"))
WRITER = Path(__file__).with_name("writer.py")


def database_url() -> str:
    """The test database, for another process."""
    held = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{held['NAME']}"
    return f"postgres://{held['USER']}@{held['HOST']}:{held['PORT']}/{held['NAME']}"


def run(fund: Fund, first: int, seconds: float) -> list[int]:
    """Let a writer work for a while after its first voucher, kill it; what it was told."""
    command = [
        *(sys.executable, str(WRITER), fund.book.code, fund.maker.uid, fund.checker.uid),
        str(first),
    ]
    environment = {
        **os.environ,
        "DATABASE_URL": database_url(),
        "DJANGO_SETTINGS_MODULE": "yucaihui.config.settings",
    }
    with subprocess.Popen(command, stdout=subprocess.PIPE, env=environment) as writer:
        assert writer.stdout
        told = writer.stdout.readline()
        time.sleep(seconds)
        writer.send_signal(signal.SIGKILL)
        told += writer.stdout.read()
    return [int(line) for line in told.split()]


def test_a_killed_writer_loses_nothing_it_was_told_and_a_replay_adds_nothing_twice() -> None:
    seed = int(os.environ.get("LEDGER_SEED", secrets.randbits(32)))
    sys.stderr.write(f"LEDGER_SEED={seed}\n")
    dice = random.Random(seed)  # noqa: S311 - when to kill
    fund, told = Fund(), 0
    for _round in range(KILLS):
        # It begins again with the last request it knows was answered: the gateway's retry.
        numbers = run(fund, max(told, 1), dice.uniform(0, 0.4))
        told = numbers[-1]
        rows = Voucher.objects.filter(book=fund.book).values_list("key", flat=True)
        expected = {f"w{n}-{part}" for n in range(1, told + 1) for part in range(n % 3 + 1)}
        unheard = set(rows) - expected
        # One request may have been written whole and not been told any more.
        assert unheard in (set(), {f"w{told + 1}-{part}" for part in range((told + 1) % 3 + 1)})
        assert expected <= set(rows)
        assert len(rows) == len(set(rows))
        assert whole()
    sys.stderr.write(f"{KILLS} kills, {told} requests told\n")
