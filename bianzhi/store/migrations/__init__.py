"""How the tables came to be, change by change; ``store.upgrading`` runs what a database lacks."""
