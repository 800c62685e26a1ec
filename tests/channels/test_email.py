"""E-mail: what the server gets to see, and what is no mail server at all."""

import socket

import pytest

from shouwen.channels import installed
from shouwen.channels.email import Email
from shouwen.channels.port import NotSentError
from shouwen.config.environment import Environment, SettingError, environment
from tests.channels.fakes import MailServer
from tests.channels.test_contract import outgoing


def test_the_mail_is_plain_text_and_marked_as_made_by_a_machine():
    with MailServer() as server:
        Email(server.url).send(outgoing())
        (mail,) = server.taken
    assert mail["Subject"] == "【首问】TS-1 已交办"
    assert mail["To"] == "zhou@shouwen.test"
    assert "notice@shouwen.test" in mail["From"]
    assert mail["Auto-Submitted"] == "auto-generated"
    assert mail["Message-ID"].endswith("@shouwen.test>")
    assert mail.get_content_type() == "text/plain"
    assert "𠮷" in mail.get_content()


def test_a_line_break_in_a_subject_adds_no_header():
    from dataclasses import replace

    with MailServer() as server:
        with pytest.raises(Exception, match="newline"):
            Email(server.url).send(replace(outgoing(), subject="a\nBcc: x@y.test"))
        assert server.taken == []


def test_a_server_that_is_not_there_is_tried_again():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    with pytest.raises(NotSentError) as refused:
        Email(f"smtp://127.0.0.1:{port}").send(outgoing())
    assert not refused.value.lasting


def test_without_a_mail_server_there_is_no_channel(monkeypatch):
    monkeypatch.delenv("SHOUWEN_EMAIL_URL", raising=False)
    environment.cache_clear()
    assert installed.installed() == ()
    monkeypatch.setenv("SHOUWEN_EMAIL_URL", "smtp://mail.test?from=a@b.test")
    environment.cache_clear()
    assert [channel.name for channel in installed.installed()] == ["email"]
    environment.cache_clear()


@pytest.mark.parametrize("url", ["mail.test", "http://mail.test", "smtp://", "smtp:mail"])
def test_a_wrong_address_of_the_mail_server_is_told(monkeypatch, url):
    monkeypatch.setenv("SHOUWEN_EMAIL_URL", url)
    environment.cache_clear()
    with pytest.raises(SettingError, match="SHOUWEN_EMAIL_URL"):
        environment()
    environment.cache_clear()


def test_the_reference_names_the_setting():
    assert "smtp" in (Environment.model_fields["email_url"].description or "")
