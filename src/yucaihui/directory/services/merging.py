"""Two records of one person: suspected, merged, taken back, or told apart.

A merge moves every row of the project that points at the merged record, whatever module it belongs
to; what it moved is written down, so that it can be taken back exactly.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from django.apps import apps
from django.db import IntegrityError, models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from yucaihui.core.accounts.rules import is_office
from yucaihui.core.audit.services import record
from yucaihui.directory import signals
from yucaihui.directory.errors import AlreadyDecided, Refused
from yucaihui.directory.models import Affiliation, DuplicateLink, Merge, Person
from yucaihui.directory.queries.duplicates import suspicions
from yucaihui.directory.queries.people import current_people
from yucaihui.directory.services.people import require

Moved = dict[str, Any]

BATCH = 500
FILLED = ("name_zh", "name_en", "name_en_key", "country", "city")
# These say something about the records themselves, or are read off the record's own profile.
NOT_MOVED = (DuplicateLink, Merge, Affiliation)


def suspect_duplicates(people: Iterable[int] | None = None) -> int:
    """Look for records that resemble those of `people` (ids; default: all); gives how many pairs
    are new. A pair that was judged once is not suspected again."""
    ids = sorted(people if people is not None else current_people().values_list("pk", flat=True))
    before = DuplicateLink.objects.count()
    for start in range(0, len(ids), BATCH):
        found = suspicions(ids[start : start + BATCH])
        DuplicateLink.objects.bulk_create(
            [
                DuplicateLink(
                    first_id=pair.first,
                    second_id=pair.second,
                    score=pair.resemblance.score,
                    reasons=list(pair.resemblance.reasons),
                )
                for pair in found
            ],
            ignore_conflicts=True,
        )
    return DuplicateLink.objects.count() - before


def merge_people(
    kept: Person, merged: Person, *, by: Any, link: DuplicateLink | None = None
) -> Merge:
    """Make two records one: `merged` points at `kept` from now on.

    Rows that would break a unique constraint of `kept` stay at `merged`, named in the result's
    `stayed`; fields that `kept` lacks are filled.

    Raises:
        Refused: the same record twice, or one that was merged or erased before.
    """
    require(allowed=by is None or is_office(by))
    with transaction.atomic():
        kept, merged = locked(kept, merged)
        refuse_unmergeable(kept, merged)
        moved, stayed = move_all(merged, kept)
        merge = Merge.objects.create(
            link=link or link_between(kept, merged),
            kept=kept,
            merged=merged,
            moved=moved,
            stayed=stayed,
            filled=fill(kept, merged),
            merged_by=by,
        )
        merged.merged_into = kept
        merged.save(update_fields=["merged_into"])
        settle(merge.link, DuplicateLink.State.MERGED, by)
        record(by, "person.merged", kept, merged=merged.uid, stayed=sum_rows(stayed))
        signals.person_hidden.send(Person, person=merged)
        signals.profile_saved.send(Person, person=kept)
    return merge


def locked(kept: Person, merged: Person) -> tuple[Person, Person]:
    """Both rows, locked in the order of their ids so that two merges can't wait for each other."""
    pair = {kept.pk, merged.pk}
    rows = Person.objects.select_for_update().filter(pk__in=pair).order_by("pk")
    found = {row.pk: row for row in rows}
    return found[kept.pk], found[merged.pk]


def refuse_unmergeable(kept: Person, merged: Person) -> None:
    if kept == merged:
        raise Refused(_("Choose two different records."))
    if any(row.merged_into_id or row.erased_at for row in (kept, merged)):
        raise AlreadyDecided(_("One of the records was merged or erased before. Look again."))


def relations_to_people() -> Iterator[models.ForeignKey[Any, Any]]:
    """Every foreign key of the project that points at a person."""
    for relation in Person._meta.get_fields(include_hidden=True):  # noqa: SLF001
        field = getattr(relation, "field", None)
        if not relation.auto_created or not isinstance(field, models.ForeignKey):
            continue
        if field.model not in NOT_MOVED:
            yield field


def move_all(source: Person, target: Person) -> tuple[list[Moved], list[Moved]]:
    moved: list[Moved] = []
    stayed: list[Moved] = []
    for field in relations_to_people():
        ids = list(rows_at(field, source).order_by("pk").values_list("pk", flat=True))
        gone = move_rows(field, ids, source, target)
        named = {"model": field.model._meta.label_lower, "field": field.name}  # noqa: SLF001
        kept_back = sorted(set(ids) - set(gone))
        moved += [{**named, "rows": gone}] if gone else []
        stayed += [{**named, "rows": kept_back}] if kept_back else []
    return moved, stayed


