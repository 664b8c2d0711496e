"""TEXT ↔ VALUES: parsers without IO, of records with their lines, markup, pictures, dates and repeats."""
