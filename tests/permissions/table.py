"""Who may do what, when: every command × everybody of the cast × every stage, on the pure core."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import timedelta
from functools import cache

from shouwen.core.case.authority import CUSTOMER, SYSTEM, Acting
from shouwen.core.case.commands import COMMANDS
from shouwen.core.case.decide import Situation, decide, permit
from shouwen.core.case.events import Event
from shouwen.core.case.parsing import parse
from shouwen.core.case.refusals import Refused
from shouwen.core.obligations import Obligations
from shouwen.core.worktime import WorkCalendar, china
from shouwen.rulebooks import rule_book
from tests.cast import LEAD, MEMBERS, MONDAY, SUBJECT, WAYS, complaint, steps_to
from tests.core.case.case_walk import Walk
from tests.core.case.way_out import cast_of, way_out

ALLOWED = "may"
Verdicts = Mapping[tuple[str, str], str]
"""(who, command) → `may`, or the code of the refusal with its clause."""


@cache
def people(slug: str) -> Mapping[str, Acting]:
    """The cast as it acts in the house of a rule book; heads stand above the groups of their unit."""
    lead = LEAD[slug]
    found = {}
    for who, member in MEMBERS.items():
        unit = {"lead": lead, "group": f"{lead}一组"}.get(member.unit, member.unit)
        below = {f"{lead}一组"} if "unit_head" in member.roles and unit == lead else set()
        found[who] = Acting(
            id=f"{slug}.{who}", name=member.name, unit=unit, roles=frozenset(member.roles),
            units=frozenset({unit, *below}),
        )  # fmt: skip
    return {**found, "customer": CUSTOMER, "system": SYSTEM}


def situation_at(slug: str, stage: str) -> Situation:
    """A case about `accused` at a stage, in the usual way."""
    book = rule_book(slug)
    rules, cast = Obligations(book, WorkCalendar(book.calendar, china())), people(slug)
    stream: list[Event] = []
    steps = [
        ("clerk", "register", complaint(category=SUBJECT[slug], respondent="王磊")),
        *steps_to(stage, slug),
    ]
    now = MONDAY
    for who, name, data in steps:
        now += timedelta(minutes=1)
        told = {k: v.format(lead=LEAD[slug], slug=slug) if isinstance(v, str) else v for k, v in data.items()}
        ledger = rules.read(stream)
        known = {"respondent_id": f"{slug}.accused", "unit": "客服部"} if name == "register" else {}
        situation = Situation(
            state=ledger.state, obligations=ledger.obligations(now), book=book, in_force=book
        )
        stream += decide(situation, parse(name, told), cast[who], now, known=known)
    ledger = rules.read(stream)
    assert ledger.state.stage == stage
    return Situation(state=ledger.state, obligations=ledger.obligations(now), book=book, in_force=book)


@cache
def verdicts(slug: str, stage: str) -> Verdicts:
    """What everybody of the cast may do at a stage of the usual way."""
    situation = situation_at(slug, stage)
    return {
        (who, command): verdict(situation, command, acting)
        for who, acting in people(slug).items()
        for command in COMMANDS
    }


def verdict(situation: Situation, command: str, who: Acting) -> str:
    try:
        permit(situation, command, who)
    except Refused as refused:
        return f"{refused.code} {refused.clause}".strip()
    return ALLOWED


def as_text(slug: str) -> str:
    """The table of one rule book to be read by people: who may, and why the others may not, but for those
    whose role has not the power and for the one complained about, who may nothing.
    """
    return "\n".join(_lines(slug, people(slug), {stage: verdicts(slug, stage) for stage in WAYS})) + "\n"


def as_text_on_the_way(slug: str) -> str:
    """The same for a book that the usual way does not fit: at each stage of the way that the case finds itself,
    for its own cast.
    """
    return "\n".join(_lines(slug, cast_of(slug), verdicts_on_the_way(slug))) + "\n"


@cache
def verdicts_on_the_way(slug: str) -> Mapping[str, Verdicts]:
    """Stage → verdicts, as a case about `accused` first comes to it."""
    found: dict[str, Verdicts] = {}
    cast = cast_of(slug)

    def look(walk: Walk) -> None:
        stage, situation = str(walk.state.stage), walk.situation()
        if stage not in found:
            found[stage] = {
                (who, command): verdict(situation, command, acting)
                for who, acting in cast.items()
                for command in COMMANDS
            }

    walk = Walk(slug, cast)
    told = {"channel": "letter", "subject": "事由", "description": "经过", "respondent": "某人"}
    assert not walk.give("clerk", "register", told)
    way_out(walk, seen=look)
    return found


def _lines(slug: str, cast: Iterable[str], tables: Mapping[str, Verdicts]) -> Iterator[str]:
    yield f"{rule_book(slug).title.zh} · {slug}@{rule_book(slug).version}"
    for stage, table in tables.items():
        yield ""
        yield f"== {stage}"
        nobody: dict[str, list[str]] = {}
        for command in COMMANDS:
            codes: dict[str, list[str]] = {}
            for who in cast:
                codes.setdefault(table[who, command], []).append(who)
            if len(codes) == 1 and ALLOWED not in codes:
                nobody.setdefault(next(iter(codes)), []).append(command)
                continue
            yield f"{command}: {' '.join(codes.pop(ALLOWED, ['nobody']))}"
            for code, refused in sorted(codes.items()):
                if not code.startswith("not_permitted") and code != "recused":
                    yield f"    {code}: {' '.join(refused)}"
        for code, refused in nobody.items():
            yield f"nobody ({code}): {' '.join(refused)}"
