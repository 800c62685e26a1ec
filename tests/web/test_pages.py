"""Every page: sign-in first, nothing inline, nothing unescaped, both languages."""

import re

import pytest
from django.test import Client

from tests.web.cast import NASTY
from tests.web.markup import page_of

LISTS = (
    "/",
    "/?scope=all",
    "/cases",
    "/cases?q=热水",
    "/cases/new",
    "/board",
    "/statistics?by=unit",
    "/statistics/times?by=result&period=this_year",
    "/rulebook",
    "/evidence",
    "/evidence?months=3",
    "/rulebook/what-if",
    "/notices",
    "/notices/bell",
    "/cases?registered_from=2026-01-01&open=1",
    "/supervision",
    "/precedents",
    "/precedents/new",
    "/duty",
    "/duty/consequences",
    "/duty/quality",
    "/duty/objections",
    "/duty/traces",
    "/duty/disposal",
    "/rulebook/compare",
    "/rulebook/flow",
    "/rulebook/manual",
)
OF_A_CASE = (
    "",
    "/why/acknowledge/1",
    "/print",
    "/do/assign",
    "/do/propose_solution",
    "/do/close",
    "/do/extend",
    "/do/note",
    "/do/urge",
    "/proof",
    "/refused",
    "/dossier.pdf",
)


@pytest.fixture
def number(office) -> str:
    """A case whose every free text is an attack, some steps on its way."""
    outcome = office.register(
        subject=NASTY, description=NASTY, demand=NASTY, place=NASTY, respondent=NASTY, occurred_at=NASTY,
        external_ref=NASTY, complainant={"name": NASTY, "phone": "19900000000"},
    )  # fmt: skip
    number = outcome.number
    office.give("lin", number, "accept", note=NASTY)
    office.give("lin", number, "assign", unit="质量部", handler="nie", note=NASTY)
    office.give("nie", number, "acknowledge")
    office.give("nie", number, "respond", manner=NASTY, note=NASTY)
    office.give("nie", number, "record_finding", stage="in_depth", validity="valid", finding=NASTY)
    office.give("nie", number, "propose_solution", measures=[{"what": NASTY, "owner": NASTY, "due": NASTY}])
    return number


@pytest.mark.parametrize(
    "address", [*LISTS, *(f"/cases/X{tail}" for tail in OF_A_CASE), "/files/1", "/cases/export.xlsx"]
)
def test_needs_a_sign_in(db, address) -> None:
    answer = Client().get(address)
    assert answer.status_code == 302
    assert answer.headers["Location"].startswith("/login")


@pytest.mark.parametrize("english", [False, True])
@pytest.mark.parametrize(
    "address", [*LISTS, *(f"/cases/NUMBER{tail}" for tail in OF_A_CASE if "pdf" not in tail)]
)
def test_shows_no_markup_of_users_and_nothing_inline(browser, number, address, english) -> None:
    answer = browser("luo", english=english).get(address.replace("NUMBER", number))
    assert answer.status_code == 200
    page = page_of(answer)
    assert page.inline == []
    assert NASTY[:8] not in page.text.replace("<script src", "").replace('<script id="chart-data"', "")


def test_shows_letters_outside_the_basic_plane(browser, number) -> None:
    assert "𠮷" in browser("luo").get(f"/cases/{number}").content.decode()


def test_login_page_is_clean_and_lists_demo_accounts(office) -> None:
    answer = Client(headers={"accept-language": "zh-CN"}).get("/login")
    page = page_of(answer)
    assert page.inline == []
    assert "林晓雯" in page.text
    assert "受理员" in page.text


def test_a_case_of_others_is_not_found(browser, number, office) -> None:
    assert browser("qiu").get(f"/cases/{number}").status_code == 404
    assert browser("qiu").get(f"/cases/{number}/do/note").status_code == 404
    assert browser("qiu").post(f"/cases/{number}/do/note", {"note": "x"}).status_code == 404


def test_english_page_has_no_chinese_of_its_own(browser) -> None:
    """Only names and texts of the organisation stay Chinese; the empty bench has none but people's."""
    text = browser("shao", english=True).get("/notices").content.decode()
    for own in ("邵平华", "投诉办公室职员", "投诉办公室", "邵", "中文"):
        text = text.replace(own, "")
    assert [c for c in text if "\u4e00" <= c <= "\u9fff"] == []


@pytest.mark.parametrize(
    "address", [*LISTS, *(f"/cases/NUMBER{tail}" for tail in OF_A_CASE if "pdf" not in tail)]
)
def test_english_pages_have_no_marks_of_full_width_at_their_words(browser, number, address) -> None:
    told = page_of(browser("luo", english=True).get(address.replace("NUMBER", number))).text
    assert (
        re.findall(r".{0,20}[A-Za-z]{2}[，；：、（）。].{0,9}|.{0,9}[，；：、（）。][A-Za-z]{2}.{0,20}", told)
        == []
    )


def test_what_the_clauses_say_of_a_case_can_be_opened_by_its_address(browser, number) -> None:
    fetched = browser("luo").get(f"/cases/{number}/proof", headers={"HX-Request": "true"}).content.decode()
    opened = browser("luo").get(f"/cases/{number}/proof").content.decode()
    assert "<nav" not in fetched
    assert "<nav" in opened
    assert f'href="/cases/{number}"' in opened


def test_expired_session_moves_the_whole_page_to_the_login(db) -> None:
    answer = Client().get(
        "/notices/bell", headers={"HX-Request": "true", "HX-Current-URL": "http://testserver/board"}
    )
    assert answer.headers["HX-Redirect"] == "/login?next=%2Fboard&expired=1"


@pytest.mark.parametrize(
    ("referer", "back"),
    [
        ("http://testserver/cases/new", "%2Fcases%2Fnew"),
        ("http://testserver/rulebook/what-if?a=1", "%2Frulebook%2Fwhat-if%3Fa%3D1"),
        ("http://elsewhere.example/cases/new", "%2F"),
        ("", "%2F"),
    ],
)
def test_a_form_sent_after_the_session_ended_leads_back_to_its_page(db, referer, back) -> None:
    answer = Client().post("/cases/new", {"subject": "掉线"}, headers={"referer": referer} if referer else {})
    assert answer.headers["Location"] == f"/login?next={back}&expired=1"
