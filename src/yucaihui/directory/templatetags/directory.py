"""Filters of the directory's templates."""

from babel import Locale
from django import template

from yucaihui.directory.tables import label_of
from yucaihui.ui.formats import NOTHING, is_chinese

register = template.Library()
register.filter("file_label", label_of)


@register.filter
def country(code: str) -> str:
    """The name of a country or region in the page's language; a code unknown stays as it is."""
    names = Locale("zh" if is_chinese() else "en").territories
    return str(names.get(code, code)) or NOTHING
