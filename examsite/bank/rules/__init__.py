"""Rules of the bank: what an item is (items), what a sound bank is (lint), how answers are marked (marking)."""
