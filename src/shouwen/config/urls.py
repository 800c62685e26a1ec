"""Where each face is mounted."""

from django.urls import URLPattern, URLResolver, include, path

from shouwen.api.operations_endpoints import healthz, metrics, readyz
from shouwen.api.urls import api

handler403 = "shouwen.web.faults.forbidden"
handler404 = "shouwen.web.faults.not_found"
handler500 = "shouwen.web.faults.server_error"

urlpatterns: list[URLPattern | URLResolver] = [
    path("healthz", healthz),
    path("readyz", readyz),
    path("metrics", metrics),
    path("api/v1/", api.urls),
    path("p/", include("shouwen.portal.urls")),
    path("", include("shouwen.web.urls")),
]
