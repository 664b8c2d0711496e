"""What is said of something that was entered, alike in a record and in the form on the board.

Templates of `str.format`: rules fill them in when they read a file, the form's script while somebody types.
"""

from __future__ import annotations

MISSING = "{field} is missing."
WITHOUT_PLACE = "It does not say where the event is."
OVER = "The last date of this event, {day}, is over."
ENDS_BEFORE = "It ends at {end}, but starts at {start}."
ENDS_AT_ONCE = "It ends the moment it starts."
NO_WEB_ADDRESS = "“{text}” is not a web address."
NO_EMAIL = "“{text}” is not an e-mail address."
NO_LANGUAGE = "No language is called {names}."
TOO_LONG = "{field} is too long: at most {most} characters (this one has {size})."
FEW_DIGITS = "“{phone}” has only {n} digits."
"""Of a telephone number."""
NO_PARTNER = "There is no partner “{name}”."
"""Of one who holds an event together with another."""
