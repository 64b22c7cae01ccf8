---- MODULE UnexpectedToken ----
\* expect: UnexpectedToken 4:1
A == IF TRUE THEN 1
B == 2
====
