"""Where Letterbook is installed from: the one place that says so.

Nothing is published under the name yet. The owner in the address is a placeholder: whoever publishes
Letterbook changes it here; README, workflow and templates follow (a test compares them).
"""

from __future__ import annotations

from letterbook import __version__

REPOSITORY = "https://github.com/letterbook/letterbook"
"""The repository; ``letterbook/letterbook`` is a placeholder until there is one."""

INSTALL = f"letterbook @ git+{REPOSITORY}@v{__version__}"
"""What ``pip install`` is given: one pinned version."""
