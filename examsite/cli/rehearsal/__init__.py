"""A rehearsal 演练: a whole year at any size, played through the real actions with invented people.

`cast` invents the people, `abilities` lets them answer by an item response model, `stage` builds the world around
them, `play` walks the chain, `demo` leaves work waiting for every seat. Everything is drawn from one seed by name
(`dice`), so that a change in one place does not reshuffle the rest, and the figures are equal on both databases.
"""
