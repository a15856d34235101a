"""消息: notices to a person inside the platform. Sentences are made in web/wording.py from kind and facts.

Deliberately absent so far: mail and short messages; they will read the same rows.
"""
