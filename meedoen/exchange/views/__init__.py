"""Handing in and handing out packages, and the API for everybody."""
