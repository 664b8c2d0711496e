"""`bulletin new`: a commented file in content/, for little typing and without overwriting anything.

events   an event, asked for            staff      a partner, a venue
again    an old event for new dates     copying    what of it is moved, and what is dropped
asking   questions, their answers read at once by the board's own readers
answers  what people say of where and until when, as fields
desk     the board a record is written for
drafts   a file with comments from the model
finish   writing it, and reading it back
"""

from __future__ import annotations

from bulletin.commands.new.copy_event import copy_event
from bulletin.commands.new.create import new_event
from bulletin.commands.new.prompts import Given
from bulletin.commands.new.staff import new_partner, new_venue

__all__ = ["Given", "copy_event", "new_event", "new_partner", "new_venue"]
