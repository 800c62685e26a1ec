"""The first start: which demo organisations are filled and which are named in the greeting."""

from shouwen.application.people import DemoAccount
from shouwen.application.views.names import Named
from shouwen.demo.content import LARGE, ORGANISATIONS
from shouwen.worker import preparation


def account(slug: str) -> DemoAccount:
    return DemoAccount(
        account=f"clerk-{slug}",
        name="柳叶",
        title="",
        organisation=Named(id=slug, name=f"单位 {slug}"),
        unit="客服部",
        roles=("intake",),
    )


def test_the_greeting_names_the_large_organisations_and_counts_the_others(monkeypatch):
    monkeypatch.setattr(preparation.people, "demo_accounts", lambda: tuple(map(account, ORGANISATIONS)))
    lines = preparation.greeting("0.0.0.0", 8000).splitlines()
    assert [line for line in lines if "clerk-" in line] == [
        f"  演示 单位 {slug}：clerk-{slug}（柳叶）" for slug in sorted(LARGE)
    ]
    assert lines[-2] == f"  另有 {len(ORGANISATIONS) - len(LARGE)} 家演示单位，见登录页"


def test_without_demo_organisations_the_greeting_is_the_address(monkeypatch):
    monkeypatch.setattr(preparation.people, "demo_accounts", tuple)
    assert preparation.greeting("127.0.0.1", 8000).splitlines() == [
        "首问已启动：http://127.0.0.1:8000/    公众入口：http://127.0.0.1:8000/p/"
    ]


def test_the_large_ones_get_many_cases_and_the_others_a_few(monkeypatch, tmp_path):
    told = {}
    monkeypatch.setattr(preparation, "home", lambda: tmp_path)
    monkeypatch.setattr(preparation, "load_demo", lambda **wanted: told.update(wanted))
    monkeypatch.setattr(preparation.queries, "organisations", lambda _language: ())
    monkeypatch.setattr(preparation.timers, "follow", lambda _now: 0)
    preparation._load_demo()
    assert {slug: told["cases"](slug) for slug in ("fishery", "tobacco")} == {"fishery": 30, "tobacco": 3}
