"""The list of a batch of disposals (销毁批次表, form 40): what stays of each case, and the places to sign."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime
from typing import TYPE_CHECKING

from shouwen.documents.blocks import Part, form, signatures, table
from shouwen.documents.dossier import words_of
from shouwen.documents.typesetting import pdf
from shouwen.documents.wording import Wording

if TYPE_CHECKING:
    from shouwen.application.views.disposal import Batch


def batch_pdf(batch: Batch, organisation: str, language: str, *, printed_at: datetime) -> bytes:
    """The same arguments make the same bytes."""
    w = Wording(language)
    at = printed_at.astimezone(batch.rows[0].at.tzinfo)
    done = sum(row.stands.id == "disposed" for row in batch.rows)
    head = form(
        ((w("batch"), batch.number), (w("basis"), w.listed(one.name for one in batch.bases))),
        ((w("cases_listed"), w("cases_of", n=len(batch.rows), done=done)), (w("destroyed"), w("texts_files", texts=batch.texts, files=batch.files))),
        ((w("disposal_by"), w.listed(batch.proposed_by)), (w("disposal_on"), w.day(batch.proposed_at))),
        ((w("confirmed_by"), w.listed(batch.decided_by)), (w("confirmed_on"), w.day(batch.decided_at))),
    )  # fmt: skip
    rows = [
        (row.case, " ".join(filter(None, (row.kind.name, row.category.name))), w.date(row.registered_on), w.date(row.closed_on),
         row.basis.name, row.stands.name, row.decided_by)
        for row in batch.rows
    ]  # fmt: skip
    columns = (
        (w("number"), "32mm"), (w("kind_category"), "1fr"), (w("registered_on"), "21mm"), (w("closed_on"), "21mm"),
        (w("basis"), "22mm"), (w("stands"), "20mm"), (w("confirmer"), "19mm"),
    )  # fmt: skip
    signed = signatures(w("signed_by_two"), (w("first_check"), "", "", ""), (w("second_check"), "", "", ""))
    part = Part(
        title=w("disposal_list"), date=w.day(batch.decided_at or batch.proposed_at), by="",
        blocks=(head, table(*columns, rows=rows), signed),
    )  # fmt: skip
    data = {
        "language": w.language, "title": f"{w('disposal_list')} {batch.number}", "organisation": organisation,
        "heading": batch.number, "watermark": w("printed", at=w.moment(at)), "words": words_of(w), "cover": None,
        "parts": [asdict(part)],
    }  # fmt: skip
    return pdf(data, at=at)
