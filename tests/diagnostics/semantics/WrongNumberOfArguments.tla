---- MODULE WrongNumberOfArguments ----
\* expect: WrongNumberOfArguments 4:6
Op(a, b) == <<a, b>>
A == Op(1)
====
