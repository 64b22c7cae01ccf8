---- MODULE NotAnInstance ----
\* expect: NotAnInstance 4:6
VARIABLE x
A == x!Foo
====
