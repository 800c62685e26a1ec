"""Who must not see a case is a table of its own: recused people join the one complained about."""

import django.db.models.deletion
from django.db import migrations, models


def keep(apps, _editor) -> None:
    """Who was complained about stays out."""
    recusal = apps.get_model("store", "CaseRecusal")
    held = apps.get_model("store", "Case").objects.filter(respondent__isnull=False)
    recusal.objects.bulk_create(
        recusal(case_id=case, staff_id=staff) for case, staff in held.values_list("pk", "respondent_id")
    )


class Migration(migrations.Migration):
    dependencies = [("store", "0005_trials")]

    operations = [
        migrations.CreateModel(
            name="CaseRecusal",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="recusals", to="store.case"
                    ),
                ),
                (
                    "staff",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="store.staff"),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("staff", "case"), name="case_recusal_once")],
            },
        ),
        migrations.RunPython(keep, migrations.RunPython.noop),
        migrations.RemoveField(model_name="case", name="respondent"),
    ]
