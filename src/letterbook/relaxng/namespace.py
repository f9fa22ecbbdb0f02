"""The namespace of RELAX NG."""

from __future__ import annotations

RELAXNG = "http://relaxng.org/ns/structure/1.0"
