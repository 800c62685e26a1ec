"""Who may do what: the whole table as a golden file for each rule book; the application holds to it."""

from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.db import transaction
from syrupy.extensions.single_file import SingleFileSnapshotExtension, WriteMode

from shouwen.application import operations
from shouwen.application.errors import NotFoundError, Refused, UnknownCommandError
from shouwen.core.case.commands import COMMANDS, SYSTEM_ONLY
from shouwen.rulebooks import shipped
from tests.cast import BOOKS, MEMBERS, SUBJECT, WAYS, Desk
from tests.core.case.way_out import cast_of
from tests.permissions.table import (
    ALLOWED,
    as_text,
    as_text_on_the_way,
    people,
    verdicts,
    verdicts_on_the_way,
)

OTHERS = tuple(slug for slug in shipped() if slug not in BOOKS)
POWERLESS = ("accused", "administrator", "auditor")


class TextFile(SingleFileSnapshotExtension):
    _write_mode = WriteMode.TEXT
    file_extension = "txt"


@pytest.mark.parametrize("book", BOOKS)
def test_the_table_is_the_one_agreed_upon(book: str, snapshot) -> None:
    assert as_text(book) == snapshot(extension_class=TextFile)


@pytest.mark.parametrize("book", OTHERS)
def test_so_are_the_tables_of_all_other_books(book: str, snapshot) -> None:
    assert as_text_on_the_way(book) == snapshot(extension_class=TextFile)


@pytest.mark.parametrize("book", OTHERS)
def test_what_no_other_book_gives_away(book: str) -> None:
    tables = verdicts_on_the_way(book)
    assert {"registered", "replied", "closed", "archived"} <= set(tables)
    for stage, table in tables.items():
        assert not {(who, c) for (who, c), found in table.items() if found == ALLOWED and who in POWERLESS}
        assert not [
            who for who in cast_of(book) if who != "system" and table[who, "miss_deadline"] == ALLOWED
        ]
        assert table["customer", "approve_solution"] != ALLOWED
        assert stage == "archived" or ALLOWED in table.values()


@pytest.mark.parametrize("book", BOOKS)
def test_what_holds_in_every_table(book: str) -> None:
    """What no rule book may give away."""
    for stage in WAYS:
        table = verdicts(book, stage)
        for command in COMMANDS:
            assert table["accused", command] != ALLOWED
            assert table["administrator", command] != ALLOWED
            assert table["auditor", command] != ALLOWED
        for who in people(book):
            if who != "system":
                assert table[who, "miss_deadline"] != ALLOWED
                assert table[who, "remind_deadline"] != ALLOWED
        for command in ("approve_solution", "reject_solution"):
            assert table["customer", command] != ALLOWED
        assert table["handler", "approve_solution"] != ALLOWED, "the proposer does not approve"
        forward = {command for (_, command), code in table.items() if code == ALLOWED}
        assert stage == "archived" or forward, f"nobody can do anything at {stage}"


