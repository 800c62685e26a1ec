"""One case told from its story, through the commands that people would give, in virtual time.

Each step happens at a moment that suits its deadline: mostly in time, now and then late; timers run in
between as they would have. A step that is another's is passed on to him; one that the rule book refuses
altogether is left out, as people would.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random
from typing import Any

from shouwen.application import operations
from shouwen.application.errors import ConflictError, Refused
from shouwen.application.people import Person
from shouwen.application.sitting import Sitting, Wish
from shouwen.application.views.case import Outcome
from shouwen.core.case.approvals import Open, open_step
from shouwen.core.case.authority import SYSTEM
from shouwen.core.case.command_data import Data
from shouwen.core.case.parsing import parse
from shouwen.core.case.state import State
from shouwen.core.case.vocabulary import Facts
from shouwen.demo.extras import Step, with_extras
from shouwen.demo.office import Office
from shouwen.demo.pace import moment
from shouwen.demo.papers import owed_papers, to_its_end
from shouwen.store.projection import wake_at

STILL = 0.08
"""How often a case lies still before its analysis, where the rule book says when one stalls."""


_ANOTHERS = frozenset({"not_permitted", "own_proposal", "step_given_already", "role_given_already"})
"""Refusals of what is somebody else's to do."""


@dataclass(slots=True)
class Tale:
    """A case in the making. `until` is the present: what would come later has not happened."""

    office: Office
    story: Mapping[str, Any]
    customer: Mapping[str, Any]
    rng: Random
    at: datetime
    until: datetime
    number: str = ""
    code: str = ""
    clerk: Person = field(init=False)
    """Who received the case, and stays with it."""
    handler: Person | None = None
    unit: str = ""
    obligations: tuple[Mapping[str, Any], ...] = field(default=())
    refused: bool = False
    """Whether the last step was."""
    sitting: Sitting | None = None
    """The case stays open while it is told, and is written at the end."""

    def tell(self) -> bool:
        """Tell as much as has happened until the present; False if not even the registration has."""
        if self.at > self.until:
            return False
        self._register()
        for who, command, data in with_extras(self._steps(), self.office.content, self.story, self._doer):
            if command == "start_analysis":
                self._lie_still()
            self.at = moment(
                command,
                self.at,
                obligations=self.obligations,
                calendar=self.office.rules.calendar,
                rng=self.rng,
            )
            if self.at > self.until or (command == "archive" and self._may_wait()):
                break
            self._pass_time(self.at)
            self._give(who, command, data)
        self._pass_time(self.until)
        self._write()
        return True

    def _lie_still(self) -> None:
        """Now and then nobody does anything for so long that the first contact is asked, and says how it stands."""
        stalls = self.sitting.stalls_at if self.sitting else None
        if stalls is None or self.rng.random() >= STILL:
            return
        answered = self.office.rules.calendar.next_working_time(stalls + timedelta(hours=2))
        self.at = min(answered, self.until + timedelta(seconds=1))  # not answered yet: told up to the present
        self._pass_time(min(self.at, self.until))
        if self.at <= self.until:
            self._give(self.clerk, "note", {"note": "承办人出差，已请同事接手，明天联系客户。"})

    def _may_wait(self) -> bool:
        """Whether archiving is still to come, as it is where its time is not over at present."""
        owed = [o for o in self.obligations if o["do"] == "archived" and o["status"] == "open"]
        if not owed:
            return self.until - self.at < timedelta(days=5)
        return all(datetime.fromisoformat(str(o["due_at"])) > self.until for o in owed)

    def _steps(self) -> Iterator[Step]:
        """The way of this case, as it unfolds."""
        rng, story = self.rng, self.story
        clerk = self.clerk
        if story["kind"] == "complaint" and rng.random() < 0.04:
            reason = rng.choice(self.office.content.list("decline_reasons"))
            yield clerk, "decline", reason
            if not self.refused:  # there are rule books that decline nothing
                yield clerk, "archive", {"retention": "三年"}
                return
        if rng.random() < 0.1:
            yield (
                clerk,
                "request_supplement",
                {"items": rng.sample(self.office.content.list("supplements"), 2)},
            )
            yield None, "supplement", {"content": "材料已补充，请查收。"}
        yield clerk, "accept", {}
        yield (
            clerk,
            "grade",
            {k: story[k] for k in ("severity", "urgency", "prevalence", "flags") if story.get(k)},
        )
        if story["kind"] in ("inquiry", "suggestion"):
            yield from self._answer(clerk)
        else:
            yield from self._handle(clerk)

    def _answer(self, clerk: Person) -> Iterator[Step]:
        """An inquiry or a suggestion: answered, and that is that."""
        yield clerk, "respond", {"manner": "电话", "note": self.story.get("response", "")}
        yield clerk, "reply", {"manner": "电话", "text": self.story["reply"]}
        yield from self._ask(clerk, satisfied=True)
        yield clerk, "close", {"result": "已答复"}
        yield clerk, "archive", {"retention": "三年"}

    def _handle(self, clerk: Person) -> Iterator[Step]:
        rng, story = self.rng, self.story
        self.unit = story.get("unit") or "客服部"
        self.handler = self._worker(self.unit)
        assisting = [u for u in story.get("assisting") or [] if u != self.unit]
        if rng.random() < 0.06:
            other = self._worker("客服部")
            yield clerk, "assign", {"unit": "客服部", "handler": other.acting.id}
            yield other, "return", {"reason": rng.choice(self.office.content.list("return_reasons"))}
        assigned = {"unit": self.unit, "handler": self.handler.acting.id, "assisting": assisting}
        worker = self.handler
        yield clerk, "assign", assigned
        if self.refused:  # it was given back before: the office decides
            yield (
                self.office.sure("supervisor", rng),
                "designate",
                {**assigned, "reason": "按职责分工，由该部门承办。"},
            )
        yield worker, "acknowledge", {}
        yield worker, "respond", {"manner": "电话", "note": story.get("response", "")}
        for flag, to in (
            ("legal", "legal_affairs"),
            ("media", "public_relations"),
            ("core_interest", "executive"),
        ):
            known = to == "executive" or self.office.rules.book.role(to) is not None
            if known and flag in (story.get("flags") or []):
                yield worker, "escalate", {"to": to, "reason": "按办法报告"}
        yield worker, "start_analysis", {}
        yield (
            worker,
            "record_finding",
            {"stage": "preliminary", "finding": "已召集相关部门了解情况，确定性质和负责人。"},
        )
        if rng.random() < 0.05:
            head, grounds = self._head(), self.office.content.list("suspend_grounds")
            yield head, "suspend", {"ground": rng.choice(grounds), "basis": self.office.basis}
            yield head, "resume", {"note": "条件具备，恢复办理"}
        yield worker, "add_evidence", {"kind": "服务记录", "note": "已调取服务记录和往来凭证。"}
        yield (
            worker,
            "record_finding",
            {"stage": "in_depth", "finding": story["finding"], "validity": story["validity"]},
        )
        yield worker, "determine_root_cause", {"cause": story["root_cause"]}
        yield from self._solve(worker, story.get("measures") or [], amount=story.get("amount") or 0)
        yield from self._end(clerk, worker)

    def _solve(self, worker: Person, planned: list[dict[str, Any]], *, amount: float) -> Iterator[Step]:
        due = (self.at + timedelta(days=7)).date().isoformat()
        measures = [
            {
                "what": m["what"],
                "owner": self._worker(m.get("owner_unit") or self.unit).acting.id,
                "due": due,
                "kind": m.get("kind", ""),
            }
            for m in planned
        ]
        proposed = proposal(measures, amount)
        yield worker, "propose_solution", proposed
        approver = self._head(besides=worker.acting.id)
        if self.rng.random() < 0.08:
            yield approver, "reject_solution", {"reason": "请补充金额测算依据，并与客户先行沟通。"}
            yield worker, "propose_solution", {**proposed, "note": "已补充测算依据。"}
        yield approver, "approve_solution", {"note": "同意。"}
        executive = self.office.one("executive", self.rng, besides=worker.acting.id)
        if executive is not None:
            yield executive, "approve_solution", {"note": "同意。"}
        yield from self._steps_of_approval(approver)
        yield worker, "record_consent", {"agreed": True, "note": "客户同意方案。"}
        for which in range(1, len(measures) + 1):
            yield worker, "complete_measure", {"which": which}

    def _steps_of_approval(self, approver: Person) -> Iterator[Step]:
        """What is left of an approval in steps, each by whoever the step asks for."""
        while (now := self._open_step()) is not None and not self.refused:
            if now.step.meeting and not now.met:
                yield (
                    approver,
                    "hold_meeting",
                    {"topic": "审议处理方案", "minutes": "会议听取汇报，同意处理方案。"},
                )
            yield approver, "approve_solution", {"note": "同意。"}

    def _open_step(self) -> Open | None:
        state, book = (self.sitting.state if self.sitting else State()), self.office.rules.book
        return open_step(state, book, Facts(state, book))

    def _end(self, clerk: Person, worker: Person) -> Iterator[Step]:
        story = self.story
        manner = self.office.content.data.get("manner") or _MANNERS.get(story["channel"], "电话")
        yield worker, "note", {"note": "处理进展已告知客户。", "told": True}
        yield from self._supervised()
        yield worker, "reply", {"manner": manner, "text": story["reply"]}
        satisfied = bool(story.get("satisfied", True))
        yield from self._ask(clerk, satisfied=satisfied)
        if not satisfied:
            supervisor = self.office.one("supervisor", self.rng)
            yield supervisor, "reopen", {"reason": story.get("comment") or "客户不满意"}
            yield worker, "reopen", {"reason": story.get("comment") or "客户不满意"}
            yield worker, "start_analysis", {}
            yield from self._solve(worker, [{"what": "按客户意见重新核查，调整处理结果"}], amount=0)
            yield (
                worker,
                "reply",
                {"manner": manner, "text": "针对您的意见，我们重新核查并调整了处理结果：" + story["reply"]},
            )
            yield from self._ask(clerk, satisfied=True)
        yield (
            clerk,
            "close",
            {"result": _RESULTS.get(story.get("validity", ""), "支持"), "lesson": story.get("lesson", "")},
        )
        yield clerk, "archive", {"retention": "三年"}

    def _supervised(self) -> Iterator[Step]:
        """The documents that are owed by now, each to its end."""
        for rule in owed_papers(self.obligations, self.office.rules.book):
            issuer = next(iter(self.office.named([rule.by], first=[])), None)
            if issuer is not None:
                yield from to_its_end(
                    rule, self.unit, self.at, issuer=issuer, head=self._head(), number=self._paper
                )

    def _paper(self) -> str:
        """The number of the latest document of supervision, "" where the last step issued none."""
        papers = self.sitting.state.papers if self.sitting else ()
        return "" if self.refused or not papers else papers[-1].number

    def _ask(self, clerk: Person, *, satisfied: bool) -> Iterator[Step]:
        if self.rng.random() < 0.2:
            yield clerk, "make_callback", {"reached": False, "note": "无人接听，改日再拨。"}
        yield clerk, "make_callback", {"reached": True}
        told = satisfied == bool(self.story.get("satisfied", True))
        comment = self.story.get("comment", "") if told else ""
        score = self.rng.choice((4, 5, 5)) if satisfied else self.rng.choice((1, 2))
        yield clerk, "record_satisfaction", {"satisfied": satisfied, "score": score, "comment": comment}

    def _register(self) -> None:
        self.clerk = self.office.sure("intake", self.rng)
        story, customer = self.story, self.customer
        data = {
            "kind": story["kind"], "channel": story["channel"], "subject": story["subject"],
            "description": story["description"], "demand": story.get("demand", ""),
            "respondent": story.get("respondent", ""), "place": story.get("place") or "", "category": self._category(),
            "facts": dict(story.get("facts") or {}),
            "complainant": {k: customer[k] for k in ("name", "phone", "email") if customer.get(k)},
        }  # fmt: skip
        if story["channel"] in ("web", "app"):
            slug = self.office.organisation.slug
            outcome = operations.portal_register(slug, data, now=self.at, door=self._door)
        else:
            outcome = operations.register(self.clerk, data, now=self.at, door=self._door)
        self._write()
        self.number, self.code, self.obligations = outcome.number, outcome.query_code, outcome.obligations

    def _door(self, wish: Wish) -> Outcome:
        if self.sitting is None:
            self.sitting = Sitting.open(wish)
        return self.sitting.give(wish)

    def _write(self) -> None:
        if self.sitting is not None:
            self.sitting.write()

    def _category(self) -> str:
        return self.story["category"] if self.office.rules.book.category_path(self.story["category"]) else ""

    def _give(self, who: Person | None, command: str, data: Mapping[str, Any]) -> None:
        """Give the command; where it is another's, by the first of those whom the rule book names."""
        refusal = self._attempt(who, command, data)
        if isinstance(refusal, Refused) and refusal.code in _ANOTHERS and "roles" in refusal.facts:
            near = [p for p in (self.clerk, self.handler) if p is not None]
            for other in self.office.named(refusal.facts["roles"], first=near):
                refusal = self._attempt(other, command, data)
                if refusal is None:
                    break
        self.refused = refusal is not None

    def _attempt(
        self, who: Person | None, command: str, data: Mapping[str, Any]
    ) -> Refused | ConflictError | None:
        try:
            outcome: Outcome
            if who is None:
                outcome = operations.portal_command(
                    self.number, self.code, command, data, now=self.at, door=self._door
                )
            else:
                outcome = operations.command(who, self.number, command, data, now=self.at, door=self._door)
        except (Refused, ConflictError) as refusal:
            return refusal
        self.obligations = outcome.obligations
        return None

    def _pass_time(self, at: datetime) -> None:
        """Let the timers of this case run until an instant."""
        refused: set[str] = set()
        while True:
            when, rule, command = min(self._waking(refused), key=lambda one: one[0], default=(at, "", None))
            if command is None or when > at:
                return
            try:
                self._door(Wish(command=command, who=SYSTEM, now=when, organisation=self.office.organisation))
            except Refused:
                refused.add(rule)

    def _waking(self, refused: set[str]) -> Iterator[tuple[datetime, str, Data]]:
        """(when, the rule or "", command) of all that the timers have to look at next."""
        if self.sitting is None:
            return
        for owed in self.sitting.obligations:
            if owed.rule in refused or not (when := wake_at(owed, archived=False)):
                continue
            late, told = when >= owed.due_at, {"rule": owed.rule, "instance": owed.number}
            command = parse("miss_deadline" if late else "remind_deadline", told)
            yield (when + timedelta(seconds=1) if late else when), owed.rule, command
        if "" not in refused and (stalls := self.sitting.stalls_at) is not None:
            yield stalls + timedelta(seconds=1), "", parse("report_stall", {})

    def _doer(self, role: str, unit: str) -> Person | None:
        """Who does what a story asks of a role; None where there is nobody."""
        if role == "intake":
            return self.clerk
        if role == "handler" and not unit:
            return self.handler
        if role == "unit_head":
            return self.office.head(unit or self.unit, self.rng)
        return self.office.one(role, self.rng, unit=unit)

    def _worker(self, unit: str) -> Person:
        return self.office.worker(unit, self.rng)

    def _head(self, *, besides: str = "") -> Person:
        return self.office.head(self.unit, self.rng, besides=besides)


_RESULTS = {"valid": "支持", "partly_valid": "部分支持", "invalid": "不支持"}
_MANNERS = {"letter": "书面", "fax": "书面", "email": "邮件", "web": "在线", "app": "在线"}
"""How a reply goes out, by the channel of the complaint; else by telephone."""


def proposal(measures: Sequence[Mapping[str, Any]], amount: float) -> dict[str, Any]:
    """What is proposed to the customer; where nothing is done or paid, it is explained."""
    told = {"measures": list(measures), "amount": amount}
    return told if measures or amount else {**told, "note": "向客户说明情况和依据，不作补偿。"}
