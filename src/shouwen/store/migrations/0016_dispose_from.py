"""The day of disposal of what was archived before there was one: from the events, which keep the words in the clear."""

import json
from datetime import timedelta

from django.db import migrations

from shouwen.core.case.retention import kept_until, years_of

_CHINA = timedelta(hours=8)


def fill(apps, _schema_editor):
    """The last archiving of each case; a rule book in force then said nothing about it."""
    CaseEvent, Case = apps.get_model("store", "CaseEvent"), apps.get_model("store", "Case")
    archived = CaseEvent.objects.filter(type="archived", case__stage="archived").order_by("case_id", "seq")
    for case_id, at, data in archived.values_list("case_id", "at", "data").iterator(chunk_size=1000):
        last = kept_until((at + _CHINA).date(), years_of(str(json.loads(data).get("retention") or "")))
        if last is not None:
            Case.objects.filter(pk=case_id).update(dispose_from=last + timedelta(days=1))


class Migration(migrations.Migration):
    dependencies = [("store", "0015_disposal")]
    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
