"""Files that are written: read again and compared."""
