---- MODULE InstanceAsExpression ----
\* expect: InstanceAsExpression 4:6
I == INSTANCE UnknownIdentifierInner
A == I
====
