"""The web app over the store."""
