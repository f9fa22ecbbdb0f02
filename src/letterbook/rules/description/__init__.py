"""Rules about rights, sources and the history of the file."""
