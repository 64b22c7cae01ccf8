---- MODULE BuiltinRedefined ----
\* expect: BuiltinRedefined 3:3
a \in b == 1
====
