"""The words that stand on papers and in spreadsheets, Chinese and English. What cases say comes in its own words."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime

from shouwen.core.rulebook.names import clause_name

_WORDS: Mapping[str, tuple[str, str]] = {
    # the dossier
    "dossier": ("投诉处理卷宗", "Complaint dossier"),
    "catalogue": ("卷宗目录", "Catalogue"),
    "page": ("第 {n} 页 共 {of} 页", "Page {n} of {of}"),
    "item": ("件号", "No."),
    "title": ("题名", "Title"),
    "date": ("日期", "Date"),
    "responsible": ("责任者", "Author"),
    "at_page": ("页次", "Page"),
    "printed": ("打印于 {at}", "Printed {at}"),
    "read_by": ("查阅：{by}　{at}　仅限工作使用，不得外传", "Read by {by}, {at}. For official use only"),
    # parts
    "registration": ("投诉登记表", "Registration form"),
    "flow": ("工作流转单", "Course of handling"),
    "investigation": ("调查报告", "Investigation report"),
    "approval": ("处理方案审批表", "Solution and approval"),
    "reply": ("答复函", "Letter of reply"),
    "callback": ("回访记录表", "Call-back record"),
    "limits": ("时限履行情况表", "Obligations and time limits"),
    "proof": ("条款符合性证据表", "Evidence by clause"),
    "files": ("附件清单", "Attachments"),
    # fields of the registration form
    "number": ("投诉编号", "Case number"),
    "kind": ("类型", "Kind"),
    "stage": ("当前环节", "Stage"),
    "subject": ("事由", "Subject"),
    "complainant": ("投诉人", "Complainant"),
    "anonymous": ("匿名", "anonymous"),
    "contact": ("联系方式", "Contact"),
    "received_at": ("登记时间", "Registered"),
    "occurred_at": ("事发时间", "Occurred"),
    "place": ("事发地点", "Place"),
    "channel": ("投诉渠道", "Channel"),
    "respondent": ("投诉对象", "Respondent"),
    "category": ("投诉类别", "Category"),
    "level": ("级别", "Level"),
    "description": ("投诉内容", "Description"),
    "demand": ("投诉请求", "Remedy sought"),
    "receiver": ("首问责任人", "First contact"),
    "external_ref": ("来文编号", "External ref."),
    "unit": ("主办部门", "Lead unit"),
    "assisting": ("协办部门", "Assisting"),
    "handler": ("承办人", "Handler"),
    "rule_book": ("适用办法", "Rule book"),
    "version": ("{title}（第 {n} 版）", "{title}, version {n}"),
    "round": ("处理轮次", "Round"),
    "closed_at": ("结案时间", "Closed"),
    "parts": ("卷内件数", "Items"),
    # the list of a batch of disposals
    "disposal_list": ("销毁批次表", "List of disposals"),
    "batch": ("批次", "Batch"),
    "basis": ("依据", "Basis"),
    "cases_listed": ("件数", "Cases"),
    "cases_of": ("{n} 件，其中已销毁 {done} 件", "{n}, of which {done} disposed of"),
    "destroyed": ("销毁内容", "Destroyed"),
    "texts_files": ("文字 {texts} 项，文件 {files} 个", "{texts} texts, {files} files"),
    "disposal_by": ("提请人", "Proposed by"),
    "disposal_on": ("提请日期", "Proposed on"),
    "confirmed_by": ("确认人", "Confirmed by"),
    "confirmed_on": ("确认日期", "Confirmed on"),
    "kind_category": ("类型、类别", "Kind, category"),
    "registered_on": ("登记日期", "Registered"),
    "closed_on": ("结案日期", "Closed"),
    "stands": ("状态", "Status"),
    "deleted": ("已删除 {at} {why}", "deleted {at} {why}"),
    "confirmer": ("决定人", "Decided by"),
    "signed_by_two": ("两人签字", "Signed by two"),
    "first_check": ("初审（提请人）", "First (proposer)"),
    "second_check": ("复审（确认人）", "Second (confirmer)"),
    # documents of supervision
    "about_case": ("投诉件 {number}“{subject}”", "case {number} “{subject}”"),
    "ground_told": (
        "因{ground}，现就{about}通知如下。",
        "On the ground of “{ground}”, you are told as follows about {about}.",
    ),
    "facts_told": ("情况：{text}", "Facts: {text}"),
    "demands_told": ("要求如下：", "You are required to do the following:"),
    "reply_told": (
        "请收到后即签收，于 {at} 前书面报送落实情况（落实过程、基本情况、意见建议，一事一文）。逾期未报送的，按办法处理。",
        "Please sign for this document and answer in writing by {at}: what was done, how matters stand, what you propose.",
    ),
    "official_title": ("关于“{subject}”的{kind}通知", "{kind}: {subject}"),
    "withdrawn_title": ("关于“{subject}”的{kind}通知（已撤回）", "{kind}: {subject} (withdrawn)"),
    "withdrawn_at": ("撤回时间", "Withdrawn"),
    "withdrawn_by": ("撤回人", "Withdrawn by"),
    "withdrawn_because": ("撤回的理由", "Reason"),
    "to_unit": ("{unit}：", "To {unit}:"),
    "paper_number": ("文号", "Number"),
    "received_by": ("签收人", "Received by"),
    "signed_at": ("签收时间", "Received"),
    "receipt": ("签收与落实情况", "Receipt and replies"),
    # columns
    "seq": ("序号", "No."),
    "time": ("时间", "Time"),
    "step": ("环节", "Step"),
    "person": ("经办人", "By"),
    "content": ("内容", "Content"),
    "opinion": ("意见", "Opinion"),
    "signature": ("签字", "Signature"),
    "says": ("{label}：{value}", "{label}: {value}"),
    "measure": ("措施", "Measure"),
    "kind_of_measure": ("种类", "Kind"),
    "owner": ("责任人", "Owner"),
    "due": ("完成期限", "Due"),
    "done": ("完成情况", "Done"),
    "yes": ("已完成", "done"),
    "no": ("未完成", "not yet"),
    "rule": ("事项", "Obligation"),
    "clause": ("条款", "Clause"),
    "started": ("起算", "From"),
    "due_at": ("期限", "Due"),
    "ended": ("完成", "Met"),
    "result": ("结果", "Result"),
    "provisional": ("（暂定）", " (provisional)"),
    "verdict": ("结论", "Verdict"),
    "shown_by": ("依据（流转单序号）", "Shown by step"),
    "file": ("名称", "Name"),
    "size": ("大小", "Size"),
    "hash": ("SHA-256 校验值", "SHA-256"),
    "added": ("存入", "Added"),
    # investigation, solution, approval
    "findings": ("调查结论", "Findings"),
    "validity": ("有效性", "Validity"),
    "root_cause": ("根本原因", "Root cause"),
    "amount": ("涉及金额", "Amount"),
    "yuan": ("{amount} 元", "CNY {amount}"),
    "consent": ("客户意见", "Customer's opinion"),
    "sign_here": ("审批与签字", "Approval and signatures"),
    "proposed_by": ("承办人", "Handler"),
    "decided_by": ("审批人", "Approver"),
    "led_by": ("分管领导", "Executive"),
    # the letter
    "letter_of": ("关于“{subject}”的答复", "Re: {subject}"),
    "letter_ref": ("编号：{number}", "Our reference: {number}"),
    "dear": ("{name}：", "Dear {name},"),
    "customer": ("投诉人", "customer"),
    "seal": ("（盖章）", "(seal)"),
    # responsibility
    "attribution": ("责任认定书", "Attribution of responsibility"),
    "ruling": ("责任裁决书", "Ruling on responsibility"),
    "sheet_number": ("认定编号", "Number"),
    "ruling_number": ("裁决编号", "Number"),
    "edition": ("版本", "Edition"),
    "case_matter": ("案由", "Matter"),
    "responsible_body": ("责任主体", "Responsible"),
    "nature": ("责任性质", "Nature"),
    "percent": ("比例", "Share"),
    "borne": ("分摊金额（元）", "Cost borne (CNY)"),
    "sum": ("合计", "Sum"),
    "facts_and_evidence": ("事实", "Facts"),
    "evidence_list": ("证据", "Evidence"),
    "reason": ("理由", "Reason"),
    "proposal": ("拟处理", "Proposed consequences"),
    "served": ("送达", "Served"),
    "served_yes": ("已送达", "served"),
    "object_until": ("异议截止", "Object until"),
    "silent": ("至 {at} 没有提出异议", "no objection until {at}"),
    "receipt_of_unit": ("签收", "Receipt"),
    "received_yes": ("已签收", "received"),
    "attributed_by": ("认定人", "Attributed by"),
    "ruled_by": ("裁决人", "Ruled by"),
    "applicant": ("申请方", "Applicant"),
    "objection_points": ("异议点", "Objection"),
    "review_opinion": ("复核意见", "Review"),
    "ruling_text": ("裁决", "Ruling"),
    # statuses of obligations
    "open": ("进行中", "open"),
    "paused": ("暂停计时", "paused"),
    "met": ("按时完成", "kept"),
    "met_late": ("逾期完成", "late"),
    "missed": ("逾期未完成", "missed"),
    "excused": ("免除", "excused"),
    "lapsed": ("逾期未办", "overdue when the case ended"),
}


class Wording:
    """The words in one language."""

    def __init__(self, language: str) -> None:
        self.english = language.startswith("en")

    @property
    def language(self) -> str:
        """The two letters that a paper is marked with."""
        return "en" if self.english else "zh"

    def __call__(self, key: str, **filled: object) -> str:
        text = _WORDS[key][1 if self.english else 0]
        return text.format(**filled) if filled else text

    def day(self, at: datetime | None) -> str:
        """`2026年9月30日`, `30 September 2026`; "" for none."""
        if at is None:
            return ""
        return f"{at.day} {at:%B} {at.year}" if self.english else f"{at.year}年{at.month}月{at.day}日"

    def date(self, on: date | None) -> str:
        """`2026-09-30`; "" for none."""
        return on.isoformat() if on else ""

    def clause(self, clause: str) -> str:
        """A clause as people cite it."""
        return clause_name(clause).in_(self.language)

    def listed(self, names: Iterable[str]) -> str:
        return (", " if self.english else "、").join(filter(None, names))

    def moment(self, at: datetime | None) -> str:
        """`2026-09-30 16:40` in the time's own zone; "" for none."""
        return f"{at:%Y-%m-%d %H:%M}" if at else ""

    def size(self, count: int) -> str:
        if count < 1024:
            return f"{count} B"
        return f"{count / 1024:.0f} KB" if count < 1024 * 1024 else f"{count / 1024 / 1024:.1f} MB"
