"""The formats an office keeps its tables in, each read in the child process behind its own gate."""
