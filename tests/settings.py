"""Django's settings for tests, in an environment of this process's own.

A test may count the kept files while another process keeps some: each process has a data folder, which goes with it. Django
binds its settings before pytest reads any conftest, so the environment stands here.
"""

import atexit
import os
import shutil
import tempfile

if "SHOUWEN_HOME" not in os.environ or "PYTEST_XDIST_WORKER" in os.environ:
    os.environ["SHOUWEN_HOME"] = tempfile.mkdtemp(prefix="shouwen-test-")
    atexit.register(shutil.rmtree, os.environ["SHOUWEN_HOME"], ignore_errors=True)
# what tests start is the product itself, not a test
os.environ["DJANGO_SETTINGS_MODULE"] = "shouwen.config.settings"
os.environ.setdefault("SHOUWEN_SECRET_KEY", "a key for tests only, never for people")
os.environ.setdefault("SHOUWEN_LOG_LEVEL", "ERROR")

from shouwen.config.settings import *  # noqa: F403 the product's own, in this environment
