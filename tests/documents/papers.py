"""Looking into papers: their text as a reader would copy it, and their pages."""

import re
import shutil
import subprocess

import pytest

WITH_TEXT = pytest.mark.skipif(shutil.which("pdftotext") is None, reason="needs pdftotext (poppler-utils)")


def pages(pdf: bytes) -> int:
    return len(re.findall(rb"/Type\s*/Page\b", pdf))


def text(pdf: bytes) -> str:
    """The text in reading order, without the spaces and line ends that layout brought in."""
    command = ["pdftotext", "-layout", "-enc", "UTF-8", "-", "-"]
    shown = subprocess.run(command, input=pdf, capture_output=True, check=True).stdout.decode()
    return "".join(shown.split())


def lines(pdf: bytes) -> str:
    """The text as it stands on the page, line by line, each run of spaces as two."""
    command = ["pdftotext", "-layout", "-enc", "UTF-8", "-", "-"]
    shown = subprocess.run(command, input=pdf, capture_output=True, check=True).stdout.decode()
    told = (re.sub(r" {2,}", "  ", line.strip()) for line in shown.replace("\f", "\n").splitlines())
    return "\n".join(line for line in told if line)
