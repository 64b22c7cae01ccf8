---- MODULE ConfigurationInside ----
\* The configuration stands below, in this file.
EXTENDS Integers
VARIABLE x
Init == x = 0
Next == x' = (x + 1) % 3
Small == x < 2
====
\* status: 12
---- CONFIG ConfigurationInside ----
INIT Init
NEXT Next
INVARIANT Small
====
