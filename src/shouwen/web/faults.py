"""What is shown when there is no page: 403, 404, 500 and a stale form. `config.urls` and settings name them."""

import logging
import secrets

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from shouwen.web.access import fault

log = logging.getLogger(__name__)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001 Django's signature
    return fault(request, status=403, title=_("没有权限"), text=_("您的账号不能打开这一页。"))


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001 Django's signature
    text = _("它可能不存在，也可能不在您的查看范围内。请核对编号，或回到工作台。")
    return fault(request, status=404, title=_("没有找到这一页"), text=text)


def server_error(request: HttpRequest) -> HttpResponse:
    """A bug: logged under a reference that the user can quote."""
    reference = secrets.token_hex(4).upper()
    log.error("internal error, reference %s, %s %s", reference, request.method, request.path)
    text = _("这是系统的问题，不是您的操作有误。已经填写的内容请先复制保存，再把下面的编号告诉系统管理员。")
    return fault(request, status=500, title=_("系统出错了"), text=text, reference=reference)


def stale_form(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001 Django's signature
    """A form without a valid token: an old tab, or cookies switched off."""
    text = _("页面停留过久或登录已更换，这次提交没有生效。请返回上一页，刷新后再提交。")
    return fault(request, status=403, title=_("页面已过期"), text=text)
