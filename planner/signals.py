"""What the planner tells those that stand on it, who may not be imported here."""

from django.dispatch import Signal

# Inside the transaction of the move, with `plan`, the `name` of the move, its maker `user` and the moment `now`.
plan_moved = Signal()
