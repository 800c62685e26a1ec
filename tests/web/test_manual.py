"""The handling manual in the browser: everybody reads it, the office sends it and sees who confirmed."""

from tests.web.markup import page_of


def test_sent_read_confirmed(office, browser) -> None:
    luo, nie = browser("luo"), browser("nie")
    page = nie.get("/rulebook/manual")
    assert page_of(page).inline == []
    assert "发给全体员工" not in page.content.decode()
    nie.post("/rulebook/manual/send")
    assert "还没有发出" in luo.get("/rulebook/manual").content.decode()
    assert "已发给 6 人" in luo.post("/rulebook/manual/send", follow=True).content.decode()
    for address in ("/", "/notices", "/rulebook/manual"):
        assert "我已阅读" in nie.get(address).content.decode()
    assert nie.post("/rulebook/manual/confirm", {"version": "1"}).status_code == 302
    for address in ("/", "/notices", "/rulebook/manual"):
        assert "我已阅读" not in nie.get(address).content.decode()
    assert "已提醒 5 人" in luo.post("/rulebook/manual/remind", follow=True).content.decode()
    listed = luo.get("/rulebook/manual").content.decode()
    assert "6 人中 1 人已确认阅读" in listed
    assert "聂思佳" in listed
    assert "聂思佳" not in nie.get("/rulebook/manual").content.decode().split("<main")[1]
    assert page_of(browser("luo", english=True).get("/rulebook/manual")).inline == []


def test_files(office, browser) -> None:
    client = browser("nie")
    assert client.get("/rulebook/manual.pdf").content.startswith(b"%PDF")
    assert client.get("/rulebook/manual.docx?version=1").content.startswith(b"PK")
    for wrong in ("/rulebook/manual.exe", "/rulebook/manual.pdf?version=9", "/rulebook/manual.pdf?version=x"):
        assert client.get(wrong).status_code == 404
    assert client.post("/rulebook/manual/confirm", {"version": "9"}).status_code == 404
    assert client.post("/rulebook/manual/confirm", {"version": "x"}).status_code == 404
