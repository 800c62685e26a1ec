"""Several at once: nothing is lost, nothing happens twice, nobody is told what is not so."""

import threading
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection

from shouwen.application import operations
from shouwen.application.errors import ConflictError
from shouwen.application.proving import PROJECTIONS
from shouwen.store import following, transactions
from shouwen.store.models import AnsweredRequest, Case, CaseEvent
from tests.cast import MONDAY, Desk, complaint, settle

AT_ONCE = 4


def together(*works: Callable[[], Any]) -> list[Any]:
    """Start all at the same moment; their answers, or what they raised, in their order."""
    gate, answers = threading.Barrier(len(works)), [None] * len(works)

    def run(place: int, work: Callable[[], Any]) -> None:
        try:
            connection.ensure_connection()
            gate.wait(timeout=30)
            answers[place] = work()
        except Exception as error:  # noqa: BLE001 the test looks at it
            answers[place] = error
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(works)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    return answers


@pytest.fixture
def desk(own_database) -> Desk:
    return Desk(settle())


def test_two_people_on_one_case_both_succeed_in_order(desk) -> None:
    desk.to("handling")
    office, version = desk.cast.office, Case.objects.get(number=desk.number).version

    def note(text: str) -> Callable[[], Any]:
        return lambda: operations.command(office, desk.number, "note", {"note": text}, now=desk.now)

    answers = together(*(note(f"第{n}条") for n in range(AT_ONCE)))
    assert sorted(answer.version for answer in answers) == [version + n for n in range(1, AT_ONCE + 1)]
    seqs = list(
        CaseEvent.objects.filter(case__number=desk.number).order_by("seq").values_list("seq", flat=True)
    )
    assert seqs == list(range(1, version + AT_ONCE + 1))


def test_of_two_who_saw_the_same_version_the_second_is_told(desk) -> None:
    desk.to("handling")
    office, version = desk.cast.office, Case.objects.get(number=desk.number).version

    def note() -> Any:
        told = {"note": "同时写下"}
        return operations.command(office, desk.number, "note", told, now=desk.now, expected_version=version)

    answers = together(*[note] * AT_ONCE)
    refused = [answer for answer in answers if isinstance(answer, ConflictError)]
    assert len(refused) == AT_ONCE - 1, answers
    assert {(refusal.code, refusal.version) for refusal in refused} == {("version", version + 1)}
    assert Case.objects.get(number=desk.number).version == version + 1


def test_what_can_happen_once_happens_once(desk) -> None:
    desk.to("registered")
    answers = together(
        *[lambda: operations.command(desk.cast.office, desk.number, "accept", {}, now=desk.now)] * AT_ONCE
    )
    assert sorted(getattr(answer, "code", "done") for answer in answers) == [
        *["already_accepted"] * (AT_ONCE - 1), "done",
    ]  # fmt: skip
    assert CaseEvent.objects.filter(type="accepted").count() == 1


def test_numbers_are_given_once(desk) -> None:
    clerk = desk.cast.clerk
    answers = together(
        *[lambda: operations.register(clerk, complaint(), now=desk.now) for _ in range(2 * AT_ONCE)]
    )
    numbers = {answer.number for answer in answers}
    assert len(numbers) == 2 * AT_ONCE
    assert {case.number for case in Case.objects.all()} == numbers


def test_the_first_numbers_of_a_year_are_given_at_once(desk) -> None:
    clerk, then = desk.cast.clerk, MONDAY + timedelta(days=366)
    answers = together(*[lambda: operations.register(clerk, complaint(), now=then) for _ in range(AT_ONCE)])
    assert len({answer.number for answer in answers}) == AT_ONCE, answers
    assert all(answer.number.startswith("TS-2027-") for answer in answers)


def test_a_refused_first_registration_of_a_year_costs_nobody_else_anything(desk) -> None:
    clerk, then = desk.cast.clerk, MONDAY + timedelta(days=366)
    with pytest.raises(Exception, match="unknown_category"):
        operations.register(clerk, complaint(category="no such"), now=then)
    assert operations.register(clerk, complaint(), now=then).number.startswith("TS-2027-")
    assert operations.register(clerk, complaint(), now=then).number.startswith("TS-2027-")


def test_one_key_at_once_makes_one_case(desk) -> None:
    clerk = desk.cast.clerk
    works = [lambda: operations.register(clerk, complaint(), now=desk.now, key="k-1") for _ in range(AT_ONCE)]
    answers = together(*works)
    assert len({(answer.number, answer.query_code) for answer in answers}) == 1, answers
    assert sum(answer.repeated for answer in answers) == AT_ONCE - 1
    assert Case.objects.count() == AnsweredRequest.objects.count() == 1


def test_one_key_for_two_requests_at_once_is_a_conflict_for_one(desk) -> None:
    clerk = desk.cast.clerk
    answers = together(
        lambda: operations.register(clerk, complaint(), now=desk.now, key="k-1"),
        lambda: operations.register(clerk, complaint(subject="另一件事"), now=desk.now, key="k-1"),
    )
    codes = sorted(getattr(answer, "code", "done") for answer in answers)
    assert codes == ["done", "key_reused"], answers
    assert Case.objects.count() == 1


def test_two_followers_count_every_event_once(desk) -> None:
    for _ in range(3):
        desk.again().to("accepted")
    answers = together(*[lambda: following.follow(following.FIGURES, at=desk.now)] * 2)
    assert sorted(answers) == [0, CaseEvent.objects.count()]


def test_a_late_commit_is_not_skipped(desk) -> None:
    """The first writer takes the lower key and commits after the projection ran."""
    if connection.vendor != "postgresql":
        pytest.skip("SQLite lets one writer in at a time")
    from django.db import transaction

    first_wrote, go_on = threading.Event(), threading.Event()
    late = threading.Event()
    numbers: list[str] = []

    def slow() -> None:
        with transaction.atomic():
            numbers.append(desk.again().register(subject="迟到的提交").number)
            first_wrote.set()
            go_on.wait(timeout=30)
        connection.close()
        late.set()

    other = settle("property")
    desk.again().register()  # the first of a year would keep the others waiting for its commit
    for projection in PROJECTIONS:
        following.follow(projection, at=desk.now)
    thread = threading.Thread(target=slow)
    thread.start()
    assert first_wrote.wait(timeout=30)
    quick = Desk(other).register(subject="先提交的一件")
    for projection in PROJECTIONS:
        following.follow(projection, at=desk.now)
    go_on.set()
    assert late.wait(timeout=30)
    thread.join(timeout=30)
    for projection in PROJECTIONS:
        while following.follow(projection, at=desk.now):
            pass
    from shouwen.store.models import CaseFigure, CaseText

    assert {quick.number, *numbers} < set(CaseText.objects.values_list("case__number", flat=True))
    assert CaseFigure.objects.count() == 3
    assert transactions.settled() is not None
