"""Submitting: from the form to number and query code."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client

from shouwen.application.errors import Refused
from tests.portal.office import NUMBER

NEW, DONE = "/p/four-level/new", "/p/four-level/done"
KEY = "0b7c1c1e-2a52-4d0c-9a6e-5d6b8a0f3f11"


def told(**changes: object) -> dict:
    form = {
        "key": KEY, "kind": "complaint", "description": "洗衣机漏水。师傅三次爽约，𠮷先生也没来。", "demand": "退货",
        "fact-order_no": "20260912", "name": "许佩兰", "phone": "138 0000 0000", "privacy": "on",
    }  # fmt: skip
    return {name: value for name, value in {**form, **changes}.items() if value is not None}


def key_of(page: HttpResponse) -> str:
    return re.findall(r'name="key" value="([^"]+)"', page.content.decode())[0]


def kind_of(page: HttpResponse) -> str:
    """The kind that is chosen on the form."""
    return re.findall(r'name="kind" value="([^"]+)"[^>]* checked', page.content.decode())[0]


def wrong_with(field: str, page: HttpResponse) -> str:
    """What stands beside a field as wrong."""
    beside = re.search(rf'id="id_{field}_error">(.*?)</div>', page.content.decode(), re.DOTALL)
    assert beside is not None
    return re.sub(r"<[^>]*>", "", beside[1]).strip()


def test_a_good_form_becomes_a_case_and_hands_over_number_and_code(phone, office):
    answer = phone.post(NEW, told())
    assert answer.status_code == 302
    assert answer["Location"] == DONE
    page = phone.get(DONE).content.decode()
    assert NUMBER in page
    assert "K7M4P X9TQA" in page
    assert "最晚 9月30日18:40 前联系您" in page
    assert 'src="data:image/svg+xml' in page
    assert "漏水" not in page  # what was told is nobody else's business on a screen that is shown around
    (data,) = office.registered
    assert data == {
        "kind": "complaint", "channel": "web", "subject": "洗衣机漏水", "demand": "退货",
        "description": "洗衣机漏水。师傅三次爽约，𠮷先生也没来。",
        "complainant": {"name": "许佩兰", "phone": "138 0000 0000"}, "facts": {"order_no": "20260912"},
    }  # fmt: skip


def test_own_questions_arrive_with_their_types(phone, office):
    phone.post(
        NEW,
        told(**{
            "fact-amount": "1,200.50", "fact-hurt": "no", "fact-bought_on": "2026-09-12", "fact-where": "web",
            "fact-wishes": ["refund", "sorry"],
        }),
    )  # fmt: skip
    assert office.registered[0]["facts"] == {
        "order_no": "20260912", "amount": 1200.5, "hurt": False, "bought_on": "2026-09-12", "where": "web",
        "wishes": ["refund", "sorry"],
    }  # fmt: skip


def test_questions_of_other_kinds_are_not_asked(phone, office):
    phone.post(NEW, told(kind="inquiry", **{"fact-order_no": ""}))
    assert office.registered[0]["facts"] == {}


def test_double_tap_makes_one_case_and_attaches_once(phone, office):
    def tap():
        return phone.post(NEW, told(uploads=[SimpleUploadedFile("a.jpg", b"x")]))

    first, second = tap(), tap()
    assert first["Location"] == second["Location"] == DONE
    assert len(office.registered) == len(office.attached) == 1


def test_a_key_used_for_other_words_is_explained_and_renewed(phone, office):
    phone.post(NEW, told())
    page = phone.post(NEW, told(description="另一件事"))
    assert "我们已经收到了" in page.content.decode()
    assert key_of(page) != KEY
    phone.post(NEW, told(description="另一件事", key=key_of(page)))
    assert len(office.registered) == 2


def test_anonymous_sends_neither_name_nor_telephone(phone, office):
    phone.post(NEW, told(anonymous="on"))
    assert office.registered[0]["complainant"] == {"anonymous": True}


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"description": " \n "}, "请写一下发生了什么。"),
        ({"description": "长" * 20_001}, "写得太长了，最多 20000 个字。"),
        ({"fact-order_no": ""}, "这一项还没有填。"),
        ({"fact-amount": "很多"}, "请只填数字"),
        ({"fact-amount": "inf"}, "请只填数字"),
        ({"name": ""}, "请告诉我们怎么称呼您，或者选择匿名。"),
        ({"phone": ""}, "请留一个电话（或邮箱）"),
        ({"phone": "abc"}, "电话号码看起来不对"),
        ({"email": "不是邮箱"}, "邮箱看起来不对"),
        ({"privacy": None}, "需要您同意，我们才能处理。"),
        ({"kind": None}, "请选一项。"),
        ({"homepage": "http://spam.example"}, "请再点一次“提交”"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_and_nothing_typed_is_lost(phone, office, changes, words):
    answer = phone.post(NEW, told(place="客厅", **changes))
    page = answer.content.decode()
    assert words in page
    assert "客厅" in page
    assert office.registered == []
    assert key_of(answer) == KEY


def test_chosen_files_are_said_to_need_choosing_again(phone, office):
    page = phone.post(NEW, told(name="", uploads=[SimpleUploadedFile("a.jpg", b"x")])).content.decode()
    assert "只有照片和文件要重新选一次" in page
    assert office.attached == []


def test_one_contact_suffices(phone, office):
    phone.post(NEW, told(phone="", email="xu@example.com"))
    assert office.registered[0]["complainant"] == {"name": "许佩兰", "email": "xu@example.com"}


def test_invisible_characters_are_dropped_and_rare_ones_kept(phone, office):
    phone.post(NEW, told(description="䶮\x00𠮷\x07先\r\n生\x0b", name="龙\n䶮"))
    assert office.registered[0]["description"] == "䶮𠮷先\n生"
    assert office.registered[0]["complainant"]["name"] == "龙 䶮"


def test_a_refused_file_costs_the_file_and_not_the_case(phone, office):
    files = [SimpleUploadedFile("病毒.exe", b"MZ"), SimpleUploadedFile("漏水.jpg", b"x")]
    phone.post(NEW, told(uploads=files))
    assert [name for name, _ in office.attached] == ["漏水.jpg"]
    page = phone.get(DONE).content.decode()
    assert "“病毒.exe”没有收下" in page
    assert NUMBER in page


def test_too_many_files_are_told_before_anything_is_stored(phone, office):
    files = [SimpleUploadedFile(f"{n}.jpg", b"x") for n in range(10)]
    assert "一次最多选 9 个文件" in phone.post(NEW, told(uploads=files)).content.decode()
    assert office.registered == []


def test_what_the_application_refuses_stands_beside_its_field(phone, office):
    office.refuse = Refused("wrong_fact", facts={"fact": "amount"})
    assert "填得不太对" in wrong_with("fact-amount", phone.post(NEW, told()))
    office.refuse = Refused("forbidden", clause="clause-nine")
    page = phone.post(NEW, told()).content.decode()
    assert "管理办法禁止" in page
    assert "clause-nine" not in page


def test_bad_data_of_the_application_stands_beside_its_field(phone, office):
    assert wrong_with("phone", phone.post(NEW, told(phone="1380000000000000" * 2 + "000000000")))
    assert wrong_with("phone", phone.post(NEW, told(description=""))) == ""


def test_the_confirmation_is_for_this_browser_only(phone, office):
    phone.post(NEW, told())
    stranger = Client().get(DONE)
    assert stranger.status_code == 404
    assert NUMBER not in stranger.content.decode()


def test_the_form_needs_no_script_and_knows_the_wish(phone):
    assert kind_of(phone.get(f"{NEW}?kind=inquiry")) == "inquiry"
    assert kind_of(phone.get(f"{NEW}?kind=<script>")) == "complaint"


def test_no_token_no_case(office):
    strict = Client(enforce_csrf_checks=True)
    assert strict.post(NEW, told()).status_code == 403
    assert office.registered == []


def test_twenty_cases_an_hour_from_one_address(phone, office):
    for n in range(20):
        assert phone.post(NEW, told(key=f"{KEY[:-4]}{n:04}")).status_code == 302
    answer = phone.post(NEW, told(key=f"{KEY[:-4]}9999"))
    assert answer.status_code == 429
    assert "分钟" in answer.content.decode()
    assert int(answer["Retry-After"]) > 0
    elsewhere = phone.post(NEW, told(key=f"{KEY[:-4]}9999"), REMOTE_ADDR="203.0.113.9")
    assert elsewhere.status_code == 302


def test_mistakes_are_not_counted(phone, office):
    for _ in range(25):
        assert phone.post(NEW, told(name="")).status_code == 200
