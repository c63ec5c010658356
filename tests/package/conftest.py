from __future__ import annotations

import sys

# What is on the way to a prompt is looked at on a pseudo-terminal, and Windows has none.
collect_ignore_glob = ["test_*.py"] if sys.platform == "win32" else []
