"""The page of positions under load: an import of invented postings, then eight users searching.

The bound is the same server answering a page that asks the database nothing, under the same load:
what is above it is the search, its facets and its page.
"""

import csv
import http.client
import io
import os
import random
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from threading import Thread
from urllib.parse import quote

from yucaihui.bench.harness import Report

POSTINGS, EMPLOYERS, USERS, REQUESTS = 19_000, 1_069, 8, 60
SEED = 20231
TITLES = (
    *("电池热管理工程师", "嵌入式软件工程师", "Java开发工程师", "模具设计工程师", "临床研究员"),
    *("数据分析师", "机器视觉工程师", "材料研究员", "质量工程师", "财务分析师", "芯片验证工程师"),
)
SKILLS = ("Python", "CFD", "MATLAB", "PLC", "Java", "C++", "有限元", "GMP", "Verilog", "SQL")
PLACES = ("渝北区", "南岸区", "沙坪坝区", "北碚区", "万州区", "永川区", "江津区", "九龙坡区")
DEGREES = ("不限", "大专", "本科", "硕士", "博士")
TRADES = ("动力", "微电子", "新材料", "智能装备", "软件", "生物医药", "食品")
HEADINGS = (
    *("岗位编号", "单位名称", "岗位名称", "招聘人数", "学历要求", "工作经验", "薪资待遇"),
    *("工作地点", "岗位描述", "发布日期", "截止日期"),
)
TEXTS = ("电池", "工程师", "Python", "软件 渝北", "数据分析", "embedded", "研究员", "PLC 有限元")


@dataclass(frozen=True)
class Server:
    port: int
    pid: int

    def cpu(self) -> float:
        """Seconds of processor time the server has used; 0 where the system doesn't say."""
        stat = Path(f"/proc/{self.pid}/stat")
        if not stat.exists():
            return 0.0
        fields = stat.read_text().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True)
class Load:
    """Seconds of each request, of the whole, and of the server's processor for one request."""

    seconds: Sequence[float]
    whole: float
    cpu: float

    @property
    def p95(self) -> float:
        return statistics.quantiles(self.seconds, n=20)[-1]

    @property
    def rate(self) -> float:
        return len(self.seconds) / self.whole


def run(scale: float) -> Report:
    """Import `scale` of 19,000 postings into a scratch database and search in them."""
    with tempfile.TemporaryDirectory(prefix="yucaihui-bench-") as home:
        os.environ["YUCAIHUI_HOME"] = home
        os.environ.pop("DATABASE_URL", None)
        import django  # noqa: PLC0415 - the scratch database is named first

        django.setup()
        rows = max(1, round(POSTINGS * scale))
        imported, import_seconds = build(rows)
        queries = most_queries()
        with server(Path(home)) as site:
            floor = load(site, ["/robots.txt"])
            load(site, addresses())
            searched = load(site, addresses())
    return Report(
        name="search",
        work={"postings": imported, "users": USERS, "requests": len(searched.seconds)},
        ours={
            "seconds": round(searched.p95, 4),
            "median_seconds": round(statistics.median(searched.seconds), 4),
            "cpu_seconds_a_request": round(searched.cpu, 4),
            "requests_a_second": round(searched.rate, 1),
            "queries": queries,
            "import_rows_a_second": round(rows / import_seconds),
        },
        bound={"seconds": round(floor.p95, 4), "requests_a_second": round(floor.rate, 1)},
        peers=(),
        ratios={"to_bound": round(searched.p95 / floor.p95, 2)},
    )


def build(rows: int) -> tuple[int, float]:
    """Import `rows` postings the way the office does; gives how many were written, and seconds
    from the confirmed columns to the last posting."""
    from django.core.management import call_command  # noqa: PLC0415 - after the setup

    from yucaihui.core.accounts.services import create_user, grant_role  # noqa: PLC0415
    from yucaihui.core.jobs.services import run_waiting  # noqa: PLC0415
    from yucaihui.recruitment.services import imports  # noqa: PLC0415

    call_command("migrate", verbosity=0)
    office = create_user("office@bench.example")
    grant_role(office, "office")
    batch = imports.upload_batch(table(rows), "postings.csv", by=office)
    run_waiting()
    batch.refresh_from_db()
    columns = {sheet["name"]: sheet["columns"] for sheet in batch.mapping["sheets"]}
    begun = time.perf_counter()
    imports.confirm_mapping(batch, columns, by=office)
    run_waiting()
    batch.refresh_from_db()
    imports.commit_batch(batch, by=office)
    run_waiting()
    seconds = time.perf_counter() - begun
    imports.verify_batch_employers(batch, "bench", by=office)
    return batch.postings.count(), seconds


