"""Everything a person reads: seats above the domains.

One blueprint per seat; a page is one file (form class, then views) that asks queries and calls one action.
Every sentence is Chinese source text; English is the translation (translations/en).
"""
