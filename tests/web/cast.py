"""A small office with a story: who works where, and a case that one may bring to any step."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from django.contrib.auth.models import User

import shouwen.rulebooks
from shouwen.application import administration, clock, operations, people
from shouwen.application.views.case import Outcome

BOOK = Path(shouwen.rulebooks.__file__).parent / "four-level.yaml"
UNITS = ("客服部", "质量部", "物流部", "投诉办公室", "法务部", "公关部")
PEOPLE = {
    "lin": ("林晓雯", "客服部", ["intake"]),
    "nie": ("聂思佳", "质量部", ["handler"]),
    "he": ("贺睿之", "质量部", ["unit_head", "handler"]),
    "qiu": ("裘振海", "物流部", ["unit_head", "handler"]),
    "luo": ("骆胜男", "投诉办公室", ["unit_head", "supervisor"]),
    "shao": ("邵平华", "投诉办公室", ["auditor"]),
}
PASSWORD = "correct horse battery"
NASTY = "<script>alert(1)</script>\"'&𠮷"
"""What no page may ever show as it is; with a letter outside the basic plane."""


@dataclass(frozen=True, slots=True)
class Office:
    """The organisation 四级 with its people; commands are given by account."""

    slug: str = "four-level"

    def person(self, account: str) -> people.Person:
        return people.person(User.objects.get(username=account), "zh-hans")

    def register(self, *, by: str = "lin", now: datetime | None = None, **data: object) -> Outcome:
        form = {
            "channel": "hotline",
            "subject": "热水器外壳带电",
            "description": "新装的热水器外壳带电，商品质量有问题",
            "complainant": {"name": "许佩兰", "phone": "19900000000"},
            "facts": {"severity": "medium", "urgency": "low"},
        } | data
        return operations.register(self.person(by), form, now=now or clock.now())

    def give(self, by: str, number: str, name: str, /, **data: object) -> Outcome:
        return operations.command(self.person(by), number, name, data, now=clock.now())


def found(*, demo: bool = True) -> Office:
    """Make the office in an empty database."""
    organisation = administration.add_organisation("four-level", zh="海棠家电商城", en="Haitang", demo=demo)
    for name in UNITS:
        administration.add_unit(organisation, name=name)
    user = User()
    user.set_password(PASSWORD)
    for account, (name, unit, roles) in PEOPLE.items():
        administration.add_user(
            account, organisation="four-level", unit=unit, roles=roles, name=name, title=f"{unit}职员",
            encoded_password=user.password,
        )  # fmt: skip
    administration.install_rule_book(
        BOOK.read_text(encoding="utf-8"), organisation="four-level", from_day=date(2026, 1, 1)
    )
    return Office()


LONG_AGO = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
