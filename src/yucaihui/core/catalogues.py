"""Translations without GNU gettext, which a fresh machine lacks.

Every package with a `locale` folder has a Chinese catalogue of its own; English is the language of
the texts in the code. Texts are collected with Babel, templates through Django's `templatize`.
"""

import io
import os
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

PACKAGE = Path(__file__).resolve().parent.parent
LANGUAGE = "zh_Hans"
KEYWORDS = {
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "_": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}


def update_catalogue(package: Path) -> None:
    """Collect the texts of `package` into its catalogue; new ones wait for a translation."""
    catalogue = read_catalogue(package)
    catalogue.update(collect(package), no_fuzzy_matching=True, update_creation_date=False)
    catalogue.obsolete.clear()
    path = po_path(package)
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as out:
        write_po(out, catalogue, width=100, sort_output=True, omit_header=False)


def faults() -> list[str]:
    """What keeps the catalogues from being whole: missing, stale and contradicting translations."""
    return [*(fault for package in packages() for fault in faults_of(package)), *clashes()]


def packages() -> list[Path]:
    """The folders that keep a catalogue, the ones deepest in the tree first."""
    found = {path.parent for path in PACKAGE.rglob("locale") if path.is_dir()}
    return sorted(found, key=lambda path: (-len(path.parts), path))


def po_path(package: Path) -> Path:
    return package / "locale" / LANGUAGE / "LC_MESSAGES" / "django.po"


def read_catalogue(package: Path) -> Catalog:
    path = po_path(package)
    if not path.exists():
        return Catalog(locale=LANGUAGE, domain="django", charset="utf-8")
    with path.open("rb") as source:
        return read_po(source, locale=LANGUAGE, domain="django")


def collect(package: Path) -> Catalog:
    """All texts under `package` that belong to no deeper package's catalogue."""
    catalogue = Catalog(locale=LANGUAGE, domain="django", charset="utf-8")
    inner = [other for other in packages() if other != package and other.is_relative_to(package)]
    for path in sources(package):
        if any(path.is_relative_to(other) for other in inner):
            continue
        for _line, text, _comments, context in texts_of(path):
            catalogue.add(text, context=context, locations=[(str(path.relative_to(PACKAGE)), 0)])
    return catalogue


def sources(package: Path) -> Iterator[Path]:
    for path in sorted(package.rglob("*")):
        if (path.suffix == ".py" and "migrations" not in path.parts) or (
            path.suffix in {".html", ".txt", ".xml"} and "templates" in path.parts
        ):
            yield path


def texts_of(path: Path) -> list[tuple[int, str | tuple[str, ...], list[str], str | None]]:
    code = path.read_text(encoding="utf-8")
    if path.suffix != ".py":
        from django.utils.translation.template import templatize  # noqa: PLC0415 - needs settings

        # What templatize leaves between the texts is no Python: its indentation means nothing.
        code = "\n".join(line.strip() for line in templatize(code).splitlines())
    return list(
        extract("python", io.BytesIO(code.encode()), KEYWORDS, options={"encoding": "utf-8"})
    )


def faults_of(package: Path) -> list[str]:
    wanted, held = collect(package), read_catalogue(package)
    name = package.relative_to(PACKAGE)
    missing = [m for m in wanted if m.id and not translated(held.get(m.id, m.context))]
    stale = [m for m in held if m.id and wanted.get(m.id, m.context) is None]
    return [
        *(f"{name}: not translated: {message.id!r}" for message in missing),
        *(f"{name}: no longer used: {message.id!r}" for message in stale),
    ]


def clashes() -> list[str]:
    """Texts that two packages translate differently: Django merges all catalogues, so one would
    win everywhere. A context (pgettext) keeps them apart."""
    said: dict[tuple[object, object], dict[object, str]] = {}
    for package in packages():
        name = str(package.relative_to(PACKAGE))
        for message in read_catalogue(package):
            if message.id:
                words = said.setdefault((message.id, message.context), {})
                words.setdefault(message.string, name)
    return [
        f"translated differently: {text!r}: {words}"
        for (text, _context), words in said.items()
        if len(words) > 1
    ]


def translated(message: object) -> bool:
    text = getattr(message, "string", "")
    return bool(text) and (not isinstance(text, tuple) or all(text))


def compile_catalogues(*, force: bool = False) -> None:
    """Compile every catalogue that is newer than its .mo file."""
    for package in packages():
        source = po_path(package)
        target = source.with_suffix(".mo")
        if not source.exists() or (not force and is_fresh(target, source)):
            continue
        draft = target.with_suffix(f".{os.getpid()}")
        with draft.open("wb") as out:
            write_mo(out, read_catalogue(package))
        draft.replace(target)


def is_fresh(target: Path, source: Path) -> bool:
    return target.exists() and target.stat().st_mtime >= source.stat().st_mtime
