"""作答: components 考核项, attempts and their response log, works handed in (the hot path).

An attempt is a log and an answer sheet is a fold of the log: `append` adds events, nothing is updated in place,
an ack is given only after the commit. Deadlines close themselves: `close_due` is run by the sweeper.
The component's state follows rules.component.LIFECYCLE; marking and scoring move it through `actions.step`.
Deliberately absent: keys. Nothing in this package can see one.
"""
