"""The pages of responsibility and traceability: what opens for whom, and an import with its faults."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from shouwen.store.models import ChainRecord
from tests.web.markup import page_of

PAGES = (
    "/duty",
    "/duty/unit?unit=质量部",
    "/duty/consequences",
    "/duty/traces",
    "/duty/traces/batch?code=B1",
)
GOOD = "产品编码,批次号,批次产量,环节,日期,部门,责任人\nP1,B1,100,生产,2026-03-01,生产部,甲\n"


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("account", ["lin", "nie", "luo"])
def test_the_registers_open(browser, account: str, path: str) -> None:
    assert browser(account).get(path).status_code == 200


def test_quality_is_for_who_oversees(browser) -> None:
    assert browser("luo").get("/duty/quality").status_code == 200
    assert browser("nie").get("/duty/quality").status_code == 404
    assert "/duty/quality" not in browser("nie").get("/duty").content.decode()


def test_the_export_is_a_spreadsheet(browser) -> None:
    assert browser("luo").get("/duty/consequences.xlsx").content[:2] == b"PK"


def table(text: str) -> SimpleUploadedFile:
    return SimpleUploadedFile("chain.csv", text.encode())


def test_a_table_is_checked_then_brought_in(browser) -> None:
    client = browser("luo")
    wrong = client.post("/duty/traces/import", {"file": table(GOOD.replace("100", "x"))})
    assert "第 2 行" in page_of(wrong).text
    assert "批次产量" in page_of(wrong).text
    dry = client.post("/duty/traces/import", {"file": table(GOOD), "dry_run": "yes"})
    assert "未导入" in page_of(dry).text
    assert "没有用到的列" not in page_of(dry).text
    assert ChainRecord.objects.count() == 0
    assert client.post("/duty/traces/import", {"file": table(GOOD)}).status_code == 302
    assert ChainRecord.objects.count() == 1
    assert "B1" in page_of(client.get("/duty/traces")).text
    assert browser("nie").post("/duty/traces/import", {"file": table(GOOD)}).status_code == 404


def test_what_is_remarked_of_a_table_stands_beside_its_faults_and_its_success(browser) -> None:
    client = browser("luo")
    head, row = GOOD.splitlines()
    more = f"{head},班组\n{row},甲班\n"
    wrong = page_of(client.post("/duty/traces/import", {"file": table(more.replace("100", "x"))})).text
    assert "批次产量" in wrong
    assert "没有用到的列：班组" in wrong
    done = client.post("/duty/traces/import", {"file": table(more)}, follow=True)
    assert "没有用到的列：班组" in page_of(done).text
