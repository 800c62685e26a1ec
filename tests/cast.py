"""The cast: who works where, and who must see nothing. Shared by all tests that need an organisation.

The mall 海棠家电商城 works under the four-level rule book (or another one, in the same house). 陈晓 takes
complaints in; 周敏 of the lead unit handles them, 吴刚 is her head; 冯立 works in a group below that unit, 孙悦
in another one, 钱进 helps out. 王磊 of the lead unit is who customers complain about. 马强 keeps the accounts
and opens no case. Next door, 路遥 of another organisation must see nothing at all.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from functools import cached_property
from typing import Any
from zoneinfo import ZoneInfo

from django.contrib.auth.models import User

from shouwen.application import administration, operations, people
from shouwen.application.people import Person
from shouwen.application.views.case import Outcome
from shouwen.rulebooks import read_shipped
from shouwen.store.models import Organisation

ZONE = ZoneInfo("Asia/Shanghai")
MONDAY = datetime(2026, 3, 2, 9, 0, tzinfo=ZONE)
"""The beginning of an ordinary week, an ordinary working day."""

BOOKS = ("four-level", "fishery", "property", "staged-limits")
PASSWORD = "correct horse battery"
# one round only: tests that sign in pay for the check, none pays for making it
HASH = "pbkdf2_sha256$1$shouwen$vCiD9Uh5nX37GbXnHUriLLcYPsGAbpqVix+n6gIWyC8="

LEAD: Mapping[str, str] = {
    "four-level": "质量部", "fishery": "质检部", "property": "工程部", "staged-limits": "质量部",
}  # fmt: skip
"""The unit that handles in each book."""

SUBJECT: Mapping[str, str] = {
    "four-level": "product_quality", "fishery": "product_quality", "property": "unit_repairs",
    "staged-limits": "product_quality",
}  # fmt: skip
"""A category that the lead unit is responsible for."""

UNITS = ("投诉办公室", "总经理办公室", "物流部", "财务部", "法务部", "公关部")


@dataclass(frozen=True)
class Member:
    """One of the cast; `unit` "lead" and "group" stand for the lead unit and the group below it."""

    name: str
    unit: str
    roles: tuple[str, ...]


MEMBERS: Mapping[str, Member] = {
    "clerk": Member("陈晓", "客服部", ("intake",)),
    "handler": Member("周敏", "lead", ("handler",)),
    "head": Member("吴刚", "lead", ("unit_head",)),
    "colleague": Member("郑洁", "lead", ("handler",)),
    "below": Member("冯立", "group", ("handler",)),
    "other": Member("孙悦", "物流部", ("handler",)),
    "other_head": Member("何平", "物流部", ("unit_head",)),
    "assistant": Member("钱进", "财务部", ("handler",)),
    "lawyer": Member("魏国", "法务部", ("unit_head",)),
    "press": Member("许晴", "公关部", ("unit_head",)),
    "office": Member("李正", "投诉办公室", ("supervisor",)),
    "leader": Member("赵立", "总经理办公室", ("executive",)),
    "quality": Member("韩雪", "投诉办公室", ("quality",)),
    "auditor": Member("蒋琴", "总经理办公室", ("auditor",)),
    "administrator": Member("马强", "lead", ("administrator",)),
    "accused": Member("王磊", "lead", ("handler",)),
}


class Cast:
    """An organisation with its people: `cast.clerk`, `cast["handler"]` … are who acts."""

    def __init__(self, organisation: Organisation, lead: str) -> None:
        self.organisation, self.lead = organisation, lead
        self.slug = organisation.slug
        self._known: dict[str, Person] = {}

    def __getitem__(self, who: str) -> Person:
        """As this person arrives at a face; who changes units or people asks for a `fresh` one."""
        if who not in self._known:
            self._known[who] = self.fresh(who)
        return self._known[who]

    def fresh(self, who: str) -> Person:
        return people.person(self.user(who))

    def __getattr__(self, who: str) -> Person:
        if who not in MEMBERS:
            raise AttributeError(who)
        return self[who]

    def user(self, who: str) -> User:
        return User.objects.get(username=self.account(who))

    def account(self, who: str) -> str:
        return f"{self.slug}.{who}"

    def token(self, who: str) -> str:
        """A new API token."""
        return people.make_token(self.account(who))

    @cached_property
    def unit(self) -> dict[str, Any]:
        return {unit.name: unit for unit in self.organisation.units.all()}


def settle(slug: str = "four-level", *, book: str = "", members: Mapping[str, Member] = MEMBERS) -> Cast:
    """Found an organisation under a shipped rule book and engage its people."""
    book = book or slug
    organisation = administration.add_organisation(slug, zh="海棠家电商城", en="Begonia Mall")
    lead = LEAD[book]
    for unit in (lead, *UNITS):
        administration.add_unit(organisation, name=unit)
    administration.add_unit(organisation, name=f"{lead}一组", parent=lead)
    administration.install_rule_book(read_shipped(book), organisation=slug, from_day=date(2020, 1, 1))
    for who, member in members.items():
        unit = {"lead": lead, "group": f"{lead}一组"}.get(member.unit, member.unit)
        administration.add_user(
            f"{slug}.{who}", organisation=slug, unit=unit, roles=member.roles, name=member.name,
            encoded_password=HASH,
        )  # fmt: skip
    organisation.refresh_from_db()
    return Cast(organisation, lead)


NEIGHBOURS: Mapping[str, Member] = {
    "clerk": Member("路遥", "客服部", ("intake", "supervisor")),
    "head": Member("丁一", "lead", ("unit_head", "handler")),
}


def neighbours() -> Cast:
    """Another organisation under the same rule book, with units of the same names."""
    return settle("neighbours", book="four-level", members=NEIGHBOURS)


def complaint(**more: Any) -> dict[str, Any]:
    """What a clerk types in."""
    return {
        "kind": "complaint", "channel": "hotline", "subject": "洗衣机漏水无人上门",
        "description": "三月一日购买的洗衣机漏水，约了两次都没有人上门维修。", "demand": "换一台新的",
        "complainant": {"name": "欧阳明轩", "phone": "13812345678"}, "facts": {"severity": "medium"}, **more,
    }  # fmt: skip


@dataclass
class Desk:
    """Somebody's desk with a clock on it: commands given here happen a minute after each other."""

    cast: Cast
    now: datetime = MONDAY
    number: str = ""
    code: str = ""

    def later(self, **span: float) -> "Desk":
        self.now += timedelta(**span)
        return self

    def register(self, who: str = "clerk", **more: Any) -> "Desk":
        """A new case, which the next commands are about."""
        told = complaint(**{"category": SUBJECT.get(self.book, ""), **more})
        outcome = operations.register(self.cast[who], told, now=self.tick())
        self.number, self.code = outcome.number, outcome.query_code
        return self

    def do(self, who: str, name: str, /, **data: Any) -> Outcome:
        return operations.command(self.cast[who], self.number, name, data, now=self.tick())

    def customer(self, name: str, **data: Any) -> Outcome:
        return operations.portal_command(self.number, self.code, name, data, now=self.tick())

    def to(self, stage: str, **register: Any) -> "Desk":
        """Bring a new case to a stage, in the usual way."""
        self.register(**register)
        for who, name, data in steps_to(stage, self.book):
            told = {
                k: v.format(lead=self.cast.lead, slug=self.cast.slug) if isinstance(v, str) else v
                for k, v in data.items()
            }
            if who == "customer":
                self.customer(name, **told)
            else:
                self.do(who, name, **told)
        return self

    def again(self) -> "Desk":
        """The same desk and clock, ready for another case."""
        return replace(self, number="", code="")

    def tick(self) -> datetime:
        self.now += timedelta(minutes=1)
        return self.now.astimezone(UTC)

    @property
    def book(self) -> str:
        return next(
            (book for book in BOOKS if self.cast.lead == LEAD[book] and self.cast.slug == book), "four-level"
        )


