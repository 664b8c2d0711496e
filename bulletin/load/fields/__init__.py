"""One record: its fields, checked against the schema and read as values, every Problem on its line."""
