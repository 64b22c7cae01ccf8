---- MODULE WrongNumberOfArguments_Value ----
\* expect: WrongNumberOfArguments 4:6
VARIABLE f
A == f(1)
====
