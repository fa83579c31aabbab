"""Excel in: a workbook checked before it is parsed, parsed in a child process, and read into an Establishment."""
