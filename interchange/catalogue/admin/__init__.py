"""The board's side of the catalogue: series, dates, fees and contacts to edit, rules to look at."""

from interchange.catalogue.admin import entering, figures, offers, older

__all__ = ["entering", "figures", "offers", "older"]
