"""The words that conditions may use, with their types and meaning, and their values for a state.

A rule book adds its own facts under their ids. `after_where` and `do_where` see the keys of that event
instead; `may` and `never` see, beside the case, who acts (`actor_…`) and the command's own data (`data_…`
is not offered: a rule speaks of the case).
"""

from collections.abc import Mapping
from dataclasses import dataclass

from shouwen.core.case.state import State
from shouwen.core.rulebook.model import FactType, RuleBook, Words
from shouwen.core.values import Json, JsonObject


@dataclass(frozen=True, slots=True)
class Variable:
    """A variable of conditions: CEL type, an example value for trying a condition out, its meaning."""

    type: str
    example: Json
    words: Words


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
    "proposed": Variable("bool", False, Words("已提出处理方案", "a solution is on the table")),
    "approved": Variable("bool", False, Words("处理方案已批准", "the solution is approved")),
    "amount": Variable("number", 0, Words("方案金额（元）", "amount of the solution, yuan")),
    "measures": Variable("int", 0, Words("措施条数", "number of measures")),
    "consent": Variable("string", "", Words("客户意见：agreed、refused，空为未记录", "consent")),
    "measures_completed": Variable("bool", False, Words("措施已全部完成", "all measures done")),
    "replied": Variable("bool", False, Words("本轮已答复", "replied in this round")),
    "callbacks": Variable("int", 0, Words("回访次数", "call-backs tried")),
    "reached": Variable("bool", False, Words("回访已接通", "customer reached after the reply")),
    "satisfied": Variable("string", "", Words("满意：yes、no，空为未记录", "satisfaction")),
    "round": Variable("int", 1, Words("处理轮次", "round")),
    "appealed": Variable("bool", False, Words("申诉未决", "an appeal is open")),
    "reviews": Variable("int", 0, Words("已复核次数", "reviews decided")),
    "paused": Variable("bool", False, Words("计时暂停", "clocks stand still")),
    "extensions": Variable("int", 0, Words("延期次数", "extensions")),
    "urges": Variable("int", 0, Words("催办次数", "urges")),
    "escalated_to": Variable("list", [], Words("已升级至的角色", "roles escalated to")),
}  # fmt: skip

ACTOR: Mapping[str, Variable] = {
    "actor_role": Variable("string", "handler", Words("操作人的角色", "role of who acts")),
    "actor_unit": Variable("string", "", Words("操作人的部门", "unit of who acts")),
    "actor_is_handler": Variable("bool", False, Words("操作人就是承办人", "who acts handles the case")),
    "actor_is_proposer": Variable("bool", False, Words("操作人就是方案提出人", "who acts proposed the solution")),
    "actor_is_receiver": Variable("bool", False, Words("操作人就是首问责任人", "who acts first received it")),
}  # fmt: skip

_EMPTY: Mapping[FactType, Json] = {
    FactType.TEXT: "", FactType.NUMBER: 0, FactType.BOOL: False, FactType.DATE: "",
    FactType.CHOICE: "", FactType.CHOICES: [],
}  # fmt: skip

GRADED_BY = ("severity", "urgency", "prevalence", "flags")


def empty_facts(book: RuleBook) -> JsonObject:
    """Every variable of the book's conditions with its value for a case that knows nothing."""
    return {
        **{name: v.example if name in ("kind", "round", "stage") else _blank(v) for name, v in CASE.items()},
        **{fact.id: _EMPTY[fact.type] for fact in book.facts if fact.id not in CASE},
    }


def facts_of(state: State, book: RuleBook) -> JsonObject:
    """The values of all case variables and of the book's facts for this state, the level included."""
    solution = None if state.solution is None or state.solution.rejected else state.solution
    own = {f.id: state.facts.get(f.id, _EMPTY[f.type]) for f in book.facts if f.id not in CASE}
    facts: JsonObject = {
        **own,
        "kind": state.kind, "channel": state.channel, "category": state.category,
        "categories": [c.id for c in book.category_path(state.category)], "stage": str(state.stage),
        "level": state.graded_level, "severity": state.severity, "urgency": state.urgency,
        "prevalence": state.prevalence, "flags": list(state.flags), "anonymous": state.anonymous,
        "accepted": state.accepted, "acknowledged": state.acknowledged, "returns": state.returns,
        "unit": state.unit, "assisting": list(state.assisting), "responded": state.responded,
        "analysis_started": state.analysis_started, "findings": list(state.findings),
        "finding": bool(state.findings), "validity": state.validity, "root_cause": state.root_cause,
        "evidence": state.evidence, "proposed": solution is not None,
        "approved": solution is not None and solution.approved,
        "amount": solution.amount if solution else 0, "measures": len(solution.measures) if solution else 0,
        "consent": state.consent, "measures_completed": state.measures_completed, "replied": state.replied,
        "callbacks": state.callbacks, "reached": state.reached, "satisfied": state.satisfied,
        "round": state.round, "appealed": state.appealed, "reviews": state.reviews, "paused": state.paused,
        "extensions": len(state.extensions), "urges": state.urges, "escalated_to": list(state.escalated_to),
    }  # fmt: skip
    if not state.graded_level:
        facts["level"] = level_for(book, facts)
    return facts


def level_for(book: RuleBook, facts: JsonObject) -> str:
    """The first level whose condition holds; "" when none does (not graded yet)."""
    return next((level.id for level in book.levels if level.when.holds(facts)), "")


def _blank(variable: Variable) -> Json:
    return {"string": "", "list": [], "bool": False, "int": 0, "number": 0}[variable.type]
