"""Addresses that customers take away from the portal."""

import segno
from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse


def tracking_link(request: HttpRequest, *, number: str, code: str) -> str:
    """
    The whole address of the tracking page. The code stands behind `#`: browsers keep that part to
    themselves, so it reaches no log and no referrer.
    """
    path = reverse("portal:case", args=[number])
    public = str(settings.ENVIRONMENT.public_url).rstrip("/")
    return f"{public}{path}#{code}" if public else request.build_absolute_uri(f"{path}#{code}")


def qr_picture(link: str) -> str:
    """The link as a QR code, ready for the `src` of a picture."""
    return str(
        segno.make(link, error="m", micro=False).svg_data_uri(scale=4, border=2, dark="#16302e", light="#fff")
    )
