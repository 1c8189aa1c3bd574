"""A posting as free text, turned into the fields of the form."""

from datetime import date
from typing import Any

from yucaihui.engines.text.clusters import guess_cluster
from yucaihui.engines.text.freetext import read_free_text
from yucaihui.recruitment.services.import_rows import fields_of, values_of
from yucaihui.recruitment.services.postings import default_last_day


def fields_of_text(text: str, on: date) -> dict[str, Any]:
    """What the text says, empty fields left out; the whole text is the description.

    A last day that has passed counts as not said.
    """
    read, _reasons = read_free_text(text)
    values = {**values_of(read), "description": text.replace("\0", "").strip()}
    last = values["valid_through"]
    if last is None or date.fromisoformat(last) < on:
        values["valid_through"] = default_last_day(on).isoformat()
    fields = {**fields_of(values, on), "cluster": guess_cluster(values["title"], text)}
    del fields["posted_on"]
    return {name: value for name, value in fields.items() if value not in ("", None, [])}
