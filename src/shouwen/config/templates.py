"""What the pages' templates can call: texts in the reader's language, addresses, drawings, formats."""

from collections.abc import Callable
from functools import cache, lru_cache
from typing import Any

from django.http import HttpRequest
from django.template.defaultfilters import linebreaksbr, slugify, truncatechars
from django.templatetags.static import static
from django.urls import reverse
from django.utils.html import json_script
from django.utils.translation import get_language, gettext
from jinja2 import ChainableUndefined, Environment
from markupsafe import Markup, escape

from shouwen.portal import everyday, formats

_ICON = Markup(
    '<svg class="icon" width="24" height="24" aria-hidden="true" focusable="false"><use href="{}#icon-{}"></use></svg>'
)


def environment(**options: Any) -> Environment:
    """The environment of every template; texts are escaped unless they are markup."""
    made = Environment(**options | {"undefined": ChainableUndefined})  # noqa: S701 Django turns escaping on
    made.globals |= {
        "_": gettext,
        "url": url,
        "static": cache(static),
        "icon": icon,
        "language": get_language,
    }
    filters: dict[str, Callable[..., Any]] = {
        "slugify": cache(slugify),
        "truncatechars": truncatechars,
        "linebreaksbr": lambda text: linebreaksbr(text, autoescape=True),
        "json_script": json_script,
        "in_everyday_words": everyday.stage,
        "what_happened": everyday.event,
        "moment": formats.moment,
        "size": formats.size,
        "grouped": formats.grouped,
    }
    made.filters |= filters
    return made


class _Catalogue(dict[str, Markup]):
    """The templates' texts in one language, ready to be shown; a list asks for the same ones in every row."""

    def __missing__(self, text: str) -> Markup:
        self[text] = shown = escape(gettext(text))
        return shown


_catalogues: dict[str, _Catalogue] = {}


def words(_request: HttpRequest) -> dict[str, Any]:
    """What differs from reader to reader: `_`, the texts in his language."""
    return {"_": _catalogues.setdefault(get_language() or "", _Catalogue()).__getitem__}


@lru_cache(maxsize=20_000)
def url(name: str, *arguments: object) -> str:
    """The address of a page. Kept: lists ask for thousands, and finding one takes as long as a row."""
    return reverse(name, args=arguments)


@cache
def icon(name: str) -> Markup:
    """A drawing of the sprite. Decoration only: it says nothing that the words beside it do not say."""
    return _ICON.format(static("vendor/icons.svg"), name)
