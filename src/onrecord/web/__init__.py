"""The web app over a store: pages to read, and the data behind each of them."""

from onrecord.web.app import make_app

__all__ = ["make_app"]
