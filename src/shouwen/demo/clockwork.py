"""The timers of one case in virtual time."""

from datetime import datetime

from shouwen.application import rules as rulebooks
from shouwen.application.errors import Refused
from shouwen.application.execute import Wish, execute
from shouwen.core.case.authority import SYSTEM
from shouwen.core.case.commands import parse
from shouwen.store import timeline
from shouwen.store.models import Case, Obligation


def run_case(case_id: int, *, until: datetime) -> None:
    while True:
        row = Obligation.objects.filter(case_id=case_id, wake_at__lte=until).order_by("wake_at").first()
        if row is None or row.wake_at is None:
            return
        case = Case.objects.select_related("organisation").get(pk=case_id)
        at = row.wake_at
        last = case.events.order_by("-seq").values_list("at", flat=True).first()
        at = max(at, last)
        stream, _ = timeline.load(case)
        rules = rulebooks.rules_of(case.rule_book_id, case.organisation.reference_version)
        owed = next(
            o for o in rules.read(stream).obligations(at) if (o.rule, o.number) == (row.rule, row.number)
        )
        marks = [mark for mark, when in owed.reminders if when <= at]
        late = at >= owed.due_at
        from datetime import timedelta

        when = at + timedelta(seconds=1) if late else at
        command = (
            parse("miss_deadline", {"rule": row.rule})
            if late
            else parse("remind_deadline", {"rule": row.rule, "at_mark": marks[-1]})
        )
        try:
            execute(
                Wish(
                    command=command, who=SYSTEM, now=when, organisation=case.organisation, number=case.number
                )
            )
        except Refused:
            Obligation.objects.filter(pk=row.pk).update(wake_at=None)
