"""The page of keeping and disposal: who reads it, and what is proposed, confirmed and sent back from it."""

from datetime import timedelta

import pytest

from shouwen.application import clock, operations
from shouwen.store.models import Case, CaseDisposal, CaseEvent
from tests.web.markup import page_of

PAGE, DO = "/duty/disposal", "/duty/disposal/do"


@pytest.fixture
def due(office) -> str:
    """A case that was archived so long ago that its time is over."""
    long_ago = clock.now() - timedelta(days=3 * 366 + 5)
    number = office.register(now=long_ago).number
    for name, data in (
        ("decline", {"reason": "无关", "guidance": "另找"}),
        ("archive", {"retention": "三年"}),
    ):
        operations.command(office.person("lin"), number, name, data, now=long_ago)
    return str(number)


def test_who_keeps_records_reads_it_and_nobody_else(browser, due) -> None:
    for account in ("lin", "luo", "shao"):
        page = page_of(browser(account).get(PAGE))
        assert due in page.text
    for account in ("nie", "he"):
        assert browser(account).get(PAGE).status_code == 404
        assert browser(account).post(DO, {"deed": "propose", "case": due}).status_code == 404
        assert PAGE not in browser(account).get("/duty").content.decode()
    assert 'value="propose"' not in browser("shao").get(PAGE).content.decode(), "an auditor only reads"


def test_it_is_proposed_by_one_confirmed_by_another_and_printed(browser, due) -> None:
    done = browser("lin").post(DO, {"deed": "propose", "case": due, "reason": "期满"})
    assert "办成 1 件" in page_of(done).text
    number = CaseDisposal.objects.get().batch
    paper = browser("shao").get(f"{PAGE}/batch.pdf", {"number": number})
    assert paper.content[:5] == b"%PDF-"
    assert browser("shao").get(f"{PAGE}/batch.pdf", {"number": "销〔1999〕1号"}).status_code == 404
    done = browser("luo").post(DO, {"deed": "confirm", "case": due})
    assert "办成 1 件" in page_of(done).text
    assert "热水器" not in browser("luo").get(f"/cases/{due}").content.decode()
    assert "该件已经销毁" in page_of(browser("luo").get(f"/cases/{due}")).text
    assert due in page_of(browser("luo").get(f"{PAGE}?part=disposed")).text


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ({"deed": "confirm"}, "一件也没有选"),
        ({"deed": "reject", "case": "TS-1999-000001"}, "请写明理由"),
        ({"deed": "confirm", "case": "TS-1999-000001"}, "没有这一件"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_done(browser, due, told, words) -> None:
    browser("lin").post(DO, {"deed": "propose", "case": due})
    before = CaseEvent.objects.count()
    answer = browser("luo").post(DO, told)
    assert words in page_of(answer).text
    assert CaseEvent.objects.count() == before


def test_nobody_confirms_his_own(browser, due) -> None:
    browser("luo").post(DO, {"deed": "propose", "case": due})
    answer = browser("luo").post(DO, {"deed": "confirm", "case": due})
    assert "须由别人确认" in page_of(answer).text
    assert Case.objects.get(number=due).subject == "热水器外壳带电"
    assert f'name="case" value="{due}"' not in browser("luo").get(f"{PAGE}?part=proposed").content.decode()
