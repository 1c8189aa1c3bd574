"""What each module adds to the tests of the API: a file a part, with any of TABLE (who is answered
what), NAMES (what an address names), BODIES, UPLOADS, and LISTS (rows and queries of its lists)."""

import pkgutil
from importlib import import_module
from typing import Any

PARTS = [import_module(f"{__name__}.{part.name}") for part in pkgutil.iter_modules(__path__)]


def gathered(name: str) -> dict[str, Any]:
    """What all parts say under `name`."""
    found: dict[str, Any] = {}
    for part in PARTS:
        found.update(getattr(part, name, {}))
    return found
