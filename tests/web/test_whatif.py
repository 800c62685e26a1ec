"""What if, in the browser: ask, wait, read, cancel."""

from shouwen.application import clock, trials


def test_ask_wait_and_read(office, browser) -> None:
    office.register()
    client = browser("luo")
    assert "acknowledge" in client.get("/rulebook/what-if").content.decode()
    wrong = client.post(
        "/rulebook/what-if", {"limit-accept": "bald", "first": "2020-01-01", "last": "2030-01-01"}
    )
    assert wrong.status_code == 422
    assert 'id="wrong-accept"' in wrong.content.decode()
    assert 'value="bald"' in wrong.content.decode()
    given = client.post(
        "/rulebook/what-if", {"limit-accept": "30min", "first": "2020-01-01", "last": "2030-01-01"}
    )
    assert given.status_code == 302
    place = given.headers["Location"]
    assert "取消推演" in client.get(place).content.decode()
    fragment = client.get(place, headers={"HX-Request": "true"})
    assert "hx-trigger" in fragment.content.decode()
    assert "<html" not in fragment.content.decode()
    assert trials.run_next(clock.now())
    assert client.get(place, headers={"HX-Request": "true"}).headers["HX-Refresh"] == "true"
    page = client.get(place).content.decode()
    assert "自检通过" in page
    assert "30min" in page


def test_cancel(office, browser) -> None:
    client = browser("luo")
    place = client.post("/rulebook/what-if", {"limit-accept": "30min"}).headers["Location"]
    assert client.post(f"{place}/cancel").status_code == 302
    assert "已取消" in client.get(place).content.decode()


def test_who_does_not_see_all_may_not_ask(office, browser) -> None:
    client = browser("nie")
    assert "只有能看到全部投诉件的人可以推演" in client.get("/rulebook/what-if").content.decode()
    assert client.post("/rulebook/what-if", {"limit-accept": "30min"}).status_code == 422
    assert client.get("/rulebook/what-if/1").status_code == 404


def test_levels_roles_and_the_draft(office, browser) -> None:
    from shouwen.application import studio
    from shouwen.core.rulebook.editing import Put

    office.register()
    person = office.person("luo")
    studio.begin(person, "four-level", now=clock.now())
    client = browser("luo")
    page = client.get("/rulebook/what-if").content.decode()
    assert "用修订中的草稿" in page
    assert "level-L1.0.0.name" in page
    period = {"first": "2020-01-01", "last": "2030-01-01"}
    level = {"level-L1.mode": "build", "level-L1.0.0.name": "severity", "level-L1.0.0.op": "is"}
    shaped = client.post("/rulebook/what-if", {**period, **level, "shape": "level-L1:row:0"}).content.decode()
    assert 'name="level-L1.0.1.name"' in shaped
    assert "有的条件还没有选完" in client.post("/rulebook/what-if", {**period, **level}).content.decode()
    chosen = {**level, "level-L1.0.0.value": "medium", "role-accept": "supervisor"}
    place = client.post("/rulebook/what-if", {**period, **chosen}).headers["Location"]
    assert trials.run_next(clock.now())
    told = client.get(place).content.decode()
    assert "自检通过" in told
    assert "各角色的工作量" in told
    studio.edit(person, "four-level", [Put("/must/0/within", "bald")], version=1, now=clock.now())
    wrong = client.post("/rulebook/what-if", {**period, "draft": "1"})
    assert (wrong.status_code, "草稿还有 1 处错误" in wrong.content.decode()) == (422, True)
    studio.edit(person, "four-level", [Put("/must/0/within", "5h")], version=2, now=clock.now())
    place = client.post("/rulebook/what-if", {**period, "draft": "1"}).headers["Location"]
    studio.discard(person, "four-level", version=3, now=clock.now())
    assert trials.run_next(clock.now())
    assert "用修订中的草稿代替现行办法" in client.get(place).content.decode()


def test_another_approver_is_tried_in_the_browser(office, browser) -> None:
    number = office.register().number
    office.give("lin", number, "accept")
    office.give("lin", number, "assign", unit="质量部", handler="nie")
    office.give("nie", number, "propose_solution", measures=[{"what": "退款"}], amount=300)
    office.give("luo", number, "approve_solution")
    client = browser("luo")
    page = client.get("/rulebook/what-if").content.decode()
    assert 'name="by-approve-usual" value="supervisor" checked' in page
    assert "power-approve-usual.mode" in page
    period = {"first": "2020-01-01", "last": "2030-01-01"}
    power = {"power-approve-usual.mode": "build"}
    nobody = client.post("/rulebook/what-if", {**period, **power})
    assert (nobody.status_code, "至少选一个角色" in nobody.content.decode()) == (422, True)
    shaped = client.post("/rulebook/what-if", {**period, **power, "shape": "power-approve-usual:row", "by-approve-usual": "executive"})  # fmt: skip
    assert 'name="by-approve-usual" value="executive" checked' in shaped.content.decode()
    assert 'name="by-approve-usual" value="supervisor" checked' not in shaped.content.decode()
    place = client.post("/rulebook/what-if", {**period, **power, "by-approve-usual": ["executive"]}).headers[
        "Location"
    ]
    assert trials.run_next(clock.now())
    told = client.get(place).content.decode()
    assert (
        told.index("自检通过：按现行办法重新推演")
        < told.index("自检通过：记录在案的 1 个决定")
        < told.index("要换人作的决定")
    )
    assert f'href="/cases/{number}"' in told[told.index("要换人作的决定") :]
    assert "分管领导可以批准" in told or "分管领导可以" in told
    assert "Would be taken by" in browser("luo", english=True).get(place).content.decode()
