"""Who is away and who stands in: the register, whom one may enter, what is said of it where it matters."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.db.models import Q

from shouwen.application import administration
from shouwen.application import rules as rulebooks
from shouwen.application.operations.absences import KEEPERS, fit_to_stand_in, may_keep_for
from shouwen.application.people import Person
from shouwen.application.queries.pages import cursor_of, place_of
from shouwen.application.standing_words import POWER_NAMES
from shouwen.application.views.absences import AbsenceLine, AbsencePage, AbsencePeople, AwayNote, DeputyRule
from shouwen.application.views.case import Outcome
from shouwen.application.views.names import Named
from shouwen.core.rulebook.model import May, Never, Words
from shouwen.core.rulebook.words_powers import power_in_words
from shouwen.store.models import Absence, Staff
from shouwen.store.projection import Household

STATE_NAMES = {
    "now": Words("离岗中", "Away now"),
    "ahead": Words("未开始", "Ahead"),
    "over": Words("已结束", "Over"),
    "withdrawn": Words("已撤回", "Withdrawn"),
}


def absences(person: Person, *, now: datetime, cursor: str = "", limit: int = 25) -> AbsencePage:
    """The absences that this person may see, newest first: own ones and those that he stands in for, a head's of his
    units, an administrator's all.
    """
    rows = Absence.objects.filter(organisation_id=person.organisation_id)
    if not person.acting.roles & KEEPERS:
        own = Q(staff_id=person.staff_id) | Q(deputy_id=person.staff_id)
        head = Q(staff__unit_id__in=person.unit_ids) if "unit_head" in person.acting.roles else Q(pk=None)
        rows = rows.filter(own | head)
    if (place := place_of(cursor)) is not None:
        at, pk = place
        rows = rows.filter(Q(from_at__lt=at) | Q(from_at=at, pk__lt=pk))
    related = rows.select_related("staff__unit", "staff__user", "deputy__user", "set_by", "withdrawn_by")
    found = list(related.order_by("-from_at", "-pk")[: limit + 1])
    zone = rulebooks.in_force_at(person.organisation, now)[1].calendar.zone
    following = cursor_of(found[limit - 1].from_at, found[limit - 1].pk) if len(found) > limit else ""
    lines = tuple(_line(one, person, zone, now) for one in found[:limit])
    return AbsencePage(rows=lines, next=following)


def absences_of(organisation: str, *, now: datetime) -> Iterable[tuple[int, str, str, date, date, str, str]]:
    """For the machine itself: (key, who, deputy, first day, last day, powers, state), newest first."""
    found = administration.organisation_of(organisation)
    zone = rulebooks.in_force_at(found, now)[1].calendar.zone
    rows = Absence.objects.filter(organisation=found).select_related("staff__user", "deputy__user")
    for one in rows.order_by("-from_at", "-pk"):
        first, last = _days(one, zone)
        deputy = one.deputy.user.username if one.deputy else ""
        yield (
            one.pk, one.staff.user.username, deputy, first, last, POWER_NAMES[one.powers].zh,
            STATE_NAMES[_state(one, now)].zh,
        )  # fmt: skip


def absence_people(person: Person) -> AbsencePeople:
    """Whom the form offers."""
    household = rulebooks.household(person.organisation)
    everybody = sorted(household.staff.items(), key=lambda pair: (pair[1].unit_id, pair[1].pk))
    named = [(one, (one.unit.name, Named(id=account, name=one.name))) for account, one in everybody]
    return AbsencePeople(
        absent=tuple(told for one, told in named if may_keep_for(person, one)),
        deputies=tuple(told for one, told in named if fit_to_stand_in(one)),
        powers=tuple(Named(id=key, name=name.in_(person.language)) for key, name in POWER_NAMES.items()),
    )


def away_now(person: Person, *, now: datetime) -> tuple[AwayNote, ...]:
    """Everybody of the organisation who is away at this instant."""
    household = rulebooks.household(person.organisation)
    zone = rulebooks.in_force_at(person.organisation, now)[1].calendar.zone
    here = {one.pk for one in household.staff.values()}
    away = (one for one in household.absences if one.staff_id in here and one.from_at <= now < one.until_at)
    return tuple(_note(one, household, zone, person.language) for one in away)


def standing_for(person: Person, *, now: datetime) -> tuple[AwayNote, ...]:
    """Those in whose place this person acts."""
    found = (away_note(person, seat.person.acting.id, now=now) for seat in person.seats)
    return tuple(one for one in found if one is not None)


def away_note(person: Person, account: str, *, now: datetime) -> AwayNote | None:
    """That one of the staff is away, for whoever gives him work."""
    household = rulebooks.household(person.organisation)
    found = household.away(account, now)
    if found is None:
        return None
    zone = rulebooks.in_force_at(person.organisation, now)[1].calendar.zone
    return _note(found, household, zone, person.language)


def away_among(person: Person, outcome: Outcome, *, now: datetime) -> tuple[AwayNote, ...]:
    """Whom a command gave work to although he is away: that is never refused, but told."""
    given = (event.get("data") for event in outcome.events if event.get("type") == "assigned")
    accounts = dict.fromkeys(str(data.get("handler") or "") for data in given if isinstance(data, dict))
    found = (away_note(person, account, now=now) for account in accounts if account)
    return tuple(one for one in found if one is not None)


def deputy_rules(person: Person, *, now: datetime) -> tuple[DeputyRule, ...]:
    """The rules of the book in force that speak of deputies."""
    version, rules = rulebooks.in_force_at(person.organisation, now)
    book, words = (
        rules.book,
        rulebooks.words_of(version, person.organisation.reference_version, person.language),
    )
    speaking: list[May | Never] = [may for may in book.may if "actor_stands_in" in may.when.names]
    speaking += [never for never in book.never if "actor_stands_in" in never.while_.names]
    return tuple(
        DeputyRule(
            clause=rule.clause, clause_text=words.clause(rule.clause),
            text=power_in_words(rule, book, person.language),
        )
        for rule in speaking
    )  # fmt: skip


def _line(one: Absence, person: Person, zone: ZoneInfo, now: datetime) -> AbsenceLine:
    first, last = _days(one, zone)
    state, keeps = _state(one, now), may_keep_for(person, one.staff)
    return AbsenceLine(
        id=one.pk, account=one.staff.user.username, name=one.staff.name, unit=one.staff.unit.name,
        deputy=one.deputy.user.username if one.deputy else "", deputy_name=one.deputy.name if one.deputy else "",
        powers=Named(id=one.powers, name=POWER_NAMES[one.powers].in_(person.language)), from_on=first, until_on=last,
        reason=one.reason if keeps else "", state=Named(id=state, name=STATE_NAMES[state].in_(person.language)),
        set_by=_by(one.set_by, person.language), set_at=one.set_at.astimezone(zone),
        withdrawn_by=_by(one.withdrawn_by, person.language) if one.withdrawn_at else "",
        withdrawn_at=one.withdrawn_at.astimezone(zone) if one.withdrawn_at else None,
        may_withdraw=keeps and state in ("now", "ahead"),
    )  # fmt: skip


def _by(one: Staff | None, language: str) -> str:
    return one.name if one else Words("系统维护", "operator").in_(language)


def _state(one: Absence, now: datetime) -> str:
    if one.withdrawn_at is not None:
        return "withdrawn"
    if one.until_at <= now:
        return "over"
    return "ahead" if now < one.from_at else "now"


def _days(one: Absence, zone: ZoneInfo) -> tuple[date, date]:
    last = one.until_at.astimezone(zone) - timedelta(microseconds=1)
    return one.from_at.astimezone(zone).date(), last.date()


def _note(one: Absence, household: Household, zone: ZoneInfo, language: str) -> AwayNote:
    return AwayNote(
        account=household.accounts[one.staff_id], name=household.staff_names[one.staff_id],
        until_on=_days(one, zone)[1],
        deputy=household.accounts.get(one.deputy_id or 0, ""),
        deputy_name=household.staff_names.get(one.deputy_id or 0, ""),
        powers=Named(id=one.powers, name=POWER_NAMES[one.powers].in_(language)),
    )  # fmt: skip
