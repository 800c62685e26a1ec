"""The register of production: batches that stand out, the chain of a product, its import from a spreadsheet."""

from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from shouwen.application import clock, production, tracing
from shouwen.application.administration import AdministrationError
from shouwen.application.importing import ImportReport
from shouwen.application.people import Person
from shouwen.web import formats
from shouwen.web.access import StaffRequest, page, staff
from shouwen.web.duty import tabs

LARGEST = 20 * 1024 * 1024
SUFFIXES = (".xlsx", ".csv")


@require_safe
@staff
def traces(request: StaffRequest, person: Person) -> HttpResponse:
    return _page(request, person)


@require_safe
@staff
def batch(request: StaffRequest, person: Person) -> HttpResponse:
    """One batch: its chain, and the complaints about it."""
    code = request.GET.get("code", "")[:100].replace("\0", "")
    now = clock.now()
    rows, following = tracing.traced_cases(person, code, cursor=request.GET.get("cursor", ""))
    context = {
        "tabs": tabs(person), "tab": "traces", "code": code, "chain": tracing.chain_of(person.organisation, batch=code),
        "lines": [(row, formats.moment(row.registered_at, now=now)) for row in rows],
        "next": urlencode({"code": code, "cursor": following}) if following else "",
    }  # fmt: skip
    return page(request, person, "web/duty/batch.html", context, here="duty")


@require_POST
@staff
def bring_in(request: StaffRequest, person: Person) -> HttpResponse:
    """Import a table, or only check it; all of it or nothing."""
    if not tracing.may_import(person):
        raise Http404
    told = request.FILES.get("file")
    suffix = Path(told.name or "").suffix.lower() if told is not None else ""
    if told is None or suffix not in SUFFIXES:
        return _page(request, person, trouble=_("请选择 .xlsx 或 .csv 文件。"))
    if told.size is None or told.size > LARGEST:
        return _page(request, person, trouble=_("文件太大，最多 20 MB。"))
    dry_run = request.POST.get("dry_run") == "yes"
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"table{suffix}"
        path.write_bytes(told.read())
        try:
            report = production.bring_in(path, organisation=person.organisation, dry_run=dry_run)
        except AdministrationError as error:
            return _page(request, person, trouble=str(error).replace(path.name, told.name or ""))
    if report.faults or dry_run:
        return _page(request, person, report=report)
    messages.success(request, _("导入 %d 行追溯记录。") % report.created)
    for remark in report.remarks:
        messages.info(request, remark)
    return redirect("web:traces")


def _page(
    request: StaffRequest, person: Person, *, report: ImportReport | None = None, trouble: str = ""
) -> HttpResponse:
    wanted = request.GET.get("q", "").strip()[:100].replace("\0", "")
    context = {
        "tabs": tabs(person), "tab": "traces", "q": wanted, "lines": tracing.batches(person, wanted=wanted),
        "chain": tracing.chain_of(person.organisation, serial=wanted) if wanted else None,
        "may_import": tracing.may_import(person), "report": report, "trouble": trouble,
    }  # fmt: skip
    return page(request, person, "web/duty/traces.html", context, here="duty")
