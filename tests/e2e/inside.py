"""
Run inside an installation, for what no face offers; the answer is one JSON value on standard output.

`inside.py tokens ACCOUNT…`          API tokens, all by one start of Python
`inside.py survey NUMBER ROUND`       the secret part of a survey link
`inside.py late ACCOUNT SUBJECT`     a case as if it had come in four days ago; its number
`inside.py tomorrow ORGANISATION`    the newest version of its rule book, as if its first day had come
"""

import json
import os
import sys
from datetime import timedelta

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "shouwen.config.settings"
django.setup()

from django.contrib.auth.models import User  # noqa: E402  only after the setup

from shouwen.application import administration, clock, operations, people, surveys  # noqa: E402
from shouwen.store.models import RuleBookVersion  # noqa: E402

TOLD = {
    "channel": "hotline",
    "description": "约好的送货时间改了三次，今天又没有送到。",
    "complainant": {"name": "计国成", "phone": "13600136029"},
    "facts": {"severity": "high", "urgency": "high", "prevalence": "single"},
}


def tokens(*accounts: str) -> dict[str, str]:
    return {account: people.make_token(account) for account in accounts}


def survey(number: str, round_: str) -> str:
    return surveys.link_token(number, int(round_))


def late(account: str, subject: str) -> str:
    person = people.person(User.objects.get(username=account), "zh-hans")
    then = clock.now() - timedelta(days=4)
    number = operations.register(person, {**TOLD, "subject": subject}, now=then).number
    later = then + timedelta(minutes=9)
    operations.command(person, number, "accept", {}, now=later)
    operations.command(person, number, "assign", {"unit": "物流部", "handler": "lei_yong"}, now=later)
    return number


def tomorrow(organisation: str) -> int:
    newest = RuleBookVersion.objects.filter(organisation__slug=organisation).order_by("pk").last()
    began = newest.in_force_from - timedelta(days=1)
    RuleBookVersion.objects.filter(pk=newest.pk).update(in_force_from=began)
    administration.touch(newest.organisation)
    return newest.version


if __name__ == "__main__":
    known = {"tokens": tokens, "late": late, "survey": survey, "tomorrow": tomorrow}
    answer = known[sys.argv[1]](*sys.argv[2:])
    sys.stdout.write(json.dumps(answer))
