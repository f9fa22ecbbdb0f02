"""Rules about the entries that letters point to."""
