"""Rules of people: roles and powers, identity, sign-in, and what a candidate may state in the dossier."""
