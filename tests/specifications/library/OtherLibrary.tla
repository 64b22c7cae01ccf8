----------------------------- MODULE OtherLibrary -----------------------------
EXTENDS Integers, Sequences, Bitwise, Combinatorics, Relation, IOUtils, Json, VectorClocks, Statistics,
        Variants, Apalache
G == INSTANCE Graphs
U == INSTANCE UndirectedGraphs
D == INSTANCE DyadicRationals
V == INSTANCE SVG

ASSUME BitwiseOperators ==
  /\ 12 & 10 = 8 /\ 12 | 10 = 14 /\ 12 ^^ 10 = 6 /\ 0 & 5 = 0
  /\ Not(5) = 2 /\ shiftR(13, 2) = 3

ASSUME CombinatoricsOperators == factorial[5] = 120 /\ choose(5, 2) = 10 /\ choose(40, 20) = 137846528820
                                 /\ choose(0, 1) = 0

R == [x, y \in 1..3 |-> y = x + 1]
ASSUME RelationOperators ==
  /\ IsIrreflexive(R, 1..3) /\ ~IsTransitive(R, 1..3) /\ IsAsymmetric(R, 1..3)
  /\ TransitiveClosure(R, 1..3)[1, 3] /\ ~TransitiveClosure(R, 1..3)[3, 1]
  /\ ReflexiveTransitiveClosure(R, 1..3)[2, 2]
  /\ IsTotallyOrderedUnder(LAMBDA x, y : x <= y, 1..3)

Line3 == [node |-> 1..3, edge |-> {<<1, 2>>, <<2, 3>>}]
ASSUME GraphsOperators ==
  /\ G!IsDirectedGraph(Line3) /\ ~G!IsUndirectedGraph(Line3)
  /\ G!Transpose(Line3).edge = {<<2, 1>>, <<3, 2>>}
  /\ <<1, 2, 3>> \in G!Path(Line3) /\ <<1, 3>> \notin G!Path(Line3)
  /\ G!SimplePath(Line3) = {<<1>>, <<2>>, <<3>>, <<1, 2>>, <<2, 3>>, <<1, 2, 3>>}
  /\ G!AreConnectedIn(1, 3, Line3) /\ ~G!AreConnectedIn(3, 1, Line3)
  /\ G!IsTreeWithRoot(Line3, 3) /\ ~G!IsTreeWithRoot(Line3, 1)
  /\ G!GraphUnion(Line3, [node |-> {4}, edge |-> {<<4, 1>>}]).edge = {<<1, 2>>, <<2, 3>>, <<4, 1>>}
  /\ G!IsBipartiteWithPartitions(Line3, {1, 3}, {2}) /\ ~G!IsBipartiteWithPartitions(Line3, {1, 2}, {3})
  /\ G!IsDag(Line3) /\ G!Roots(Line3) = {1} /\ G!Leaves(Line3) = {3}
  /\ G!Descendants(Line3, 1) = {2, 3} /\ G!Ancestors(Line3, 3) = {1, 2}

Pairs == [node |-> 1..4, edge |-> {{1, 2}, {3, 4}}]
ASSUME UndirectedGraphsOperators ==
  /\ U!IsUndirectedGraph(Pairs) /\ U!IsLoopFreeUndirectedGraph(Pairs)
  /\ U!ConnectedComponents(Pairs) = {{1, 2}, {3, 4}}
  /\ U!AreConnectedIn(1, 2, Pairs) /\ ~U!AreConnectedIn(1, 3, Pairs)
  /\ ~U!IsStronglyConnected(Pairs)

ASSUME DyadicRationalsOperators ==
  D!Add(D!Half(D!One), D!Half(D!Half(D!One))) = [num |-> 3, den |-> 4] /\ D!PrettyPrint(D!Half(D!One)) = "1/2"

ASSUME Texts ==
  /\ atoi("42") = 42 /\ zeroPadN(42, 5) = "00042"
  /\ ToJson([a |-> <<1, TRUE>>]) = "{\"a\":[1,true]}"
  /\ V!SVGElemToString(V!Circle(1, 2, 3, <<>>)) \in STRING

Log == <<[c |-> [p |-> 1, q |-> 1], n |-> "p"], [c |-> [p |-> 0, q |-> 1], n |-> "q"]>>
ASSUME VectorClocksOperators ==
  /\ ~IsCausalOrder(Log, LAMBDA e : e.c)
  /\ CausalOrder(Log, LAMBDA e : e.c, LAMBDA e : e.n, LAMBDA c : DOMAIN c) = <<Log[2], Log[1]>>

ASSUME StatisticsOperators ==
  ChiSquare(<<10, 10>>, <<11, 9>>, "0.05") /\ ~ChiSquare(<<10, 10>>, <<20, 0>>, "0.05")

ASSUME OtherTools ==
  /\ VariantFilter("A", {Variant("A", 1), Variant("B", 2)}) = {1}
  /\ VariantGetOrElse("A", Variant("B", 2), 7) = 7
  /\ ApaFoldSeqLeft(LAMBDA x, y : <<x, y>>, 0, <<1, 2>>) = <<<<0, 1>>, 2>>
  /\ ApaFoldSet(LAMBDA x, y : x + y, 0, {1, 2}) = 3
  /\ MkSeq(3, LAMBDA i : i * i) = <<1, 4, 9>>
  /\ SetAsFun({<<1, "a">>, <<2, "b">>}) = <<"a", "b">>
  /\ Repeat(LAMBDA x, i : x + i, 3, 0) = 6
===============================================================================
