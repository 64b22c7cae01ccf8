---- MODULE MultiplyDefined_Parameter ----
\* expect: MultiplyDefined 4:4
Foo == 1
Op(Foo) == Foo
====
