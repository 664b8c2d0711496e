"""SITE → BYTES. Pure, given the theme."""
