from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "shouwen.portal"
    label = "portal"
