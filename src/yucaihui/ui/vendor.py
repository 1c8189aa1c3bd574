"""Browser libraries kept in the repository: fetched from npm, named and digested in a manifest.

`python -m yucaihui.ui.vendor` fetches what `vendor.json` names and writes the digests anew;
`python -m yucaihui.ui.vendor --check` compares the files with them. Both need a checkout.
"""

import hashlib
import json
import re
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path
from typing import Any

MANIFEST = Path(__file__).with_name("vendor.json")
CHECKOUT = Path(__file__).resolve().parents[3]
# The source maps are not shipped, and the static files' storage follows such comments.
SOURCE_MAP = re.compile(rb"\n?(/\*|//)# sourceMappingURL=[^\n]*")


class Tampered(RuntimeError):
    """A package or a file differs from the manifest."""


def read_manifest() -> list[dict[str, Any]]:
    packages: list[dict[str, Any]] = json.loads(MANIFEST.read_text("utf-8"))["packages"]
    return packages


def digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def changed_files() -> list[str]:
    """Paths whose bytes are missing or differ from the manifest."""
    return [
        file["path"]
        for package in read_manifest()
        for file in package["files"]
        if not (path := CHECKOUT / file["path"]).exists()
        or digest(path.read_bytes()) != file["sha256"]
    ]


def pack(package: dict[str, Any], folder: Path) -> Path:
    """Let npm put the package's archive into `folder`; its integrity must be the manifest's."""
    spec = f"{package['name']}@{package['version']}"
    told = subprocess.run(  # noqa: S603 - the manifest's own names
        ["npm", "pack", spec, "--json", "--pack-destination", str(folder)],  # noqa: S607
        check=True,
        capture_output=True,
        text=True,
    )
    archive = json.loads(told.stdout)[0]
    if package.setdefault("integrity", archive["integrity"]) != archive["integrity"]:
        raise Tampered(f"{spec} is not the archive that the manifest names.")
    return folder / str(archive["filename"])


def fetch(package: dict[str, Any]) -> None:
    with (
        tempfile.TemporaryDirectory() as folder,
        tarfile.open(pack(package, Path(folder))) as archive,
    ):
        for file in package["files"]:
            member = archive.extractfile(f"package/{file['from']}")
            content = SOURCE_MAP.sub(b"", member.read()) if member else b""
            target = CHECKOUT / file["path"]
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content)
            file["sha256"] = digest(content)


def main(arguments: list[str]) -> int:
    if arguments == ["--check"]:
        changed = changed_files()
        sys.stderr.writelines(f"differs from the manifest: {path}\n" for path in changed)
        return 1 if changed else 0
    packages = read_manifest()
    for package in packages:
        fetch(package)
    MANIFEST.write_text(json.dumps({"packages": packages}, indent=2) + "\n", "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
