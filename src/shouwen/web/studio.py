"""The studio: the draft of the organisation's rule book, clause by clause; its whole text; putting it in force."""

from datetime import date, timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from shouwen.application import clock, queries, studio, studio_deeds, studio_lines, studio_page
from shouwen.application.errors import ConflictError, NotFoundError, Refused
from shouwen.application.people import Person
from shouwen.application.studio import Draft
from shouwen.core.rulebook.faults import RuleBookFaults
from shouwen.core.rulebook.outline import outline
from shouwen.core.rulebook.shapes import section_of
from shouwen.web import formats
from shouwen.web.access import StaffRequest, page, staff


@require_safe
@staff
def show(request: StaffRequest, person: Person) -> HttpResponse:
    """The draft, or the way to begin one."""
    now = clock.now()
    name = studio.name_in_force(person, now)
    context: dict[str, Any] = {
        "may_edit": studio.may_edit(person),
        "draft": None,
        "sources": _sources(person, name),
        "deeds": _deeds(person, name),
    }
    if context["may_edit"]:
        try:
            draft = studio.draft(person, name)
        except NotFoundError:
            pass
        else:
            pages = studio_page.of_draft(outline(draft.text), person.language)
            parts = [{"id": p.id, "title": p.title, "lines": p.lines, "adding": [(one, _add(one)) for one in p.adding]} for p in pages.parts]  # fmt: skip
            context["moved"] = (request.GET.get("moved", ""), request.GET.get("way", ""))
            context |= {"draft": draft, "book": pages, "parts": parts, "saved": _saved(draft)}
    status = 200 if context["may_edit"] else 403
    return page(request, person, "web/studio.html", context, here="rulebook", status=status)


@require_POST
@staff
def begin(request: StaffRequest, person: Person) -> HttpResponse:
    now = clock.now()
    name = studio.name_in_force(person, now)
    try:
        studio.begin(person, name, source=request.POST.get("source", studio.IN_FORCE), now=now)
    except ConflictError:
        messages.info(request, _("已经有一份草稿了，就是这一份。"))
    except Refused as refused:
        return _refused(request, person, refused)
    return redirect("web:studio")


@require_POST
@staff
def discard(request: StaffRequest, person: Person) -> HttpResponse:
    now = clock.now()
    try:
        studio.discard(person, studio.name_in_force(person, now), version=_version(request), now=now)
    except ConflictError:
        messages.error(request, _("草稿刚被别人改过，没有删除。请核对后再作决定。"))
    except Refused as refused:
        return _refused(request, person, refused)
    return redirect("web:studio")


