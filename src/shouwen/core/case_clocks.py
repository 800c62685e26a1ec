"""The clocks of one case: its pauses, and how an obligation stands by them – due time, status, reminders, and why."""

from collections.abc import Sequence
from datetime import datetime

from shouwen.core.reminders import Marks, marks_ahead
from shouwen.core.rulebook.model import Must
from shouwen.core.rulebook.names import EVENT_NAMES
from shouwen.core.tracks import Instance, Obligation, Status, Track
from shouwen.core.worktime import Due, Pause, Step, WorkCalendar, due_at, explain, extended_due


class CaseClocks:
    """The clocks of one case under one calendar."""

    def __init__(self, calendar: WorkCalendar) -> None:
        self.pauses: list[Pause] = []
        """Those that are over."""
        self._calendar = calendar
        self._since: datetime | None = None

    def turn(self, at: datetime) -> None:
        """The clocks stop, or go on."""
        if self._since is None:
            self._since = at
        else:
            self.pauses.append(Pause(self._since, at))
            self._since = None

    def describe(self, track: Track, instance: Instance, until: datetime, *, reminders: bool) -> Obligation:
        """One obligation as it stands at `until`."""
        end = instance.ended_at if instance.ended_at is not None else until
        rule, pauses = track.rule, self._pauses_of(track, end)
        if instance.new_due is not None and instance.extended_at is not None:
            later = tuple(p for p in pauses if p.start >= instance.extended_at)
            reckoned = extended_due(self._calendar, instance.new_due, rule.within.unit, later)
        else:
            reckoned = self._due_of(track, pauses)
        due, provisional = reckoned.due_at, reckoned.provisional
        return Obligation(
            rule=rule.id, do=rule.do, by=rule.by, clause=rule.clause, unit=track.unit, number=instance.number,
            started_at=track.started_at, opened_at=instance.opened_at, opened_seq=instance.opened_seq,
            due_at=due, provisional=provisional, status=self._status(rule, instance, due, until),
            ended_at=instance.ended_at, ended_seq=instance.ended_seq,
            paused_for_s=sum([p.ends - p.starts for p in pauses]) // 1_000_000,
            extended=instance.new_due is not None, breach_recorded=instance.breach_recorded,
            lapsed=instance.cut_off and end > due,
            reminders=self._reminders(track, instance, due, pauses) if reminders else (),
        )  # fmt: skip

    def explain(self, track: Track, instance: Instance, until: datetime) -> tuple[Step, ...]:
        """How the due time of one obligation came about, step by step."""
        end = instance.ended_at if instance.ended_at is not None else until
        pauses = self._pauses_of(track, end)
        if instance.new_due is None or instance.extended_at is None:
            return self._steps(track, pauses)
        before = tuple(p for p in pauses if p.start < instance.extended_at)
        due = self.describe(track, instance, until, reminders=False).due_at
        steps = self._steps(track, before)
        extended = Step(instance.extended_at, "批准延期，改为下列时间；此后暂停的时间另行顺延")
        return (*steps, extended, Step(due, "延期后的到期时间"))

    def _pauses_of(self, track: Track, end: datetime) -> tuple[Pause, ...]:
        """The pauses of the case that fall into the life of an obligation."""
        if not track.rule.pause:
            return ()
        known = self.pauses
        if self._since is not None:
            known = [*known, Pause(self._since, max(end, self._since))]
        start = track.started_at
        return tuple(
            [
                p if start <= p.start and p.end <= end else Pause(max(p.start, start), min(p.end, end))
                for p in known
                if p.end > start and p.start < end
            ]
        )

    def _status(self, rule: Must, instance: Instance, due: datetime, until: datetime) -> Status:
        if instance.excused:
            return Status.EXCUSED
        if instance.met and instance.ended_at is not None:
            return Status.MET if instance.ended_at <= due else Status.MET_LATE
        since = self._since
        if rule.pause and since is not None and since <= due:
            return Status.PAUSED
        return Status.MISSED if until > due else Status.OPEN

    def _reminders(self, track: Track, instance: Instance, due: datetime, pauses: Sequence[Pause]) -> Marks:
        if instance.ended_at is not None:
            return ()
        marks = marks_ahead(
            track.rule, self._calendar, started_at=track.started_at, due=due, pauses=pauses,
            recorded=instance.reminded,
        )  # fmt: skip
        since = instance.extended_at
        return tuple((mark, at) for mark, at in marks if since is None or at > since)

    def _steps(self, track: Track, pauses: Sequence[Pause]) -> tuple[Step, ...]:
        """How the first due time of a track came about."""
        if track.told_due is None:
            found = explain(self._calendar, track.started_at, track.rule.within, pauses).trace
            return (*_later(track), *found)
        return (
            Step(track.started_at, "起算"),
            Step(self._due_of(track, pauses).due_at, "按起算时写明的期限；此后暂停的时间另行顺延"),
        )

    def _due_of(self, track: Track, pauses: Sequence[Pause]) -> Due:
        calendar, limit = self._calendar, track.rule.within
        if track.told_due is None:
            return due_at(calendar, track.started_at, limit, pauses)
        return extended_due(calendar, track.told_due, limit.unit, pauses)


def _later(track: Track) -> tuple[Step, ...]:
    """Why the clock begins after the trigger."""
    start = track.rule.start
    if start is None or track.started_at == track.triggered_at:
        return ()
    named = EVENT_NAMES[track.rule.after].zh
    why = f"其后 {start.after.words()[0]}" if start.after else "写明的日期"
    early = "此前做的也算完成" if start.early else "此前做的不算完成"
    return (
        Step(track.triggered_at, f"{named}；时限从{why}起算，在此之前不走"),
        Step(track.started_at, f"到了起算的时间；{early}"),
    )
