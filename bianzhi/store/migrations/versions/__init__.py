"""One file for each change of the tables, never altered once it was released."""
