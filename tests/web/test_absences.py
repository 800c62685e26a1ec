"""The page 离岗与代理: enter, refuse, withdraw; the work bench of a deputy; the note on assigning."""

from datetime import timedelta

from shouwen.application import clock, queries
from shouwen.store.models import Absence
from tests.web.markup import page_of


def told(office, who: str, deputy: str, **more: str) -> dict[str, str]:
    today = queries.today(office.person("lin"), clock.now())
    return {
        "who": who, "deputy": deputy, "powers": "all", "reason": "年假", "from_on": today.isoformat(),
        "until_on": (today + timedelta(days=3)).isoformat(), **more,
    }  # fmt: skip


def test_enter_and_withdraw(office, browser) -> None:
    head = browser("he")
    answer = head.get("/absences")
    assert answer.status_code == 200
    assert page_of(answer).inline == []
    assert head.post("/absences", told(office, "nie", "qiu")).status_code == 302
    page = head.get("/absences").content.decode()
    assert "聂思佳" in page
    assert "离岗中" in page
    key = Absence.objects.get().pk
    deputy = browser("qiu")
    assert "您正代理 聂思佳" in deputy.get("/").content.decode()
    assert "You stand in for 聂思佳" in browser("qiu", english=True).get("/").content.decode()
    assert "由 裘振海 代理" in browser("nie").get("/").content.decode()
    deputy.post(f"/absences/{key}/withdraw")
    assert Absence.objects.get().withdrawn_at is None  # the deputy sees it, and does not end it
    head.post(f"/absences/{key}/withdraw")
    assert Absence.objects.get().withdrawn_at is not None
    assert "您正代理" not in deputy.get("/").content.decode()


def test_the_menu_marks_its_own_place(office, browser) -> None:
    page = browser("he").get("/absences").content.decode()
    marked = [
        entry.split(">", 1)[0]
        for entry in page.split("<a ")
        if 'aria-current="page"' in entry.split(">", 1)[0]
    ]
    assert len(marked) == 1 and 'href="/absences"' in marked[0]


def test_what_has_not_begun_can_be_withdrawn_on_the_page(office, browser) -> None:
    """Who keeps it is offered the button while it holds or is still ahead, and nobody else is."""
    today = queries.today(office.person("lin"), clock.now())
    ahead = {"from_on": (today + timedelta(days=1)).isoformat()}
    browser("he").post("/absences", told(office, "nie", "qiu", **ahead))
    button = f'action="/absences/{Absence.objects.get().pk}/withdraw"'
    assert button in browser("he").get("/absences").content.decode()
    assert button not in browser("qiu").get("/absences").content.decode()
    browser("he").post(f"/absences/{Absence.objects.get().pk}/withdraw")
    assert button not in browser("he").get("/absences").content.decode()


def test_refusals_are_told_and_nothing_is_kept(office, browser) -> None:
    client = browser("nie")
    page = client.post("/absences", told(office, "nie", "nie")).content.decode()
    assert "不能由本人代理自己" in page
    page = client.post("/absences", told(office, "nie", "qiu", reason="", until_on="")).content.decode()
    assert page.count("fault-text") == 2
    assert "您的角色不能作此操作" in client.post("/absences", told(office, "lin", "qiu")).content.decode()
    assert not Absence.objects.exists()
    client.post("/absences", told(office, "nie", "qiu"))
    assert "此人这段时间已经登记离岗" in client.post("/absences", told(office, "nie", "he")).content.decode()
    assert Absence.objects.count() == 1
    assert browser("lin").post(f"/absences/{Absence.objects.get().pk}/withdraw").status_code == 404


def test_assigning_to_somebody_away_is_told_not_refused(office, browser) -> None:
    browser("nie").post("/absences", told(office, "nie", "he"))
    number = office.register().number
    office.give("lin", number, "accept")
    client = browser("luo")
    assert "聂思佳（离岗，由贺睿之代理）" in client.get(f"/cases/{number}/do/assign").content.decode()
    answer = client.post(f"/cases/{number}/do/assign", {"unit": "质量部", "handler": "nie"}, follow=True)
    assert "聂思佳离岗至" in answer.content.decode()
    bench = browser("he").get("/").content.decode()
    assert "代 聂思佳" in bench
