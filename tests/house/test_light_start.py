"""A web process loads the numeric libraries when somebody's request needs them, not before."""

import subprocess
import sys

START = """
import sys
import django
django.setup()
from django.urls import get_resolver
get_resolver().url_patterns
heavy = {"ortools", "numpy", "scipy", "numba", "lxml", "docx", "openpyxl", "pypdfium2"}
print(sorted(heavy & set(sys.modules)))
"""


def test_a_web_process_starts_without_the_numeric_and_document_libraries() -> None:
    done = subprocess.run([sys.executable, "-c", START], capture_output=True, check=True, text=True)
    assert done.stdout.strip() == "[]"
