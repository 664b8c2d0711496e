"""VERBS. One file per command, short, no business rules; may compose stages."""
