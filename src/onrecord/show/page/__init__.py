"""The reading page: one self-contained HTML file that sets a report with its record."""

from onrecord.show.page.render import render_page

__all__ = ["render_page"]
