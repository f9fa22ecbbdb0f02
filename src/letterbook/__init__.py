"""Letterbook: scholarly editions of letters in TEI-XML."""

__version__ = "0.1.0"