Step = tuple[str, str, dict[str, Any]]
STEPS: Mapping[str, Step] = {
    "ask": ("clerk", "request_supplement", {"items": ["购买凭证"]}),
    "accept": ("clerk", "accept", {}),
    "decline": ("clerk", "decline", {"reason": "不属于本单位", "guidance": "请向生产厂家反映"}),
    "redirect": ("clerk", "redirect", {"to": "生产厂家"}),
    "assign": ("office", "assign", {"unit": "{lead}", "handler": "{slug}.handler", "assisting": ["财务部"]}),
    "acknowledge": ("handler", "acknowledge", {}),
    "respond": ("handler", "respond", {"manner": "hotline"}),
    "report": ("office", "escalate", {"to": "executive"}),
    "analyse": ("handler", "start_analysis", {}),
    "evidence": ("handler", "add_evidence", {"kind": "record_form", "note": "现场查看，进水阀老化"}),
    "look": ("handler", "record_finding", {"stage": "preliminary", "finding": "进水阀漏水"}),
    "study": ("handler", "record_finding", {"stage": "in_depth", "validity": "valid", "finding": "阀体批次问题"}),
    "cause": ("handler", "determine_root_cause", {"cause": "供应商更换密封圈材料"}),
    "propose": ("handler", "propose_solution", {"measures": [{"what": "更换进水阀", "owner": "handler", "due": "2026-04-30"}], "amount": 300}),
    "approve": ("head", "approve_solution", {}),
    "agree": ("handler", "record_consent", {"agreed": True}),
    "carry out": ("handler", "complete_measure", {"which": 1}),
    "reply": ("handler", "reply", {"manner": "written", "text": "已更换进水阀，给您添麻烦了。"}),
    "call": ("clerk", "make_callback", {"reached": True}),
    "unhappy": ("clerk", "record_satisfaction", {"satisfied": False}),
    "happy": ("clerk", "record_satisfaction", {"satisfied": True, "score": 5}),
    "suspend": ("office", "suspend", {"ground": "等待检测报告"}),
    "appeal": ("customer", "appeal", {"reason": "换的阀还漏"}),
    "withdraw": ("customer", "withdraw", {"reason": "不想投诉了"}),
    "close": ("office", "close", {"result": "已解决", "lesson": "来料检验加严"}),
    "archive": ("clerk", "archive", {"retention": "三年"}),
}  # fmt: skip
"""The usual steps, each with who takes it."""

