"""Where a story begins: cases brought to a point through the API, as the product's own people would."""

from dataclasses import dataclass
from itertools import count
from typing import Any

from tests.e2e.product import Product

CLERK, HANDLER, HEAD, OFFICE = "pang_dongmei", "lei_yong", "qiu_zhenhai", "luo_shengnan"
"""庞冬梅 takes complaints, 雷勇 handles them in 物流部 under 裘振海, 骆胜男 leads the complaint office."""
UNIT = "物流部"
MEASURES = [{"what": "上门换新", "owner": "雷勇"}, {"what": "电话致歉", "owner": "雷勇"}]
_NUMBERS = count(1)


@dataclass(frozen=True)
class Scene:
    number: str
    code: str
    subject: str


def registered(
    product: Product, subject: str = "新电视开箱屏幕碎裂", *, account: str = CLERK, **more: Any
) -> Scene:
    """A complaint of level 3. The subject is made one of a kind."""
    subject = f"{subject}（第{next(_NUMBERS)}件）"
    told = {
        "channel": "hotline",
        "subject": subject,
        "description": "九月二十八日送到的五十五寸电视，开箱就是碎屏，送货师傅没等验货就走了，热线说要等回复。",
        "complainant": {"name": "邢桂香", "phone": "13700137044"},
        "demand": "换一台新的",
        "facts": {"severity": "medium", "urgency": "medium", "prevalence": "single"},
    }
    made = product.api(account, "/cases", {**told, **more})
    return Scene(made["number"], made["query_code"], subject)


def assigned(product: Product, subject: str = "新电视开箱屏幕碎裂", **more: Any) -> Scene:
    """Accepted, and given to 雷勇 of 物流部."""
    scene = registered(product, subject, **more)
    product.command(CLERK, scene.number, "accept")
    product.command(CLERK, scene.number, "assign", unit=UNIT, handler=HANDLER)
    return scene


def approved(product: Product, scene: Scene) -> None:
    """A solution with two measures, approved by the head and agreed to by the customer."""
    product.command(HANDLER, scene.number, "propose_solution", measures=MEASURES, amount=200)
    product.command(HEAD, scene.number, "approve_solution")
    product.command(HANDLER, scene.number, "record_consent", agreed=True)


def replied(
    product: Product, scene: Scene, *, text: str = "对不起，给您添麻烦了。电视已经换新，谢谢您的谅解。"
) -> None:
    product.command(HANDLER, scene.number, "acknowledge")
    product.command(HANDLER, scene.number, "respond", note="已致电客户")
    approved(product, scene)
    for which in (1, 2):
        product.command(HANDLER, scene.number, "complete_measure", which=which)
    product.command(HANDLER, scene.number, "reply", text=text)


def late(product: Product, subject: str) -> str:
    """The number of a case that was registered days ago, with nothing done since."""
    number: str = product.inside("late", CLERK, subject)
    return number
