"""Rules of marking: sheets, codes, who marks what."""
