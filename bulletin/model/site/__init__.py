"""Site: everything published, as plain values, and the register of the kinds of pages."""
