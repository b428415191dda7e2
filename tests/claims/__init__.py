"""Sentences that are right or wrong beside three reports, and the reports."""
