from django.apps import AppConfig


class StoreConfig(AppConfig):
    name = "shouwen.store"
    label = "store"
