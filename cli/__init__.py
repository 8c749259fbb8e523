"""The command line: `extract`."""
