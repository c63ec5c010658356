from __future__ import annotations

from cli.conftest import crisisaid, inside

__all__ = ["crisisaid", "inside"]
