import json
from pathlib import Path

import pytest

from yucaihui.ui import vendor


def test_every_vendored_file_is_the_one_the_manifest_names() -> None:
    assert vendor.changed_files() == []


def test_a_changed_file_is_noticed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.js").write_bytes(b"tampered")
    monkeypatch.setattr(vendor, "CHECKOUT", tmp_path)
    files = [{"path": "a.js", "sha256": vendor.digest(b"a")}, {"path": "b.js", "sha256": ""}]
    monkeypatch.setattr(vendor, "read_manifest", lambda: [{"files": files}])
    assert vendor.changed_files() == ["a.js", "b.js"]
    assert vendor.main(["--check"]) == 1


def test_each_package_brings_its_licence() -> None:
    for package in vendor.read_manifest():
        assert package["licence"] in {"MIT", "0BSD", "Apache-2.0", "MPL-2.0"}
        assert [f for f in package["files"] if f["from"].startswith("LICENSE")] != []


def test_an_archive_with_another_integrity_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Told:
        stdout = json.dumps([{"integrity": "sha512-other", "filename": "a.tgz"}])

    monkeypatch.setattr(vendor.subprocess, "run", lambda *_, **__: Told)
    package = {"name": "a", "version": "1", "integrity": "sha512-known"}
    with pytest.raises(vendor.Tampered):
        vendor.pack(package, tmp_path)
