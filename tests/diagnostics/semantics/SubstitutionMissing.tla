---- MODULE SubstitutionMissing ----
\* expect: SubstitutionMissing 3:1
I == INSTANCE SubstitutionMissingInner
====
