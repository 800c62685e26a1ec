"""The same house as for the tests of the application."""

from tests.application.conftest import (
    _fold_equals_row,
    _settled,
    cast,
    desk,
    next_door,
    own_database,
    tampered,
)

__all__ = ["_fold_equals_row", "_settled", "cast", "desk", "next_door", "own_database", "tampered"]
