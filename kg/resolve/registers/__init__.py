"""Registers that users bring: SKOS or contract-shaped Turtle, CSV, the ROR dump. Read once, kept on disk."""

from kg.resolve.registers.index import IndexedRegister, open_register
from kg.resolve.registers.readers import RegisterError, read_entries
from kg.resolve.registers.together import Registers

__all__ = ["IndexedRegister", "RegisterError", "Registers", "open_register", "read_entries"]
