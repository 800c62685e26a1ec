"""A case with a story, as a reader sees it: Wang Fang's lift, from the call to the archive."""

from datetime import datetime, timedelta, timezone

from shouwen.application.views.case import Attachment, CaseView, Entry, MeasureLine, ProofLine
from shouwen.application.views.figures import FigureRow, Statistics
from shouwen.application.views.lists import LedgerRow, Owed
from shouwen.application.views.names import Named

ZONE = timezone(timedelta(hours=8))
START = datetime(2026, 9, 28, 9, 12, tzinfo=ZONE)
PRINTED = datetime(2026, 10, 20, 15, 30, tzinfo=ZONE)
DESCRIPTION = (
    "九月二十七日晚八点左右，三号楼二单元的电梯在九层突然停住，我和孩子被关了四十多分钟。按了呼叫铃没有人应，"
    "打物业电话占线。后来是邻居听见敲门才叫来保安。\n这台电梯这个月已经停了三次，每次都说“已报修”。𠮷叔住十二楼，"
    "腿脚不便，上周也被关过一次。"
)
REPLY = (
    "您九月二十八日反映三号楼二单元电梯停运、呼叫无人应答一事，我们已经查清，现答复如下：\n"
    "一、电梯停运的原因是门机皮带老化打滑，九月以来三次停运均由此引起，前两次只做了复位，没有更换，是我们的责任。\n"
    "二、门机皮带已于九月三十日更换，并请检验机构复检合格；呼叫铃线路已修复，值班电话增设一条备用线路。\n"
    "三、按照物业服务合同，减免您户九月份电梯运行费，并向您和孩子道歉。\n"
    "如对本答复有不同意见，您可以自收到之日起三十日内向客户服务中心申请复核，也可以向街道物业管理办公室反映。"
)


def at(hours: float) -> datetime:
    return START + timedelta(hours=hours)


def entry(
    seq: int, kind: str, name: str, hours: float, actor: str, role: str, *lines: tuple[str, str]
) -> Entry:
    return Entry(seq=seq, type=kind, name=name, at=at(hours), actor=actor, role=role, lines=lines)


def timeline() -> tuple[Entry, ...]:
    return (
        entry(1, "registered", "登记", 0, "陈静", "受理员", ("渠道", "电话"), ("分类", "电梯")),
        entry(2, "graded", "分级", 0, "", "系统", ("级别", "重大"), ("严重程度", "高")),
        entry(3, "accepted", "受理", 0.2, "陈静", "受理员"),
        entry(4, "assigned", "交办", 0.3, "陈静", "受理员", ("主办部门", "工程部"), ("协办部门", "客服部")),
        entry(5, "acknowledged", "签收", 0.8, "李强", "承办人"),
        entry(6, "responded", "响应", 1.1, "李强", "承办人", ("方式", "电话"), ("说明", "已向业主致歉，约定当天下午上门")),
        entry(7, "evidence_added", "补充证据", 5, "李强", "承办人", ("种类", "现场照片"), ("文件", "门机皮带磨损照片.jpg")),
        entry(8, "finding_recorded", "调查结论", 26, "李强", "承办人", ("阶段", "深入调查"), ("有效性", "有效")),
        entry(9, "root_cause_determined", "查清原因", 26.2, "李强", "承办人", ("根本原因", "门机皮带超期未更换")),
        entry(10, "solution_proposed", "提出方案", 27, "李强", "承办人", ("措施", "1. 更换皮带；2. 修复呼叫铃"), ("金额（元）", "860"), ("说明", "减免当月电梯费")),
        entry(11, "solution_approved", "批准方案", 29, "赵敏", "部门负责人", ("说明", "同意，限三日内完成")),
        entry(12, "consent_recorded", "客户意见", 30, "李强", "承办人", ("客户意见", "同意")),
        entry(13, "replied", "答复", 75, "李强", "承办人", ("方式", "书面"), ("答复", REPLY)),
        entry(14, "callback_made", "回访", 98, "孙悦", "质检", ("是否接通", "已接通"), ("说明", "电梯运行正常")),
        entry(15, "satisfaction_recorded", "满意度", 98.1, "孙悦", "质检", ("满意度", "满意"), ("评分", "4"), ("评语", "希望以后早点换")),
        entry(16, "closed", "结案", 99, "陈静", "受理员", ("结果", "支持"), ("经验教训", "易损件按周期更换，不以复位代替维修")),
    )  # fmt: skip


