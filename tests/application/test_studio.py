"""Drafts of rule books: nothing in force is touched, nobody overwrites anybody, and who did it is on record."""

from dataclasses import replace
from datetime import timedelta

import pytest

from shouwen.application import rules, studio, studio_deeds
from shouwen.application.errors import ConflictError, NotFoundError, Refused
from shouwen.core.rulebook.editing import Put, Remove
from shouwen.core.rulebook.faults import RuleBookFaults
from shouwen.rulebooks import read_shipped
from shouwen.store.models import Case, RuleBookDeed, RuleBookDraft, RuleBookVersion

NAME = "four-level"
RESPOND = "/must/0/within"


def begun(desk, who: str = "office") -> studio.Draft:
    return studio.begin(desk.cast[who], NAME, now=desk.now)


def test_a_draft_begins_as_the_version_in_force_under_the_next_number(desk) -> None:
    draft = begun(desk)
    assert draft.text == read_shipped(NAME).replace("\nversion: 1\n", "\nversion: 2\n")
    assert (draft.based_on, draft.version, draft.saved_by) == ("1", 1, "李正")
    with pytest.raises(ConflictError):
        begun(desk, "administrator")
    assert RuleBookDraft.objects.count() == 1
    assert [deed.deed for deed in studio_deeds.deeds(desk.cast.office, NAME)] == ["begun", "installed"]


def test_only_who_writes_rule_books_may(desk) -> None:
    begun(desk)
    for who in ("handler", "head", "clerk", "leader", "auditor", "quality"):
        person = desk.cast[who]
        for call in (
            lambda p=person: studio.begin(p, NAME, now=desk.now),
            lambda p=person: studio.draft(p, NAME),
            lambda p=person: studio.save(p, NAME, "x", version=1, now=desk.now),
            lambda p=person: studio.edit(p, NAME, [Put(RESPOND, "3h")], version=1, now=desk.now),
            lambda p=person: studio.discard(p, NAME, version=1, now=desk.now),
            lambda p=person: studio.install(p, NAME, version=1, from_day=desk.now.date(), now=desk.now),
            lambda p=person: studio.book(p, NAME, "draft", now=desk.now),
        ):
            with pytest.raises(Refused, match="not_permitted"):
                call()
        assert "draft" not in studio.sources(person, NAME)
    assert studio.draft(desk.cast.office, NAME).version == 1
    assert RuleBookVersion.objects.count() == 1


def test_another_organisation_sees_nothing_of_it(desk, next_door) -> None:
    begun(desk)
    acting = replace(next_door.clerk.acting, roles=frozenset({"supervisor"}))
    person = replace(next_door.clerk, acting=acting)
    with pytest.raises(NotFoundError):
        studio.draft(person, NAME)
    assert "draft" not in studio.sources(person, NAME)
    assert [deed.deed for deed in studio_deeds.deeds(person, NAME)] == ["installed"]  # their own book


def test_two_editors_do_not_overwrite_each_other(desk) -> None:
    begun(desk)
    first = studio.edit(desk.cast.office, NAME, [Put(RESPOND, "3h")], version=1, now=desk.now)
    with pytest.raises(ConflictError) as told:
        studio.edit(desk.cast.administrator, NAME, [Put(RESPOND, "9h")], version=1, now=desk.now)
    assert told.value.version == 2
    with pytest.raises(ConflictError):
        studio.discard(desk.cast.administrator, NAME, version=1, now=desk.now)
    with pytest.raises(ConflictError):
        studio.install(desk.cast.administrator, NAME, version=1, from_day=desk.now.date(), now=desk.now)
    assert studio.draft(desk.cast.office, NAME) == first
    assert RuleBookDeed.objects.filter(deed="saved").count() == 1


def test_a_draft_may_have_faults_but_is_not_put_in_force_with_them(desk) -> None:
    begun(desk)
    draft = studio.edit(desk.cast.office, NAME, [Put(RESPOND, "bald")], version=1, now=desk.now)
    (fault,) = studio.faults(draft.text)
    assert (fault.path, fault.code, fault.line > 1, fault.column > 1) == (RESPOND, "bad-limit", True, True)
    with pytest.raises(RuleBookFaults):
        studio.install(desk.cast.office, NAME, version=2, from_day=desk.now.date(), now=desk.now)
    draft = studio.save(desk.cast.office, NAME, "[", version=2, now=desk.now)
    with pytest.raises(RuleBookFaults):
        studio.install(desk.cast.office, NAME, version=3, from_day=desk.now.date(), now=desk.now)
    with pytest.raises(Refused, match="not_editable"):
        studio.edit(desk.cast.office, NAME, [Put(RESPOND, "3h")], version=3, now=desk.now)
    assert RuleBookVersion.objects.count() == 1
    assert studio.draft(desk.cast.office, NAME).version == 3


