"""How the shipped model and word lists were made: each module is a command."""
