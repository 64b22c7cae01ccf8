---- MODULE ActionAsTemporal_Bound ----
\* expect: ActionAsTemporal 5:8
VARIABLE x
Fine == \A i \in x : []x
Bad == \E i \in {}, j \in x' : []x
====
