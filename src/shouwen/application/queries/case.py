"""The case page: everything that one reader may know of a case, from its stream."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from shouwen.application import row_checks
from shouwen.application import rules as rulebooks
from shouwen.application.errors import BrokenCaseError
from shouwen.application.operations.cases import seen
from shouwen.application.people import Person
from shouwen.application.punctuation import listed
from shouwen.application.queries import joint, protection
from shouwen.application.queries.approval import approval_of_case
from shouwen.application.queries.blanks import missing
from shouwen.application.queries.conduct import conduct_of
from shouwen.application.queries.contact import phone_shown
from shouwen.application.queries.files import attachment, files_of, why_deleted
from shouwen.application.queries.next_step import next_step
from shouwen.application.queries.responsibility import responsibility, standard_of
from shouwen.application.queries.ties import related_cases, tied_cases
from shouwen.application.queries.timeline import entries
from shouwen.application.queries.verdicts import proof_lines
from shouwen.application.tracing import chain_named
from shouwen.application.views.case import Attachment, CaseView, Choice, Entry, MeasureLine, ProofLine
from shouwen.application.views.lists import Owed
from shouwen.application.wording import Wording
from shouwen.core.case import events as e
from shouwen.core.case.commands import COMES_FROM, COMMANDS, SYSTEM_ONLY
from shouwen.core.case.decide import Situation, conditions_on, permitted
from shouwen.core.case.refusals import Refused
from shouwen.core.case.vocabulary import Facts
from shouwen.core.objections import unobjected
from shouwen.core.obligations import Ledger, Obligation, Obligations
from shouwen.core.replay import obligation_to_json
from shouwen.core.rulebook import names_ties
from shouwen.core.rulebook.model import Words
from shouwen.core.rulebook.words_powers import power_in_words
from shouwen.core.values import JsonObject
from shouwen.store import timeline
from shouwen.store.models import Case
from shouwen.store.projection import Household, owner_of

_HIDDEN = frozenset({"register", *SYSTEM_ONLY})
_YES, _NO = Words("是", "yes"), Words("否", "no")


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """A case read for one reader."""

    case: Case
    stream: list[e.Event]
    rules: Obligations
    ledger: Ledger
    obligations: tuple[Obligation, ...]
    household: Household
    person: Person
    now: datetime

    @property
    def words(self) -> Wording:
        version = self.person.organisation.reference_version
        return rulebooks.words_of(self.case.rule_book_id, version, self.person.language)


def opened(person: Person, number: str, now: datetime) -> Opened:
    """Raise `NotFoundError`, or `BrokenCaseError` when the stream cannot be trusted."""
    case = seen(person, number)
    try:
        stream, _ = timeline.load(case)
    except timeline.BrokenStreamError as error:
        raise BrokenCaseError(error.number, error.seq, error.reason) from None
    rules = rulebooks.rules_of(case.rule_book_id, person.organisation.reference_version)
    ledger = rules.read(stream)
    return Opened(
        case=case, stream=stream, rules=rules, ledger=ledger, obligations=ledger.obligations(now),
        household=rulebooks.household(person.organisation), person=person, now=now,
    )  # fmt: skip


def case(person: Person, number: str, *, now: datetime, latest: int | None = None) -> CaseView:
    """A case whole; with `latest` what its page begins with: the so many latest entries of the timeline, and
    nothing clause by clause. Raise `NotFoundError`, `BrokenCaseError`.
    """
    o = opened(person, number, now)
    first = o.stream[0].data
    registered = first if isinstance(first, e.Registered) else e.Registered()
    state, words, zone = o.ledger.state, o.words, o.rules.calendar.zone
    complainant = registered.complainant
    files, read = files_in(o), protection.readable(o.stream, person, state)
    name_of = {account: one.name for account, one in o.household.staff.items()}
    return CaseView(
        number=o.case.number, version=state.seq, kind=words.kind(state.kind), subject=registered.subject,
        description=registered.description, complainant=str(complainant.get("name") or ""),
        phone=phone_shown(str(complainant.get("phone") or ""), o), email=str(complainant.get("email") or ""),
        anonymous=state.anonymous, respondent=registered.respondent, place=registered.place,
        occurred_at=registered.occurred_at, demand=registered.demand, external_ref=registered.external_ref,
        channel=words.channel(state.channel), category=words.category(state.category),
        level=words.level(str(Facts(state, o.rules.book)["level"])), stage=words.stage(str(state.stage)),
        unit=state.unit, handler=name_of.get(state.handler, state.handler), assisting=state.assisting,
        receiver=name_of.get(state.registered_by, state.registered_by),
        registered_at=o.stream[0].at.astimezone(zone), round=state.round,
        validity=words.value("validity", state.validity) if state.validity else "", root_cause=state.root_cause,
        findings=tuple(x.data.finding for x in o.stream if isinstance(x.data, e.FindingRecorded) and x.data.finding),
        amount=state.solution.amount if state.solution else 0, measures=_measures(o, name_of), approval=approval_of_case(o),
        rule_book=o.rules.book.title.in_(person.language), rule_book_version=o.rules.book.version,
        facts=_facts(o), own=o.ledger.state.facts, missing=missing(o), owed=owed_of(o),
        timeline=timeline_of(o, read[-latest:] if latest else read, files), earlier=len(read[:-latest]) if latest else 0,
        disposed=state.disposal == "done", choices=choices(o, refused=not latest), evidence=() if latest else proofs(o),
        files=tuple(files.values()), related=related_cases(o),
        **joint.of_case(o.stream, state, calendar=o.rules.calendar, people=name_of, language=person.language, now=now),
        conducts=conduct_of(person, o.case.contact_index, now.astimezone(zone).date()),
        shelters=protection.shelters(o), pleas=protection.pleas(o),
        stalled_since=state.moved_at.astimezone(zone) if state.stalled and state.moved_at else None,
        returned_by=state.returned_by, designated=bool(state.designated),
        group=tied_cases(o), part=state.part, group_size=state.group_size,
        repeated=any(relation == "repeats" for _, relation in state.linked), instance=state.instance,
        responsibility=responsibility(
            o.stream, state, words=words, zone=zone, people=name_of, files={k: f.name for k, f in files.items()},
            now=now,
        ),
        standard=standard_of(words), chain=chain_named(person.organisation, state.facts, usual=o.rules.book.usual_unit(state.category)),
        broken_chain=row_checks.differing(
            o.case, o.stream, o.ledger, rules=o.rules, household=o.household, now=now
        ),
    )  # fmt: skip


def case_events(person: Person, number: str, *, now: datetime) -> tuple[JsonObject, ...]:
    """The stream in the outside contract's shape."""
    o = opened(person, number, now)
    told = protection.masked(o.stream, person, o.ledger.state, case=o.case.number)
    complainant = told[0]["data"].get("complainant") if isinstance(told[0]["data"], dict) else None
    if isinstance(complainant, dict) and complainant.get("phone"):
        complainant["phone"] = phone_shown(str(complainant["phone"]), o)
    return told


