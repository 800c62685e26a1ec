"""The REST API, put together from its subjects."""

from shouwen.api import (
    absences,
    cases,
    commands,
    disposals,
    draft_entries,
    drafts,
    files,
    periodic,
    portal,
    problems,
    rulebooks,
    statistics,
    whatif,
    work,
)
from shouwen.api.access import BearerToken
from shouwen.api.document import RestAPI

api = RestAPI(
    title="Shouwen 首问",
    version="1",
    description="Complaint management under an organisation's own rule book.",
    openapi_url="/openapi.json",
    docs_url=None,
    urls_namespace="api",
    auth=BearerToken(),
)
problems.install(api)
api.add_router("/cases", cases.router)
api.add_router("/cases", commands.router)
api.add_router("", files.router)
api.add_router("", work.router)
api.add_router("", absences.router)
api.add_router("", periodic.router)
api.add_router("/rulebooks", rulebooks.router)
api.add_router("/rulebooks", drafts.router)
api.add_router("/rulebooks", draft_entries.router)
api.add_router("/disposals", disposals.router)
api.add_router("/what-if", whatif.router)
api.add_router("", statistics.router)
api.add_router("/portal", portal.router)
