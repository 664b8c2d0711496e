"""Narrowing and searching the whole list: the choices on its page, and the files its script asks for."""
