"""Rules about who wrote to whom, where and when, and which letters belong together."""
