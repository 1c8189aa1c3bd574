"""Icons drawn inline from the vendored files, read once."""

import re
from functools import cache
from pathlib import Path

from django.utils.safestring import SafeString, mark_safe

FOLDER = Path(__file__).with_name("icons")
# Tabler frames each drawing with an invisible square that costs 60 bytes and draws nothing.
FRAME = re.compile(r'<path stroke="none" d="M0 0h24v24H0z" fill="none" ?/>')


@cache
def drawing(name: str) -> SafeString:
    """The icon as decorative SVG: the words beside it carry the meaning.

    Raises:
        FileNotFoundError: no such icon is vendored; add it to vendor.json.
    """
    source = (FOLDER / f"{name}.svg").read_text("utf-8")
    strokes = FRAME.sub("", source[source.index(">") + 1 : source.rindex("</svg>")])
    strokes = re.sub(r"\s*\n\s*", "", strokes)
    return mark_safe(  # noqa: S308 - vendored drawings, held by their digests
        '<svg class="icon" viewBox="0 0 24 24" width="20" height="20" fill="none" '
        'stroke="currentColor" stroke-width="1.75" stroke-linecap="round" stroke-linejoin="round" '
        f'aria-hidden="true" focusable="false">{strokes}</svg>'
    )
