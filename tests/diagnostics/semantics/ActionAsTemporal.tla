---- MODULE ActionAsTemporal ----
\* expect: ActionAsTemporal 5:20
VARIABLE x
A == x' = x
Live == (x = 1) ~> A
====
