"""Records: what a partner or a librarian may write. The source of truth for every field.

One class per kind of file; each attribute is a field, its docstring the manual. From these come the
reader's checks, `docs/fields.md`, the JSON Schemas and every list of allowed values in a message.

Values are still what people typed: text, lists and maps whose shape is right. What a text such as
"every other Thursday" or "7pm" means is decided by `formats/`, and what it means on this board by `load/`.
"""
