"""Fuzzing: what must hold at every entrance, whatever comes in. ``make fuzz`` runs it long, the tests run it short."""
