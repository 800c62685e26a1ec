"""Run inside an installation: register a case as if it had come in four days ago. `late_case.py ACCOUNT SUBJECT`."""

import os
import sys
from datetime import timedelta

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "shouwen.config.settings"
django.setup()

from django.contrib.auth.models import User  # noqa: E402  only after the setup

from shouwen.application import clock, operations, people  # noqa: E402

account, subject = sys.argv[1:]
person = people.person(User.objects.get(username=account), "zh-hans")
then = clock.now() - timedelta(days=4)
told = {
    "channel": "hotline",
    "subject": subject,
    "description": "约好的送货时间改了三次，今天又没有送到。",
    "complainant": {"name": "计国成", "phone": "13600136029"},
    "facts": {"severity": "high", "urgency": "high", "prevalence": "single"},
}
outcome = operations.register(person, told, now=then)
operations.command(person, outcome.number, "accept", {}, now=then + timedelta(minutes=5))
operations.command(
    person,
    outcome.number,
    "assign",
    {"unit": "物流部", "handler": "lei_yong"},
    now=then + timedelta(minutes=9),
)
print(outcome.number)
