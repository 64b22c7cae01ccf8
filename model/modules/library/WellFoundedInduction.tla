------------------------ MODULE WellFoundedInduction ------------------------
(* Well-founded relations (as sets of pairs), induction and recursion over them.
   The names that proofs cite; a checker passes over theorems, so their statements are left out. *)
EXTENDS NaturalsInduction

IsTransitivelyClosedOn(R, S) ==
  \A i, j, k \in S : <<i, j>> \in R /\ <<j, k>> \in R => <<i, k>> \in R

\* There is no infinite descent.
IsWellFoundedOn(R, S) == ~\E f \in [Nat -> S] : \A n \in Nat : <<f[n + 1], f[n]>> \in R

THEOREM EmptyIsWellFounded == TRUE
THEOREM IsWellFoundedOnSubset == TRUE
THEOREM IsWellFoundedOnSubrelation == TRUE

SetLessThan(x, R, S) == {y \in S : <<y, x>> \in R}

THEOREM WFMin == TRUE
THEOREM MinWF == TRUE
THEOREM WellFoundedIsIrreflexive == TRUE
THEOREM WellFoundedIsAsymmetric == TRUE
THEOREM WFSetLessThanIrreflexive == TRUE
THEOREM SetLessTransitive == TRUE
THEOREM WFInduction == TRUE

\* Def(g, x) looks at g only below x.
WFDefOn(R, S, Def(_, _)) ==
  \A g, h : \A x \in S :
    (\A y \in SetLessThan(x, R, S) : g[y] = h[y]) => Def(g, x) = Def(h, x)

OpDefinesFcn(f, S, Def(_, _)) == f = CHOOSE g : g = [x \in S |-> Def(g, x)]
WFInductiveDefines(f, S, Def(_, _)) == f = [x \in S |-> Def(f, x)]
WFInductiveUnique(S, Def(_, _)) ==
  \A g, h : WFInductiveDefines(g, S, Def) /\ WFInductiveDefines(h, S, Def) => g = h

THEOREM WFDefOnUnique == TRUE
THEOREM WFInductiveDefLemma == TRUE

\* The least transitive relation on S that has R in it.
TransitiveClosureOn(R, S) ==
  {ss \in S \X S :
     \A U \in SUBSET (S \X S) :
       (R \cap (S \X S)) \subseteq U /\ IsTransitivelyClosedOn(U, S) => ss \in U}

THEOREM TransitiveClosureThm == TRUE
THEOREM TransitiveClosureMinimal == TRUE
THEOREM TCTCTC == TRUE
THEOREM TCRTC == TRUE
THEOREM RTCTC == TRUE
THEOREM TransitiveClosureChopLast == TRUE
THEOREM TransitiveClosureWF == TRUE
THEOREM WFInductiveDef == TRUE
THEOREM WFInductiveDefType == TRUE

\* An infix operator as a set of pairs.
OpToRel(_ \prec _, S) == {ss \in S \X S : ss[1] \prec ss[2]}

THEOREM NatLessThanWellFounded == TRUE

PreImage(f(_), S, R) == {ss \in S \X S : <<f(ss[1]), f(ss[2])>> \in R}

THEOREM PreImageWellFounded == TRUE

\* Lexicographic orders on pairs and on sequences of length n.
LexPairOrdering(R1, R2, S1, S2) ==
  {ss \in (S1 \X S2) \X (S1 \X S2) :
     \/ <<ss[1][1], ss[2][1]>> \in R1
     \/ ss[1][1] = ss[2][1] /\ <<ss[1][2], ss[2][2]>> \in R2}

THEOREM WFLexPairOrdering == TRUE

LexProductOrdering(R, S, n) ==
  {ff \in [1..n -> S] \X [1..n -> S] :
     \E j \in 1..n : /\ \A i \in 1..(j - 1) : ff[1][i] = ff[2][i]
                     /\ <<ff[1][j], ff[2][j]>> \in R}

THEOREM WFLexProductOrdering == TRUE
=============================================================================
