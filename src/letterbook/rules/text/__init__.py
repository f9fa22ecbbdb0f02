"""Rules about the text of a letter, character by character."""
