---- MODULE UnknownIdentifier_NotRecursive ----
\* expect: UnknownIdentifier 3:35
Count(n) == IF n = {} THEN 0 ELSE Count({})
====
