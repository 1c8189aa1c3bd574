"""Entries that wait for a second person."""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from yucaihui.core.audit.services import record
from yucaihui.ledger.errors import CheckerNeeded, OtherRequest, SamePerson, WrongState
from yucaihui.ledger.models import Proposal, Voucher
from yucaihui.ledger.services.entries import Entry
from yucaihui.ledger.services.posting import post


def submit(entry: Entry, *, by: Any, on: date) -> Voucher | Proposal:
    """Post what one person may post; propose what needs a second.

    Raises:
        LedgerRefusal: as `post` does.
    """
    try:
        return post(entry, by=by, on=on)
    except CheckerNeeded:
        return propose(entry, by=by)


def propose(entry: Entry, *, by: Any) -> Proposal:
    """Keep the entry until somebody else checks it; proposed twice, it is one proposal."""
    with transaction.atomic():
        proposal, made = Proposal.objects.get_or_create(
            book=entry.book,
            key=entry.key,
            defaults={
                "kind": entry.kind,
                "entry": as_json(entry),
                "amount": entry.amount,
                "maker": by,
            },
        )
        if proposal.entry != as_json(entry):
            raise OtherRequest(
                _("The request “%(key)s” was made before with other content. Use a new key.")
                % {"key": entry.key},
                "key",
            )
        if made:
            record(by, "ledger.proposed", proposal, kind=entry.kind, amount=entry.amount)
    return proposal


def as_json(entry: Entry) -> dict[str, Any]:
    return {
        "source": list(entry.source),
        "effective_on": entry.effective_on.isoformat(),
        "lines": [list(line) for line in entry.lines],
        "reverses": entry.reverses.number if entry.reverses else None,
    }


def entry_of(proposal: Proposal) -> Entry:
    kept = proposal.entry
    reverses = proposal.book.vouchers.filter(number=kept["reverses"]).first()
    return Entry(
        proposal.book,
        proposal.kind,
        proposal.key,
        (kept["source"][0], kept["source"][1]),
        date.fromisoformat(kept["effective_on"]),
        tuple((debit, credit, amount) for debit, credit, amount in kept["lines"]),
        reverses,
    )


def check_proposal(proposal: Proposal, *, by: Any, on: date) -> Voucher:
    """Post it, signed by its maker and by `by`.

    Raises:
        SamePerson: `by` made it.
        WrongState: somebody has decided already.
        LedgerRefusal: as `post` does; the proposal goes on waiting.
    """
    with transaction.atomic():
        decide(proposal, Proposal.State.POSTED, by)
        voucher = post(entry_of(proposal), by=proposal.maker, checker=by, on=on)
        Proposal.objects.filter(pk=proposal.pk).update(voucher=voucher)
    return voucher


def refuse_proposal(proposal: Proposal, *, by: Any, note: str) -> None:
    """It will not be posted; its maker reads why."""
    with transaction.atomic():
        decide(proposal, Proposal.State.REFUSED, by, note)


def decide(proposal: Proposal, state: Proposal.State, by: Any, note: str = "") -> None:
    if proposal.maker_id == by.pk:
        raise SamePerson(_("Who made an entry can't check it. Ask a colleague."))
    waiting = Proposal.objects.filter(pk=proposal.pk, state=Proposal.State.WAITING)
    changed = waiting.update(state=state, checker=by, note=note[:200], ended_at=timezone.now())
    if not changed:
        raise WrongState(_("Somebody has decided on this already."))
    record(by, f"ledger.proposal_{state.value}", proposal)
