---- MODULE ActionAsTemporal_Mixed ----
\* expect: ActionAsTemporal 6:13
VARIABLE x
A == x' = x
Boxed == [A]_x /\ [](x = 1)
Mixed == /\ A
         /\ [](x = 1)
====
