"""What Python's trafilatura and htmldate read of the pages of a folder, for this example.

    pip install trafilatura htmldate lxml_html_clean
    python trafilatura.py cases/html/trafilatura_fr > other.json
"""

import json
import pathlib
import sys

sys.path.pop(0)  # this file bears the name of what it imports
from htmldate import find_date
from trafilatura import bare_extraction

read = {}
for page in sorted(pathlib.Path(sys.argv[1]).glob("*.html")):
    raw = page.read_bytes()
    found = bare_extraction(raw, include_comments=False, with_metadata=True)
    found = found.as_dict() if found else {}
    read[page.name] = {
        "text": found.get("text") or "",
        "title": found.get("title"),
        "author": found.get("author"),
        "date": find_date(raw, original_date=True),
    }
json.dump(read, sys.stdout, ensure_ascii=False, indent=1)
