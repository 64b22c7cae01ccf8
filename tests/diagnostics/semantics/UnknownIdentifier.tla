---- MODULE UnknownIdentifier ----
\* expect: UnknownIdentifier 5:9
EXTENDS Naturals
VARIABLE counter
Init == countr = 0
====
