"""The environment, typed. A wrong value is one clear line: `SettingError`."""

import secrets
from functools import cache
from pathlib import Path
from typing import Literal
from urllib.parse import unquote, urlsplit

from pydantic import Field, ValidationError, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict


class SettingError(Exception):
    """A setting of the environment is wrong; the text says which and what is allowed."""


class Environment(BaseSettings):
    """All settings; each docstring is its reference entry."""

    model_config = SettingsConfigDict(env_prefix="SHOUWEN_", use_attribute_docstrings=True)

    home: Path = Path("var")
    """Data folder: embedded database, files, the generated secret key."""
    database_url: str = ""
    """`sqlite:///PATH` or `postgresql://USER:PASSWORD@HOST:PORT/NAME`. Default: SQLite in the data folder."""
    host: str = "127.0.0.1"
    """Address to listen on."""
    port: int = Field(default=8000, ge=1, le=65535)
    """Port to listen on."""
    secret_key: str = ""
    """Signs sessions and query codes, encrypts personal data. Generated and kept in the data folder when
    embedded; required with PostgreSQL."""
    demo: Literal["auto", "on", "off"] = "auto"
    """Demo mode: one-click accounts. `auto`: on when the demo organisations were loaded."""
    public_url: str = ""
    """Address customers reach the portal under, for links; default: that of the request."""
    allowed_hosts: str = ""
    """Host names to answer to, separated by commas; default: localhost and the listening address."""
    email_url: str = ""
    """Mail server for notices to staff: `smtp://USER:PASSWORD@HOST:PORT?from=ADDRESS`; `smtps://` with TLS from
    the first byte, `smtp+starttls://` with TLS on demand. Default: no e-mail."""
    https: bool = False
    """Whether users come over HTTPS (secure cookies, HSTS)."""
    proxies: int = Field(default=0, ge=0, le=10)
    """How many proxies of your own stand before the web server. The customer's address, by which requests are
    throttled, is then taken from so many places from the end of `X-Forwarded-For`; 0: nobody is believed."""
    session_minutes: int = Field(default=480, ge=5, le=10080)
    """A session ends after this many minutes without a click."""
    upload_mb: int = Field(default=20, ge=1, le=1024)
    """Largest evidence file, in MB."""
    threads: int = Field(default=4, ge=1, le=64)
    """Threads of the web server."""
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = "INFO"
    """What the log keeps."""

    @field_validator("database_url")
    @classmethod
    def _known_database(cls, url: str) -> str:
        if url and urlsplit(url).scheme not in ("sqlite", "postgresql", "postgres"):
            raise ValueError(
                "须为 sqlite:///路径 或 postgresql://… / must be sqlite:///PATH or postgresql://…"
            )
        return url

    @field_validator("email_url")
    @classmethod
    def _known_mail_server(cls, url: str) -> str:
        parts = urlsplit(url)
        if url and (parts.scheme not in ("smtp", "smtps", "smtp+starttls") or not parts.hostname):
            raise ValueError("须为 smtp://主机:端口?from=地址 / must be smtp://HOST:PORT?from=ADDRESS")
        return url

    @property
    def embedded(self) -> bool:
        return not self.database_url or self.database_url.startswith("sqlite")


@cache
def environment() -> Environment:
    """The settings of this process. Raise `SettingError`."""
    try:
        return Environment()
    except ValidationError as error:
        first = error.errors()[0]
        name = "SHOUWEN_" + "_".join(str(part) for part in first["loc"]).upper()
        told = str(first["ctx"]["error"]) if first["type"] == "value_error" else _RANGE.get(first["type"], "")
        raise SettingError(
            f"设置 {name} 不对：{first['input']!r}，{told.format(**first.get('ctx', {})) or first['msg']}"
        ) from None


_RANGE = {"int_parsing": "须为整数", "less_than_equal": "最大为 {le}", "greater_than_equal": "最小为 {ge}"}


def home() -> Path:
    """The data folder, made if it is missing. Raise `SettingError`."""
    folder = environment().home.absolute()
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise SettingError(f"设置 SHOUWEN_HOME 不对：不能建立数据目录 {folder}（{error.strerror}）") from None
    return folder


def secret_key() -> str:
    """The secret key: from the environment, else the one kept in the data folder (made at first use)."""
    env = environment()
    if env.secret_key:
        return env.secret_key
    if not env.embedded:
        raise SettingError(
            "使用 PostgreSQL 时须设置 SHOUWEN_SECRET_KEY / SHOUWEN_SECRET_KEY is required with PostgreSQL"
        )
    path = home() / "secret_key"
    try:
        with path.open("x", encoding="ascii") as file:
            path.chmod(0o600)
            file.write(secrets.token_urlsafe(48))
    except FileExistsError:
        pass
    return path.read_text(encoding="ascii").strip()


def database() -> dict[str, object]:
    """Django's settings for the database. SQLite: WAL, immediate transactions, synchronous FULL."""
    url = environment().database_url or f"sqlite:///{home() / 'shouwen.sqlite3'}"
    parts = urlsplit(url)
    if parts.scheme == "sqlite":
        path = url.removeprefix("sqlite:///")
        if not path:
            raise SettingError("设置 SHOUWEN_DATABASE_URL 不对：sqlite:/// 后须有文件路径")
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": str(Path(path).absolute()) if path != ":memory:" else path,
            "CONN_MAX_AGE": None,
            "OPTIONS": {
                "timeout": 20,
                "transaction_mode": "IMMEDIATE",
                "init_command": (
                    "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;"
                    "PRAGMA cache_size=-32000; PRAGMA temp_store=MEMORY;"
                ),
            },
        }
    name = unquote(parts.path.lstrip("/"))
    if not name:
        raise SettingError("设置 SHOUWEN_DATABASE_URL 不对：缺少数据库名")
    return {
        "ENGINE": "shouwen.store.postgresql",
        "NAME": name,
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or "",
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": None,
        "CONN_HEALTH_CHECKS": True,
        # bound by the server, statements that come again are planned once: a third of the database's time
        "OPTIONS": {"connect_timeout": 10, "server_side_binding": True, "prepare_threshold": 5},
    }
