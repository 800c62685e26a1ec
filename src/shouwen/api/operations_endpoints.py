"""For those who run the service: is the process alive, is it ready, its figures."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest

from shouwen.application import readiness


def healthz(_request: HttpRequest) -> JsonResponse:
    """The process lives."""
    return JsonResponse({"status": "ok"})


def readyz(_request: HttpRequest) -> JsonResponse:
    """The database answers and has every migration."""
    trouble = readiness.trouble()
    if trouble:
        return JsonResponse({"status": "not ready", "reason": trouble}, status=503)
    return JsonResponse({"status": "ok"})


def metrics(_request: HttpRequest) -> HttpResponse:
    """Figures in Prometheus' text format."""
    readiness.gather()
    return HttpResponse(generate_latest(), content_type=CONTENT_TYPE_LATEST)
