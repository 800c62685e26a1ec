"""
The words that conditions may use, with their types and meaning, and their values for a state.

A rule book adds its own facts under their ids. `after_where` and `do_where` see the keys of that event
instead; `may` and `never` see, beside the case, who acts (`actor_…`). What counts days is in `spans`.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeAlias
from zoneinfo import ZoneInfo

from shouwen.core.case.approvals import open_step
from shouwen.core.case.copying import replace
from shouwen.core.case.spans import Moment, measured, span_of, window_of, within
from shouwen.core.case.state import Solution, State
from shouwen.core.rulebook.model import FactType, RuleBook, Words
from shouwen.core.values import Json, JsonObject


@dataclass(frozen=True, slots=True)
class Variable:
    """A variable of conditions: CEL type, an example value for trying a condition out, its meaning."""

    type: str
    example: Json
    words: Words


Getter: TypeAlias = Callable[[State], Json]


CASE: Mapping[str, Variable] = {
    "kind": Variable("string", "complaint", Words("类型：complaint 投诉、inquiry 咨询、suggestion 建议、problem 问题", "kind of case")),
    "channel": Variable("string", "hotline", Words("渠道", "channel")),
    "category": Variable("string", "", Words("分类（本级）", "category")),
    "categories": Variable("list", [], Words("分类及其上级", "category and its ancestors")),
    "stage": Variable("string", "registered", Words("环节", "stage")),
    "level": Variable("string", "", Words("级别", "level")),
    "severity": Variable("string", "", Words("严重程度：high、medium、low", "severity")),
    "urgency": Variable("string", "", Words("紧急程度：high、medium、low", "urgency")),
    "prevalence": Variable("string", "", Words("影响面：single 个别、many 多人", "prevalence")),
    "flags": Variable("list", [], Words("标记：legal、media、safety、core_interest、group …", "flags")),
    "anonymous": Variable("bool", False, Words("匿名", "anonymous")),
    "accepted": Variable("bool", False, Words("已受理", "accepted")),
    "acknowledged": Variable("bool", False, Words("已签收", "acknowledged")),
    "returns": Variable("int", 0, Words("退回次数", "times returned")),
    "unit": Variable("string", "", Words("主办部门", "lead unit")),
    "assisting": Variable("list", [], Words("协办部门", "assisting units")),
    "responded": Variable("bool", False, Words("已响应", "responded")),
    "analysis_started": Variable("bool", False, Words("已开始分析", "analysis started")),
    "findings": Variable("list", [], Words("已作结论的阶段：preliminary、in_depth", "stages of findings")),
    "finding": Variable("bool", False, Words("已有调查结论", "a finding is recorded")),
    "validity": Variable("string", "", Words("有效性：valid、partly_valid、invalid", "validity")),
    "root_cause": Variable("string", "", Words("根本原因，空为未查清", "root cause, empty while unknown")),
    "evidence": Variable("int", 0, Words("证据件数", "pieces of evidence")),
    "evidence_kinds": Variable("list", [], Words("已有的证据种类", "kinds of evidence on record")),
    "proposed": Variable("bool", False, Words("已提出处理方案", "a solution is on the table")),
    "approved": Variable("bool", False, Words("处理方案已批准", "the solution is approved")),
    "approval_step": Variable("string", "", Words("待审批的步骤，空为没有", "step of the approval that is open, empty where none is")),
    "amount": Variable("number", 0, Words("方案金额（元）", "amount of the solution, yuan")),
    "measures": Variable("int", 0, Words("措施条数", "number of measures")),
    "consent": Variable("string", "", Words("客户意见：agreed、refused，空为未记录", "consent")),
    "refusals": Variable("int", 0, Words("客户不同意处理方案的次数", "times the customer refused a solution")),
    "measures_completed": Variable("bool", False, Words("措施已全部完成", "all measures done")),
    "replied": Variable("bool", False, Words("本轮已答复", "replied in this round")),
    "reply_manner": Variable("string", "", Words("上次答复的方式，空为没有写明", "manner of the latest reply, empty where none was told")),
    "callbacks": Variable("int", 0, Words("回访次数", "call-backs tried")),
    "reached": Variable("bool", False, Words("回访已接通", "customer reached after the reply")),
    "satisfied": Variable("string", "", Words("满意：yes、no，空为未记录", "satisfaction")),
    "round": Variable("int", 1, Words("处理轮次", "round")),
    "appealed": Variable("bool", False, Words("申诉未决", "an appeal is open")),
    "reviews": Variable("int", 0, Words("已复核次数", "reviews decided")),
    "stalled": Variable("bool", False, Words("停滞，已询问首问责任人", "stalled: nobody acted for too long, and the first contact was asked")),
    "supplements": Variable("int", 0, Words("要求补正的次数", "times a supplement was asked for")),
    "paused": Variable("bool", False, Words("计时暂停", "clocks stand still")),
    "extensions": Variable("int", 0, Words("延期次数", "extensions")),
    "urges": Variable("int", 0, Words("催办次数", "urges")),
    "escalated_to": Variable("list", [], Words("已升级至的角色", "roles escalated to")),
    "identity_verified": Variable("bool", False, Words("已核实身份与真实性", "identity and authenticity checked")),
    "genuine": Variable("string", "", Words("核实结果：yes 属实、no 不属实，空为未核实", "result of the check")),
    "record_confirmed": Variable("bool", False, Words("客户已确认记录", "the customer confirmed the record")),
    "meetings": Variable("int", 0, Words("协调会次数", "meetings held")),
    "contributions_open": Variable("int", 0, Words("未交的协办意见", "contributions still to come")),
    "retest": Variable("string", "", Words("复检结果：confirmed、refuted，空为未复检", "result of the re-test")),
    "validity_confirmed": Variable("bool", False, Words("有效性已确认", "validity confirmed")),
    "reported_to": Variable("list", [], Words("已上报的去处：regulator、superior、management、authority …", "reported to")),
    "quality": Variable("string", "", Words("质检结果：passed、failed，空为未质检", "quality review")),
    "attributed": Variable("bool", False, Words("已认定责任", "responsibility attributed")),
    "disputed": Variable("bool", False, Words("责任异议未决", "an objection to the shares is open")),
    "attribution_served": Variable("bool", False, Words("责任认定书已送达", "the attribution was served")),
    "objection_reviewed": Variable("bool", False, Words("责任异议已复核", "the objection was reviewed")),
    "shares_ruled": Variable("bool", False, Words("责任已仲裁", "responsibility ruled on")),
    "rule_gap_open": Variable("bool", False, Words("裁决改变了归属，制度缺口还没有记为改进", "a ruling changed the shares and the gap in the rules is not recorded")),
    "praises": Variable("int", 0, Words("记录的表扬次数", "times praise was recorded")),
    "consequences_open": Variable("int", 0, Words("待审批的奖惩项数", "awards and sanctions that wait for their decision")),
    "quality_drawn": Variable("bool", False, Words("本轮被抽中质检", "drawn for quality review in this round")),
    "quality_rework": Variable("bool", False, Words("质检不合格，返工中", "a failed quality review is still to be passed")),
    "accountable": Variable("int", 0, Words("责任追究次数", "times someone was held to account")),
    "accountable_kinds": Variable("list", [], Words("已用过的追究方式", "ways in which people were held to account")),
    "accountable_clauses": Variable("list", [], Words("责任追究依据的条款", "clauses on which people were held to account")),
    "sanction_told": Variable("bool", False, Words("追究情况已告知客户", "the customer was told who was held to account")),
    "taught": Variable("bool", False, Words("相关人员已受教育", "the people concerned were taught")),
    "improvements": Variable("int", 0, Words("改进措施条数", "improvements planned")),
    "improvement": Variable("string", "", Words("改进效果：reached、missed，空为未评估", "effect of the improvement")),
    "returned_by": Variable("list", [], Words("退回过的部门", "units that gave it back")),
    "designated": Variable("bool", False, Words("已指定承办", "a unit is designated")),
    "suspensions": Variable("int", 0, Words("中止次数", "suspensions")),
    "supervisions": Variable("int", 0, Words("督办文书份数", "documents of supervision")),
    "supervisions_open": Variable("int", 0, Words("未审结的督办文书", "documents of supervision not ended")),
    "rungs": Variable("list", [], Words("已用过的督办种类：warning、urging、supervision、circular、interview、listing", "rungs of the ladder reached")),
    "decisions_open": Variable("int", 0, Words("未落实的会议决定", "decisions of meetings not carried out")),
    "recused": Variable("list", [], Words("已回避的人员账号", "accounts recused")),
    "unreached": Variable("int", 0, Words("本轮未接通的回访次数", "call-backs of this round that reached nobody")),
    "surveyed": Variable("bool", False, Words("客户已填本轮评价", "the customer answered the survey of this round")),
    "invalid_ground": Variable("string", "", Words("不成立的情形：no_fault、misunderstanding、own_fault、out_of_scope、repeated、malicious", "ground of invalidity")),
    "group_size": Variable("int", 1, Words("并案的客户（户）数", "customers or households of the group")),
    "group_part": Variable("string", "", Words("并案中的位置：lead、member，空为没有并案", "part in a group")),
    "group_representatives": Variable("int", 0, Words("推选的代表人数", "representatives named")),
    "repeated": Variable("bool", False, Words("重复投诉", "repeated complaint")),
    "instance": Variable("int", 1, Words("审级：1 初次、2 复查、3 复核", "instance")),
    "review_case_open": Variable("bool", False, Words("已立案复核", "a case of its own reviews it")),
    "concluded": Variable("string", "", Words("复核结论：upheld、changed，空为没有", "conclusion of the review")),
    "ending": Variable("string", "", Words("客户不满意时的结案：proposed、approved、rejected，空为没有提请", "ending while dissatisfied")),
    "ending_ground": Variable("string", "", Words("结案的情形：duty_done、unreasonable", "ground of the ending")),
    "settled": Variable("bool", False, Words("已和解", "settled")),
    "performed": Variable("string", "", Words("和解履行：yes、no，空为未核", "settlement performed")),
    "recusals_asked": Variable("int", 0, Words("未决的回避申请", "requests for recusal undecided")),
    "protections_open": Variable("int", 0, Words("未决的员工求助", "requests for protection undecided")),
    "adopted": Variable("string", "", Words("建议采纳：adopted、partly、declined，空为未定", "fate of the suggestion")),
    "deletion": Variable("string", "", Words("删除个人信息的申请：asked、granted、kept、refused，空为没有", "request for deletion")),
    "disposal": Variable("string", "", Words("销毁：proposed、done，空为没有", "disposal")),
    "external_due": Variable("string", "", Words("来文单位要求的答复日期", "day by which the sender wants an answer")),
}  # fmt: skip

ACTOR: Mapping[str, Variable] = {
    "actor_role": Variable("string", "handler", Words("操作人的角色", "role of who acts")),
    "actor_unit": Variable("string", "", Words("操作人的部门", "unit of who acts")),
    "actor_is_handler": Variable("bool", False, Words("操作人就是承办人", "who acts handles the case")),
    "actor_is_proposer": Variable("bool", False, Words("操作人就是方案提出人", "who acts proposed the solution")),
    "actor_is_receiver": Variable("bool", False, Words("操作人就是首问责任人", "who acts first received it")),
    "actor_has_handled": Variable("bool", False, Words("操作人承办过该件", "who acts has handled the case")),
    "actor_stands_in": Variable("bool", False, Words("操作人代离岗的人办理", "who acts stands in for somebody who is away")),
}  # fmt: skip

_EMPTY: Mapping[FactType, Json] = {
    FactType.TEXT: "", FactType.NUMBER: 0, FactType.BOOL: False, FactType.DATE: "",
    FactType.CHOICE: "", FactType.CHOICES: [],
}  # fmt: skip


def _on_table(state: State) -> Solution | None:
    return None if state.solution is None or state.solution.rejected else state.solution


_VALUES: Mapping[str, Getter] = {
    "kind": lambda s: s.kind,
    "channel": lambda s: s.channel,
    "category": lambda s: s.category,
    "stage": lambda s: str(s.stage),
    "severity": lambda s: s.severity,
    "urgency": lambda s: s.urgency,
    "prevalence": lambda s: s.prevalence,
    "flags": lambda s: list(s.flags),
    "anonymous": lambda s: s.anonymous,
    "accepted": lambda s: s.accepted,
    "acknowledged": lambda s: s.acknowledged,
    "returns": lambda s: s.returns,
    "unit": lambda s: s.unit,
    "assisting": lambda s: list(s.assisting),
    "responded": lambda s: s.responded,
    "analysis_started": lambda s: s.analysis_started,
    "findings": lambda s: list(s.findings),
    "finding": lambda s: bool(s.findings),
    "validity": lambda s: s.validity,
    "root_cause": lambda s: s.root_cause,
    "evidence": lambda s: s.evidence,
    "evidence_kinds": lambda s: list(s.evidence_kinds),
    "proposed": lambda s: _on_table(s) is not None,
    "refusals": lambda s: s.refusals,
    "approved": lambda s: (solution := _on_table(s)) is not None and solution.approved,
    "amount": lambda s: solution.amount if (solution := _on_table(s)) else 0,
    "measures": lambda s: len(solution.measures) if (solution := _on_table(s)) else 0,
    "consent": lambda s: s.consent,
    "measures_completed": lambda s: s.measures_completed,
    "replied": lambda s: s.replied,
    "reply_manner": lambda s: s.reply_manner,
    "callbacks": lambda s: s.callbacks,
    "reached": lambda s: s.reached,
    "satisfied": lambda s: s.satisfied,
    "round": lambda s: s.round,
    "appealed": lambda s: s.appealed,
    "reviews": lambda s: s.reviews,
    "stalled": lambda s: s.stalled,
    "supplements": lambda s: s.supplements,
    "paused": lambda s: s.paused,
    "extensions": lambda s: len(s.extensions),
    "urges": lambda s: s.urges,
    "escalated_to": lambda s: list(s.escalated_to),
    "identity_verified": lambda s: s.identity_verified,
    "genuine": lambda s: s.genuine,
    "record_confirmed": lambda s: s.record_confirmed,
    "meetings": lambda s: s.meetings,
    "contributions_open": lambda s: len(s.asked),
    "retest": lambda s: s.retest,
    "validity_confirmed": lambda s: s.validity_confirmed,
    "reported_to": lambda s: list(s.reported_to),
    "quality": lambda s: s.quality,
    "attributed": lambda s: bool(s.shares),
    "disputed": lambda s: bool(s.disputed),
    "attribution_served": lambda s: bool(s.served),
    "objection_reviewed": lambda s: s.objection_reviewed,
    "shares_ruled": lambda s: s.shares_ruled,
    "rule_gap_open": lambda s: s.rule_gap_open,
    "praises": lambda s: s.praises,
    "consequences_open": lambda s: sum(not one.decided for one in s.consequences),
    "quality_rework": lambda s: s.rework,
    "quality_drawn": lambda s: s.quality_drawn,
    "accountable": lambda s: s.accountable,
    "accountable_kinds": lambda s: list(s.accountable_kinds),
    "accountable_clauses": lambda s: list(s.accountable_clauses),
    "sanction_told": lambda s: s.sanction_told,
    "taught": lambda s: s.taught,
    "improvements": lambda s: s.improvements,
    "improvement": lambda s: s.improvement,
    "returned_by": lambda s: list(s.returned_by),
    "designated": lambda s: s.designated != "",
    "suspensions": lambda s: s.suspensions,
    "supervisions": lambda s: len(s.papers_standing),
    "supervisions_open": lambda s: len(s.papers_open),
    "rungs": lambda s: [paper.rung for paper in s.papers_standing],
    "decisions_open": lambda s: s.decisions_open,
    "recused": lambda s: list(s.recused),
    "unreached": lambda s: s.unreached,
    "surveyed": lambda s: s.surveyed,
    "invalid_ground": lambda s: s.invalid_ground,
    "group_size": lambda s: s.group_size,
    "group_part": lambda s: s.part,
    "group_representatives": lambda s: s.representatives,
    "repeated": lambda s: any(relation == "repeats" for _, relation in s.linked),
    "instance": lambda s: s.instance,
    "review_case_open": lambda s: bool(s.review_case),
    "concluded": lambda s: s.concluded,
    "ending": lambda s: s.ending,
    "ending_ground": lambda s: s.ending_ground,
    "settled": lambda s: s.settled,
    "performed": lambda s: s.performed,
    "recusals_asked": lambda s: s.recusals_asked,
    "protections_open": lambda s: len(s.protections_open),
    "adopted": lambda s: s.adopted,
    "deletion": lambda s: s.deletion,
    "disposal": lambda s: s.disposal,
    "external_due": lambda s: s.external_due,
}


class Facts(dict[str, Json]):
    """
    What conditions see of a case: case variables and the book's own facts, each looked up when asked.

    The level is the graded one; while none is graded it follows from the facts. A dictionary that fills
    itself: a dozen conditions ask the same few names after each event, and what was asked once is at hand.
    It is for asking only; `in` and `get` ask as well, going through it gives every name that there is.
    """

    __slots__ = ("_actor", "_book", "_moment", "_state")

    def __init__(
        self, state: State, book: RuleBook, actor: JsonObject | None = None, moment: Moment | None = None
    ) -> None:
        """Without a `moment` what counts days up to it has no value."""
        self._state, self._book, self._actor = state, book, actor or {}
        self._moment = moment

    def __missing__(self, name: str) -> Json:
        value = self[name] = self._look_up(name)
        return value

    def _look_up(self, name: str) -> Json:
        if (value := _VALUES.get(name)) is not None:
            return value(self._state)
        if name == "level":
            return self._state.graded_level or level_for(self._book, self)
        if name == "approval_step":
            now = open_step(self._state, self._book, self)
            return now.step.id if now else ""
        if name == "categories":
            return [category.id for category in self._book.category_path(self._state.category)]
        if name in self._actor:
            return self._actor[name]
        fact = self._book.fact(name)
        if fact is None:
            return self._book.figures[name] if name in self._book.figures else self._counted(name)
        value_told = self._state.facts.get(name)
        return _EMPTY[fact.type] if value_told is None else value_told

    def _counted(self, name: str) -> Json:
        """Days and cases: see `spans`. Raise KeyError for any other name."""
        state, zone = self._state, zone_of(self._book)
        if (days := window_of(name)) is not None:
            return within(days, state.registered_at, state.earlier_cases, zone)
        span = span_of(name, self._book.datable)
        if span is None:
            raise KeyError(name)
        if self._moment is None:
            return None
        return measured(span, state.happened, state.facts, self._moment, zone)

    def taking(self, told: JsonObject) -> "Facts":
        """The same with some values as they were told at another time."""
        found = Facts(self._state, self._book, self._actor, self._moment)
        found.update(told)
        return found

    def get(self, name: str, default: Json = None, /) -> Json:  # type: ignore[override] # values of JSON only
        try:
            return self[name]
        except KeyError:
            return default

    def __contains__(self, name: object) -> bool:
        try:
            self[str(name)]
        except KeyError:
            return False
        return True

    def __iter__(self) -> Iterator[str]:
        yield from CASE
        yield from self._actor
        yield from (fact.id for fact in self._book.facts if fact.id not in CASE)

    def __len__(self) -> int:
        return sum(1 for _ in self)


def zone_of(book: RuleBook) -> ZoneInfo:
    """The zone in which the rule book counts days."""
    return ZoneInfo(book.calendar.timezone)


def watching(names: Iterable[str], book: RuleBook) -> tuple[Getter, ...]:
    """
    What to compare after each event to see whether any of these names may have another value, each by one
    call: the names' own values, or what they follow from.
    """
    return tuple(_watch(name, book) for name in names)


def _watch(name: str, book: RuleBook) -> Getter:
    if (value := _VALUES.get(name)) is not None:
        return value
    if name == "level":
        return lambda state: state.graded_level or level_for(book, Facts(state, book))
    if name == "approval_step":
        return lambda state: Facts(state, book)["approval_step"] if state.solution else ""
    if name == "categories":
        return lambda state: state.category
    if window_of(name) is not None:
        return lambda state: len(state.earlier_cases)
    return lambda state: state.facts.get(name)


def level_by_facts(state: State, book: RuleBook) -> str:
    """The level that follows from what is known, whatever was graded; "" while that does not suffice."""
    return level_for(book, Facts(replace(state, graded_level=""), book))


def level_for(book: RuleBook, facts: Mapping[str, Json]) -> str:
    """The first level whose condition holds; "" when none does (not graded yet)."""
    return next((level.id for level in book.levels if level.when.holds(facts)), "")


GRADED_BY = ("severity", "urgency", "prevalence", "flags")
"""Facts that every rule book may grade by, without declaring them."""