def rows_at(field: models.ForeignKey[Any, Any], person: Person) -> models.QuerySet[Any]:
    return field.model._base_manager.filter(**{field.name: person})  # noqa: SLF001


def move_rows(
    field: models.ForeignKey[Any, Any], ids: list[int], source: Person, target: Person
) -> list[int]:
    """Point rows at `target`: all at once, or one by one when a constraint holds some back."""
    at_source = rows_at(field, source)
    try:
        with transaction.atomic():
            at_source.filter(pk__in=ids).update(**{field.name: target})
    except IntegrityError:
        if len(ids) == 1:
            return []
        return [pk for one in ids for pk in move_rows(field, [one], source, target)]
    return ids


def fill(kept: Person, merged: Person) -> dict[str, Any]:
    """Fill what `kept` lacks, the account too; gives the fields with what stood there."""
    filled = {name: "" for name in FILLED if not getattr(kept, name) and getattr(merged, name)}
    for name in filled:
        setattr(kept, name, getattr(merged, name))
    if kept.user_id is None and merged.user_id is not None:
        user, merged.user = merged.user, None
        merged.save(update_fields=["user"])
        kept.user = user
        filled["user"] = ""
    kept.save()
    return filled


def link_between(kept: Person, merged: Person) -> DuplicateLink:
    first, second = sorted((kept, merged), key=lambda person: person.pk)
    link, _made = DuplicateLink.objects.get_or_create(
        first=first, second=second, defaults={"score": 1.0, "reasons": ["by_hand"]}
    )
    return link


def settle(link: DuplicateLink | None, state: DuplicateLink.State, by: Any) -> None:
    if link is not None:
        link.state, link.decided_by = state, by
        link.save(update_fields=["state", "decided_by"])


def sum_rows(named: list[Moved]) -> int:
    return sum(len(part["rows"]) for part in named)


def unmerge(merge: Merge, *, by: Any) -> list[Moved]:
    """Put every row back where it was; gives those that can't be, because something took their
    place since.

    Raises:
        AlreadyDecided: it was taken back before.
        Refused: a later merge of the kept record has to be taken back first.
    """
    require(allowed=by is None or is_office(by))
    with transaction.atomic():
        undone = Merge.objects.filter(pk=merge.pk, undone_at=None).update(undone_at=timezone.now())
        if not undone:
            raise AlreadyDecided(_("This merge was taken back before."))
        kept, merged = locked(merge.kept, merge.merged)
        if kept.merged_into_id:
            raise Refused(_("Take back the later merge of this record first."))
        unfill(kept, merged, merge.filled)
        held = [left for part in merge.moved for left in move_back(part, kept, merged)]
        merged.merged_into = None
        merged.save(update_fields=["merged_into"])
        settle(merge.link, DuplicateLink.State.DISTINCT, by)
        record(by, "person.unmerged", kept, merged=merged.uid, held=sum_rows(held))
        for person in (kept, merged):
            signals.profile_saved.send(Person, person=person)
    return held


def unfill(kept: Person, merged: Person, filled: dict[str, Any]) -> None:
    """Empty what the merge filled, unless it was changed since."""
    for name in filled:
        if name == "user":
            user, kept.user = kept.user, None
            kept.save(update_fields=["user"])
            merged.user = user
            merged.save(update_fields=["user"])
        elif getattr(kept, name) == getattr(merged, name):
            setattr(kept, name, "")
    kept.save()


def move_back(part: Moved, kept: Person, merged: Person) -> list[Moved]:
    field = apps.get_model(part["model"])._meta.get_field(part["field"])  # noqa: SLF001
    assert isinstance(field, models.ForeignKey)  # noqa: S101 - written by move_all
    there = rows_at(field, kept).filter(pk__in=part["rows"])
    ids = list(there.order_by("pk").values_list("pk", flat=True))
    left = sorted(set(ids) - set(move_rows(field, ids, kept, merged)))
    return [{**part, "rows": left}] if left else []


def mark_distinct(link: DuplicateLink, *, by: Any) -> None:
    """Two people: the pair is not suspected again.

    Raises:
        AlreadyDecided: a colleague was quicker.
    """
    require(allowed=by is None or is_office(by))
    with transaction.atomic():
        decided = DuplicateLink.objects.filter(
            pk=link.pk, state=DuplicateLink.State.SUSPECTED
        ).update(state=DuplicateLink.State.DISTINCT, decided_by=by)
        if not decided:
            raise AlreadyDecided(_("A colleague has decided on this pair. Look at it again."))
        record(by, "person.told_apart", link.first, other=link.second.uid)
    link.refresh_from_db()
