"""Signing in and out."""

from django.test import Client

from tests.web.cast import PASSWORD, found


def test_password_opens_and_goes_on_to_where_one_wanted(office) -> None:
    client = Client()
    answer = client.post("/login", {"account": "lin", "password": PASSWORD, "next": "/board"})
    assert answer.headers["Location"] == "/board"
    assert client.get("/").status_code == 200


def test_never_leads_to_another_site(office) -> None:
    answer = Client().post(
        "/login", {"account": "lin", "password": PASSWORD, "next": "https://evil.example/"}
    )
    assert answer.headers["Location"] == "/"


def test_wrong_password_keeps_the_account_typed(office) -> None:
    answer = Client(headers={"accept-language": "zh-CN"}).post(
        "/login", {"account": "lin", "password": "wrong"}
    )
    text = answer.content.decode()
    assert "账号或密码不对" in text
    assert 'value="lin"' in text


def test_signs_out_by_post_only(browser) -> None:
    client = browser("lin")
    assert client.get("/logout").status_code == 405
    client.post("/logout")
    assert client.get("/").status_code == 302


def test_one_click_accounts_only_in_demo_mode(db) -> None:
    found(demo=False)
    assert Client().post("/login/demo", {"account": "lin"}).status_code == 404
    assert "演示账号" not in Client(headers={"accept-language": "zh-CN"}).get("/login").content.decode()


def test_switches_the_language(browser) -> None:
    client = browser("lin")
    client.post("/language", {"language": "en", "next": "/"})
    assert "Work bench" in client.get("/").content.decode()
