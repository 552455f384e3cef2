"""Plans in other programs' files: MS Project XML, XLSX and iCalendar, from and to plain values.

No Django in here. What people send is read as a stream, within limits, and refused with a `FileRefused`; what it says
that a plan cannot hold is a `Remark`. Both carry values and get their words in `planner.queries.interchange_words`.
"""
