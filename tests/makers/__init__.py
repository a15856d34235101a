"""Makers: plain functions that call actions, so that what a test makes is legal."""