def case_obligations(person: Person, number: str, *, now: datetime) -> tuple[JsonObject, ...]:
    return tuple(obligation_to_json(owed) for owed in opened(person, number, now).obligations)


def timeline_of(o: Opened, events: Sequence[e.Event], files: Mapping[str, Attachment]) -> tuple[Entry, ...]:
    """Some events of the case in words, in their order."""
    people = {account: one.name for account, one in o.household.staff.items()}
    silent = unobjected(o.stream, o.now) if o.ledger.state.served else {}
    return entries(
        events, words=o.words, zone=o.rules.calendar.zone, files=files, people=people, silent=silent
    )


def proofs(o: Opened) -> tuple[ProofLine, ...]:
    return proof_lines(o.rules, o.stream, o.now, ledger=o.ledger, obligations=o.obligations, words=o.words)


def choices(o: Opened, *, refused: bool = True) -> tuple[Choice, ...]:
    """What this reader may do now, one of it the clear next step; with `refused` every other command, and why not."""
    situation = Situation(
        state=o.ledger.state, obligations=o.obligations, book=o.rules.book, in_force=o.rules.book,
        calendar=o.rules.calendar,
    )  # fmt: skip
    found: list[Choice] = []
    for command in COMMANDS:
        if command in _HIDDEN:
            continue
        try:
            acting, _role = permitted(situation, command, o.person.acting, now=o.now)
        except Refused as refusal:
            if not refused:
                continue
            why = refusal.say.in_(o.person.language)
            text = o.words.clause(refusal.clause) if refusal.clause else ""
            found.append(
                Choice(
                    command=command, name=o.words.command(command).name, allowed=False, code=refusal.code, why=why,
                    clause=refusal.clause, clause_text=text,
                )
            )  # fmt: skip
        else:
            asked = conditions_on(situation, command, acting, now=o.now)
            sentences = tuple(power_in_words(rule, o.rules.book, o.person.language) for rule in asked)
            behalf = acting.behalf.name if acting.behalf else ""
            name = o.words.command(command).name
            found.append(
                Choice(command=command, name=name, allowed=True, conditions=sentences, behalf=behalf)
            )
    first = next_step(o, [choice.command for choice in found if choice.allowed])
    return tuple(replace(c, primary=True) if c.command == first else c for c in found)


