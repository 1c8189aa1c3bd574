"""`yucaihui import postings FILE --as …`: the same steps as on the pages, in one go."""

from pathlib import Path
from typing import Any

import typer


class NoSuchImporter(ValueError):
    """The account or the employer that the command names is not on file."""


def import_file(file: Path, *, account: str, employer: str) -> dict[str, Any]:
    """Read, check and import `file` as `account` (an e-mail address).

    `employer` is an organisation's id, or "" when the rows name theirs. Columns are taken as they
    were understood: look at them with --dry-run first. Gives the import's id and its totals.

    Raises:
        NoSuchImporter: the account or the employer is not on file.
        PermissionDenied, RefusedFile, Refused: as on the pages.
    """
    import django

    django.setup()
    from yucaihui.directory.queries import organisation_by_uid
    from yucaihui.recruitment.services import imports

    user = importer(account)
    organisation = organisation_by_uid(employer) if employer else None
    if employer and organisation is None:
        raise NoSuchImporter(f"There is no employer with the id {employer}.")
    batch = imports.upload_batch(file.read_bytes(), file.name, by=user, employer=organisation)
    finish(batch, "Reading")
    if batch.state == batch.State.UPLOADED:
        columns = {sheet["name"]: sheet["columns"] for sheet in batch.mapping["sheets"]}
        imports.confirm_mapping(batch, columns, by=user)
        finish(batch, "Checking")
    if batch.state == batch.State.VALIDATED:
        imports.commit_batch(batch, by=user)
        finish(batch, "Importing")
    return {
        "import": batch.uid, "state": batch.state, "reason": batch.reason, "totals": batch.totals,
    }  # fmt: skip


def importer(account: str) -> Any:
    from yucaihui.core.accounts.queries import user_by_email

    user = user_by_email(account)
    if user is None:
        raise NoSuchImporter(f"There is no account with the address {account}.")
    return user


def finish(batch: Any, label: str) -> None:
    """Run the batch's job here, unless a worker was quicker, and wait for its end."""
    from yucaihui.core.jobs.services import follow

    with typer.progressbar(length=100, label=label, file=typer.get_text_stream("stderr")) as bar:
        for percent in follow(batch.job_uid):
            bar.update(percent - bar.pos)
    batch.refresh_from_db()
