"""What was overdue when a case ended breaks its clause: all cases are held against their clauses once more."""

from django.db import migrations


def follow_anew(apps, schema_editor):
    apps.get_model("store", "Position").objects.filter(name="proofs").delete()


class Migration(migrations.Migration):
    dependencies = [("store", "0022_messages_to_deputies")]
    operations = [migrations.RunPython(follow_anew, migrations.RunPython.noop)]
