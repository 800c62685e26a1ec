"""`shouwen serve`: starts, keeps alive, stops; tells in one line what is in the way."""

import os
import signal
import socket
import sqlite3
from pathlib import Path

import pytest

from shouwen.config.environment import Environment
from shouwen.worker import preparation, processes, supervisor
from tests.databases import own_database
from tests.worker.processes import Service, alive, descendants, environment, eventually, free_port

__all__ = ["own_database"]


@pytest.fixture
def env(own_database, tmp_path) -> dict[str, str]:
    """An installation whose schema is there and whose database is empty."""
    return environment(own_database, tmp_path / "home")


def test_it_serves_restarts_what_falls_and_stops_without_a_trace(env):
    with Service(env) as service:
        assert service.process.stdout is not None
        greeting = service.process.stdout.readline()
        assert f"http://127.0.0.1:{service.port}/" in greeting
        assert (service.get("/readyz"), service.get("/login")) == (200, 200)
        eventually(lambda: service.child("timers"))

        taken = Service(env, port=service.port)
        with taken:
            _, told = taken.process.communicate(timeout=60)
        assert taken.process.returncode == 1
        assert told.count("\n") == 1
        assert str(service.port) in told

        for name in ("timers", "web"):
            fallen = service.child(name)
            os.kill(fallen, signal.SIGKILL)
            eventually(lambda name=name, fallen=fallen: service.child(name) not in (0, fallen))
        eventually(lambda: service.get("/healthz") == 200)

        (application,) = descendants(service.child("web"))
        os.kill(application, signal.SIGKILL)
        eventually(lambda: service.get("/healthz") == 200)

        family = descendants(service.process.pid)
        assert len(family) == 3
        service.process.send_signal(signal.SIGINT)
        assert service.process.wait(30) == 0
        assert not [pid for pid in family if alive(pid)]


def test_killed_it_leaves_no_orphans_and_starts_again_at_once(env):
    with Service(env, "--web-only") as service:
        assert service.process.stdout is not None
        assert service.process.stdout.readline()
        family = descendants(service.process.pid)
        assert len(family) == 2, "no worker"
        service.process.kill()
        with Service(env, "--web-only", port=service.port) as again:
            assert again.process.stdout is not None
            assert again.process.stdout.readline()
            assert again.get("/healthz") == 200
            assert not [pid for pid in family if alive(pid)]
            again.process.terminate()
            assert again.process.wait(30) == 0


@pytest.mark.parametrize(
    ("more", "status", "word"),
    [
        ({"SHOUWEN_THREADS": "many"}, 2, "SHOUWEN_THREADS"),
        ({"SHOUWEN_EMAIL_URL": "mail"}, 2, "SHOUWEN_EMAIL_URL"),
        ({"SHOUWEN_DATABASE_URL": "sqlite:////nowhere/at/all.sqlite3"}, 1, "数据库"),
    ],
)
def test_what_is_in_the_way_is_told_in_one_line(tmp_path, more, status, word):
    env = environment(str(tmp_path / "new.sqlite3"), tmp_path, **more)
    with Service(env) as service:
        shown, told = service.process.communicate(timeout=90)
    assert service.process.returncode == status
    assert shown == ""
    assert word in told
    assert told.count("\n") == 1


def test_web_alone_does_not_touch_a_database_without_its_schema(tmp_path):
    database = tmp_path / "bare.sqlite3"
    sqlite3.connect(database).close()
    with Service(environment(str(database), tmp_path), "--web-only") as service:
        _, told = service.process.communicate(timeout=90)
    assert service.process.returncode == 1
    assert "shouwen migrate" in told
    assert told.count("\n") == 1


def test_a_wrong_port_of_the_environment_is_told(monkeypatch, capsys):
    monkeypatch.setenv("SHOUWEN_PORT", "many")
    with pytest.raises(SystemExit) as ended:
        supervisor.serve(web_only=True)
    assert ended.value.code == 2
    assert "SHOUWEN_PORT" in capsys.readouterr().err


def test_an_address_that_is_not_ours_is_told():
    with pytest.raises(SystemExit, match="不能监听"):
        supervisor.serve(web_only=True, host="192.0.2.1", port=free_port())


def test_the_port_of_a_service_that_just_ended_is_free(monkeypatch):
    monkeypatch.setattr(supervisor, "PORT_PATIENCE_S", 0.0)
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        with socket.create_connection(("127.0.0.1", port)), pytest.raises(SystemExit, match="已被占用"):
            supervisor._check_port("127.0.0.1", port)
        server.accept()[0].close()
    supervisor._check_port("127.0.0.1", port)


def test_a_child_that_falls_at_once_is_started_later_and_later(monkeypatch, capsys):
    import subprocess
    import sys

    clock = [1000.0]
    monkeypatch.setattr(processes.time, "monotonic", lambda: clock[0])
    monkeypatch.setattr(
        processes, "start", lambda *_a: subprocess.Popen([sys.executable, "-c", "raise SystemExit(3)"])
    )
    child, waits = processes.Child("web"), []
    for _ in range(7):
        child.keep_alive()
        assert child.process is not None
        child.process.wait()
        child.keep_alive()
        waits.append(child.again_at - clock[0])
        child.keep_alive()
        assert child.process is None
        clock[0] = child.again_at
    assert waits == [1, 2, 4, 8, 16, 30, 30]
    assert "3" in capsys.readouterr().err


def test_a_child_that_lived_is_started_again_at_once(monkeypatch):
    import subprocess
    import sys

    child = processes.Child("web", falls=5)
    child.process = subprocess.Popen([sys.executable, "-c", ""])
    child.process.wait()
    child.began = processes.time.monotonic() - 100
    child.keep_alive()
    assert child.again_at <= processes.time.monotonic()


def test_the_first_start_tells_of_the_demo_and_a_crashed_one_is_finished(db, monkeypatch, tmp_path, capsys):
    calls: list[object] = []
    monkeypatch.setattr(preparation, "environment", lambda: Environment(demo="on"))
    monkeypatch.setattr(preparation, "home", lambda: tmp_path)
    monkeypatch.setattr(preparation, "load_demo", lambda **told: calls.append(told))
    monkeypatch.setattr(preparation.queries, "organisations", lambda _language: ())
    preparation.prepare(web_only=False, mark="m")
    assert len(calls) == 1
    monkeypatch.setattr(preparation.queries, "organisations", lambda _language: ("one",))
    preparation.prepare(web_only=False, mark="m")
    assert len(calls) == 1
    (tmp_path / "demo-unfinished").touch()
    preparation.prepare(web_only=False, mark="m")
    assert len(calls) == 2
    assert not (tmp_path / "demo-unfinished").exists()
    assert (tmp_path / "prepared").read_text() == "m"


def test_the_guess_that_all_is_prepared_needs_database_and_mark(monkeypatch, tmp_path):
    monkeypatch.setenv("SHOUWEN_HOME", str(tmp_path))
    monkeypatch.delenv("SHOUWEN_DATABASE_URL", raising=False)
    assert not supervisor._prepared_before("m")
    (tmp_path / "shouwen.sqlite3").touch()
    assert not supervisor._prepared_before("m")
    (tmp_path / "prepared").write_text("m")
    assert supervisor._prepared_before("m")
    assert not supervisor._prepared_before("another")
    monkeypatch.setenv("SHOUWEN_DATABASE_URL", "postgresql://u@h/d")
    assert not supervisor._prepared_before("m")
    assert Path(supervisor.MIGRATIONS / "0001_initial.py").exists()