def owed(rule: str, name: str, clause: str, hours: float, limit: float, ended: float | None) -> Owed:
    status = "open" if ended is None else "met" if ended <= hours + limit else "met_late"
    return Owed(
        case="WY-2026-000318", subject="电梯停运困人", level=Named(id="major", name="重大"), stage=Named(id="closed", name="已结案"),
        rule=rule, rule_name=name, do=Named(id="responded", name="响应"), clause=clause, clause_text="", by=Named(id="handler", name="承办人"),
        owner="李强", unit="工程部", started_at=at(hours), due_at=at(hours + limit), status=status,
        ended_at=None if ended is None else at(ended), provisional=False,
    )  # fmt: skip


def case_view(**changes: object) -> CaseView:
    told: dict[str, object] = {
        "number": "WY-2026-000318", "version": 16, "kind": Named(id="complaint", name="投诉"), "subject": "三号楼二单元电梯多次停运困人",
        "description": DESCRIPTION, "complainant": "王芳", "phone": "138****5678", "email": "", "anonymous": False, "respondent": "工程部",
        "place": "三号楼二单元", "occurred_at": "2026-09-27 20:10", "demand": "彻底修好电梯，说明原因并道歉。", "external_ref": "",
        "channel": Named(id="hotline", name="电话"), "category": Named(id="lift", name="电梯"), "level": Named(id="major", name="重大"),
        "stage": Named(id="closed", name="已结案"), "unit": "工程部", "handler": "李强", "assisting": ("客服部",), "receiver": "陈静",
        "registered_at": START, "round": 1, "validity": "有效", "root_cause": "门机皮带超期未更换，停运后只复位、不更换；呼叫铃线路松脱，值班电话只有一条线路。",
        "findings": ("三次停运的故障代码相同，均为门机打滑。", "维保记录显示皮带已用二十七个月，超过十八个月的更换周期。"), "amount": 860.0,
        "measures": (MeasureLine(which=1, what="更换门机皮带并请检验机构复检", owner="李强", due="2026-10-01", done=True, kind="维修", unit="设备部"),
                     MeasureLine(which=2, what="修复呼叫铃线路，值班电话增设备用线路", owner="周凯", due="2026-10-02", done=True, kind="", unit="物业部")),
        "rule_book": "物业服务投诉处理办法", "rule_book_version": 1, "facts": (("涉及户数", "3"), ("是否困人", "是")), "own": {}, "missing": (),
        "owed": (owed("report", "重大投诉立即报告", "c8-3", 0, 0.5, 0.3), owed("respond", "首次响应", "c8-4", 0, 2, 1.1),
                 owed("resolve", "答复客户", "c8-6", 0, 72, 75)),
        "timeline": timeline(), "choices": (),
        "evidence": (ProofLine(clause="c8-1", text="听清楚、问清楚、跟清楚、复清楚、记录清楚。", origin="source", verdict="statement", verdict_name="原则性条款", shown_by=()),
                     ProofLine(clause="c8-3", text="重大投诉立即报告部门经理和中心领导。", origin="source", verdict="kept", verdict_name="已做到", shown_by=(2, 4)),
                     ProofLine(clause="c8-6", text="重大投诉约定答复时间，按时答复。", origin="reading", verdict="broken", verdict_name="未做到", shown_by=(13,))),
        "files": (Attachment(id="1", name="门机皮带磨损照片.jpg", size=482_113, type="image/jpeg", sha256="9f" * 32, at=at(5), by="李强"),),
        "related": (),
    }  # fmt: skip
    return CaseView(**{**told, **changes})  # type: ignore[arg-type]


def ledger_row(n: int = 1, **changes: object) -> LedgerRow:
    told: dict[str, object] = {
        "number": f"WY-2026-{n:06}", "subject": "电梯停运困人", "complainant": "王*", "kind": Named(id="complaint", name="投诉"),
        "channel": Named(id="hotline", name="电话"), "category": Named(id="lift", name="电梯"), "level": Named(id="major", name="重大"),
        "stage": Named(id="closed", name="已结案"), "unit": "工程部", "handler": "李强", "registered_at": at(n), "due_at": at(n + 72),
        "overdue": n % 2 == 0, "paused": False, "round": 1, "satisfied": "yes", "closed_at": None if n % 3 else at(n + 60),
    }  # fmt: skip
    return LedgerRow(**{**told, **changes})  # type: ignore[arg-type]


def figures(key: str, n: int) -> FigureRow:
    return FigureRow(
        key=Named(id=key, name=key), received=10 * n, closed=8 * n, open=2 * n, on_time=7 * n, late=n, satisfied=6 * n,
        dissatisfied=n, overdue=n,
    )  # fmt: skip


def statistics(by: str = "category", *keys: str) -> Statistics:
    rows = tuple(figures(key, n) for n, key in enumerate(keys or ("电梯", "保洁", "维修"), start=1))
    total = figures("", sum(range(1, len(rows) + 1)))
    return Statistics(total=total, rows=rows, by=by, first=START.date(), last=PRINTED.date(), as_of=PRINTED)
