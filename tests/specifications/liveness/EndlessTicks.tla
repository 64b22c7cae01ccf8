---- MODULE EndlessTicks ----
\* Infinitely many states, and two of them are enough to break the promise: the search finds that on the way.
EXTENDS Naturals
VARIABLES ticks, light

vars == <<ticks, light>>
Init == ticks = 0 /\ light = "red"
Switch == /\ light' = IF light = "red" THEN "green" ELSE "red"
          /\ UNCHANGED ticks
Tick == ticks' = ticks + 1 /\ UNCHANGED light
Spec == Init /\ [][Switch \/ Tick]_vars /\ WF_vars(Switch \/ Tick)

TimePasses == <>(ticks = 2)
Counts == ticks \in Nat
====
