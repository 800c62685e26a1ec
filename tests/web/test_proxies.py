"""Whose address counts behind proxies of our own: never what the client wrote into the header himself."""

import pytest
from django.http import HttpRequest, HttpResponse

from shouwen.config.middleware import ClientAddress

PROXY = "10.0.0.5"


@pytest.mark.parametrize(
    ("proxies", "forwarded", "address"),
    [
        (0, "203.0.113.7", PROXY),  # nobody is believed
        (1, None, PROXY),
        (1, "203.0.113.7", "203.0.113.7"),
        (1, "198.51.100.1, 203.0.113.7", "203.0.113.7"),  # the first one he made up
        (2, "198.51.100.1, 203.0.113.7, 10.0.0.4", "203.0.113.7"),
        (2, "203.0.113.7", PROXY),  # came past the outer proxy
        (1, "2001:db8::7", "2001:db8::7"),
        (1, "unknown", PROXY),
        (1, "203.0.113.7<script>", PROXY),
    ],
)
def test_the_address_behind_our_own_proxies(settings, proxies, forwarded, address):
    settings.PROXIES = proxies
    request = HttpRequest()
    request.META["REMOTE_ADDR"] = PROXY
    if forwarded is not None:
        request.META["HTTP_X_FORWARDED_FOR"] = forwarded
    seen: list[str] = []

    def page(asked: HttpRequest) -> HttpResponse:
        seen.append(asked.META["REMOTE_ADDR"])
        return HttpResponse()

    ClientAddress(page)(request)
    assert seen == [address]
