"""How customers name what they come for."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from shouwen.application.views.names import Named


@dataclass(frozen=True, slots=True)
class Wish:
    """One kind of case, in the customer's words."""

    id: str
    name: str | Promise
    hint: str | Promise
    icon: str


_WORDS: dict[str, tuple[Promise, Promise, str]] = {
    "complaint": (_("我要投诉"), _("商品、服务、收费、态度等让您不满意"), "message"),
    "problem": (_("我要反映问题"), _("设施、环境、秩序等有毛病，希望修好"), "alert-triangle"),
    "inquiry": (_("我要咨询"), _("想问清楚一件事"), "info-circle"),
    "suggestion": (_("我有建议"), _("希望我们做得更好"), "mood-smile"),
}


def wishes(kinds: tuple[Named, ...]) -> tuple[Wish, ...]:
    """The kinds in a customer's words; a kind that we have no words for keeps its own name."""
    return tuple(
        Wish(kind.id, *_WORDS[kind.id]) if kind.id in _WORDS else Wish(kind.id, kind.name, "", "message")
        for kind in kinds
    )
