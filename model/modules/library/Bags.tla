-------------------------------- MODULE Bags --------------------------------
(* Bags (multisets): a bag is a function from its elements to how often each is in it. *)
LOCAL INSTANCE Naturals

IsABag(B) == \A e \in DOMAIN B : B[e] \in Nat /\ B[e] > 0

BagToSet(B) == DOMAIN B

SetToBag(S) == [e \in S |-> 1]

BagIn(e, B) == e \in BagToSet(B)

EmptyBag == SetToBag({})

\* How often e is in B, 0 if not at all.
CopiesIn(e, B) == IF BagIn(e, B) THEN B[e] ELSE 0

\* Union: the copies add up.
B1 (+) B2 ==
  [e \in (DOMAIN B1) \cup (DOMAIN B2) |-> CopiesIn(e, B1) + CopiesIn(e, B2)]

\* Difference: every copy in B2 takes away one copy from B1.
B1 (-) B2 ==
  LET rest == {e \in DOMAIN B1 : B1[e] > CopiesIn(e, B2)}
  IN  [e \in rest |-> B1[e] - CopiesIn(e, B2)]

\* The sum of a function's values.
LOCAL Sum(f) ==
  LET DSum[S \in SUBSET DOMAIN f] ==
        IF S = {}
        THEN 0
        ELSE LET elt == CHOOSE e \in S : TRUE IN f[elt] + DSum[S \ {elt}]
  IN  DSum[DOMAIN f]

\* Union of a set of bags.
BagUnion(S) ==
  [e \in UNION {BagToSet(B) : B \in S} |-> Sum([B \in S |-> CopiesIn(e, B)])]

\* B1 is a part of B2.
B1 \sqsubseteq B2 ==
  /\ DOMAIN B1 \subseteq DOMAIN B2
  /\ \A e \in DOMAIN B1 : B1[e] \leq B2[e]

\* All bags that are a part of B: choose a count up to B[e] for each element; none is left out of
\* the domain.
SubBag(B) ==
  LET Parts[D \in SUBSET DOMAIN B] ==
        IF D = {}
        THEN {EmptyBag}
        ELSE LET x == CHOOSE y \in D : TRUE
                 smaller == Parts[D \ {x}]
             IN  smaller \cup
                   {[y \in (DOMAIN f) \cup {x} |-> IF y = x THEN i ELSE f[y]] :
                      f \in smaller, i \in 1..B[x]}
  IN  Parts[DOMAIN B]

\* The image of a bag: as many copies of F(e) as there are of e.
BagOfAll(F(_), B) ==
  [e \in {F(d) : d \in BagToSet(B)} |->
     Sum([d \in BagToSet(B) |-> IF F(d) = e THEN B[d] ELSE 0])]

BagCardinality(B) == Sum(B)
=============================================================================
