"""crisisaid: a checklist for peer supporters in a crisis, and when and to whom to hand over."""

__version__ = "0.1.0"
