"""An office behind the portal that answers from memory and writes down what it was asked."""

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from shouwen.application.errors import ConflictError, FileRefusedError, NotFoundError, Refused
from shouwen.application.queries import OpenFile, OrganisationCard
from shouwen.application.views.case import Attachment, Entry, Outcome
from shouwen.application.views.customer import Progress
from shouwen.application.views.forms import Field, FormWords
from shouwen.application.views.names import Named
from shouwen.core.case.parsing import parse
from shouwen.core.rulebook.model import Words

NUMBER, CODE = "TS-2026-000017", "K7M4PX9TQA"
AT = datetime(2026, 9, 30, 16, 40, tzinfo=ZoneInfo("Asia/Shanghai"))


def named(id_: str, name: str) -> Named:
    return Named(id=id_, name=name)


CARD = OrganisationCard(
    slug="four-level", name="海棠家电商城", welcome="有什么不满意，请告诉我们。",
    hotline="400-000-1166", hours="每天 8:00–22:00", promises=(("联系您", ("2 小时", "4 小时")),),
)  # fmt: skip

WORDS = FormWords(
    kinds=(named("complaint", "投诉"), named("inquiry", "咨询"), named("suggestion", "建议"), named("problem", "问题")),
    channels=(), levels=(), units=(), staff=(), roles=(), grades={},
    categories=((0, named("quality", "产品质量")), (1, named("quality_safety", "安全隐患"))),
    fields=(
        Field(id="order_no", name="订单号", type="text", options=(), required=True, hint="", kinds=("complaint",)),
        Field(id="amount", name="涉及金额", type="number", options=(), required=False, hint="", kinds=("complaint",)),
        Field(id="hurt", name="有没有人受伤", type="bool", options=(), required=False, hint="", kinds=("complaint", "problem")),
        Field(id="bought_on", name="哪天买的", type="date", options=(), required=False, hint="", kinds=()),
        Field(
            id="where", name="在哪里买的", type="choice", required=False, hint="", kinds=("complaint",),
            options=(named("shop", "门店"), named("web", "网上")),
        ),
        Field(
            id="wishes", name="希望哪些", type="choices", required=False, hint="", kinds=("complaint",),
            options=(named("refund", "退款"), named("sorry", "道歉")),
        ),
    ),
)  # fmt: skip


def said(text: str, *, by_customer: bool, attachment: Attachment | None = None) -> Entry:
    return Entry(
        seq=1, type="noted", name="留言", at=AT, actor="您" if by_customer else "", role="",
        lines=(("", text),), attachment=attachment,
    )  # fmt: skip


PROGRESS = Progress(
    number=NUMBER, organisation=named("four-level", "海棠家电商城"), subject="洗衣机漏水", kind=named("complaint", "投诉"),
    stage=named("handling", "处理中"),
    steps=(("已收到", "done", AT), ("已受理", "now", AT + timedelta(hours=1)), ("已答复", "ahead", None)),
    promises=("最晚 9月30日18:40 前联系您",), words=(said("配件已发出", by_customer=False),),
    asked=(), solution=(), reply="", choices=("withdraw", "urge"), registered_at=AT,
)  # fmt: skip


@dataclass
class Office:
    """The fake of `operations` and `queries`, as far as the portal uses them."""

    progress_now: Progress = PROGRESS
    registered: list[dict] = field(default_factory=list)
    commanded: list[tuple[str, dict]] = field(default_factory=list)
    attached: list[tuple[str, bytes]] = field(default_factory=list)
    keys: dict[str, dict] = field(default_factory=dict)
    refuse: Exception | None = None

    def is_at(self, **changes: object) -> None:
        self.progress_now = replace(self.progress_now, **changes)

    def organisations(self, language: str) -> tuple[OrganisationCard, ...]:
        return (CARD,)

    def portal_form_words(self, slug: str, language: str) -> FormWords:
        if slug != CARD.slug:
            raise NotFoundError
        return WORDS

    def progress(self, number: str, code: str, *, now: datetime, language: str) -> Progress:
        if number.upper() != NUMBER or code.replace("-", "").upper() != CODE:
            raise NotFoundError
        return self.progress_now

    def portal_open_file(self, number: str, code: str, file_id: str) -> OpenFile:
        self.progress(number, code, now=AT, language="zh-hans")
        if file_id != "f1":
            raise NotFoundError
        return OpenFile(name='漏水"<b>𠮷.svg', type="image/svg+xml", size=5, content=b"<svg>")

    def portal_register(self, organisation_slug: str, data: dict, *, now: datetime, key: str = "") -> Outcome:
        parse("register", data)
        if self.refuse is not None:
            raise self.refuse
        repeated = key in self.keys
        if repeated and self.keys[key] != data:
            raise ConflictError("key_reused")
        if not repeated:
            self.keys[key] = data
            self.registered.append(data)
        return Outcome(
            number=NUMBER, query_code=CODE, events=(), state="registered", level="", version=1,
            obligations=(), repeated=repeated,
        )  # fmt: skip

    def portal_command(self, number: str, code: str, name: str, data: dict, *, now: datetime) -> Outcome:
        self.progress(number, code, now=now, language="zh-hans")
        parse(name, data)
        if self.refuse is not None:
            raise self.refuse
        self.commanded.append((name, data))
        return Outcome(
            number=NUMBER, query_code=CODE, events=(), state="", level="", version=2, obligations=()
        )

    def portal_attach(self, number: str, code: str, *, name: str, content: bytes, now: datetime) -> Outcome:
        self.progress(number, code, now=now, language="zh-hans")
        if name.endswith(".exe"):
            raise FileRefusedError("type_not_allowed", Words("不收"))
        if isinstance(self.refuse, Refused):
            raise self.refuse
        self.attached.append((name, content))
        return self.portal_command_done()

    def portal_command_done(self) -> Outcome:
        return Outcome(
            number=NUMBER, query_code=CODE, events=(), state="", level="", version=2, obligations=()
        )
