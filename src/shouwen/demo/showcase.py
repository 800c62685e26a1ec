"""
What stands beside the handling, shown on some of the cases that were told: documents of supervision, joint work, a group,
responsibility to its ruling, quality review, an appeal, requests for deletion.

Everything goes through commands, in the last days before the present; what a rule book refuses is left out.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from typing import Any

from django.db.models import Max

from shouwen.application import operations
from shouwen.application.errors import ConflictError, Refused
from shouwen.application.execute import execute
from shouwen.application.operations.cases import ACROSS
from shouwen.application.people import Person
from shouwen.application.sitting import Sitting, Wish
from shouwen.application.views.case import Outcome
from shouwen.core.case.parsing import BadDataError
from shouwen.demo.office import Office
from shouwen.store.crypto import query_code
from shouwen.store.models import Case

MANY = 12  # from so many cases on everything is shown; below, the first of each
_WORKING = ("assigned", "handling", "approving", "consenting", "executing", "replying")
_ANSWERED = ("closed", "satisfied", "replied")
_WAITING = ("registered", "supplementing", "accepted", "suspended", "replied")

Say = tuple[Person | None, str, Mapping[str, Any]]
"""(who, None for the customer; command; data)."""


@dataclass(slots=True)
class Showcase:
    """The cases of one organisation, and who does what with them."""

    office: Office
    rng: Random
    now: datetime
    all: bool
    sitting: Sitting | None = None
    paper: str = ""
    """The number of the document issued last."""

    def show(self) -> None:
        """Give everything that is shown. Where there are few cases, one shows several things."""
        working, answered = self._cases(_WORKING), self._cases(_ANSWERED)
        self._supervise(working[: 3 if self.all else 1])
        self._share(answered[: 3 if self.all else 1])
        if not self.all:
            return
        for case in working[-2:]:
            self._tell(case, self._together(case))
        for number, case in enumerate(answered[-3:]):
            self._tell(case, self._score(passed=number != 1))
        for case in answered[-1:]:
            self._tell(case, self._appeal())
        for case in working[3:4]:
            self._tell(case, self._protect(case))
        self._join(self._cases((*_WORKING, *_WAITING))[:3])
        for case, decided in zip(self._cases(("archived",)), (False, True), strict=False):
            self._tell(case, self._delete(decided=decided))

    def _cases(self, stages: Sequence[str]) -> list[Case]:
        own = Case.objects.filter(organisation=self.office.organisation, stage__in=stages)
        own = own.filter(kind="complaint").select_related("unit")
        if not set(stages) & {"registered", "accepted"}:  # nobody has those yet
            own = own.exclude(unit=None)
        return list(own.annotate(last=Max("events__at")).order_by("last", "pk"))

    def _tell(self, case: Case, said: Iterator[Say], *, hours: float = 20) -> None:
        """The case stays open while it is told, and is written at the end."""
        at = self._begin(hours)
        for who, command, data in said:
            at += timedelta(minutes=self.rng.randint(6, 25))
            self._give(case, who, command, data, at)
        self._write()

    def _begin(self, hours: float) -> datetime:
        """In working time, some days ago."""
        back = self.now - timedelta(days=3, hours=hours)
        return min(self.office.rules.calendar.next_working_time(back), self.now - timedelta(hours=hours))

    def _give(
        self, case: Case, who: Person | None, command: str, data: Mapping[str, Any], at: datetime
    ) -> None:
        door = self._door
        if command in ACROSS:
            self._write()
            door = execute
        try:
            if who is None:
                code = query_code(case.number, bytes(case.code_salt))
                operations.portal_command(case.number, code, command, data, now=at, door=door)
            else:
                operations.command(who, case.number, command, data, now=at, door=door)
        except (Refused, ConflictError, BadDataError):
            return

    def _door(self, wish: Wish) -> Outcome:
        if self.sitting is None:
            self.sitting = Sitting.open(wish)
        if self.sitting.case.number != wish.number:
            raise ValueError(f"{wish.number}: {self.sitting.case.number} is still open")
        outcome = self.sitting.give(wish)
        issued = [one["data"] for one in outcome.events if one["type"] == "supervision_issued"]
        self.paper = next((str(data["number"]) for data in issued if isinstance(data, dict)), self.paper)
        return outcome

    def _write(self) -> None:
        if self.sitting is not None:
            self.sitting.write()
        self.sitting = None

    def _one(self, role: str) -> Person:
        return self.office.sure(role, self.rng)

    def _head(self, unit: str) -> Person:
        return self.office.head(unit, self.rng)

    def _unit(self, case: Case) -> str:
        return case.unit.name if case.unit else ""

    def _others(self, case: Case) -> list[str]:
        """Units with a head, but for the lead and customer service."""
        heads = {p.acting.unit for p in self.office.people.values() if "unit_head" in p.acting.roles}
        return sorted(heads - {self._unit(case), "客服部"})

    def _supervise(self, cases: list[Case]) -> None:
        """One document waits for its review, one is overdue, one is ended."""
        for number, case in enumerate(cases):
            rung, ground, demands = (
                ("urging", "late", "一、请于期限内报送办理进展。\n二、说明未按时办理的原因和补救措施。"),
                ("supervision", "repeated", "一、查明反复投诉的原因。\n二、提出整改措施，明确责任人和完成期限。"),
                ("circular", "dissatisfied", "一、向客户作出书面说明。\n二、在部门内通报并组织学习。"),
            )[number]  # fmt: skip
            hours = (30, 54, 40)[number]
            self._tell(
                case, self._issue(case, rung, ground, demands, hours=hours, number=number), hours=hours
            )

    def _issue(
        self, case: Case, rung: str, ground: str, demands: str, *, hours: int, number: int
    ) -> Iterator[Say]:
        office, head, days = self._one("supervisor"), self._head(self._unit(case)), 1 if number == 1 else 3
        due = max(self._begin(hours), case.last) + timedelta(days=days)  # type: ignore[attr-defined]
        told = {"rung": rung, "unit": self._unit(case), "ground": ground, "demands": demands}
        yield (
            office,
            "issue_supervision",
            {**told, "reason": "经核查，该件办理进展缓慢。", "reply_by": due.isoformat()},
        )
        yield head, "receive_supervision", {"number": self.paper}
        if number == 1:
            return
        answer = {
            "progress": "已联系客户并安排专人跟进。",
            "situation": "配件已到，正在处理。",
            "suggestions": "建议缩短备件周期。",
        }
        yield head, "answer_supervision", {"number": self.paper, **answer}
        if number == 2:
            yield (
                office,
                "review_supervision",
                {"number": self.paper, "passed": True, "opinion": "落实到位，予以审结。"},
            )

    def _together(self, case: Case) -> Iterator[Say]:
        """Another unit is asked, and answers; a meeting decides two things, one of which is done."""
        head, others = self._head(self._unit(case)), self._others(case)
        if not others:
            return
        other = others[0]
        due = (self.now + timedelta(days=2)).date().isoformat()
        yield (
            head,
            "request_contribution",
            {"unit": other, "what": "请提供与本件有关的记录，并说明情况。", "due": due},
        )
        yield self._head(other), "contribute", {"content": "记录已调取，未见异常；经办人的说明附后。"}
        if len(others) > 1:
            yield head, "request_contribution", {"unit": others[1], "what": "请核对费用明细。", "due": due}
        decisions = [
            {"what": "统一对客户的说明口径", "owner": head.acting.name, "due": due},
            {"what": "三日内完成整改并反馈", "owner": self._head(other).acting.name, "due": due},
        ]
        attendees = [head.acting.name, self._head(other).acting.name]
        minutes = "各方一致认为应先恢复服务，再查清原因。"
        held = {"topic": "协调处理意见", "attendees": attendees, "decisions": decisions, "minutes": minutes}
        yield head, "hold_meeting", held
        yield head, "complete_decision", {"meeting": 1, "which": 1, "note": "口径已下发。"}

    def _join(self, cases: list[Case]) -> None:
        """Three customers about the same thing: two join the first, and name who speaks for them."""
        if not cases:
            return
        lead, *members = cases
        office = self._one("supervisor")
        at = self._begin(8)
        for number, member in enumerate(members):
            told = {"case": lead.number, "reason": "同一事件，并案查办。"}
            self._give(member, office, "join", told, at + timedelta(minutes=5 * number))
        names = [customer["name"] for customer in self.office.content.list("customers")[:2]]
        self._give(lead, office, "name_representatives", {"names": names}, at + timedelta(minutes=20))
        self._write()

    def _share(self, cases: list[Case]) -> None:
        """One division goes to its ruling, one waits for objections, one led to a sanction and an award."""
        ways = (self._dispute, self._serve, self._reward)
        for case, way in zip(cases, ways, strict=False):
            if self._others(case):
                self._tell(case, way(case), hours=46)

    def _divided(self, case: Case, lead: int) -> list[dict[str, Any]]:
        other = self._others(case)[0]
        return [
            {"unit": self._unit(case), "percent": lead, "kind": "main"},
            {"unit": other, "percent": 100 - lead, "kind": "secondary"},
        ]

    def _attribute(self, case: Case) -> Iterator[Say]:
        grounds = "经核查，承办部门未按约定时间上门，相关部门备件未及时到位。"
        told = {
            "shares": self._divided(case, 60),
            "grounds": grounds,
            "proposal": "按比例承担补偿，责任部门提出整改。",
        }
        yield self._head(self._unit(case)), "attribute_responsibility", told

    def _serve(self, case: Case) -> Iterator[Say]:
        yield from self._attribute(case)
        yield self._head(self._unit(case)), "serve_attribution", {"manner": "系统送达"}
        yield self._head(self._unit(case)), "receive_attribution", {}

    def _dispute(self, case: Case) -> Iterator[Say]:
        yield from self._serve(case)
        other = self._head(self._others(case)[0])
        yield other, "receive_attribution", {}
        yield other, "dispute_responsibility", {"reason": "备件按约定时间出库，延误发生在安装环节。"}
        opinion = "出库记录尚需核对，维持原认定，报请裁决。"
        yield self._one("supervisor"), "review_objection", {"agreed": False, "opinion": opinion}
        ruled = {
            "upheld": False,
            "shares": self._divided(case, 80),
            "reason": "出库单显示按时发货，延误主要在承办部门。",
        }
        yield self._one("executive"), "rule_on_responsibility", ruled

    def _reward(self, case: Case) -> Iterator[Say]:
        yield from self._serve(case)
        head = self._head(self._unit(case))
        who = {"who": head.acting.id, "unit": self._unit(case)}
        yield (
            self._one("supervisor"),
            "propose_sanction",
            {**who, "kind": "criticism", "reason": "两次失约，未向客户说明。"},
        )
        yield self._one("supervisor"), "hear_defence", {"which": 1, "statement": "当日人手不足，已补派人员。"}
        yield (
            self._one("executive"),
            "decide_consequence",
            {"which": 1, "approved": True, "reason": "事实清楚，依规处理。"},
        )
        yield (
            self._one("supervisor"),
            "record_praise",
            {**who, "source": "call", "text": "客户来电感谢后续处理及时。"},
        )
        yield (
            self._one("supervisor"),
            "propose_award",
            {**who, "kind": "commendation", "reason": "后续处理得到客户表扬。"},
        )

    def _score(self, *, passed: bool) -> Iterator[Say]:
        standard = self.office.rules.book.quality
        score = 92 if passed else 55
        share = 0.92 if passed else 0.55
        scores = {item.id: round(item.points * share, 1) for item in standard.items} if standard else {}
        told: dict[str, Any] = {"scores": scores} if scores else {"score": score, "passed": passed}
        if not passed:
            told["rework"] = "答复没有回应客户的全部诉求，补充答复后再送检。"
        yield self._one("quality"), "review_quality", told

    def _appeal(self) -> Iterator[Say]:
        yield None, "appeal", {"reason": "处理结果没有说明依据，请上级重新核查。"}
        yield self._one("supervisor"), "open_review", {"reason": "客户对处理结果不服。"}

    def _protect(self, case: Case) -> Iterator[Say]:
        """Who is threatened asks for protection; the office decides, and confirms the customer's conduct."""
        until = (self.now + timedelta(days=60)).date().isoformat()
        note = "客户在电话里扬言要到公司打人，通话已录音。"
        yield self._head(self._unit(case)), "ask_protection", {"kind": "threatening", "note": note}
        measures = ["second_person", "written_only"]
        told = {"granted": True, "measures": measures, "until": until, "note": "由同事一起接待。"}
        yield self._one("supervisor"), "decide_protection", told
        yield self._one("supervisor"), "review_conduct", {"confirmed": True, "until": until}

    def _delete(self, *, decided: bool) -> Iterator[Say]:
        yield None, "request_deletion", {"ground": "purpose_over", "reason": "事情已经办完，请删除我的电话。"}
        if decided:
            reason = "已经办结，没有继续保存的必要。"
            yield self._one("supervisor"), "decide_deletion", {"decision": "granted", "reason": reason}


def show(office: Office, *, rng: Random, now: datetime, cases: int) -> None:
    Showcase(office=office, rng=rng, now=now, all=cases >= MANY).show()
