"""Indexes that another one begins with are given up: every registration had to write them.

Rows stay where they are: on SQLite a changed field would build its table anew and lose the guards of the events.
"""

import django.db.models.deletion
from django.db import migrations, models

COLUMNS = (
    ("store_case", "handler_id"),
    ("store_case", "organisation_id"),
    ("store_case", "rule_book_id"),
    ("store_case", "unit_id"),
    ("store_caseevent", "case_id"),
    ("store_caserecusal", "staff_id"),
    ("store_casetrait", "case_id"),
    ("store_casetrait", "organisation_id"),
    ("store_caseunit", "unit_id"),
    ("store_message", "case_id"),
    ("store_message", "organisation_id"),
    ("store_message", "recipient_id"),
    ("store_obligation", "case_id"),
    ("store_obligation", "owner_id"),
    ("store_privatetext", "case_id"),
)


def drop(_apps, schema_editor):
    connection = schema_editor.connection
    for table, column in COLUMNS:
        with connection.cursor() as cursor:
            constraints = connection.introspection.get_constraints(cursor, table)
        for name, told in constraints.items():
            if told["index"] and not told["unique"] and told["columns"] == [column] and name.startswith(f"{table}_{column}_"):
                schema_editor.execute(f"DROP INDEX {schema_editor.quote_name(name)}")


class Migration(migrations.Migration):

    dependencies = [
        ('store', '0017_conduct'),
    ]

    operations = [
        migrations.SeparateDatabaseAndState(
            database_operations=[migrations.RunPython(drop, migrations.RunPython.noop, elidable=False)],
            state_operations=[
                migrations.AlterField(
                    model_name='case',
                    name='handler',
                    field=models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='store.staff'),
                ),
                migrations.AlterField(
                    model_name='case',
                    name='organisation',
                    field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='cases', to='store.organisation'),
                ),
                migrations.AlterField(
                    model_name='case',
                    name='rule_book',
                    field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='store.rulebookversion'),
                ),
                migrations.AlterField(
                    model_name='case',
                    name='unit',
                    field=models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='store.unit'),
                ),
                migrations.AlterField(
                    model_name='caseevent',
                    name='case',
                    field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='events', to='store.case'),
                ),
                migrations.AlterField(
                    model_name='caserecusal',
                    name='staff',
                    field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='store.staff'),
                ),
                migrations.AlterField(
                    model_name='casetrait',
                    name='case',
                    field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='traits', to='store.case'),
                ),
                migrations.AlterField(
                    model_name='casetrait',
                    name='organisation',
                    field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='store.organisation'),
                ),
                migrations.AlterField(
                    model_name='caseunit',
                    name='unit',
                    field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='store.unit'),
                ),
                migrations.AlterField(
                    model_name='message',
                    name='case',
                    field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='store.case'),
                ),
                migrations.AlterField(
                    model_name='message',
                    name='organisation',
                    field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='store.organisation'),
                ),
                migrations.AlterField(
                    model_name='message',
                    name='recipient',
                    field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='store.staff'),
                ),
                migrations.AlterField(
                    model_name='obligation',
                    name='case',
                    field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='obligations', to='store.case'),
                ),
                migrations.AlterField(
                    model_name='obligation',
                    name='owner',
                    field=models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='store.staff'),
                ),
                migrations.AlterField(
                    model_name='privatetext',
                    name='case',
                    field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='store.case'),
                ),
            ],
        ),
    ]
