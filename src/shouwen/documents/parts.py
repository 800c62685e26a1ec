"""The parts of a dossier, each made from what one reader sees of a case; None where there is nothing to file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shouwen.documents.blocks import Block, Part, form, signatures, table, text

if TYPE_CHECKING:
    from shouwen.application.views.case import Attachment, CaseView, Entry, MeasureLine
    from shouwen.application.views.lists import Owed
    from shouwen.documents.wording import Wording

HASH_LINE = 32


def registration(view: CaseView, w: Wording) -> Part:
    """投诉登记表."""
    name = w("anonymous") if view.anonymous else view.complainant
    contact = "　".join(filter(None, (view.phone, view.email)))
    own = [((label, value),) for label, value in view.facts]
    return Part(
        title=w("registration"),
        date=w.moment(view.registered_at)[:10],
        by=view.receiver,
        blocks=(
            form(
                ((w("number"), view.number), (w("received_at"), w.moment(view.registered_at))),
                ((w("kind"), view.kind.name), (w("channel"), view.channel.name)),
                ((w("complainant"), name), (w("contact"), contact)),
                ((w("occurred_at"), view.occurred_at), (w("place"), view.place)),
                ((w("respondent"), view.respondent), (w("external_ref"), view.external_ref)),
                ((w("category"), view.category.name), (w("level"), view.level.name)),
                ((w("subject"), view.subject),),
                ((w("description"), view.description),),
                ((w("demand"), view.demand),),
                *own,
                ((w("receiver"), view.receiver), (w("stage"), view.stage.name)),
                ((w("unit"), view.unit), (w("handler"), view.handler)),
                ((w("assisting"), "、".join(view.assisting)), (w("round"), str(view.round))),
                ((w("rule_book"), w("version", title=view.rule_book, n=view.rule_book_version)),),
            ),
        ),
    )


def flow(view: CaseView, w: Wording) -> Part:
    """工作流转单: every event in order; the numbers are those that the evidence table points to."""
    rows = [
        (str(entry.seq), w.moment(entry.at), entry.name, who(entry), said(entry, w))
        for entry in view.timeline
    ]
    columns = (
        (w("seq"), "11mm"), (w("time"), "20mm"), (w("step"), "24mm"), (w("person"), "25mm"), (w("content"), "1fr"),
    )  # fmt: skip
    last = view.timeline[-1].at if view.timeline else view.registered_at
    return Part(title=w("flow"), date=w.moment(last)[:10], by=view.unit, blocks=(table(*columns, rows=rows),))


def investigation(view: CaseView, w: Wording) -> Part | None:
    """调查报告."""
    entry = _last(view, "root_cause_determined", "finding_recorded")
    if entry is None:
        return None
    blocks: list[Block] = [
        form(
            ((w("validity"), view.validity), (w("unit"), view.unit)),
            ((w("root_cause"), view.root_cause),),
        ),
        text(w("findings"), *(f"{n}. {finding}" for n, finding in enumerate(view.findings, start=1))),
    ]
    return Part(title=w("investigation"), date=w.moment(entry.at)[:10], by=entry.actor, blocks=tuple(blocks))


def approval(view: CaseView, w: Wording) -> Part | None:
    """处理方案审批表: the solution on the table, the customer's opinion, and the places to sign."""
    proposed = _last(view, "solution_proposed")
    if proposed is None:
        return None
    decided = _last(view, "solution_approved", "solution_rejected", since=proposed)
    consent = _last(view, "consent_recorded", since=proposed)
    measures = [
        (str(m.which), m.kind, m.what, _in_charge(m), m.due, w("yes" if m.done else "no"))
        for m in view.measures
    ]
    columns = (
        (w("seq"), "12mm"), (w("kind_of_measure"), "20mm"), (w("measure"), "1fr"), (w("owner"), "26mm"), (w("due"), "26mm"),
        (w("done"), "20mm"),
    )  # fmt: skip
    return Part(
        title=w("approval"),
        date=w.moment((decided or proposed).at)[:10],
        by=(decided or proposed).actor,
        blocks=(
            form(
                ((w("number"), view.number), (w("amount"), w("yuan", amount=f"{view.amount:,.2f}"))),
                ((w("subject"), view.subject),),
                ((w("consent"), "\n".join(value for _, value in consent.lines) if consent else ""),),
            ),
            table(*columns, rows=measures),
            signatures(
                w("sign_here"),
                (w("proposed_by"), _note(proposed), proposed.actor, w.moment(proposed.at)),
                *(
                    (step.name, one.note, one.name, w.moment(one.at))
                    for step in (view.approval.steps if view.approval else ())
                    for one in step.given
                ),
                (
                    (
                        w("decided_by"),
                        f"{decided.name}\n{said(decided, w)}",
                        decided.actor,
                        w.moment(decided.at),
                    )
                    if decided
                    else (w("decided_by"), "", "", "")
                ),
                (w("led_by"), "", "", ""),
            ),
        ),
    )


