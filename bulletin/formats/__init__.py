"""TEXT ↔ VALUES, without IO: records with their lines, markup, pictures, days and times, repeats in words."""
