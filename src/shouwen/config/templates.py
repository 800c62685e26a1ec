"""The pages' templates: compiled once for each language, and what they can call.

A text, an address or a drawing that a template names outright is looked up when it is compiled; what is left to
do for a page is what differs from page to page.
"""

import re
from collections.abc import Callable
from functools import cache, cached_property, lru_cache
from typing import Any, cast

from django.conf import settings
from django.http import HttpRequest
from django.template import TemplateDoesNotExist
from django.template.backends import jinja2 as backend
from django.template.backends.utils import csrf_input
from django.template.defaultfilters import slugify, truncatechars
from django.templatetags.static import static
from django.urls import reverse
from django.utils.html import json_script
from django.utils.translation import get_language, gettext, override
from jinja2 import ChainableUndefined, Environment, TemplateNotFound, nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.visitor import NodeTransformer
from markupsafe import Markup, escape

from shouwen.portal import everyday, formats
from shouwen.web.formats import clause_named

_ICON = Markup(
    '<svg class="icon" width="24" height="24" aria-hidden="true" focusable="false"><use href="{}#icon-{}"></use></svg>'
)


_SPECIAL = re.compile("[&<>'\"]").search


class Pages(backend.Jinja2):
    """The template backend: an environment for each language, the reader's for each page."""

    def __init__(self, params: dict[str, Any]) -> None:
        super().__init__(params)
        self._languages = {code: self._in_language(code) for code, _ in settings.LANGUAGES}

    def get_template(self, template_name: str) -> backend.Template:
        environment = self._languages.get(get_language() or "", self.env)
        try:
            return backend.Template(environment.get_template(template_name), self)
        except TemplateNotFound as fault:
            raise TemplateDoesNotExist(str(fault.name), backend=self) from fault

    def _in_language(self, code: str) -> "PageEnvironment":
        made = cast("PageEnvironment", self.env.overlay())
        made.language = code
        return made


class _Folding(NodeTransformer):
    """Calls with nothing but constants, of functions that answer the same for every page in a language."""

    def visit_Call(self, node: nodes.Call) -> nodes.Node:  # noqa: N802 the visitor's name for it
        self.generic_visit(node)
        known = _CONSTANT.get(node.node.name) if isinstance(node.node, nodes.Name) else None
        plain = [arg.value for arg in node.args if isinstance(arg, nodes.Const)]
        if known is None or len(plain) < len(node.args) or node.kwargs:
            return node
        return nodes.Const(known(*plain), lineno=node.lineno)


class _Writer(CodeGenerator):
    """Jinja's writer of templates as code, but for what is called on everything that is shown."""

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        if frame.eval_ctx.autoescape and not frame.eval_ctx.volatile and finalize.src is None:
            self.write("environment.shown(")
        else:
            super()._output_child_pre(node, frame, finalize)


class PageEnvironment(Environment):
    language = ""
    code_generator_class = _Writer

    @staticmethod
    def shown(value: Any) -> str:
        """As `escape`; what has nothing to be escaped is not copied twice to say so."""
        if type(value) is Markup or (type(value) is str and not _SPECIAL(value)):
            return value
        return escape(value)

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        parsed = super()._parse(source, name, filename)
        if not self.language:
            return parsed
        with override(self.language):
            folded: nodes.Template = _Folding().visit(parsed)
        return folded


def environment(**options: Any) -> Environment:
    """The environment of every template; texts are escaped unless they are markup."""
    made = PageEnvironment(**options | {"undefined": ChainableUndefined})
    made.globals |= {**_CONSTANT, "language": get_language}
    filters: dict[str, Callable[..., Any]] = {
        "slugify": cache(slugify),
        "truncatechars": truncatechars,
        "linebreaksbr": broken,
        "json_script": json_script,
        "in_everyday_words": everyday.stage,
        "what_happened": everyday.event,
        "moment": formats.moment,
        "size": formats.size,
        "grouped": formats.grouped,
        "clause_named": clause_named,
    }
    made.filters |= filters
    return made


def one_token(request: HttpRequest) -> dict[str, Any]:
    """A context processor: the hidden field of forms, made once for all forms of a page and only where there are some."""
    return {"csrf_input": _Token(request)}


class _Token:
    def __init__(self, request: HttpRequest) -> None:
        self._request = request

    @cached_property
    def field(self) -> str:
        return csrf_input(self._request)

    def __html__(self) -> str:
        return self.field

    __str__ = __html__


def broken(told: str) -> Markup:
    """A text with its line breaks."""
    return Markup("<br>").join(str(told).splitlines()) if told else Markup()


def text(shown: str) -> Markup:
    """A text in the reader's language, ready to be shown."""
    return escape(gettext(shown))


@lru_cache(maxsize=20_000)
def url(name: str, *arguments: object) -> str:
    """The address of a page. Kept: lists ask for thousands, and finding one takes as long as a row."""
    return reverse(name, args=arguments)


@cache
def icon(name: str) -> Markup:
    """A drawing of the sprite. Decoration only: it says nothing that the words beside it do not say."""
    return _ICON.format(static("vendor/icons.svg"), name)


_CONSTANT: dict[str, Callable[..., Any]] = {"_": text, "url": url, "static": cache(static), "icon": icon}
