"""What a ZIP file holds is told before it is unpacked, under readable names, and never more."""

import io
import stat
import struct
import zipfile

import pytest

from yucaihui.engines.text.documents.archive import (
    ArchiveLimits,
    Member,
    archive_members,
    member_bytes,
)
from yucaihui.engines.text.documents.model import Refusal, reason_words

LIMITS = ArchiveLimits()


def packed(
    *entries: tuple[str | zipfile.ZipInfo, bytes], method: int = zipfile.ZIP_DEFLATED
) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, data in entries:
            archive.writestr(name, data)
    return out.getvalue()


def named(raw: bytes) -> bytes:
    """An archive with one member whose name is these very bytes, in no declared encoding."""
    data = packed(("x" * len(raw), b"text"))
    return data.replace(b"x" * len(raw), raw)


def names(data: bytes) -> list[str]:
    return [member.name for member in archive_members(data, LIMITS)]


def test_members_come_in_their_order_with_place_and_size() -> None:
    data = packed(("a/", b""), ("a/林晓.pdf", b"12345"), ("b.docx", b"1"))
    assert archive_members(data, LIMITS) == (Member(1, "a/林晓.pdf", 5), Member(2, "b.docx", 1))
    assert member_bytes(data, 1, LIMITS) == b"12345"


@pytest.mark.parametrize("encoding", ["gb18030", "utf-8"])
@pytest.mark.parametrize("name", ["简历/林晓.pdf", "周鑫_高级工程师（副本）.docx"])
def test_names_are_read_in_the_encoding_of_the_system_that_packed_them(
    name: str, encoding: str
) -> None:
    assert names(named(name.encode(encoding))) == [name]


def test_a_gbk_name_whose_second_byte_is_a_backslash_stays_one_name() -> None:
    raw = "誠実.pdf".encode("gb18030")
    assert b"\\" in raw
    assert names(named(raw)) == ["誠実.pdf"]


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("../../etc/passwd.pdf", "etc/passwd.pdf"),
        ("/srv/a.pdf", "srv/a.pdf"),
        ("C:\\简历\\a.pdf", "C:/简历/a.pdf"),
        ("a//./b.pdf", "a/b.pdf"),
    ],
)
def test_a_path_is_a_label_that_leads_nowhere(written: str, shown: str) -> None:
    assert names(packed((written, b"x"))) == [shown]


def test_what_systems_leave_is_passed_over() -> None:
    left = ("__MACOSX/._a.pdf", ".DS_Store", "x/Thumbs.db", "desktop.ini", "~$a.docx", ".hidden")
    assert names(packed(*((name, b"x") for name in left), ("a.pdf", b"x"))) == ["a.pdf"]


def test_links_and_devices_are_refused() -> None:
    link = zipfile.ZipInfo("a.pdf")
    link.create_system = 3
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    (found,) = archive_members(packed((link, b"/etc/passwd")), LIMITS)
    assert found.refused == "archive_link"


def test_locked_and_strangely_packed_members_are_refused() -> None:
    data = bytearray(packed(("a.pdf", b"x")))
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(mark) + offset] |= 1
    assert archive_members(bytes(data), LIMITS)[0].refused == "encrypted"
    strange = packed(("a.pdf", b"x"), method=zipfile.ZIP_LZMA)
    assert archive_members(strange, LIMITS)[0].refused == "archive_method"


def test_a_member_that_is_too_large_is_refused_alone() -> None:
    data = packed(("a.pdf", bytes(11)), ("b.pdf", bytes(10)))
    members = archive_members(data, ArchiveLimits(size=10))
    assert [member.refused for member in members] == ["too_large", ""]


@pytest.mark.parametrize(
    ("limits", "reason"),
    [
        (ArchiveLimits(members=1), "archive_too_many"),
        (ArchiveLimits(unpacked=19), "archive_unpacked"),
    ],
)
def test_an_archive_that_holds_too_much_is_refused(limits: ArchiveLimits, reason: str) -> None:
    with pytest.raises(Refusal) as refused:
        archive_members(packed(("a.pdf", bytes(10)), ("b.pdf", bytes(10))), limits)
    assert refused.value.code == reason
    assert len(reason_words(reason)) == 2


def test_a_member_gives_no_more_than_it_declared() -> None:
    """A bomb that says it is small: ten bytes declared, a million packed."""
    data = bytearray(packed(("a.pdf", bytes(1_000_000))))
    for mark, offset in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        struct.pack_into("<I", data, data.index(mark) + offset, 10)
    (member,) = archive_members(bytes(data), LIMITS)
    assert member.size == 10
    with pytest.raises(Refusal) as refused:
        member_bytes(bytes(data), 0, LIMITS)
    assert refused.value.code == "broken"


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", packed(("a.pdf", b"x"))[:-10], bytes(100)])
def test_what_is_no_archive_is_refused(data: bytes) -> None:
    with pytest.raises(Refusal) as refused:
        archive_members(data, LIMITS)
    assert refused.value.code == "archive_broken"
