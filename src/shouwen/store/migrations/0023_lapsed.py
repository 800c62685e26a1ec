"""What was overdue when a case ended breaks its clause, and the case was not on time (decision 0028). Figures and proofs
follow all events once more, and mend what differs.
"""

from django.db import migrations
from django.db.models import Exists, F, OuterRef

ENDING = ("declined", "redirected", "withdrawn", "closed")


def count_anew(apps, schema_editor):
    case, obligation, event, position = (
        apps.get_model("store", name) for name in ("Case", "Obligation", "CaseEvent", "Position")
    )
    ends = event.objects.filter(case_id=OuterRef("case_id"), type__in=ENDING, at=OuterRef("ended_at"))
    lapsed = obligation.objects.filter(
        Exists(ends), case_id=OuterRef("pk"), status="excused", ended_at__gt=F("due_at")
    )
    case.objects.filter(Exists(lapsed)).update(on_time=False)
    position.objects.filter(name__in=("figures", "proofs")).delete()


class Migration(migrations.Migration):
    dependencies = [("store", "0022_messages_to_deputies")]
    operations = [migrations.RunPython(count_anew, migrations.RunPython.noop)]