def _measures(o: Opened, name_of: dict[str, str]) -> tuple[MeasureLine, ...]:
    solution = o.ledger.state.solution
    if solution is None:
        return ()
    return tuple(
        MeasureLine(
            which=n,
            what=m.what,
            owner=name_of.get(m.owner, m.owner),
            due=m.due,
            done=n in solution.done,
            kind=o.words.measure(m.kind),
            unit=m.unit,
        )
        for n, m in enumerate(solution.measures, start=1)
    )


def _facts(o: Opened) -> tuple[tuple[str, str], ...]:
    """The organisation's own fields, and the grading, in words."""
    state, language = o.ledger.state, o.person.language
    told: list[tuple[str, str]] = _letter(o)
    for fact in o.rules.book.facts:
        value = state.facts.get(fact.id)
        if value in (None, "", []):
            continue
        options = {option.id: option.name.in_(language) for option in fact.options}
        chosen = value if isinstance(value, list) else [value]
        shown = (
            (_YES if value else _NO).in_(language)
            if isinstance(value, bool)
            else listed((options.get(str(v), str(v)) for v in chosen), language=language)
        )
        told.append((fact.name.in_(language), shown))
    return tuple(told)


def _letter(o: Opened) -> list[tuple[str, str]]:
    """The letter that passed the case on to us: sender, its day, the day by which an answer is wanted."""
    first, language = o.stream[0].data, o.person.language
    keys = ("external_from", "external_on", "external_due")
    told = [(names_ties.KEYS[key].in_(language), str(getattr(first, key, ""))) for key in keys]
    return [(label, text) for label, text in told if text]


def owed_of(o: Opened) -> tuple[Owed, ...]:
    words, zone, state = o.words, o.rules.calendar.zone, o.ledger.state
    shown: list[Owed] = []
    urges = [x.data.rule for x in o.stream if isinstance(x.data, e.Urged)]
    for owed in o.obligations:
        unit, owner = owner_of(owed.by, state, book=o.rules.book, household=o.household, addressee=owed.unit)
        shown.append(
            Owed(
                case=o.case.number, instance=owed.number, subject=o.case.subject, level=words.level(o.case.level),
                stage=words.stage(o.case.stage), rule=owed.rule, rule_name=words.rule(owed.rule),
                do=words.event(owed.do), clause=owed.clause, clause_text=words.clause(owed.clause),
                by=words.role(owed.by), owner=owner.name if owner else "", unit=unit.name if unit else "",
                started_at=owed.started_at.astimezone(zone), due_at=owed.due_at.astimezone(zone),
                status="lapsed" if owed.lapsed else str(owed.status), ended_at=owed.ended_at.astimezone(zone) if owed.ended_at else None,
                provisional=owed.provisional, urged=urges.count(owed.rule), command=COMES_FROM.get(owed.do, ""),
            )
        )  # fmt: skip
    return tuple(shown)


def files_in(o: Opened) -> dict[str, Attachment]:
    if not any(isinstance(event.data, e.EvidenceAdded) and event.data.file for event in o.stream):
        return {}
    zone, gone = o.rules.calendar.zone, why_deleted(o.stream, o.words.language)
    return {str(f.pk): attachment(f, zone, gone=gone.get(str(f.pk), "")) for f in files_of(o.case.pk)}
