"""The repository names no machine, no package host, and no person who isn't in it."""

import re
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
HOSTS = re.compile(rb"https?://(?:[\w.-]*\.)?(?:pypi|pythonhosted|npmjs|debian)\.(?:org|com)")
PATHS = re.compile(rb"(?<![\w.])/(?:work|root|opt)/[\w.]")


def committed_files() -> list[Path]:
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    return [ROOT / name for name in listed.stdout.decode().split("\0") if name]


def test_no_file_names_a_package_host_or_a_path_of_this_machine() -> None:
    found = [
        path.relative_to(ROOT).as_posix()
        for path in committed_files()
        if path.is_file()
        and path != Path(__file__)
        and (HOSTS.search(path.read_bytes()) or PATHS.search(path.read_bytes()))
    ]
    assert found == []
