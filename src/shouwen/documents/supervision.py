"""A document of supervision (督办单、催办通知书、通报 …) in the form of an official letter, with receipt and replies."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from shouwen.documents.blocks import Block, Official, Part, form, table
from shouwen.documents.dossier import paper_of
from shouwen.documents.wording import Wording

if TYPE_CHECKING:
    from shouwen.application.views.case import CaseView
    from shouwen.application.views.joint import PaperView


def supervision_pdf(
    view: CaseView,
    paper: PaperView,
    organisation: str,
    language: str,
    *,
    printed_by: str = "",
    printed_at: datetime | None = None,
) -> bytes:
    """The document as it goes out, on a page of its own, then what came of it. The same arguments make the same bytes."""
    w = Wording(language)
    parts = [
        Part(title=paper.number, date=w.day(paper.issued_at), by=paper.issued_by, headed=False,
             blocks=(_letter(view, paper, organisation, w),)),
        _course(paper, w),
    ]  # fmt: skip
    return paper_of(view, w, parts, organisation=organisation, by=printed_by, at=printed_at)


def _letter(view: CaseView, paper: PaperView, organisation: str, w: Wording) -> Official:
    about = w("about_case", number=view.number, subject=view.subject)
    overdue = w("facts_told", text=paper.reason) if paper.reason else ""
    paragraphs = [
        w("ground_told", ground=paper.ground.name, about=about),
        overdue,
        w("demands_told"),
        *paper.demands.splitlines(),
        w("reply_told", at=w.moment(paper.reply_by)),
    ]
    return {
        "kind": "official",
        "organisation": organisation,
        "reference": paper.number,
        "title": w(
            "withdrawn_title" if paper.withdrawn_at else "official_title",
            subject=view.subject,
            kind=paper.rung.name,
        ),
        "salutation": w("to_unit", unit=" ".join(filter(None, (paper.unit, paper.person)))),
        "paragraphs": [text for text in paragraphs if text.strip()],
        "sender": organisation,
        "date": w.day(paper.issued_at),
        "seal": w("seal"),
        "indent": not w.english,
    }


def _course(paper: PaperView, w: Wording) -> Part:
    blocks: list[Block] = [
        form(
            ((w("paper_number"), paper.number), (w("stage"), paper.stands.name)),
            ((w("received_by"), paper.received_by), (w("signed_at"), w.moment(paper.received_at))),
        )
    ]
    if paper.withdrawn_at:
        blocks.append(
            form(
                ((w("withdrawn_at"), w.moment(paper.withdrawn_at)), (w("withdrawn_by"), paper.withdrawn_by)),
                ((w("withdrawn_because"), paper.withdrawn_because),),
            )
        )
    if paper.replies:
        rows = [
            (w.moment(at), who, "\n".join(w("says", label=label, value=text) for label, text in texts))
            for at, who, texts in paper.replies
        ]
        columns = ((w("time"), "28mm"), (w("person"), "28mm"), (w("content"), "1fr"))
        blocks.append(table(*columns, rows=rows))
    return Part(title=w("receipt"), date="", by=paper.unit, blocks=tuple(blocks))
