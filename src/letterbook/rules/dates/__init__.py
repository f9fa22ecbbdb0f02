"""Rules about dates of any kind."""
