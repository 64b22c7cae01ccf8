---- MODULE UnknownIdentifier_MissingExtends ----
\* expect: UnknownIdentifier 3:9
Last == Len(<<1>>)
====
