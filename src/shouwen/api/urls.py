"""The REST API."""

from ninja import NinjaAPI

api = NinjaAPI(title="Shouwen", version="1.0", openapi_url="/openapi.json", docs_url=None, urls_namespace="api")
