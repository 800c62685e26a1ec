"""Evidence files: in, and out again."""

from urllib.parse import quote

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe
from django_htmx.http import HttpResponseClientRedirect

from shouwen.application import clock, operations, queries
from shouwen.application.errors import BadDataError, FileRefusedError, Refused
from shouwen.application.people import Person
from shouwen.application.punctuation import labelled
from shouwen.web.access import StaffRequest, staff

SHOWN_INLINE = ("image/png", "image/jpeg", "image/gif", "image/webp", "text/plain")
MOST_AT_ONCE = 20


@require_POST
@staff
def attach(request: StaffRequest, person: Person, number: str) -> HttpResponseBase:
    """Each file becomes one piece of evidence; one that is refused does not hold up the others."""
    files = request.FILES.getlist("file")[:MOST_AT_ONCE]
    kind, note = request.POST.get("kind", ""), request.POST.get("note", "")
    stored = 0
    for file in files:
        name = file.name or _("未命名")
        try:
            operations.attach(
                person, number, name=name, content=file.read(), kind=kind, note=note, now=clock.now()
            )
        except (FileRefusedError, Refused) as refusal:
            messages.error(
                request, labelled(name, refusal.say.in_(person.language), language=person.language)
            )
        except BadDataError:
            messages.error(request, _("%s：文件名或说明不合要求。") % name)
        else:
            stored += 1
    if stored:
        messages.success(request, _("已上传 %d 个文件。") % stored)
    elif not files:
        messages.error(request, _("没有选择文件。"))
    target = reverse("web:case", args=[number]) + "#files"
    if request.htmx:
        return HttpResponseClientRedirect(reverse("web:case", args=[number]) + "?tab=files")
    return redirect(target)


@require_safe
@staff
def open_file(request: StaffRequest, person: Person, file_id: str) -> HttpResponse:
    """Pictures and text open in the browser, anything else is saved; scripts in it never run."""
    del request
    file = queries.open_file(person, file_id)
    manner = "inline" if file.type in SHOWN_INLINE else "attachment"
    kind = file.type if file.type in SHOWN_INLINE else "application/octet-stream"
    response = HttpResponse(file.content, content_type=kind)
    response["Content-Disposition"] = f"{manner}; filename*=UTF-8''{quote(file.name, safe='')}"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response
