"""How fast it is: ``make bench``. Each figure stands beside what it is measured against, in the same run."""
