"""Section 4: from the full syntax to the simple one, each step a function that its number stands in.

``datatypes`` 4.3 4.4 · ``references`` 4.5 to 4.7, 4.11 · ``names`` 4.8 to 4.10 · ``shapes`` 4.12 to 4.15 · ``constraints`` 4.16 ·
``grammars`` 4.17 4.18 · ``definitions`` 4.19 · ``rows`` 4.20 4.21; 4.1 and 4.2 are the business of each syntax. Steps that need
nothing but the element before them are taken in one walk.
"""
