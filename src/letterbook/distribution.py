"""Where Letterbook is installed from: the one place that says so.

Nothing is published under the name yet. The owner in the address is a placeholder: whoever publishes
Letterbook changes it here; README, workflow and templates follow (a test compares them).
"""

from __future__ import annotations

from letterbook import __version__

REPOSITORY = "https://github.com/letterbook/letterbook"
"""The repository; ``letterbook/letterbook`` is a placeholder until there is one."""

TAG = f"v{__version__}"
"""What this version is called in the repository."""

INSTALL = f"letterbook @ git+{REPOSITORY}@{TAG}"
"""What ``pip install`` is given: one pinned version."""

ACTION = f"{REPOSITORY.removeprefix('https://github.com/')}@{TAG}"
"""What a workflow of GitHub is given."""
