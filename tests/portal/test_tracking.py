"""Who gets to a case, and what the tracking page says."""

import pytest
from django.test import Client

from shouwen.application.views.case import Attachment
from shouwen.portal import grants
from tests.portal.office import CODE, NUMBER, said

CASE = f"/p/t/{NUMBER}"


def test_number_and_code_open_the_case(inside):
    page = inside.get(CASE)
    text = page.content.decode()
    assert "洗衣机漏水" in text
    assert "调查处理" in text
    assert "接下来" in text
    assert page["Cache-Control"] == "no-store"
    assert "noindex" in page["X-Robots-Tag"]
    assert '<meta name="robots" content="noindex, nofollow">' in text
    assert CODE not in text


@pytest.mark.parametrize("typed", [f" {NUMBER.lower()} ", "ＴＳ－2026－000017", "TS–2026–000017"])
def test_a_number_is_understood_however_it_is_typed(phone, typed):
    answer = phone.post("/p/track", {"number": typed, "code": " k7m4p x9tqa "})
    assert answer["Location"] == CASE


def test_a_wrong_number_and_a_wrong_code_get_the_same_answer(phone):
    pages = []
    for number, code in ((NUMBER, "WRONGCODE1"), ("TS-2026-999999", "WRONGCODE1")):
        answer = phone.post("/p/track", {"number": number, "code": code})
        assert not answer.cookies.get("portal_case")
        text = answer.content.decode().replace(number, "#")
        pages.append((answer.status_code, text.split("<main")[1]))
    for page in pages:
        assert "编号或查询码不对" in page[1]
    without_token = [
        (status, text.split('name="csrf')[0], text.split("_summary")[-1][-200:]) for status, text in pages
    ]
    assert without_token[0] == without_token[1]


def test_the_page_of_a_case_tells_a_stranger_nothing(phone):
    known, unknown = phone.get(CASE), phone.get("/p/t/TS-2026-999999")
    assert known.status_code == unknown.status_code == 200
    assert "洗衣机" not in known.content.decode()
    assert f'value="{NUMBER}"' in known.content.decode()


def test_the_code_stands_in_no_address(phone):
    answer = phone.post("/p/track", {"number": NUMBER, "code": CODE})
    assert CODE not in answer["Location"]
    cookie = answer.cookies["portal_case"]
    assert (cookie["path"], cookie["httponly"], cookie["samesite"]) == (CASE, True, "Lax")


def test_a_grant_is_for_one_case_ends_and_cannot_be_made(inside, monkeypatch):
    inside.cookies["portal_case"] = inside.cookies["portal_case"].value + "x"
    assert "洗衣机" not in inside.get(CASE).content.decode()
    inside.post("/p/track", {"number": NUMBER, "code": CODE})
    assert "洗衣机" in inside.get(CASE).content.decode()
    assert "洗衣机" not in inside.get("/p/t/TS-2026-000018").content.decode()
    monkeypatch.setattr(grants, "LASTS", -1)
    assert "洗衣机" not in inside.get(CASE).content.decode()


def test_leaving_forgets_the_code(inside):
    assert inside.post(f"{CASE}/leave").status_code == 302
    assert "洗衣机" not in inside.get(CASE).content.decode()
    assert inside.get(f"{CASE}/leave").status_code == 405


def test_guessing_is_slowed_down_and_right_answers_are_free(phone):
    for _ in range(30):
        assert phone.post("/p/track", {"number": NUMBER, "code": CODE}).status_code == 302
    for n in range(10):
        assert phone.post("/p/track", {"number": NUMBER, "code": f"WRONG{n}"}).status_code == 200
    answer = phone.post("/p/track", {"number": NUMBER, "code": CODE})
    assert answer.status_code == 429
    assert "15 分钟" in answer.content.decode()


def test_one_ipv6_network_is_one_address(phone):
    for n in range(10):
        phone.post("/p/track", {"number": NUMBER, "code": "X"}, REMOTE_ADDR=f"2001:db8:1:2::{n:x}")
    assert (
        phone.post(
            "/p/track", {"number": NUMBER, "code": "X"}, REMOTE_ADDR="2001:db8:1:2:ffff::1"
        ).status_code
        == 429
    )
    assert (
        phone.post("/p/track", {"number": NUMBER, "code": "X"}, REMOTE_ADDR="2001:db8:1:3::1").status_code
        == 200
    )


def test_what_people_wrote_is_shown_as_text(inside, office):
    evil = "<script>alert(1)</script><img src=x onerror=alert(1)>\"' 𠮷"
    file = Attachment(
        id="f1", name=evil, size=10, type="", sha256="", at=office.progress_now.registered_at, by=""
    )
    office.is_at(
        subject=evil, promises=(evil,), words=(said(evil, by_customer=True, attachment=file),), asked=(evil,),
        solution=(evil,), reply=evil,
        choices=("supplement", "record_consent", "record_satisfaction", "appeal", "withdraw", "urge"),
    )  # fmt: skip
    page = inside.get(CASE).content.decode()
    assert "<script>alert" not in page
    assert "<img src=x" not in page
    assert page.count("&lt;script&gt;alert(1)") >= 7
    assert "𠮷" in page


def test_an_uploaded_file_comes_as_a_download_that_runs_nowhere(inside, phone):
    answer = inside.get(f"{CASE}/files/f1")
    assert answer["Content-Type"] == "application/octet-stream"
    assert answer["Content-Disposition"].startswith("attachment; filename*=UTF-8''%E6%BC%8F")
    assert '"' not in answer["Content-Disposition"]
    assert "sandbox" in answer["Content-Security-Policy"]
    assert inside.get(f"{CASE}/files/f2").status_code == 404
    assert Client().get(f"{CASE}/files/f1").status_code == 404
