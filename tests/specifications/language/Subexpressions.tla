---- MODULE Subexpressions ----
\* Parts of definitions, named by selectors: numbers, << and >>, labels, bound variables, LET definitions.
EXTENDS Integers, Sequences

CONSTANT Scale

Twice(n) == 2 * n
Sum(Op(_), n) == \A a \in {1, 2}, <<b, c>> \in {<<3, 4>>} :
                   all(a, b, c):: LET d ++ e == Op(d) + e + a + b + c
                                  IN  Op(n) + a = 1 ++ (rest:: n ++ Scale)

ASSUME Twice(5)!: = 10 /\ Twice(5)!2 = 5 /\ Twice(5)!>> = 5
ASSUME Sum(Twice, 9)!all(1, 2, 3)!rest = 28
ASSUME Sum(Twice, 9)!(1, 2, 3)!++(5, 6) = 22
ASSUME Sum(Twice, 9)!all(1, 2, 3)!:!++(5, 6) = 22
ASSUME Sum(Twice, 9)!1 = {1, 2}

\* What a name leaves out is taken when it is applied.
Apply2(F(_, _), a, b) == F(a, b)
Apply3(F(_, _, _), a, b, c) == F(a, b, c)
Shift(n) == {x + n : x \in {1, 2}}
Nested(n) == {(LET plus(y) == n * x + y IN plus(x)) : x \in {1, 2}}
ASSUME Apply2(Shift!@, 3, 4) = 7
ASSUME Apply3(Nested!@!plus, 2, 3, 4) = 10
ASSUME Nested(2)!(3)!plus(4) = 10 /\ Nested(2)!(3)!1 = 9

Choice == CASE Scale = 1 -> "one" [] Scale = 4 -> "four" [] OTHER -> "many"
ASSUME Choice!1!2 = "one" /\ Choice!2!>> = "four" /\ Choice!3!2 = "many" /\ Choice!2!1!<< = 4
Record == [a |-> 1, b |-> 2]
Field == Record.b
ASSUME Record!2 = 2 /\ Field!1 = Record /\ Field!2 = "b"
Updated == [<<1, 2, 3>> EXCEPT ![1] = 7]
ASSUME Updated!1 = <<1, 2, 3>>
Branch == IF Scale > 3 THEN <<"big", Scale>> ELSE <<>>
ASSUME Branch!1!<< = 4 /\ Branch!2!1 = "big" /\ Branch!3 = <<>>
Step(v, A) == [A]_v
ASSUME Step(3, 4)!1 = 4 /\ Step(3, 4)!2 = 3
Fair == WF_(12)(23)
ASSUME Fair!1 = 12 /\ Fair!>> = 23
Hidden == \EE x, y : x = 1 /\ y = 2
ASSUME Hidden!(5, 6)!2!1 = 6

THEOREM Named == /\ lower:: Scale > 0
                 /\ Scale < 10
ASSUME Named!lower /\ Named!2!2 = 10
ASSUME Positive == /\ first:: Scale > 0
ASSUME Positive!first

\* Through instances, and as what an instance substitutes.
I == INSTANCE SubexpressionsOther WITH F <- Nested!@!plus
J(n) == INSTANCE SubexpressionsOther WITH F <- LAMBDA a, b, c : a + b + c + n
ASSUME I!Use = 10 /\ I!Pair(4)!>> = 4
ASSUME J(5)!Use = 14 /\ J(5)!Pairs!(1)!1 = 1
ASSUME Apply2(J!Pair, 1, 2) = <<1, 2>>
====
