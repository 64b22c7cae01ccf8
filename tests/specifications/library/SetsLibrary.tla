----------------------------- MODULE SetsLibrary ------------------------------
EXTENDS Integers, FiniteSets, FiniteSetsExt, Functions, Folds, Bags, BagsExt, TLC

Add(x, y) == x + y
Pair(x, y) == <<x, y>>

ASSUME FiniteSetsExtOperators ==
  /\ FoldSet(Add, 0, 0..10) = 55
  /\ FoldSet(Pair, 0, {1, 2}) = <<2, <<1, 0>>>>
  /\ ReduceSet(Pair, {1, 2}, 0) = <<2, <<1, 0>>>>
  /\ SumSet(0..10) = 55 /\ ProductSet(1..4) = 24 /\ SumSet({}) = 0 /\ ProductSet({}) = 1
  /\ ReduceSet(Add, 1..3, 10) = 16
  /\ MapThenSumSet(LAMBDA x : 2 * x, 1..3) = 12
  /\ FlattenSet({{1}, {2}, {}}) = {1, 2}
  /\ SymDiff({1, 2}, {2, 3}) = {1, 3}
  /\ Quantify(1..9, LAMBDA n : n % 2 = 0) = 4
  /\ kSubset(2, 1..3) = {{1, 2}, {1, 3}, {2, 3}} /\ kSubset(0, {1}) = {{}} /\ kSubset(4, 1..3) = {}
  /\ Max({3, -7}) = 3 /\ Min({3, -7}) = -7
  /\ Choices({{1, 2}, {2, 3}, {5}}) = {{2, 5}, {1, 2, 5}, {1, 3, 5}, {2, 3, 5}}
  /\ ChooseUnique({2, 3, 4, 5}, LAMBDA x : x % 3 = 1) = 4

ASSUME FunctionsOperators ==
  /\ Restrict([a |-> 1, b |-> 2], {"a"}) = [a |-> 1]
  /\ RestrictDomain(<<5, 6>>, LAMBDA i : i = 1) = <<5>>
  /\ RestrictValues([a |-> 1, b |-> 2], LAMBDA v : v > 1) = [b |-> 2]
  /\ IsRestriction([a |-> 1], [a |-> 1, b |-> 2]) /\ ~IsRestriction([a |-> 2], [a |-> 1])
  /\ Range(<<3, 3, 4>>) = {3, 4} /\ Range([a |-> TRUE]) = {TRUE}
  /\ Pointwise(<<1, 2>>, <<3, 4>>, Add) = <<4, 6>>
  /\ Inverse(<<7, 8>>, 1..2, {7, 8}) = (7 :> 1 @@ 8 :> 2)
  /\ AntiFunction([a |-> 1]) = <<"a">>
  /\ IsInjective(<<1, 2>>) /\ ~IsInjective(<<1, 1>>) /\ IsInjective(<<>>)
  /\ Injection(1..2, 1..2) = {<<1, 2>>, <<2, 1>>}
  /\ Surjection(1..2, {5}) = {<<5, 5>>} /\ Bijection({1}, {2}) = {<<2>>}
  /\ ExistsInjection(1..2, 1..3) /\ ~ExistsSurjection(1..2, 1..3) /\ ExistsBijection({}, {})
  /\ FoldFunction(Add, 0, <<1, 2, 3>>) = 6
  /\ FoldFunctionOnSet(Add, 0, <<1, 2, 3>>, {1, 3}) = 4
  /\ FoldFunction(Pair, 0, <<7, 8>>) = <<8, <<7, 0>>>>
  /\ FoldFunctionOnSet(Pair, 0, <<7, 8, 9>>, {1, 3}) = <<9, <<7, 0>>>>
  /\ SumFunction([a |-> 1, b |-> 5]) = 6 /\ SumFunctionOnSet(<<1, 2, 3>>, {2, 3}) = 5

ASSUME FoldsOperators ==
  /\ MapThenFoldSet(LAMBDA x, y : x \cup y, {}, LAMBDA x : {{x}}, LAMBDA s : CHOOSE x \in s : TRUE, 1..2)
       = {{1}, {2}}
  /\ MapThenFoldSet(Pair, 0, LAMBDA x : -x, LAMBDA s : Max(s), 1..3) = <<-3, <<-2, <<-1, 0>>>>>>

AB == [a |-> 2, b |-> 1]

ASSUME BagsOperators ==
  /\ IsABag(AB) /\ ~IsABag([a |-> 0])
  /\ BagToSet(AB) = {"a", "b"} /\ SetToBag({"a"}) = [a |-> 1] /\ EmptyBag = <<>>
  /\ BagIn("a", AB) /\ ~BagIn("c", AB) /\ CopiesIn("a", AB) = 2 /\ CopiesIn("c", AB) = 0
  /\ AB (+) [a |-> 1, c |-> 1] = [a |-> 3, b |-> 1, c |-> 1]
  /\ AB (-) [a |-> 1, b |-> 3] = [a |-> 1]
  /\ [a |-> 1] \sqsubseteq AB /\ ~(AB \sqsubseteq [a |-> 1])
  /\ BagUnion({AB, [a |-> 1]}) = [a |-> 3, b |-> 1]
  /\ BagOfAll(LAMBDA x : "z", AB) = [z |-> 3]
  /\ BagCardinality(AB) = 3 /\ Cardinality(SubBag(AB)) = 6 /\ EmptyBag \in SubBag(AB)
  /\ BagAdd(AB, "b") = [a |-> 2, b |-> 2] /\ BagAdd(AB, "c") = [a |-> 2, b |-> 1, c |-> 1]
  /\ BagRemove(AB, "b") = [a |-> 2] /\ BagRemove(AB, "c") = AB /\ BagRemoveAll(AB, "a") = [b |-> 1]
  /\ FoldBag(Pair, 0, <<2, 1>>) = <<<<<<0, 1>>, 1>>, 2>>
  /\ ProductBag(0 :> 1 @@ 10000 :> 1000) = 0
  /\ SumBag(<<2, 1, 3>>) = 2 * 1 + 1 * 2 + 3 * 3

ASSUME TlcOperators ==
  /\ (1 :> "x") @@ (1 :> "y" @@ 2 :> "z") = <<"x", "z">>
  /\ Permutations({1, 2}) = {<<1, 2>>, <<2, 1>>} /\ Permutations({}) = {<<>>}
  /\ SortSeq(<<3, 1, 2>>, <) = <<1, 2, 3>>
  /\ ToString(<<1, "a">>) = "<<1, \"a\">>"
  /\ 5 \in Any /\ "x" \in Any
  /\ TLCEval({1, 1}) = {1}
===============================================================================
