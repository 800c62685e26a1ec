"""The register form."""

import pytest

from shouwen.application import clock, queries
from shouwen.application.views.lists import LedgerFilter
from tests.web.cast import NASTY
from tests.web.markup import page_of

FORM = {
    "key": "k1", "kind": "complaint", "channel": "hotline", "name": "许佩兰", "phone": "19900000000",
    "subject": "热水器外壳带电", "description": "商品质量有问题，坏了", "severity": "high", "urgency": "high",
}  # fmt: skip


def count(office) -> int:
    return len(queries.ledger(office.person("lin"), LedgerFilter(), now=clock.now()).items)


def test_registers_and_tells_number_code_and_promises(browser, office) -> None:
    text = browser("lin").post("/cases/new", FORM).content.decode()
    assert "TS-" in text
    assert "查询码" in text
    assert "承诺的时限" in text
    assert "一级" in text
    assert "data-draft-done" in text


def test_a_double_click_makes_one_case(browser, office) -> None:
    client = browser("lin")
    first, second = (client.post("/cases/new", FORM) for _ in range(2))
    assert count(office) == 1
    assert page_of(second).links == page_of(first).links


def test_the_same_form_with_other_words_is_told(browser, office) -> None:
    client = browser("lin")
    client.post("/cases/new", FORM)
    text = client.post("/cases/new", FORM | {"subject": "另一件"}).content.decode()
    assert "已经登记过一件" in text
    assert 'value="另一件"' in text
    assert count(office) == 1


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("subject", "", "请填写这一项"),
        ("subject", "长" * 201, "太长了"),
        ("description", "\x07响", "控制字符"),
        ("phone", "not a phone", "格式不对"),
        ("channel", "pigeon", "请在给出的选项里选择"),
    ],
)
def test_faults_stand_beside_the_field_and_nothing_is_lost(browser, office, field, value, words) -> None:
    answer = browser("lin").post("/cases/new", FORM | {"demand": "退款𠮷", field: value})
    text = answer.content.decode()
    assert words in text
    assert "退款𠮷" in text
    assert "19900000000" in text or field == "phone"
    assert count(office) == 0


def test_what_was_typed_comes_back_escaped(browser) -> None:
    answer = browser("lin").post("/cases/new", dict.fromkeys(FORM, NASTY) | {"key": "k", "phone": "x"})
    assert page_of(answer).inline == []
    assert "<script>alert" not in answer.content.decode()


def test_help_tells_missing_items_earlier_cases_proposal_and_promises(browser, office) -> None:
    earlier = office.register()
    text = browser("lin").post("/cases/new/help", FORM).content.decode()
    assert "投诉请求" in text
    assert earlier.number in text
    assert "产品质量" in text
    assert "一级" in text
    assert "前响应" in text


def test_help_never_refuses_a_half_filled_form(browser) -> None:
    assert browser("lin").post("/cases/new/help", {"phone": "nonsense", "kind": "??"}).status_code == 200


def test_without_scripts_the_form_can_be_checked(browser, office) -> None:
    text = browser("lin").post("/cases/new", FORM | {"check": "1"}).content.decode()
    assert "产品质量" in text
    assert count(office) == 0
