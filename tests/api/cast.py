"""
The cast: one organisation under a shipped rule book, with one account for each role.

`clerk` takes complaints in 客服部; `handler` and `head` work in the lead unit 质量部, `outsider` and
`other_head` in 物流部, which never has a part in anything; `office`, `leader` and `quality` see all cases,
`auditor` reads them; `keeper` keeps accounts and has no business in any case.
"""

import json
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client

from shouwen import rulebooks
from shouwen.application import administration, clock, people
from shouwen.application.timers import projections
from tests.api.conformance import check

LEAD, ELSEWHERE = "质量部", "物流部"
STAFF = {
    "clerk": ("客服部", ["intake"], "王芳"),
    "handler": (LEAD, ["handler"], "李强"),
    "head": (LEAD, ["unit_head", "handler"], "赵敏"),
    "office": ("投诉办公室", ["supervisor"], "陈静"),
    "leader": ("总经办", ["executive"], "周杰"),
    "quality": ("质检组", ["quality"], "吴洋"),
    "auditor": ("审计室", ["auditor"], "郑爽"),
    "keeper": (LEAD, ["administrator"], "孙涛"),
    "outsider": (ELSEWHERE, ["handler"], "何平"),
    "other_head": (ELSEWHERE, ["unit_head"], "马超"),
}
COMPLAINT = {
    "channel": "hotline",
    "subject": "新买的电饭煲第一次用就跳闸",
    "description": "十月八日在门店买的电饭煲，第一次通电就跳闸，门店说要等厂家，一直没有回音。",
    "complainant": {"name": "刘𠮷", "phone": "13800138000"},
    "demand": "更换或者退款",
}


@dataclass
class Caller:
    """Someone who calls the API: with a token, or from the street without one."""

    token: str = ""
    language: str = "zh-CN"
    client: Client = field(default_factory=Client)

    def get(self, path: str, **query: Any) -> HttpResponse:
        return self._checked("GET", path, self.client.get(f"/api/v1{path}", query, headers=self.headers()))

    def post(self, path: str, data: Any, **headers: str) -> HttpResponse:
        return self.send(path, json.dumps(data, ensure_ascii=False).encode(), **headers)

    def send(self, path: str, body: bytes, kind: str = "application/json", **headers: str) -> HttpResponse:
        told = {**self.headers(), **{k.replace("_", "-"): v for k, v in headers.items()}}
        answer = self.client.generic("POST", f"/api/v1{path}", body, content_type=kind, headers=told)
        return self._checked("POST", path, answer)

    def give(
        self, number: str, command: str, data: dict[str, Any] | None = None, **more: Any
    ) -> HttpResponse:
        return self.post(f"/cases/{number}/commands", {"command": command, "data": data or {}, **more})

    def attach(self, number: str, name: str, content: bytes, **fields: str) -> HttpResponse:
        form = {"file": SimpleUploadedFile(name, content), **fields}
        path = f"/cases/{number}/files"
        return self._checked("POST", path, self.client.post(f"/api/v1{path}", form, headers=self.headers()))

    @staticmethod
    def _checked(method: str, path: str, answer: HttpResponse) -> HttpResponse:
        check(method, f"/api/v1{path}", answer)
        return answer

    def headers(self) -> dict[str, str]:
        return {
            "accept-language": self.language,
            **({"authorization": f"Bearer {self.token}"} if self.token else {}),
        }


@dataclass
class Office:
    """An organisation with its people, each with a token."""

    slug: str
    people: dict[str, Caller]

    def __getattr__(self, name: str) -> Caller:
        try:
            return self.people[name]
        except KeyError:
            raise AttributeError(name) from None

    def account(self, name: str) -> str:
        return f"{self.slug}-{name}"

    def registered(self, **changes: Any) -> str:
        """The number of a fresh case, taken by the clerk."""
        answer = self.clerk.post("/cases", {**COMPLAINT, **changes})
        assert answer.status_code == 201, answer.content.decode()
        return answer.json()["number"]

    def assigned(self, **changes: Any) -> str:
        """The number of a case that is accepted and assigned to the handler."""
        number = self.registered(**changes)
        assert self.clerk.give(number, "accept").status_code == 200
        given = self.clerk.give(number, "assign", {"unit": LEAD, "handler": self.account("handler")})
        assert given.status_code == 200, given.content.decode()
        return number


def open_office(slug: str, book: str) -> Office:
    """A new organisation under a shipped rule book."""
    organisation = administration.add_organisation(slug, zh=f"{slug} 公司")
    for unit in sorted({unit for unit, _, _ in STAFF.values()}):
        administration.add_unit(organisation, name=unit)
    administration.install_rule_book(
        rulebooks.read_shipped(book), organisation=slug, from_day=date(2024, 1, 1)
    )
    callers = {}
    for name, (unit, roles, who) in STAFF.items():
        account = f"{slug}-{name}"
        administration.add_user(
            account, organisation=slug, unit=unit, roles=roles, name=who, encoded_password="!"
        )
        callers[name] = Caller(people.make_token(account))
    return Office(slug, callers)


def followed() -> None:
    """Let search and figures catch up with the events, as the timers do."""
    while projections.follow(clock.now()):
        pass