def table(rows: int) -> bytes:
    """A spreadsheet of invented postings, the same for every run."""
    dice = random.Random(SEED)  # noqa: S311 - a work load, not a secret
    today = date.today()  # noqa: DTZ011 - the postings must be open today
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(HEADINGS)
    for number in range(rows):
        writer.writerow(line(number, dice, today))
    return out.getvalue().encode()


def line(number: int, dice: random.Random, today: date) -> list[object]:
    firm = dice.randrange(EMPLOYERS)
    title, low = dice.choice(TITLES), dice.randrange(4, 30)
    skills = "、".join(dice.sample(SKILLS, 3))
    return [
        f"B{number:05d}",
        f"重庆渝测{firm}号{TRADES[firm % len(TRADES)]}有限公司",
        title,
        1 + number % 97,
        dice.choice(DEGREES),
        f"{dice.choice((0, 1, 3, 5, 10))}年以上",
        dice.choice((f"{low}k-{low + 8}k", f"{low}万-{low + 10}万/年", "面议")),
        f"重庆·{dice.choice(PLACES)}",
        description(number, title, skills),
        (today - timedelta(days=dice.randrange(40))).isoformat(),
        (today + timedelta(days=60)).isoformat(),
    ]


def description(number: int, title: str, skills: str) -> str:
    return (
        f"岗位职责：\n1、负责{title[:-3]}相关项目的设计、开发与测试；\n2、编写技术文档，配合量产。\n"
        f"任职要求：\n1、相关专业；\n2、熟悉{skills}；\n3、第{number}组团队，沟通良好。"
    )


def addresses() -> list[str]:
    """Searches as people make them: most with a word or a filter, some deep, in both languages."""
    plain = ["/positions/", "/en/positions/", "/positions/?page=7", "/positions/?sort=salary"]
    words = [f"/positions/?q={quote(text)}" for text in TEXTS]
    places = [f"/positions/?district={quote(place)}&degree=bachelor" for place in PLACES]
    both = [f"{address}&salary=10000&years=3-4&page=2" for address in words]
    return [*plain, *words, *places, *both, *(f"/en{address}" for address in words)]


def most_queries() -> int:
    """The most database queries that one of the addresses costs."""
    from django.db import connection  # noqa: PLC0415 - after the setup
    from django.test import Client  # noqa: PLC0415
    from django.test.utils import CaptureQueriesContext  # noqa: PLC0415

    from yucaihui.core.installation.start import prepare  # noqa: PLC0415

    prepare()
    most = 0
    for address in addresses():
        with CaptureQueriesContext(connection) as captured:
            Client(SERVER_NAME="127.0.0.1").get(address)
        most = max(most, len(captured))
    return most


@contextmanager
def server(home: Path) -> Iterator["Server"]:
    """The site in a process of its own, on a free port."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
    command = [sys.executable, "-c", "from yucaihui.cli.app import main; main()"]
    with (home / "server.log").open("w") as log:
        process = subprocess.Popen(  # noqa: S603 - our own command
            [*command, "serve", "--port", str(port), "--no-worker"], stdout=log, stderr=log
        )
        try:
            wait_for(port)
            yield Server(port, process.pid)
        finally:
            process.terminate()
            process.wait()


def wait_for(port: int) -> None:
    for _ in range(240):
        try:
            get(http.client.HTTPConnection("127.0.0.1", port, timeout=10), "/positions/")
        except OSError:
            time.sleep(0.25)
        else:
            return
    raise RuntimeError("The server did not start.")


def get(connection: http.client.HTTPConnection, address: str) -> None:
    connection.request("GET", address)
    response = connection.getresponse()
    response.read()
    if response.status != 200:
        raise RuntimeError(f"{address} answered {response.status}.")


def load(site: Server, asked: Sequence[str]) -> Load:
    """USERS threads, each asking REQUESTS times without a pause."""
    seconds: list[float] = []
    threads = [Thread(target=use, args=(site, asked, user, seconds)) for user in range(USERS)]
    before, begun = site.cpu(), time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    whole = time.perf_counter() - begun
    return Load(seconds, whole, (site.cpu() - before) / len(seconds))


def use(site: Server, asked: Sequence[str], user: int, seconds: list[float]) -> None:
    dice = random.Random(SEED + user)  # noqa: S311 - a work load, not a secret
    connection = http.client.HTTPConnection("127.0.0.1", site.port, timeout=60)
    for _ in range(REQUESTS):
        begun = time.perf_counter()
        get(connection, dice.choice(asked))
        seconds.append(time.perf_counter() - begun)
    connection.close()