_HANDLED = (
    "accept",
    "assign",
    "acknowledge",
    "respond",
    "report",
    "analyse",
    "evidence",
    "look",
    "study",
    "cause",
)
_ANSWERED = (*_HANDLED, "propose", "approve", "agree", "carry out", "reply")
WAYS: Mapping[str, tuple[str, ...]] = {
    "registered": (),
    "supplementing": ("ask",),
    "accepted": ("accept",),
    "assigned": ("accept", "assign"),
    "handling": _HANDLED,
    "approving": (*_HANDLED, "propose"),
    "consenting": (*_HANDLED, "propose", "approve"),
    "executing": (*_HANDLED, "propose", "approve", "agree"),
    "replying": (*_HANDLED, "propose", "approve", "agree", "carry out"),
    "replied": _ANSWERED,
    "dissatisfied": (*_ANSWERED, "call", "unhappy"),
    "satisfied": (*_ANSWERED, "call", "happy"),
    "suspended": (*_HANDLED, "suspend"),
    "reviewing": (*_ANSWERED, "appeal"),
    "closed": (*_ANSWERED, "call", "happy", "close"),
    "declined": ("decline",),
    "redirected": ("accept", "redirect"),
    "withdrawn": ("accept", "assign", "withdraw"),
    "archived": (*_ANSWERED, "call", "happy", "close", "archive"),
}
"""Stage → the steps that lead there from registration, under every shipped rule book."""

_AFTER_THE_LOOK: Mapping[str, tuple[Step, ...]] = {
    "staged-limits": (
        ("office", "hold_meeting", {"topic": "初步了解", "minutes": "定性为质量问题"}),
        ("clerk", "correct", {"facts": {"nature": "quality", "responsible_person": "周敏"}, "reason": "会议确定"}),
    ),
}  # fmt: skip
"""What a book of the cast wants beside the usual way."""


def steps_to(stage: str, book: str) -> list[Step]:
    """The steps that lead from registration to a stage under one of the books of the cast."""
    return [
        step
        for name in WAYS[stage]
        for step in (STEPS[name], *(_AFTER_THE_LOOK.get(book, ()) if name == "look" else ()))
    ]
