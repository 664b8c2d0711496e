"""How a board is kept, and what there is to do about it: one small function for each examination.

installation   what was found: the board, its repository, its published site
examinations   what an examination is, and the register of all
board          what the board says of itself
repository     where it is kept, and the workflows that publish it
site           what is published
"""

from __future__ import annotations

from bulletin.doctor import board, repository, site
from bulletin.doctor.examinations import Diagnosis, Examination, Verdict, examine
from bulletin.doctor.installation import Installation, LanguageWords, PublishedSite

__all__ = [
    "EXAMINATIONS",
    "Diagnosis",
    "Examination",
    "Installation",
    "LanguageWords",
    "PublishedSite",
    "Verdict",
    "examine",
]

EXAMINATIONS: tuple[Examination, ...] = (*board.EXAMINATIONS, *repository.EXAMINATIONS, *site.EXAMINATIONS)
"""Every examination, in the order in which they are told."""
