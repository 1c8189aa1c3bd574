"""List what statements and our books disagree on; each break has an owner until it is gone."""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from yucaihui.core.audit.services import record
from yucaihui.ledger.errors import WrongState
from yucaihui.ledger.models import Break, Statement
from yucaihui.ledger.queries.differences import Kind, differences, told_by


def reconcile(statement: Statement, *, on: date, owner: Any = None) -> int:
    """List what disagrees now and close what no longer does. Gives how many breaks are open."""
    found = differences(statement.account, told_by(statement))
    now = {(one.kind.value, one.on, one.reference): one for one in found}
    with transaction.atomic():
        listed = {(one.kind, one.on, one.reference): one for one in statement.breaks.all()}
        for place, one in now.items():
            known = listed.get(place)
            values = {"ours": one.ours, "theirs": one.theirs, "closed_on": None}
            if known is None:
                Break.objects.create(
                    statement=statement, kind=one.kind, on=one.on, reference=one.reference,
                    owner=owner, opened_on=on, **values,
                )  # fmt: skip
            elif not known.note:
                Break.objects.filter(pk=known.pk).update(**values)
        gone = [one.pk for place, one in listed.items() if place not in now]
        Break.objects.filter(pk__in=gone, closed_on=None).update(closed_on=on)
    return len(now)


def reconcile_all(*, on: date) -> int:
    """Every statement anew: what was posted late may close a break or open one."""
    rows = Statement.objects.select_related("account__book").order_by("pk")
    return sum(reconcile(one, on=on) for one in rows)


def assign_break(one: Break, owner: Any, *, by: Any) -> None:
    with transaction.atomic():
        Break.objects.filter(pk=one.pk).update(owner=owner)
        record(by, "ledger.break_assigned", one, owner=owner.uid)


def settle_break(one: Break, *, by: Any, note: str, on: date) -> None:
    """Accept a difference in a movement as explained; a balance must agree of itself.

    Raises:
        WrongState: it is closed, or a balance.
    """
    if one.kind == Kind.BALANCE:
        raise WrongState(_("A balance agrees when the postings do. Post what is missing."))
    with transaction.atomic():
        waiting = Break.objects.filter(pk=one.pk, closed_on=None)
        if not waiting.update(closed_on=on, note=note.strip()[:200]):
            raise WrongState(_("This break is closed already."))
        record(by, "ledger.break_settled", one)
