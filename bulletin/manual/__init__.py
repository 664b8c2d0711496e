"""Documents made from the model: the manuals of fields and rules, and the JSON Schemas."""
