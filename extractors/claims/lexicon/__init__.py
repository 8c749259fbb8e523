"""The words of claims: every list of the TOML files declared once, as a constant with what it is for.

`lists` says what a list is and how a token is compared with it, `rooms` reads a TOML file and checks it against what is
declared, `inflection` makes the forms of a word; each other file here declares the lists of one TOML file.
"""
