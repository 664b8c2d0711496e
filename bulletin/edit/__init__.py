"""Changes of records' texts: text in, text out. Nothing is opened or written here."""