DATA = {
    "decline": {"reason": "不属于", "guidance": "找厂家"}, "redirect": {"to": "厂家"}, "request_supplement": {"items": ["凭证"]},
    "grade": {"severity": "low"}, "assign": {"unit": "物流部"}, "return": {"reason": "不归我们"}, "propose_solution": {"amount": 1},
    "record_finding": {"finding": "属实"}, "determine_root_cause": {"cause": "老化"}, "reject_solution": {"reason": "再想"}, "record_consent": {"agreed": True},
    "make_callback": {"reached": True}, "record_satisfaction": {"satisfied": True}, "appeal": {"reason": "不服"},
    "decide_review": {"upheld": True}, "suspend": {"ground": "等待"}, "escalate": {"to": "executive"},
    "extend": {"rule": "resolve-l3", "new_due": "2027-01-01T00:00:00+08:00", "reason": "等待"},
    "identify": {"genuine": True}, "hold_meeting": {"topic": "会商"}, "request_contribution": {"unit": "物流部", "what": "查单"},
    "contribute": {"content": "已查"}, "record_retest": {"sample": "1", "testers": ["甲", "乙"], "confirmed": True},
    "confirm_validity": {"validity": "valid"}, "report_outside": {"to": "regulator"},
    "review_quality": {"score": 90, "passed": True}, "attribute_responsibility": {"shares": [{"unit": "物流部", "percent": 100}]},
    "dispute_responsibility": {"reason": "不服"}, "rule_on_responsibility": {"upheld": True},
    "review_objection": {"agreed": False, "opinion": "维持"},
    "record_praise": {"who": "甲", "source": "letter", "text": "好"}, "propose_sanction": {"who": "甲", "kind": "apology", "reason": "失职"},
    "propose_award": {"who": "甲", "kind": "bonus", "reason": "尽责"}, "hear_defence": {"which": 1, "waived": True},
    "decide_consequence": {"which": 1, "approved": True}, "record_payment": {"amount": 1, "voucher": "1"},
    "hold_accountable": {"who": "甲", "kind": "apology"}, "teach_staff": {"who": "甲"}, "plan_improvement": {"what": "换供应商", "owner": "质量部", "due": "2026-12-01"},
    "evaluate_improvement": {"reached": True}, "recuse": {"who": "four-level.colleague"},
    "designate": {"unit": "物流部", "reason": "单位说了算"},
    "issue_supervision": {
        "rung": "supervision", "unit": "物流部", "ground": "late", "demands": "办结", "reply_by": "2027-01-01T00:00:00+08:00",
    },
    "receive_supervision": {"number": "督〔2026〕1号"}, "answer_supervision": {"number": "督〔2026〕1号", "progress": "已办"},
    "review_supervision": {"number": "督〔2026〕1号", "passed": True}, "complete_decision": {},
    "withdraw_supervision": {"number": "督〔2026〕1号", "reason": "发错部门"},
    "join": {"case": "TS-1"}, "separate": {"case": "TS-1", "reason": "各办"}, "name_representatives": {"names": ["甲"]},
    "link": {"case": "TS-1", "relation": "same_matter"}, "conclude_review": {"upheld": True, "reason": "属实"},
    "answer_survey": {"overall": 5, "satisfied": True}, "propose_ending": {"ground": "duty_done", "reason": "尽责"},
    "reject_ending": {"reason": "再办"}, "settle": {"terms": "换机"}, "record_performance": {"kept": True},
    "report_conduct": {"kind": "abusive", "note": "辱骂"}, "review_conduct": {"confirmed": False},
    "ask_protection": {"kind": "abusive", "note": "辱骂"}, "decide_protection": {"granted": False}, "end_protection": {"reason": "已缓和"},
    "declare_interest": {"relation": "亲属"}, "request_recusal": {"person": "王磊", "reason": "有关系"},
    "decide_recusal": {"granted": False, "reason": "没有关系"}, "lift_recusal": {"who": "four-level.colleague", "reason": "缺人"},
    "decide_suggestion": {"adopted": "adopted"}, "correct": {"reason": "记错"}, "note": {"note": "记"}, "rebase": {"reason": "新"}, "add_evidence": {"note": "照片"},
    "redact_file": {"file": "x", "ground": "needless", "reason": "无关"},
    "redact_text": {"of": 1, "ground": "needless", "reason": "无关"},
    "set_retention": {"retention": "永久", "reason": "诉讼"}, "request_deletion": {"ground": "other"},
    "decide_deletion": {"decision": "refused", "reason": "核实"}, "reject_disposal": {"reason": "再查"},
}  # fmt: skip
FAMILIAR = ("registered", "assigned", "approving", "closed")
"""Stages at which everybody tries everything through the application."""

BLIND = ("below", "other", "other_head", "lawyer", "press", "administrator", "accused")
"""Who may not see a case of the lead unit that 财务部 assists with."""


@pytest.mark.parametrize("stage", FAMILIAR)
def test_the_application_holds_to_the_table(desk, stage: str) -> None:
    desk.to(stage, category=SUBJECT["four-level"], respondent="王磊")
    table, before = verdicts("four-level", stage), everything()
    working = stage in ("registered", "accepted")
    for who in MEMBERS:
        blind = who in BLIND or (working and who in ("handler", "head", "colleague", "assistant"))
        for command in COMMANDS:
            found = tried(desk, who, command)
            if blind:
                assert found == "not found", f"{who} {command}"
            elif command in ("register", *SYSTEM_ONLY):
                assert found == "unknown"
            elif table[who, command] == ALLOWED:
                assert found in {ALLOWED, *OF_DATA}, f"{who} {command}: {found}"
            else:
                assert found == table[who, command], f"{who} {command}"
    assert everything() == before, "a refusal left something behind"


OF_DATA = (
    "nothing_owed",
    "unknown_rule",
    "same_version",
    "no_such_measure",
    "measure_done",
    "unknown_case",
    "nothing_to_redact",
    "file_not_kept",
)
"""Refusals of what was told, not of who told it."""


class _TakenBackError(Exception):
    pass


def tried(desk: Desk, who: str, command: str) -> str:
    """What comes of a command; what was carried out is taken back."""
    try:
        with transaction.atomic():
            operations.command(desk.cast[who], desk.number, command, DATA.get(command, {}), now=desk.now)
            raise _TakenBackError  # noqa: TRY301 the transaction is to end so
    except _TakenBackError:
        return ALLOWED
    except Refused as refused:
        return f"{refused.code} {refused.clause}".strip()
    except NotFoundError:
        return "not found"
    except UnknownCommandError:
        return "unknown"


def everything() -> dict[str, object]:
    """All rows of the store, and the names of all kept files."""
    rows = {
        model._meta.label: sorted(map(repr, model.objects.values_list()))
        for model in apps.get_app_config("store").get_models()
        if model._meta.object_name not in ("NumberCounter", "DocumentCounter")
    }
    folder = Path(settings.MEDIA_ROOT)
    return {**rows, "files": sorted(str(path) for path in folder.rglob("*"))}


def test_a_refused_file_is_not_kept(desk, settings, tmp_path) -> None:
    settings.MEDIA_ROOT = tmp_path
    desk.to("archived")
    before = everything()
    for who in ("clerk", "auditor", "handler"):
        with pytest.raises(Refused):
            operations.attach(desk.cast[who], desk.number, name="照片.txt", content=b"text", now=desk.now)
    with pytest.raises(Refused):
        operations.portal_attach(desk.number, desk.code, name="照片.txt", content=b"text", now=desk.now)
    assert everything() == before
