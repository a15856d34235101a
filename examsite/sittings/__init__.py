"""场次: sitting, venue 考点, room 考场, seat 座位, enrolment with admission ticket 准考证, check-in.

Here content (papers) and people (registrations) meet for the first time. Opening and closing a sitting are
actions of delivery, which can see the attempts.
"""
