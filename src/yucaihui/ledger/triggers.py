"""What is written stays as it is: triggers on both databases, put there by the migrations.

Who may change the schema can drop them; the digests and the checkpoints outside tell of that.
"""

from typing import Any

KEPT = ("ledger_voucher", "ledger_transfer", "ledger_closing", "ledger_checkpoint")
# Columns of these rows may change that are named here; the rows themselves stay.
CHANGING = {
    "ledger_account": ("balance", "entries"),
    "ledger_book": ("name_zh", "name_en", "partner_id", "number", "head"),
}
WORDS = "The ledger keeps what is written. Correct it by a reversal."

# SQLite's INSERT OR REPLACE deletes a row without telling the triggers on DELETE.
UNIQUE = {
    "ledger_voucher": ("id = NEW.id", "book_id = NEW.book_id AND number = NEW.number"),
    "ledger_transfer": ("id = NEW.id", "voucher_id = NEW.voucher_id AND line = NEW.line"),
    "ledger_closing": ("id = NEW.id",),
    "ledger_checkpoint": ("id = NEW.id",),
}

FUNCTIONS = """
CREATE OR REPLACE FUNCTION ledger_kept() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION '%(words)s' USING ERRCODE = 'restrict_violation'; END $$;
CREATE OR REPLACE FUNCTION ledger_kept_whole() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE filled boolean;
BEGIN
  EXECUTE format('SELECT EXISTS (SELECT 1 FROM %I)', TG_TABLE_NAME) INTO filled;
  IF filled THEN RAISE EXCEPTION '%(words)s' USING ERRCODE = 'restrict_violation'; END IF;
  RETURN NULL;
END $$;
""".replace("%(words)s", WORDS)


def install(connection: Any) -> None:
    """Put them there, anew where they are."""
    remove(connection)
    with connection.cursor() as cursor:
        for statement in statements(connection):
            cursor.execute(statement)


def remove(connection: Any) -> None:
    """For a copy that is to be forged, and for tests that tidy up."""
    on = "" if connection.vendor == "sqlite" else " ON {table}"
    with connection.cursor() as cursor:
        for table in (*KEPT, *CHANGING):
            for event in ("update", "delete", "insert", "truncate"):
                name = f"DROP TRIGGER IF EXISTS {table}_{event}"
                cursor.execute(name + on.format(table=table))


def statements(connection: Any) -> list[str]:
    if connection.vendor == "sqlite":
        return sqlite(connection)
    return [FUNCTIONS, *postgresql(connection)]


def fixed_columns(connection: Any, table: str) -> str:
    with connection.cursor() as cursor:
        columns = connection.introspection.get_table_description(cursor, table)
    return ", ".join(one.name for one in columns if one.name not in CHANGING[table])


def sqlite(connection: Any) -> list[str]:
    refuse = f"BEGIN SELECT RAISE(ABORT, '{WORDS}'); END"
    made = [
        f"CREATE TRIGGER {table}_{event} BEFORE {event.upper()} ON {table} {refuse}"
        for table in KEPT
        for event in ("update", "delete")
    ]
    for table, same in UNIQUE.items():
        known = " OR ".join(f"EXISTS (SELECT 1 FROM {table} WHERE {one})" for one in same)  # noqa: S608
        made.append(f"CREATE TRIGGER {table}_insert BEFORE INSERT ON {table} WHEN {known} {refuse}")
    for table in CHANGING:
        columns = fixed_columns(connection, table)
        made.append(f"CREATE TRIGGER {table}_delete BEFORE DELETE ON {table} {refuse}")
        made.append(f"CREATE TRIGGER {table}_update BEFORE UPDATE OF {columns} ON {table} {refuse}")
    return made


def postgresql(connection: Any) -> list[str]:
    every = "FOR EACH ROW EXECUTE FUNCTION ledger_kept()"
    made = [
        f"CREATE TRIGGER {table}_{event} BEFORE {event.upper()} ON {table} {every}"
        for table in KEPT
        for event in ("update", "delete")
    ]
    for table in CHANGING:
        columns = fixed_columns(connection, table)
        made.append(f"CREATE TRIGGER {table}_delete BEFORE DELETE ON {table} {every}")
        made.append(f"CREATE TRIGGER {table}_update BEFORE UPDATE OF {columns} ON {table} {every}")
    made += [
        f"CREATE TRIGGER {table}_truncate BEFORE TRUNCATE ON {table} "
        "FOR EACH STATEMENT EXECUTE FUNCTION ledger_kept_whole()"
        for table in (*KEPT, *CHANGING)
    ]
    return made


def missing(connection: Any) -> list[tuple[str, str]]:
    """(table, event) of each trigger that should be there, able to fire, and isn't."""
    query = "SELECT name FROM sqlite_master WHERE type = 'trigger'"
    events: tuple[str, ...] = ("update", "delete")
    if connection.vendor == "postgresql":
        query = "SELECT tgname FROM pg_trigger WHERE tgenabled = 'O' AND NOT tgisinternal"
        events = (*events, "truncate")
    with connection.cursor() as cursor:
        cursor.execute(query)
        names = {name for (name,) in cursor.fetchall()}
    wanted = ((table, event) for table in (*KEPT, *CHANGING) for event in events)
    return [(table, event) for table, event in wanted if f"{table}_{event}" not in names]
