---- MODULE UnknownIdentifier_BeforeDefinition ----
\* expect: UnknownIdentifier 3:6
A == B
B == 1
====
