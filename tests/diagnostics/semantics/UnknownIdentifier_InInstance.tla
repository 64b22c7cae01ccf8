---- MODULE UnknownIdentifier_InInstance ----
\* expect: UnknownIdentifier 4:12
Inner == INSTANCE UnknownIdentifierInner
A == Inner!Wrong
====
