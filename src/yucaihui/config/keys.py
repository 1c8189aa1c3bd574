"""What the settings read: keys, hosts, and what production must be told."""

import os
import secrets
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

SHORTEST = 32


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


def strong(keys: list[str], name: str) -> list[str]:
    """`keys` as they are, if each is long enough not to be guessed.

    Raises:
        ImproperlyConfigured: there is none, or a short one.
    """
    if not keys or any(len(key) < SHORTEST for key in keys):
        raise ImproperlyConfigured(
            f"{name} needs keys of at least {SHORTEST} random characters; make one with "
            "python3 -c 'import secrets; print(secrets.token_urlsafe(32))'"
        )
    return keys


def named_hosts(hosts: list[str]) -> list[str]:
    """`hosts` as they are, if each is a host: letters carry links to the one that was asked for,
    so a pattern that takes any host lets a stranger put their own into them.

    Raises:
        ImproperlyConfigured: there is none, or a pattern.
    """
    if not hosts or any(host.startswith((".", "*")) for host in hosts):
        raise ImproperlyConfigured("YUCAIHUI_HOSTS needs the site's full host names, no patterns.")
    return hosts


def told(name: str, local: str, *, required: bool) -> str:
    """What the environment says under `name`; `local` where it may be silent.

    Raises:
        ImproperlyConfigured: it is required and empty.
    """
    value = os.environ.get(name, "")
    if required and not value:
        raise ImproperlyConfigured(f"Set {name}: production has no default for it.")
    return value or local
