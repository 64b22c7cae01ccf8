------------------------------ MODULE Sequences -----------------------------
(* Finite sequences: functions with domain 1..n, so tuples are sequences. All operators here are
   evaluated by the checker, which also accepts strings for Len, \o, Tail and SubSeq. *)
LOCAL INSTANCE Naturals

\* All finite sequences over S. Lazy: membership looks at the elements of one sequence.
Seq(S) == UNION {[1..n -> S] : n \in Nat}

Len(s) == CHOOSE n \in Nat : DOMAIN s = 1..n

s \o t == [i \in 1..(Len(s) + Len(t)) |-> IF i \leq Len(s) THEN s[i] ELSE t[i - Len(s)]]

Append(s, e) == s \o <<e>>

Head(s) == s[1]

\* Undefined for the empty sequence.
Tail(s) == CASE s # <<>> -> [i \in 1..(Len(s) - 1) |-> s[i + 1]]

\* Elements m to n of s; empty when m > n.
SubSeq(s, m, n) == [i \in 1..(1 + n - m) |-> s[i + m - 1]]

\* The elements of s that pass the test, in order.
SelectSeq(s, Test(_)) ==
  LET F[i \in 0..Len(s)] ==
        CASE i = 0 -> <<>>
          [] i > 0 /\ Test(s[i]) -> Append(F[i - 1], s[i])
          [] OTHER -> F[i - 1]
  IN  F[Len(s)]
=============================================================================