@require_http_methods(["GET", "HEAD", "POST"])
@staff
def text(request: StaffRequest, person: Person) -> HttpResponse:
    """The whole text, for those who want it, with every fault by line and column."""
    now = clock.now()
    name = studio.name_in_force(person, now)
    try:
        draft = studio.draft(person, name)
        written, conflict = draft.text, False
        if request.method == "POST":
            written = request.POST.get("text", "").replace("\r\n", "\n")
            try:
                draft = studio.save(person, name, written, version=_version(request), now=now)
            except ConflictError:
                conflict = True
    except Refused as refused:
        return _refused(request, person, refused)
    context = {
        "draft": draft,
        "text": written,
        "saved": _saved(draft),
        "conflict": conflict,
        "stored": request.method == "POST" and not conflict,
        "faults": [studio_lines.placed(fault, person.language) for fault in studio.faults(written)],
    }
    status = 409 if conflict else 200
    return page(request, person, "web/studio_text.html", context, here="rulebook", status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@staff
def install(request: StaffRequest, person: Person) -> HttpResponse:
    """What changes, from which day, and the button."""
    now = clock.now()
    name = studio.name_in_force(person, now)
    today = queries.today(person, now)
    told, status, on = "", 200, request.POST.get("from", (today + timedelta(days=1)).isoformat())
    try:
        draft = studio.draft(person, name)
        if request.method == "POST":
            told, status = _installed(request, person, name, on)
            if not told:
                return redirect("web:rulebook")
    except Refused as refused:
        return _refused(request, person, refused)
    seen = outline(draft.text)
    context = {
        "draft": draft,
        "told": told,
        "from": on,
        "today": today.isoformat(),
        "faults": [studio_lines.placed(fault, person.language) for fault in seen.faults],
        "differences": studio.comparison(person, name, studio.IN_FORCE, studio.DRAFT, now=now) if seen.book else (),
        "changes": _changes(),
    }  # fmt: skip
    return page(request, person, "web/studio_install.html", context, here="rulebook", status=status)


def _installed(request: StaffRequest, person: Person, name: str, on: str) -> tuple[str, int]:
    """("", 200) when it was put in force; else what to tell and the status."""
    try:
        day = date.fromisoformat(on)
    except ValueError:
        return _("请填写施行日期。"), 422
    try:
        made = studio.install(person, name, version=_version(request), from_day=day, now=clock.now())
    except ConflictError:
        return _("草稿刚被别人改过，没有施行。请再看一遍改动。"), 409
    except RuleBookFaults as found:
        return _("草稿还有 %(n)d 处错误，改正后才能施行。") % {"n": len(found.faults)}, 422
    except Refused as refused:
        if refused.code == "not_permitted":
            raise
        return refused.say.in_(person.language), 422
    words = {"n": made.version, "day": formats.day(day)}
    messages.success(request, _("第 %(n)d 版自 %(day)s 起施行。此前受理的件仍按原来的版本办理。") % words)
    return "", 200


def _add(place: str) -> str:
    """What the link says that adds an entry."""
    return {
        "parameters": _("增加参数"), "starts_at": _("说明从何时起算"), "days": _("增加某一天的安排"), "categories": _("增加分类"),
        "facts": _("增加登记项"), "roles": _("增加角色"), "approvals": _("增加分步审批"), "grounds": _("增加事由"), "periodic": _("增加定期工作"), "quality": _("订立质检标准"),
        "quality_items": _("增加评分项"), "quality_draws": _("增加必抽的件"), "objections": _("规定异议期"), "stall": _("规定多久算停滞"), "retention": _("规定保管期限"),
    }[section_of(place)]  # fmt: skip


def _changes() -> dict[str, str]:
    return {"added": _("新增"), "removed": _("删去"), "changed": _("修改")}


def _version(request: StaffRequest) -> int:
    told = request.POST.get("version", "")
    return int(told) if told.isascii() and told.isdigit() and len(told) < 9 else 0


def _sources(person: Person, name: str) -> list[tuple[str, str]]:
    return [
        (source, _("随程序提供的") if source == studio.SHIPPED else _("第 %(n)s 版") % {"n": source})
        for source in studio.sources(person, name)
        if source != studio.DRAFT
    ]


def _saved(draft: Draft) -> str:
    return formats.moment(draft.saved_at, now=clock.now())


def _deeds(person: Person, name: str) -> list[tuple[str, str, str]]:
    """(when, who, what)."""
    now = clock.now()
    words = {
        "begun": _("开始起草"), "saved": _("修改草稿"), "discarded": _("删除草稿"), "installed": _("施行第 %(version)s 版，自 %(from_day)s 起"),
    }  # fmt: skip
    found = []
    for deed in studio_deeds.deeds(person, name):
        told = words[deed.deed] % deed.what if deed.deed == "installed" else words[deed.deed]
        found.append((formats.moment(deed.at, now=now), deed.by or _("系统维护人员"), told))
    return found


def _refused(request: StaffRequest, person: Person, refused: Refused) -> HttpResponse:
    context = {"text": refused.say.in_(person.language)}
    status = 403 if refused.code == "not_permitted" else 422
    return page(request, person, "web/studio_refused.html", context, here="rulebook", status=status)
