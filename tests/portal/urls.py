"""The portal alone, as it is mounted in the product."""

from django.urls import include, path

urlpatterns = [path("p/", include("shouwen.portal.urls"))]
