"""`python -m examsite` is `examsite`."""

from examsite.cli import main

main()
