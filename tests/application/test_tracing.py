"""The register of production: import with every fault told, the chain of a case, batches that stand out."""

from pathlib import Path

import pytest

from shouwen.application import production, queries, tracing
from shouwen.application.administration import AdministrationError
from shouwen.application.registers import TRACES
from shouwen.store import following
from shouwen.store.models import Batch, CaseTrace, ChainRecord, Product, SerialNumber
from tests import cast
from tests.cast import Desk, settle

HEAD = "产品编码,批次号,批次产量,序列号,环节,日期,部门,责任人,结果,异常"


@pytest.fixture
def works(db, monkeypatch) -> Desk:
    """A house whose form asks for a serial number and a batch."""
    monkeypatch.setitem(cast.LEAD, "manufacturing-trace", "生产部")
    return Desk(settle("manufacturing-trace"))


def table(folder: Path, *rows: str, head: str = HEAD) -> Path:
    path = folder / "chain.csv"
    path.write_text("\n".join((head, *rows)), encoding="utf-8")
    return path


def stored() -> list[int]:
    return [model.objects.count() for model in (Product, Batch, SerialNumber, ChainRecord)]


GOOD = (
    "P1,B1,100,,生产,2026-03-01,生产部,甲,合格,否",
    "P1,B1,100,S1,检验,2026/3/2,质检部,乙,手填放行,是",
    "P1,B2,4000,S2,检验,2026-03-05,质检部,乙,合格,",
)


def brought_in(works: Desk, folder: Path, *rows: str) -> None:
    report = production.bring_in(table(folder, *rows), organisation=works.cast.organisation, dry_run=False)
    assert report.faults == ()


def test_a_table_comes_in_whole_and_again_without_doubles(works, tmp_path) -> None:
    brought_in(works, tmp_path, *GOOD)
    assert stored() == [1, 2, 2, 3]
    brought_in(works, tmp_path, *GOOD)
    assert stored() == [1, 2, 2, 3]


def test_every_fault_is_told_with_row_and_column_and_nothing_comes_in(works, tmp_path) -> None:
    rows = (
        *GOOD,
        "P1,B3,many,,生产,2026-03-01,生产部,甲,,",
        "P1,B3,5,,涂装,2026-13-01,,甲,,或许",
        "P2,B1,100,,生产,2026-03-01,生产部,甲,,",
        "P1,B2,4001,S1,销售,2026-04-01,销售部,丙,,",
    )
    report = production.bring_in(table(tmp_path, *rows), organisation=works.cast.organisation, dry_run=False)
    assert {(row, column) for row, column, _ in report.faults} == {
        (5, "批次产量"), (6, "部门"), (6, "环节"), (6, "日期"), (6, "异常"), (7, "批次号"), (8, "批次产量"), (8, "序列号"),
    }  # fmt: skip
    assert all(reason for _, _, reason in report.faults)
    assert stored() == [0, 0, 0, 0]


def test_a_dry_run_only_looks(works, tmp_path) -> None:
    report = production.bring_in(table(tmp_path, *GOOD), organisation=works.cast.organisation, dry_run=True)
    assert (report.rows, report.created, report.faults) == (3, 0, ())
    assert stored() == [0, 0, 0, 0]


def test_a_table_without_its_columns_is_refused(works, tmp_path) -> None:
    with pytest.raises(AdministrationError, match="环节"):
        production.bring_in(
            table(tmp_path, "1,2", head="产品编码,批次号"),
            organisation=works.cast.organisation,
            dry_run=False,
        )


def test_a_case_shows_the_chain_of_what_it_names_and_proposes_the_unit(works, tmp_path) -> None:
    brought_in(works, tmp_path, *GOOD)
    works.register(category="chassis", facts={"serial_number": "S1"})
    chain = queries.case(works.cast["clerk"], works.number, now=works.now).chain
    assert [(link.link, link.person) for link in chain.links] == [("production", "甲"), ("inspection", "乙")]
    assert (chain.batch, chain.proposed, chain.because, chain.person) == ("B1", "质检部", "deviation", "乙")
    works.do("clerk", "correct", facts={"chain_link": "production"}, reason="追溯结果")
    found = queries.case(works.cast["clerk"], works.number, now=works.now).chain
    assert (found.proposed, found.because) == ("生产部", "link")


def test_the_form_looks_it_up_while_typing(works, tmp_path) -> None:
    brought_in(works, tmp_path, *GOOD)
    for facts, batch in (({"serial_number": "S1"}, "B1"), ({"batch": "B2"}, "B2")):
        advice = queries.intake_help(works.cast["clerk"], {"facts": facts}, now=works.now)
        assert advice.chain is not None
        assert advice.chain.batch == batch
    assert queries.intake_help(works.cast["clerk"], {"facts": {"batch": "B9"}}, now=works.now).chain is None


def test_a_batch_with_many_complaints_stands_out_and_leads_to_them(works, tmp_path) -> None:
    for _number in range(4):
        works.register(category="chassis", facts={"serial_number": "S1"})
    while following.follow(TRACES, at=works.now):
        pass
    assert set(CaseTrace.objects.values_list("batch", flat=True)) == {""}, "the register knows nothing yet"
    brought_in(works, tmp_path, *GOOD)
    first, second = tracing.batches(works.cast["office"])
    assert (first.code, first.standing.unusual, first.standing.complaints) == ("B1", True, 4)
    assert (second.code, second.standing.unusual) == ("B2", False)
    cases, following_page = tracing.traced_cases(works.cast["office"], "B1")
    assert (len(cases), following_page) == (4, "")
    assert tracing.batches(works.cast["office"], wanted="S2")[0].code == "B2"
