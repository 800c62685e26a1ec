"""Looking into papers: their text as a reader would copy it, and their pages."""

import os
import re
import subprocess

import pytest

WITH_TEXT = pytest.mark.papers


def pages(pdf: bytes) -> int:
    return len(re.findall(rb"/Type\s*/Page\b", pdf))


def text(pdf: bytes) -> str:
    """The text in reading order, without the spaces and line ends that layout brought in."""
    return "".join(_shown(pdf).split())


def lines(pdf: bytes) -> str:
    """The text as it stands on the page, line by line, each run of spaces as two."""
    told = (re.sub(r" {2,}", "  ", line.strip()) for line in _shown(pdf).replace("\f", "\n").splitlines())
    return "\n".join(line for line in told if line)


def _shown(pdf: bytes) -> str:
    command = [os.environ["SHOUWEN_TEST_PDFTOTEXT"], "-layout", "-enc", "UTF-8", "-", "-"]
    return subprocess.run(command, input=pdf, capture_output=True, check=True).stdout.decode()