def test_put_in_force_from_a_day_old_cases_keep_their_version(desk) -> None:
    desk.register()
    before = Case.objects.get(number=desk.number)
    begun(desk)
    studio.edit(desk.cast.office, NAME, [Put(RESPOND, "3h")], version=1, now=desk.now)
    today = desk.now.date()
    with pytest.raises(Refused, match="day_past"):
        studio.install(desk.cast.office, NAME, version=2, from_day=today - timedelta(days=1), now=desk.now)
    tomorrow = today + timedelta(days=1)
    made = studio.install(desk.cast.office, NAME, version=2, from_day=tomorrow, now=desk.now)
    assert (made.version, made.in_force_from) == (2, tomorrow)
    assert not RuleBookDraft.objects.exists()
    organisation = desk.cast.organisation
    organisation.refresh_from_db()
    assert rules.in_force_at(organisation, desk.now)[1].book.version == 1
    later = desk.now + timedelta(days=1)
    assert str(rules.in_force_at(organisation, later)[1].book.must[0].within) == "3h"
    assert Case.objects.get(number=desk.number).rule_book_id == before.rule_book_id
    deed = studio_deeds.deeds(desk.cast.office, NAME)[0]
    assert (deed.deed, deed.by, deed.what) == (
        "installed",
        "李正",
        {"version": 2, "from_day": tomorrow.isoformat()},
    )


def test_a_draft_of_a_number_that_was_taken_meanwhile_gets_the_next(desk) -> None:
    from shouwen.application import administration

    begun(desk)
    text = read_shipped(NAME).replace("\nversion: 1\n", "\nversion: 2\n")
    administration.install_rule_book(text, organisation=desk.cast.organisation.slug, from_day=desk.now.date())
    assert (
        studio.install(desk.cast.office, NAME, version=1, from_day=desk.now.date(), now=desk.now).version == 3
    )


def test_every_way_into_force_is_on_record_and_a_refused_one_is_not(desk, tmp_path) -> None:
    from shouwen.application import administration
    from shouwen.cli.main import main

    def deeds() -> list[tuple[str, str, object]]:
        return [(d.deed, d.by, d.what.get("version")) for d in studio_deeds.deeds(desk.cast.office, NAME)]

    slug, day = desk.cast.organisation.slug, desk.now.date().isoformat()
    assert deeds() == [("installed", "", 1)]  # the first one, from the machine
    file = tmp_path / "next.yaml"
    file.write_text(read_shipped(NAME).replace("\nversion: 1\n", "\nversion: 2\n"), encoding="utf-8")
    call = ["rulebook", "install", str(file), "--organisation", slug, "--from", day]
    assert main(call) == 0
    assert deeds() == [("installed", "", 2), ("installed", "", 1)]
    assert main(call) == 1
    with pytest.raises(administration.AdministrationError):
        administration.install_rule_book(
            file.read_text("utf-8"), organisation=slug, from_day=desk.now.date(), by=desk.cast.office.staff_id
        )
    assert len(deeds()) == RuleBookVersion.objects.count() == 2
    begun(desk)
    studio.install(desk.cast.office, NAME, version=1, from_day=desk.now.date(), now=desk.now)
    assert deeds()[0] == ("installed", "李正", 3)


def test_another_books_name_is_refused(desk) -> None:
    begun(desk)
    studio.edit(desk.cast.office, NAME, [Put("/rule_book", "fishery")], version=1, now=desk.now)
    with pytest.raises(Refused, match="other_book"):
        studio.install(desk.cast.office, NAME, version=2, from_day=desk.now.date(), now=desk.now)
    assert RuleBookVersion.objects.count() == 1


def test_versions_are_compared(desk) -> None:
    begun(desk)
    studio.edit(desk.cast.office, NAME, [Put(RESPOND, "3h"), Remove("/never/0")], version=1, now=desk.now)
    assert studio.sources(desk.cast.office, NAME) == ("draft", "1", "shipped")
    found = studio.comparison(desk.cast.office, NAME, "in-force", "draft", now=desk.now)
    assert {(d.section, d.change) for d in found} >= {("must", "changed"), ("never", "removed")}
    assert studio.comparison(desk.cast.handler, NAME, "1", "shipped", now=desk.now) == ()
    for unknown in ("9", "x", "²", "shippe"):
        with pytest.raises(NotFoundError):
            studio.comparison(desk.cast.office, NAME, unknown, "1", now=desk.now)
