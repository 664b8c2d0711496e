"""From a shared folder to the board: each file of it is taken, or told what has to be changed, and answered.

request    what a run is asked for
looking    what lies in the folder and came to rest
asking     what a form asks of an event that is there
taking     what of it can be taken
stores     where that waits for staff
standings  where everything stands that was handed in
answering  the answers beside the files
held       what waits, reviewed as proposals are
settling   what waits, let onto the board or taken away as staff decided
one_file   a file that lies in no shared folder
run        all of that, in an order in which nothing is lost whenever it ends
"""

from __future__ import annotations

from bulletin.pipeline.intake.one_file import intake_file
from bulletin.pipeline.intake.request import IntakeRequest
from bulletin.pipeline.intake.run import intake

__all__ = ["IntakeRequest", "intake", "intake_file"]