def callback(view: CaseView, w: Wording) -> Part | None:
    """回访记录表: every call-back and what the customer said of the result."""
    found = [
        entry
        for entry in view.timeline
        if entry.type in ("callback_made", "satisfaction_recorded", "reopened")
    ]
    if not found:
        return None
    columns = ((w("time"), "28mm"), (w("step"), "30mm"), (w("person"), "30mm"), (w("content"), "1fr"))
    rows = [(w.moment(entry.at), entry.name, who(entry), said(entry, w)) for entry in found]
    last = found[-1]
    return Part(
        title=w("callback"), date=w.moment(last.at)[:10], by=last.actor, blocks=(table(*columns, rows=rows),)
    )


def limits(view: CaseView, w: Wording) -> Part | None:
    """时限履行情况表: what was owed, until when, and whether it was kept."""
    if not view.owed:
        return None
    columns = (
        (w("rule"), "1fr"), (w("clause"), "17mm"), (w("owner"), "25mm"), (w("started"), "19mm"), (w("due_at"), "22mm"),
        (w("ended"), "19mm"), (w("result"), "20mm"),
    )  # fmt: skip
    rows = [_owed(owed, w) for owed in view.owed]
    return Part(title=w("limits"), date="", by=view.unit, blocks=(table(*columns, rows=rows),))


def proof(view: CaseView, w: Wording) -> Part | None:
    """条款符合性证据表: every clause, whether it was kept, and the steps that show it."""
    if not view.evidence:
        return None
    columns = ((w("clause"), "18mm"), (w("content"), "1fr"), (w("verdict"), "22mm"), (w("shown_by"), "32mm"))
    rows = [
        (w.clause(line.clause), line.text, line.verdict_name, "、".join(map(str, line.shown_by)))
        for line in view.evidence
    ]
    return Part(title=w("proof"), date="", by=view.unit, blocks=(table(*columns, rows=rows),))


def files(view: CaseView, w: Wording) -> Part | None:
    """附件清单: what is stored with the case, and the hash that shows it is unchanged."""
    if not view.files:
        return None
    columns = (
        (w("seq"), "10mm"), (w("file"), "1fr"), (w("size"), "17mm"), (w("added"), "28mm"), (w("hash"), "62mm"),
    )  # fmt: skip
    rows = [
        (str(n), _named(f, w), w.size(f.size), f"{w.moment(f.at)}\n{f.by}", _in_lines(f.sha256))
        for n, f in enumerate(view.files, start=1)
    ]
    return Part(
        title=w("files"),
        date=w.moment(view.files[-1].at)[:10],
        by=view.files[-1].by,
        blocks=(table(*columns, rows=rows),),
    )


def _named(file: Attachment, w: Wording) -> str:
    """The name of a file; of a deleted one when and why as well."""
    if file.deleted_at is None:
        return file.name
    return f"{file.name}\n{w('deleted', at=w.moment(file.deleted_at), why=file.deleted_because)}"


def who(entry: Entry) -> str:
    """The person with the role, or the role where nobody acted in person."""
    return f"{entry.actor}\n{entry.role}" if entry.actor else entry.role


def said(entry: Entry, w: Wording) -> str:
    """What an event says, a line for each key."""
    lines = [w("says", label=label, value=value) for label, value in entry.lines]
    if entry.attachment:
        lines.append(entry.attachment.name)
    return "\n".join(dict.fromkeys(lines))


def _note(entry: Entry) -> str:
    """The proposer's note; the measures stand in the table above."""
    return "\n".join(value for label, value in entry.lines if label in ("说明", "Note"))


def _in_charge(measure: MeasureLine) -> str:
    """The owner, and his unit beneath him."""
    return "\n".join(dict.fromkeys(name for name in (measure.owner, measure.unit) if name))


def _last(view: CaseView, *types: str, since: Entry | None = None) -> Entry | None:
    found = [e for e in view.timeline if e.type in types and (since is None or e.seq > since.seq)]
    return found[-1] if found else None


def _owed(owed: Owed, w: Wording) -> tuple[str, ...]:
    ended = w.moment(owed.ended_at) if owed.status in ("met", "met_late") else ""
    flag = w("provisional") if owed.provisional else ""
    whose = owed.owner or owed.unit or owed.by.name
    due = w.moment(owed.due_at) + flag
    return (
        owed.rule_name,
        w.clause(owed.clause),
        whose,
        w.moment(owed.started_at),
        due,
        ended,
        w(owed.status),
    )


def _in_lines(digest: str) -> str:
    return "\n".join(digest[at : at + HASH_LINE] for at in range(0, len(digest), HASH_LINE))
