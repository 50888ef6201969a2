"""détente: is there a deal, if not exactly why, and the smallest change that opens one."""

from detente.case import Answer, Case, catalogue, check, names, read
from detente.errors import CaseError, Error, InternalError, MachineError, Place, Problem, UsageError

__all__ = [
    "Answer",
    "Case",
    "CaseError",
    "Error",
    "InternalError",
    "MachineError",
    "Place",
    "Problem",
    "UsageError",
    "catalogue",
    "check",
    "names",
    "read",
]
