"""A complaint from the customer's side, with the real application and the four-level rule book."""

import re
from datetime import date
from importlib.resources import files

import pytest
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from shouwen.application import administration, clock, operations, people, queries

PNG = (
    b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x00\x00\x00\x00:~\x9bU"
    b"\x00\x00\x00\nIDATx\x9cc`\x00\x00\x00\x02\x00\x01H\xaf\xa4q\x00\x00\x00\x00IEND\xaeB`\x82"
)
KEY = "5d0c9f5e-6a8e-4a51-8a37-2f1d6f1c0b77"

pytestmark = pytest.mark.django_db


@pytest.fixture
def house(settings, tmp_path) -> None:
    settings.MEDIA_ROOT = tmp_path
    organisation = administration.add_organisation("four-level", zh="海棠家电商城")
    for unit in ("投诉办公室", "售后服务部"):
        administration.add_unit(organisation, name=unit)
    for account, unit, roles in (
        ("lin", "客服部", ["intake"]),
        ("luo", "投诉办公室", ["unit_head", "supervisor"]),
        ("an", "售后服务部", ["handler"]),
        ("tong", "售后服务部", ["unit_head", "handler"]),
    ):
        administration.add_user(
            account, organisation="four-level", unit=unit, roles=roles, encoded_password="!"
        )
    text = files("shouwen.rulebooks").joinpath("four-level.yaml").read_text(encoding="utf-8")
    administration.install_rule_book(text, organisation="four-level", from_day=date(2020, 1, 1))


def staff(account: str, number: str, name: str, **data: object) -> None:
    person = people.person(User.objects.get(username=account), "zh-hans")
    operations.command(person, number, name, data, now=clock.now())


def submit(browser: Client) -> tuple[str, str]:
    words = queries.portal_form_words("four-level", "zh-hans")
    form = {
        "key": KEY, "kind": "complaint", "description": "洗衣机漏水。𠮷先生没来。", "name": "许佩兰",
        "phone": "13800000000", "privacy": "on", "uploads": [SimpleUploadedFile("漏水.png", PNG)],
        **{f"fact-{f.id}": f.options[0].id if f.options else "1" for f in words.fields if f.required},
    }  # fmt: skip
    answer = browser.post("/p/four-level/new", form)
    assert answer.status_code == 302, answer.content.decode()
    page = browser.get("/p/four-level/done").content.decode()
    number = re.search(r'class="number">([^<]+)', page)
    code = re.search(r'class="code">([^<]+)', page)
    assert number is not None
    assert code is not None
    return number[1], code[1]


def test_from_the_form_to_the_rating(house):
    browser = Client(headers={"accept-language": "zh-CN"})
    number, code = submit(browser)
    assert submit(browser) == (number, code)  # the same key again: the same case

    elsewhere = Client(headers={"accept-language": "zh-CN"})
    assert "不对" in elsewhere.post("/p/track", {"number": number, "code": "2345678923"}).content.decode()
    assert elsewhere.post("/p/track", {"number": number.lower(), "code": code.lower()}).status_code == 302
    case = f"/p/t/{number}"

    staff("lin", number, "request_supplement", items=["购买发票"])
    assert "购买发票" in elsewhere.get(case).content.decode()
    files_ = [SimpleUploadedFile("发票.png", PNG + b"2")]
    sent = elsewhere.post(
        f"{case}/supplement", {"supplement-content": "在这里", "supplement-uploads": files_}
    )
    assert sent.status_code == 302

    staff("lin", number, "accept")
    staff("luo", number, "assign", unit="售后服务部", handler="an")
    staff("an", number, "acknowledge")
    staff("an", number, "respond", manner="电话")
    staff("an", number, "propose_solution", measures=[{"what": "更换整机", "owner": "an"}])
    staff("tong", number, "approve_solution")
    assert "更换整机" in elsewhere.get(case).content.decode()
    assert elsewhere.post(f"{case}/consent", {"consent-agreed": "yes"}).status_code == 302

    assert elsewhere.post(f"{case}/urge", {}).status_code == 302
    assert elsewhere.post(f"{case}/urge", {}).status_code == 429
    staff("an", number, "complete_measure", which=1)
    staff("an", number, "reply", manner="电话", text="已更换。")
    page = elsewhere.get(case).content.decode()
    assert "已更换。" in page
    assert 'id="rate"' in page
    assert elsewhere.post(f"{case}/rate", {"rate-satisfied": "no", "rate-score": "2"}).status_code == 302
    again = elsewhere.post(
        f"{case}/rate", {"rate-satisfied": "yes", "rate-comment": "想了想"}
    ).content.decode()
    assert "您已经评价过" in again
    assert "想了想" in again
    assert elsewhere.post(f"{case}/appeal", {"appeal-reason": "没有赔地板"}).status_code == 302


@pytest.mark.parametrize(
    ("told", "before", "after"),
    [({"measures": [{"what": "更换整机"}]}, True, False), ({"note": "上门看看再说"}, False, False)],
)
def test_consent_is_asked_to_what_can_be_read_and_until_the_answer(house, told, before, after):
    browser = Client(headers={"accept-language": "zh-CN"})
    number, code = submit(browser)
    browser.post("/p/track", {"number": number, "code": code})
    staff("lin", number, "accept")
    staff("luo", number, "assign", unit="售后服务部", handler="an")
    staff("an", number, "acknowledge")
    staff("an", number, "respond", manner="电话")
    staff("an", number, "propose_solution", **told)
    staff("tong", number, "approve_solution")
    assert ('id="consent"' in browser.get(f"/p/t/{number}").content.decode()) is before
    staff("an", number, "reply", manner="电话", text="已更换。")
    assert ('id="consent"' in browser.get(f"/p/t/{number}").content.decode()) is after


def test_a_virus_in_a_photo_s_clothes_is_refused(house):
    browser = Client(headers={"accept-language": "zh-CN"})
    number, _ = submit(browser)
    answer = browser.post(
        f"/p/t/{number}/upload", {"upload-uploads": [SimpleUploadedFile("a.jpg", b"MZ\x90\x00" * 30)]}
    )
    assert "没有收下" in answer.content.decode()


def test_a_form_of_another_organisation_is_not_there(house):
    assert Client().get("/p/elsewhere/new").status_code == 404
