"""What is in a ZIP file of documents: names, sizes, and one member's bytes at a time.

Nothing is written anywhere: a member's path is a label, whatever it says. What a ZIP file declares
is judged before any of it is unpacked, and a member gives no more bytes than it declared.
"""

import io
import stat
import zipfile
import zlib
from dataclasses import dataclass
from pathlib import PurePosixPath

from yucaihui.engines.text.calm import UNKEEPABLE
from yucaihui.engines.text.documents.model import Refusal

UTF8, ENCRYPTED = 0x800, 0x1
METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
# What systems leave beside the files that people put into a folder.
LEFTOVERS = frozenset(("__macosx", ".ds_store", "thumbs.db", "desktop.ini"))
HIDDEN = (".", "~$")
# ZIP files of Windows and macOS hold names in the system's encoding without saying which.
ENCODINGS = ("utf-8", "gb18030", "cp437")
MAX_NAME = 300


@dataclass(frozen=True, slots=True)
class ArchiveLimits:
    """Members, bytes of one of them, and bytes of all together once unpacked."""

    members: int = 1000
    size: int = 10 * 2**20
    unpacked: int = 500 * 2**20


@dataclass(frozen=True, slots=True)
class Member:
    """One file in an archive, by its place in it; `refused` is a reason's code or empty."""

    index: int
    name: str
    size: int
    refused: str = ""


def archive_members(data: bytes, limits: ArchiveLimits) -> tuple[Member, ...]:
    """The files of a ZIP in its order; folders and what systems leave there are passed over.

    Raises:
        Refusal: `archive_broken`, `archive_too_many` or `archive_unpacked`.
    """
    entries = opened(data).infolist()
    if len(entries) > 4 * limits.members:
        raise Refusal("archive_too_many")
    named = [(number, entry, name_of(entry)) for number, entry in enumerate(entries)]
    found = [(n, entry, name) for n, entry, name in named if is_file(entry, name)]
    if len(found) > limits.members:
        raise Refusal("archive_too_many")
    if sum(entry.file_size for _, entry, _ in found) > limits.unpacked:
        raise Refusal("archive_unpacked")
    return tuple(Member(n, name, e.file_size, refusal_of(e, limits)) for n, e, name in found)


def opened(data: bytes) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, ValueError, NotImplementedError, UnicodeDecodeError):
        raise Refusal("archive_broken") from None


def name_of(entry: zipfile.ZipInfo) -> str:
    """The member's path in readable letters, without anything that leads out of the folder."""
    name = entry.orig_filename
    if not entry.flag_bits & UTF8:
        name = decoded(name.encode("cp437", "replace"))
    parts = UNKEEPABLE.sub("", name).replace("\\", "/").split("/")
    kept = [part.strip() for part in parts if part.strip() not in ("", ".", "..")]
    return "/".join(kept)[-MAX_NAME:]


def decoded(raw: bytes) -> str:
    for encoding in ENCODINGS[:-1]:
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return raw.decode(ENCODINGS[-1])


def is_file(entry: zipfile.ZipInfo, name: str) -> bool:
    parts = PurePosixPath(name).parts
    if entry.is_dir() or not parts:
        return False
    left = any(part.lower() in LEFTOVERS for part in parts)
    return not left and not parts[-1].startswith(HIDDEN)


def refusal_of(entry: zipfile.ZipInfo, limits: ArchiveLimits) -> str:
    """Why this member is not read, from what the archive says of it."""
    kind = stat.S_IFMT(entry.external_attr >> 16)
    if kind not in (0, stat.S_IFREG):
        return "archive_link"
    if entry.flag_bits & ENCRYPTED:
        return "encrypted"
    if entry.compress_type not in METHODS:
        return "archive_method"
    return "too_large" if entry.file_size > limits.size else ""


def member_bytes(data: bytes, index: int, limits: ArchiveLimits) -> bytes:
    """The bytes of one member that `archive_members` did not refuse.

    Raises:
        Refusal: `broken`, `too_large`.
    """
    archive = opened(data)
    entry = archive.infolist()[index]
    try:
        with archive.open(entry) as source:
            unpacked = source.read(limits.size + 1)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, NotImplementedError):
        raise Refusal("broken") from None
    if len(unpacked) > limits.size:
        raise Refusal("too_large")
    return unpacked
