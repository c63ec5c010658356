"""``python -m crisisaid``."""

from crisisaid.entry import main

main()
