"""The command line: options to calls, no logic of its own."""
