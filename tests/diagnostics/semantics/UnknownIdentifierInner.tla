---- MODULE UnknownIdentifierInner ----
Right == 1
====
