"""The product as operators run it: `shouwen serve` on a port of its own, with a data folder of its own."""

import fcntl
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.request import Request, urlopen

SHOUWEN = str(Path(sys.executable).parent / "shouwen")
COMPILED = Path(__file__).parents[2] / "build" / "pycache"
INSIDE = Path(__file__).parent / "inside.py"
HOUSEHOLD = ("zhuang_xinyi", "duan_tieshan", "shan_zhengping")
"""庄欣怡 takes in what residents say, 段铁山 repairs, 单正平 leads the complaint office of the property company."""
COMMITTEE = ("shui_ningyu", "du_guning", "qin_shouzhong", "sima_huaixin")
"""税宁语 at the front desk, 堵顾宁 handles, 秦守中 above him, 司马怀信 presides over the committee."""
TOKENS_FOR = (
    "pang_dongmei",
    "lei_yong",
    "qiu_zhenhai",
    "luo_shengnan",
    "cao_lingling",
    *HOUSEHOLD,
    *COMMITTEE,
    "rong_xiaobin",
    "qi_yeming",
    "gong_lvping",
)
PATIENCE_S = 90.0
"""For a start on a machine that others keep busy."""


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass
class Product:
    """One installation. `start` returns when it answers; `kill` takes its processes away without a word."""

    home: Path
    port: int = field(default_factory=free_port)
    tokens: dict[str, str] = field(default_factory=dict)
    process: subprocess.Popen[bytes] | None = None

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def environment(self) -> dict[str, str]:
        foreign = ("SHOUWEN_", "DJANGO_", "PYTHONDONTWRITEBYTECODE")
        kept = {k: v for k, v in os.environ.items() if not k.startswith(foreign)}
        return {
            **kept,
            "PYTHONPYCACHEPREFIX": str(COMPILED),  # many starts of the same program
            "SHOUWEN_HOME": str(self.home),
            "SHOUWEN_PORT": str(self.port),
            "SHOUWEN_LOG_LEVEL": "WARNING",
        }

    def start(self) -> None:
        with (self.home / "log").open("ab") as log:
            self.process = subprocess.Popen(
                [SHOUWEN, "serve"],
                env=self.environment,
                stdout=log,
                stderr=log,
                stdin=subprocess.DEVNULL,
                start_new_session=True,
            )
        self._until(self._ready, "the server does not answer")

    def stop(self) -> None:
        if self.process is not None:
            self.process.send_signal(signal.SIGINT)
            self.process.wait(timeout=PATIENCE_S)
            self.process = None

    def kill(self) -> None:
        """As a power cut does it: every process of the installation at once."""
        assert self.process is not None
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait(timeout=PATIENCE_S)
        self.process = None
        self._until(lambda: not self._listens(), "the port is still held")

    def run(self, *arguments: str) -> str:
        """One call of the command line; its standard output."""
        return self._output(SHOUWEN, *arguments)

    def inside(self, *arguments: str) -> Any:
        return json.loads(self._output(sys.executable, str(INSIDE), *arguments))

    def _output(self, *command: str) -> str:
        done = subprocess.run(command, env=self.environment, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        return done.stdout.strip()

    def api(self, account: str, path: str, data: Any = None) -> Any:
        """A call of the API as `account`, to bring a case where a story begins."""
        body = None if data is None else json.dumps(data).encode()
        headers = {"Authorization": f"Bearer {self.tokens[account]}", "Content-Type": "application/json"}
        with urlopen(Request(f"{self.address}/api/v1{path}", body, headers), timeout=60) as answer:
            return json.load(answer)

    def command(self, account: str, number: str, command: str, **data: Any) -> None:
        self.api(account, f"/cases/{number}/commands", {"command": command, "data": data})

    def _ready(self) -> bool:
        assert self.process is not None
        assert self.process.poll() is None, (self.home / "log").read_text(encoding="utf-8")
        try:
            with urlopen(f"{self.address}/readyz", timeout=5) as answer:
                return bool(answer.status == 200)
        except (URLError, TimeoutError, ConnectionError):
            return False

    def _listens(self) -> bool:
        with socket.socket() as probe:
            return probe.connect_ex(("127.0.0.1", self.port)) == 0

    def _until(self, done: Any, complaint: str) -> None:
        latest = time.monotonic() + PATIENCE_S
        while not done():
            assert time.monotonic() < latest, (
                f"{complaint}\n{(self.home / 'log').read_text(encoding='utf-8')}"
            )
            time.sleep(0.1)


def with_demo(home: Path, *, shared: Path) -> Product:
    """An installation with a small demo. Test processes side by side make it once, in `shared`, and copy it."""
    pattern, tokens = shared / "e2e-demo", shared / "e2e-tokens.json"
    with (shared / "e2e-demo.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not tokens.exists():
            pattern.mkdir()
            made = Product(home=pattern)
            made.run("demo", "--cases", "3", "--seed", "5")
            tokens.write_text(json.dumps(made.inside("tokens", *TOKENS_FOR)), encoding="utf-8")
    shutil.copytree(pattern, home)
    return Product(home=home, tokens=json.loads(tokens.read_text(encoding="utf-8")))
