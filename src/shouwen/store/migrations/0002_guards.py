"""What only the databases themselves can guard or index: events are never changed; the text index."""

from django.core.management import call_command
from django.db import migrations

SQLITE = [
    """CREATE TRIGGER event_never_updated BEFORE UPDATE ON store_caseevent
       BEGIN SELECT RAISE(ABORT, 'events are never changed'); END""",
    """CREATE TRIGGER event_never_deleted BEFORE DELETE ON store_caseevent
       BEGIN SELECT RAISE(ABORT, 'events are never deleted'); END""",
    "CREATE VIRTUAL TABLE case_words USING fts5(tokens, content='store_casetext', content_rowid='case_id')",
]
SQLITE_BACK = [
    "DROP TRIGGER event_never_updated",
    "DROP TRIGGER event_never_deleted",
    "DROP TABLE case_words",
]
POSTGRESQL = [
    """CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS
       $$ BEGIN RAISE EXCEPTION 'events are never changed or deleted'; END $$""",
    """CREATE TRIGGER event_never_changed BEFORE UPDATE OR DELETE ON store_caseevent
       FOR EACH ROW EXECUTE FUNCTION refuse_change()""",
    """CREATE TRIGGER event_never_truncated BEFORE TRUNCATE ON store_caseevent
       FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()""",
    """CREATE FUNCTION name_transaction() RETURNS trigger LANGUAGE plpgsql AS
       $$ BEGIN NEW.written_in := pg_current_xact_id()::text::bigint; RETURN NEW; END $$""",
    """CREATE TRIGGER event_written_in BEFORE INSERT ON store_caseevent
       FOR EACH ROW EXECUTE FUNCTION name_transaction()""",
    "ALTER TABLE store_casetext ADD COLUMN words tsvector GENERATED ALWAYS AS (to_tsvector('simple', tokens)) STORED",
    "CREATE INDEX case_words ON store_casetext USING gin (words)",
]
POSTGRESQL_BACK = [
    "DROP TRIGGER event_never_changed ON store_caseevent",
    "DROP TRIGGER event_never_truncated ON store_caseevent",
    "DROP FUNCTION refuse_change()",
    "DROP TRIGGER event_written_in ON store_caseevent",
    "DROP FUNCTION name_transaction()",
    "DROP INDEX case_words",
    "ALTER TABLE store_casetext DROP COLUMN words",
]


def _run(statements):
    def run(apps, editor):
        chosen = statements.get(editor.connection.vendor, [])
        for statement in chosen:
            editor.execute(statement)

    return run


def _cache_table(apps, editor):
    call_command("createcachetable", database=editor.connection.alias, verbosity=0)


class Migration(migrations.Migration):
    dependencies = [("store", "0001_initial")]
    operations = [
        migrations.RunPython(
            _run({"sqlite": SQLITE, "postgresql": POSTGRESQL}),
            _run({"sqlite": SQLITE_BACK, "postgresql": POSTGRESQL_BACK}),
        ),
        migrations.RunPython(_cache_table, migrations.RunPython.noop),
    ]
