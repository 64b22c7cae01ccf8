---- MODULE DuplicateField ----
\* expect: DuplicateField 3:25
A == [a |-> 1, b |-> 2, a |-> 3]
====
