"""The attribution sheet (责任认定书, form 15) and the ruling (责任裁决书, form 16), from what one reader sees of a case."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shouwen.documents.blocks import Block, Part, form, signatures, table, text

if TYPE_CHECKING:
    from shouwen.application.views.case import CaseView
    from shouwen.application.views.responsibility import DivisionView, ObjectionLine
    from shouwen.documents.wording import Wording


def attribution(view: CaseView, w: Wording, division: DivisionView) -> Part:
    """责任认定书 of one edition; what was served and until when may be objected stands on the present one."""
    blocks: list[Block] = [
        form(
            ((w("sheet_number"), division.number or view.number), (w("edition"), str(division.edition))),
            (
                (w("number"), view.number),
                (w("rule_book"), w("version", title=view.rule_book, n=view.rule_book_version)),
            ),
            ((w("case_matter"), view.subject),),
        ),
        _shares(view, w, division),
        text(
            w("facts_and_evidence"), *_lines(division.grounds or view.root_cause or "\n".join(view.findings))
        ),
    ]
    if division.evidence:
        blocks.append(
            text(w("evidence_list"), *(f"{n}. {name}" for n, name in enumerate(division.evidence, 1)))
        )
    if division.reason:
        blocks.append(text(w("reason"), *_lines(division.reason)))
    if division.proposal:
        blocks.append(text(w("proposal"), *_lines(division.proposal)))
    if division.present:
        blocks.append(_services(view, w))
    blocks.append(
        signatures(
            w("sign_here"),
            (w("attributed_by"), "", division.by, w.moment(division.at)),
            (w("led_by"), "", "", ""),
        )
    )
    return Part(title=w("attribution"), date=w.moment(division.at)[:10], by=division.by, blocks=tuple(blocks))


def ruling(view: CaseView, w: Wording) -> Part | None:
    """责任裁决书: the last ruling, with what was objected and what the review said; None while there is none."""
    told = view.responsibility.objections
    last = next((one for one in reversed(told) if one.number or one.what.id == "responsibility_ruled"), None)
    present = view.responsibility.present
    if last is None or present is None:
        return None
    dispute = _of_the_dispute(told, last)
    objected = [one for one in dispute if one.what.id == "responsibility_disputed"]
    reviewed = [one for one in dispute if one.what.id == "objection_reviewed"]
    return Part(
        title=w("ruling"), date=w.moment(last.at)[:10], by=last.by,
        blocks=(
            form(
                ((w("ruling_number"), last.number or view.number), (w("edition"), str(present.edition))),
                ((w("number"), view.number), (w("ruled_by"), last.by)),
                ((w("case_matter"), view.subject),),
                ((w("applicant"), w.listed(one.unit or one.by for one in objected)),),
            ),
            text(w("objection_points"), *(w("says", label=one.unit or one.by, value=one.text) for one in objected)),
            text(w("review_opinion"), *(part for one in reviewed for part in (one.verdict, *_lines(one.text)))),
            text(w("ruling_text"), last.verdict, *_lines(last.text)),
            _shares(view, w, present),
            signatures(w("sign_here"), (w("ruled_by"), last.verdict, last.by, w.moment(last.at))),
        ),
    )  # fmt: skip


def _of_the_dispute(told: tuple[ObjectionLine, ...], ruled: ObjectionLine) -> list[ObjectionLine]:
    """What came before the ruling, since the ruling before it."""
    before = [one for one in told if one.seq < ruled.seq]
    start = max((n for n, one in enumerate(before, 1) if one.what.id == "responsibility_ruled"), default=0)
    return before[start:]


def _shares(view: CaseView, w: Wording, division: DivisionView) -> Block:
    costs = any(share.cents for share in division.shares)
    columns = [
        (w("responsible_body"), "1fr"), (w("nature"), "24mm"), (w("percent"), "20mm"), (w("clause"), "24mm"),
        *([(w("borne"), "28mm")] if costs else []),
    ]  # fmt: skip
    rows = [
        [
            " ".join(filter(None, (share.unit, share.person))), share.kind.name, f"{share.percent:g}%", w.clause(share.clause),
            *([f"{share.cents // 100:,}.{share.cents % 100:02}"] if costs else []),
        ]
        for share in division.shares
    ]  # fmt: skip
    cents = sum(share.cents for share in division.shares)
    rows.append([w("sum"), "", "100%", "", *([f"{cents // 100:,}.{cents % 100:02}"] if costs else [])])
    del view
    return table(*columns, rows=rows)


def _services(view: CaseView, w: Wording) -> Block:
    columns = (
        (w("responsible_body"), "1fr"),
        (w("served"), "20mm"),
        (w("object_until"), "36mm"),
        (w("receipt_of_unit"), "24mm"),
    )
    rows = [
        (
            one.unit,
            w("served_yes") if one.served else "",
            w("silent", at=w.moment(one.object_until)) if one.silent else w.moment(one.object_until),
            w("received_yes") if one.received else "",
        )
        for one in view.responsibility.services
    ]
    return table(*columns, rows=rows)


def _lines(told: str) -> list[str]:
    return [line for line in told.splitlines() if line.strip()]
