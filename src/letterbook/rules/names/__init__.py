"""Rules about names and what they point to."""
