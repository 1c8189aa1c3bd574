"""Keys of a single-machine installation: made once, readable by their owner only."""

import os
import secrets
from pathlib import Path


def local_key(path: Path) -> str:
    """The key in `path`, which is created on first use (32 random bytes, URL-safe text)."""
    try:
        return path.read_text(encoding="ascii").strip()
    except FileNotFoundError:
        pass
    key = secrets.token_urlsafe(32)
    draft = path.with_name(f"{path.name}.{os.getpid()}")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(key)
    try:
        # A hard link fails when another process was quicker: then its key counts.
        path.hardlink_to(draft)
    except FileExistsError:
        return path.read_text(encoding="ascii").strip()
    finally:
        draft.unlink()
    return key
