"""From the files of a grammar to its rows: both syntaxes, sections 3, 4 and 7 of the specification."""
