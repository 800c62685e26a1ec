"""Signing in and out."""

from dataclasses import dataclass
from typing import Any

from django.contrib.auth import authenticate, login, logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from shouwen.application import people
from shouwen.core.rulebook.roles import STAFF_ROLES
from shouwen.web.access import safe_next

BACKEND = "shouwen.application.accounts.Accounts"


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoCard:
    account: str
    name: str
    title: str
    roles: tuple[str, ...]


@sensitive_post_parameters("password")
@require_http_methods(["GET", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    if request.user.is_authenticated:
        return redirect(safe_next(request, "/"))
    if request.method == "GET":
        return _page(request)
    account = request.POST.get("account", "").strip()
    user = authenticate(request, username=account, password=request.POST.get("password", ""))
    if user is None:
        return _page(request, error=_("账号或密码不对，请重试。"), account=account, status=401)
    login(request, user)
    return redirect(safe_next(request, "/"))


@require_POST
def sign_in_demo(request: HttpRequest) -> HttpResponse:
    """One click into a demo account; outside demo mode there is none."""
    user = people.demo_login(request.POST.get("account", ""))
    if user is None:
        return _page(request, error=_("没有这个演示账号。"), status=404)
    login(request, user, backend=BACKEND)
    return redirect(safe_next(request, "/"))


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    logout(request)
    return redirect("web:login")


def locked_out(
    request: HttpRequest, credentials: dict[str, Any] | None = None, *args: object, **kwargs: object
) -> HttpResponse:
    """Too many wrong passwords (called by the lock-out guard)."""
    del args, kwargs
    account = str((credentials or {}).get("username", ""))
    text = _("密码连续输错次数过多，账号已临时锁定。请 15 分钟后再试，或联系系统管理员。")
    return _page(request, error=text, account=account, status=429)


def _page(request: HttpRequest, *, error: str = "", account: str = "", status: int = 200) -> HttpResponse:
    language = get_language() or "zh-hans"
    demo: dict[str, list[DemoCard]] = {}
    for who in people.demo_accounts(language):
        roles = tuple(STAFF_ROLES[role].in_(language) for role in who.roles)
        card = DemoCard(account=who.account, name=who.name, title=who.title, roles=roles)
        demo.setdefault(who.organisation.name, []).append(card)
    context = {
        "error": error,
        "account": account,
        "next": safe_next(request, ""),
        "expired": "expired" in request.GET,
        "demo": list(demo.items()),
    }
    return render(request, "web/login.html", context, status=status)
