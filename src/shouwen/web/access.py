"""The way into every staff page: signed in, known to an organisation, and what is told when a call fails."""

from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any, Concatenate, ParamSpec, cast
from urllib.parse import urlencode, urlsplit

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django_htmx.http import HttpResponseClientRedirect
from django_htmx.middleware import HtmxDetails

from shouwen.application import people
from shouwen.application.errors import BrokenCaseError, NotFoundError, TooFastError
from shouwen.application.people import Person

PAGE = 25
"""Rows of a list at first; the rest comes as the reader scrolls down to it."""
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class StaffRequest(HttpRequest):
    """A request as it reaches staff pages, behind the htmx middleware."""

    htmx: HtmxDetails


P = ParamSpec("P")
View = Callable[Concatenate[StaffRequest, P], HttpResponseBase]
StaffView = Callable[Concatenate[StaffRequest, Person, P], HttpResponseBase]


def staff(view: StaffView[P]) -> View[P]:
    """Let in who is signed in and belongs to an organisation; give the view that person."""

    @wraps(view)
    def guarded(request: StaffRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return _to_login(request)
        try:
            person = people.person(request.user, get_language() or "zh-hans")
        except NotFoundError:
            return fault(
                request, status=403, title=_("这个账号还没有归属单位"), text=_("请联系本单位的系统管理员。")
            )
        try:
            return view(request, person, *args, **kwargs)
        except NotFoundError:
            raise Http404 from None
        except TooFastError as error:
            text = _("请在 %d 秒后再试。") % error.seconds
            return fault(request, status=429, title=_("操作太频繁"), text=text)
        except BrokenCaseError as error:
            return _broken(request, error)

    return cast("View[P]", guarded)


def page(
    request: StaffRequest,
    person: Person,
    template: str,
    context: Mapping[str, Any],
    *,
    here: str = "",
    status: int = 200,
) -> HttpResponse:
    """A full staff page: `context` with what the shell around it needs; `here` names the open menu entry."""
    shell = {"reader": people.reader(person), "here": here}
    return render(request, template, {**shell, **context}, status=status)


def spreadsheet(content: bytes, name: str) -> HttpResponse:
    """A spreadsheet to keep; nobody else's cache does."""
    response = HttpResponse(content, content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "private, no-store"
    return response


def fault(request: HttpRequest, *, status: int, title: str, text: str, reference: str = "") -> HttpResponse:
    """A page that says what went wrong, in plain words."""
    context = {"title": title, "text": text, "reference": reference, "status": status}
    return render(request, "web/fault.html", context, status=status)


def safe_next(request: HttpRequest, otherwise: str) -> str:
    """Where to go afterwards: the `next` of the request when it stays on this site."""
    target = request.POST.get("next") or request.GET.get("next") or ""
    if url_has_allowed_host_and_scheme(target, {request.get_host()}, require_https=request.is_secure()):
        return target
    return otherwise


def _to_login(request: StaffRequest) -> HttpResponse:
    """The login page; a fragment request of an expired session moves the whole page there."""
    if request.htmx:
        here = request.htmx.current_url_abs_path or "/"
        return HttpResponseClientRedirect(
            reverse("web:login") + "?" + urlencode({"next": here, "expired": 1})
        )
    if request.method == "POST":
        return redirect(reverse("web:login") + "?" + urlencode({"next": _came_from(request), "expired": 1}))
    target = request.get_full_path()
    query = "" if target == "/" else "?" + urlencode({"next": target})
    return redirect(reverse("web:login") + query)


def _came_from(request: HttpRequest) -> str:
    """The page whose form was sent: there its draft is found again."""
    sent = urlsplit(request.headers.get("Referer", ""))
    return f"{sent.path}?{sent.query}".rstrip("?") if sent.netloc == request.get_host() and sent.path else "/"


def _broken(request: HttpRequest, error: BrokenCaseError) -> HttpResponse:
    title = _("%s 的记录读不出来") % error.number
    text = _("第 %(seq)d 条事件有问题：%(reason)s。其他投诉件不受影响，请联系系统管理员。") % {
        "seq": error.seq,
        "reason": error.reason,
    }
    return fault(request, status=500, title=title, text=text)
