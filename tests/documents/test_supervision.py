"""A document of supervision on paper: head, number, demands, the date by which a reply is demanded, what came of it."""

from datetime import timedelta

from shouwen.application.views.joint import PaperView
from shouwen.application.views.names import Named
from shouwen.documents import supervision_pdf
from tests.documents.material import PRINTED, START, case_view
from tests.documents.papers import WITH_TEXT, pages, text

OFFICE = "海达物业服务有限公司"
REPLIES = (
    (START + timedelta(days=1), "李强", (("落实过程", "皮带已更换"), ("意见建议", "缩短更换周期"))),
    (START + timedelta(days=2), "赵敏", (("审核结论", "审结"),)),
)


def paper(**changes: object) -> PaperView:
    told = {
        "number": "督〔2026〕12号", "rung": Named(id="supervision", name="督办"), "ground": Named(id="late", name="逾期"),
        "stands": Named(id="closed", name="已审结"), "unit": "工程部", "person": "李强", "reason": "业主两次催问未果。",
        "demands": "一、三日内恢复电梯运行。\n二、向业主书面说明<b>#原因</b>。", "issued_at": START,
        "issued_by": "孙悦", "reply_by": START + timedelta(days=3), "overdue": False,
        "received_at": START + timedelta(hours=2), "received_by": "李强", "replies": REPLIES,
    }  # fmt: skip
    return PaperView(**{**told, **changes})


def made(language: str = "zh-hans", **changes: object) -> bytes:
    return supervision_pdf(
        case_view(), paper(**changes), OFFICE, language, printed_by="孙悦", printed_at=PRINTED
    )


def test_same_document_same_bytes_on_two_pages() -> None:
    assert made() == made()
    assert pages(made()) == 2
    assert pages(made("en", replies=(), received_at=None, received_by="")) == 2


def test_a_long_document_goes_on_over_pages() -> None:
    assert pages(made(demands="逐户回访并登记。\n" * 120)) > 2


@WITH_TEXT
def test_what_stands_in_it() -> None:
    found = text(made())
    for part in (
        OFFICE, "督〔2026〕12号", "关于“三号楼二单元电梯多次停运困人”的督办通知", "工程部李强：", "因逾期", "情况：业主两次催问未果。",
        "一、三日内恢复电梯运行。", "二、向业主书面说明<b>#原因</b>。", "于2026-10-0109:12前", "2026年9月28日",
        "落实过程：皮带已更换", "审核结论：审结", "查阅：孙悦",
    ):  # fmt: skip
        assert part in found, part


@WITH_TEXT
def test_one_that_was_withdrawn_says_so_with_day_and_reason() -> None:
    withdrawn = {
        "stands": Named(id="withdrawn", name="已撤回"), "replies": (), "withdrawn_at": START + timedelta(hours=4),
        "withdrawn_by": "孙悦", "withdrawn_because": "应发安装部，误发工程部",
    }  # fmt: skip
    found = text(made(**withdrawn))
    for part in ("督办通知（已撤回）", "撤回时间", "2026-09-28", "应发安装部，误发工程部"):
        assert part in found, part
    assert "withdrawn" in text(made("en", **withdrawn))
