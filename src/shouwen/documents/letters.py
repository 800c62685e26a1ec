"""Letters to the customer: the reply as it went out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shouwen.documents.blocks import Letter, Part

if TYPE_CHECKING:
    from shouwen.application.views.case import CaseView, Entry
    from shouwen.documents.wording import Wording

_TEXT_LABELS = ("答复", "Reply")


def reply(view: CaseView, organisation: str, w: Wording) -> Part | None:
    """答复函: the last reply; None while there is none in writing."""
    found = [(entry, body) for entry in view.timeline if entry.type == "replied" and (body := _body(entry))]
    if not found:
        return None
    entry, body = found[-1]
    name = w("customer") if view.anonymous or not view.complainant else view.complainant
    letter: Letter = {
        "kind": "letter",
        "title": w("letter_of", subject=view.subject),
        "reference": w("letter_ref", number=view.number),
        "salutation": w("dear", name=name),
        "paragraphs": [line for line in body.splitlines() if line.strip()],
        "indent": not w.english,
        "sender": organisation,
        "date": w.day(entry.at),
        "seal": w("seal"),
    }
    return Part(
        title=w("reply"), date=w.moment(entry.at)[:10], by=entry.actor, blocks=(letter,), headed=False
    )


def _body(entry: Entry) -> str:
    return next((value for label, value in entry.lines if label in _TEXT_LABELS), "")
