"""The dossier (卷宗) of a case as one PDF: cover, catalogue, and its parts; and single papers out of it."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime
from typing import TYPE_CHECKING, Any

from shouwen.documents import parts, responsibility
from shouwen.documents.blocks import Part
from shouwen.documents.letters import reply
from shouwen.documents.typesetting import pdf
from shouwen.documents.wording import Wording

if TYPE_CHECKING:
    from shouwen.application.views.case import CaseView


def dossier_pdf(
    view: CaseView,
    organisation: str,
    language: str,
    *,
    printed_by: str = "",
    printed_at: datetime | None = None,
) -> bytes:
    """
    All that `view` shows, as one PDF with cover and catalogue; every page names who printed it and when.

    The same arguments make the same bytes. `printed_at` is told in the zone of the case.
    """
    w = Wording(language)
    return paper_of(
        view, w, _parts(view, organisation, w), organisation=organisation, by=printed_by, at=printed_at, covered=True
    )  # fmt: skip


def registration_form_pdf(
    view: CaseView,
    organisation: str,
    language: str,
    *,
    printed_by: str = "",
    printed_at: datetime | None = None,
) -> bytes:
    """The registration form (投诉登记表) alone."""
    w = Wording(language)
    return paper_of(
        view, w, [parts.registration(view, w)], organisation=organisation, by=printed_by, at=printed_at
    )


def reply_letter_pdf(
    view: CaseView, organisation: str, language: str, *, printed_at: datetime | None = None
) -> bytes | None:
    """The last reply as a letter; None while there is none in writing. It goes out, so it names no reader."""
    w = Wording(language)
    letter = reply(view, organisation, w)
    return paper_of(view, w, [letter], organisation=organisation, at=printed_at) if letter else None


def attribution_pdf(
    view: CaseView, organisation: str, language: str, *, edition: int, printed_at: datetime | None = None
) -> bytes:
    """The attribution sheet (责任认定书) of one edition. Raise `StopIteration` for an edition that there is not."""
    w = Wording(language)
    division = next(one for one in view.responsibility.divisions if one.edition == edition)
    part = responsibility.attribution(view, w, division)
    return paper_of(view, w, [part], organisation=organisation, at=printed_at)


def ruling_pdf(
    view: CaseView, organisation: str, language: str, *, printed_at: datetime | None = None
) -> bytes | None:
    """The last ruling on responsibility (责任裁决书); None while there is none."""
    w = Wording(language)
    part = responsibility.ruling(view, w)
    return paper_of(view, w, [part], organisation=organisation, at=printed_at) if part else None


def _parts(view: CaseView, organisation: str, w: Wording) -> list[Part]:
    made = (
        parts.registration(view, w), parts.flow(view, w), parts.investigation(view, w), parts.approval(view, w),
        *(responsibility.attribution(view, w, one) for one in view.responsibility.divisions if one.how.id != "ruled"),
        responsibility.ruling(view, w), reply(view, organisation, w), parts.callback(view, w), parts.limits(view, w), parts.proof(view, w),
        parts.files(view, w),
    )  # fmt: skip
    return [part for part in made if part is not None]


def paper_of(
    view: CaseView, w: Wording, made: list[Part], *, organisation: str, at: datetime | None,
    by: str = "", covered: bool = False,
) -> bytes:  # fmt: skip
    """Parts about one case as one PDF; every page names who printed it and when."""
    at = at.astimezone(view.registered_at.tzinfo) if at else None
    moment = w.moment(at)
    data = {
        "language": w.language,
        "title": f"{view.number} {view.subject}",
        "organisation": organisation,
        "heading": view.number,
        "watermark": w("read_by", by=by, at=moment) if by else w("printed", at=moment) if at else "",
        "words": words_of(w),
        "cover": _cover(view, w, organisation, made, at) if covered else None,
        "parts": [asdict(part) for part in made],
    }
    return pdf(data, at=at)


def words_of(w: Wording) -> dict[str, Any]:
    keys = ("catalogue", "page", "step", "opinion", "signature", "date")
    heads = [w(key) for key in ("item", "title", "date", "responsible", "at_page")]
    return {**{key: w(key) for key in keys}, "catalogue_heads": heads}


def _cover(
    view: CaseView, w: Wording, organisation: str, made: list[Part], at: datetime | None
) -> dict[str, Any]:
    closed = next((e.at for e in reversed(view.timeline) if e.type == "closed"), None)
    fields = [
        (w("subject"), view.subject),
        (w("category"), " · ".join(filter(None, (view.kind.name, view.category.name, view.level.name)))),
        (w("received_at"), w.day(view.registered_at)),
        (w("closed_at"), w.day(closed)),
        (w("unit"), view.unit),
        (w("handler"), view.handler),
        (w("stage"), view.stage.name),
        (w("rule_book"), w("version", title=view.rule_book, n=view.rule_book_version)),
        (w("parts"), str(len(made))),
    ]
    return {
        "organisation": organisation,
        "title": w("dossier"),
        "tracking": 0.02 if w.english else 0.18,
        "number": view.number,
        "fields": fields,
        "printed": w("printed", at=w.moment(at)) if at else "",
    }
