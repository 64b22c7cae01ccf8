------------------------------ MODULE Naturals ------------------------------
(* The natural numbers. The checker evaluates all of these operators itself; the bodies below give each
   name its arity and, where that is short, say what it means. Each body mentions all its parameters: an
   operator has the level of what it is applied to. *)

Nat == {}

a + b == CHOOSE n \in Nat : <<a, b>> = <<a, b>>
a - b == CHOOSE n \in Nat : b + n = a
a * b == CHOOSE n \in Nat : <<a, b>> = <<a, b>>
a ^ b == CHOOSE n \in Nat : <<a, b>> = <<a, b>>
a < b == \E n \in Nat : n # 0 /\ a + n = b
a > b == b < a
a \leq b == a < b \/ a = b
a \geq b == b \leq a

\* Rounds down.
a \div b == CHOOSE n \in Nat : b * n \leq a /\ a < b * (n + 1)
a % b == a - b * (a \div b)

\* The set of the numbers from a to b.
a .. b == {n \in Nat : a \leq n /\ n \leq b}
=============================================================================
