--------------------------- MODULE SequencesLibrary ---------------------------
EXTENDS Integers, Sequences, SequencesExt, FiniteSets, TLC

Add(x, y) == x + y
Pair(x, y) == <<x, y>>

ASSUME SequencesOperators ==
  /\ <<1>> \o <<2, 3>> = <<1, 2, 3>>
  /\ Append(<<>>, "a") = <<"a">>
  /\ Head(<<4, 5>>) = 4 /\ Tail(<<4, 5>>) = <<5>>
  /\ SubSeq(<<1, 2, 3, 4>>, 2, 3) = <<2, 3>>
  /\ SubSeq(<<1>>, 7, 3) = <<>>
  /\ SelectSeq(<<1, 2, 3, 4>>, LAMBDA n : n % 2 = 0) = <<2, 4>>
  /\ <<1, 2>> \in Seq(1..2) /\ <<1, 3>> \notin Seq(1..2)
  /\ Len("abc") = 3 /\ "ab" \o "c" = "abc" /\ Tail("abc") = "bc"
  /\ Len([i \in 1..3 |-> i]) = 3

ASSUME Conversions ==
  /\ ToSet(<<1, 1, 2>>) = {1, 2}
  /\ ToBag(<<"x", "y", "x">>) = [x |-> 2, y |-> 1]
  /\ SetToSeq({3, 1, 2}) = <<1, 2, 3>>
  /\ SetToSeqs({1, 2}) = {<<1, 2>>, <<2, 1>>} /\ SetToSeqs({}) = {<<>>}
  /\ SetToSortSeq({1, 3, 2}, >) = <<3, 2, 1>>
  /\ SetToAllKPermutations({1, 2}) = {<<>>, <<1>>, <<2>>, <<1, 2>>, <<2, 1>>}
  /\ TupleOf({0, 1}, 2) = {0, 1} \X {0, 1}
  /\ SeqOf({0, 1}, 1) = {<<>>, <<0>>, <<1>>}
  /\ Cardinality(BoundedSeq(1..3, 3)) = 1 + 3 + 9 + 27

ASSUME Elements ==
  /\ Contains(<<1, 2>>, 2) /\ ~Contains(<<>>, 2)
  /\ IsSorted(<<1, 2, 2>>, <=) /\ ~IsSorted(<<1, 2, 2>>, <) /\ IsSorted(<<>>, <)
  /\ Reverse(<<1, 2, 3>>) = <<3, 2, 1>>
  /\ Remove(<<1, 2, 1>>, 1) = <<2>>
  /\ ReplaceAll(<<1, 2, 1>>, 1, 9) = <<9, 2, 9>>
  /\ SelectInSeq(<<5, 6, 7>>, LAMBDA n : n > 5) = 2
  /\ SelectLastInSeq(<<5, 6, 7>>, LAMBDA n : n > 5) = 3
  /\ SelectInSeq(<<5>>, LAMBDA n : n > 5) = 0
  /\ SelectInSubSeq(<<5, 6, 7>>, 2, 3, LAMBDA n : n > 5) = 1
  /\ InsertAt(<<1, 3>>, 2, 2) = <<1, 2, 3>> /\ InsertAt(<<1>>, 2, 2) = <<1, 2>>
  /\ ReplaceAt(<<1, 2>>, 1, 9) = <<9, 2>>
  /\ RemoveAt(<<1, 2, 3>>, 2) = <<1, 3>>
  /\ RemoveFirst(<<1, 2, 1>>, 1) = <<2, 1>> /\ RemoveFirst(<<1>>, 7) = <<1>>
  /\ RemoveFirstMatch(<<1, 2, 3>>, LAMBDA n : n > 1) = <<1, 3>>
  /\ Cons(1, <<2>>) = <<1, 2>> /\ Snoc(2, <<1>>) = <<1, 2>>
  /\ Front(<<1, 2>>) = <<1>> /\ Front(<<>>) = <<>> /\ Last(<<1, 2>>) = 2

ASSUME PrefixesAndSuffixes ==
  /\ IsPrefix(<<>>, <<1>>) /\ IsPrefix(<<1>>, <<1, 2>>) /\ ~IsPrefix(<<2>>, <<1, 2>>)
  /\ IsStrictPrefix(<<1>>, <<1, 2>>) /\ ~IsStrictPrefix(<<1>>, <<1>>)
  /\ IsSuffix(<<2>>, <<1, 2>>) /\ IsStrictSuffix(<<2>>, <<1, 2>>) /\ ~IsSuffix(<<1>>, <<1, 2>>)
  /\ Prefixes(<<1, 2>>) = {<<>>, <<1>>, <<1, 2>>}
  /\ Suffixes(<<1, 2>>) = {<<>>, <<2>>, <<1, 2>>}
  /\ CommonPrefixes({<<1, 2>>, <<1, 3>>}) = {<<>>, <<1>>}
  /\ LongestCommonPrefix({<<1, 2>>, <<1, 2, 3>>}) = <<1, 2>>
  /\ Prefixes("ab") = {"", "a", "ab"} /\ LongestCommonPrefix({"abc", "abd", "ab"}) = "ab"
  /\ SeqMod(3, 3) = 3 /\ SeqMod(4, 3) = 1

ASSUME FoldsOverSequences ==
  /\ FoldSeq(Add, 0, <<1, 2, 3>>) = 6 /\ FoldSeq(Cons, <<>>, <<5, 6>>) = <<6, 5>>
  /\ FoldLeft(Pair, 0, <<3, 1, 2>>) = <<<<<<0, 3>>, 1>>, 2>>
  /\ FoldRight(Pair, <<3, 1, 2>>, 0) = <<3, <<1, <<2, 0>>>>>>
  /\ FoldLeftDomain(Pair, 0, <<7, 8>>) = <<<<0, 1>>, 2>>
  /\ FoldRightDomain(Pair, <<7, 8>>, 0) = <<1, <<2, 0>>>>

ASSUME SequencesOfSequences ==
  /\ FlattenSeq(<<<<1, 2>>, <<>>, <<1>>>>) = <<1, 2, 1>> /\ FlattenSeq(<<>>) = <<>>
  /\ FlattenSeq(<<"a", "b">>) = "ab" /\ FlattenSeq("") = ""
  /\ Zip(<<1, 3>>, <<2, 4>>) = <<<<1, 2>>, <<3, 4>>>> /\ Zip(<<1, 2>>, <<3>>) = <<<<1, 3>>>>
  /\ Interleave(<<1, 3>>, <<2, 4>>) = <<<<1>>, <<2>>, <<3>>, <<4>>>>
  /\ SubSeqs(<<1, 2>>) = {<<>>, <<1>>, <<2>>, <<1, 2>>}
  /\ AllSubSeqs(<<1, 2, 3>>) = {<<>>, <<1>>, <<2>>, <<3>>, <<1, 2>>, <<1, 3>>, <<2, 3>>, <<1, 2, 3>>}
  /\ IndexFirstSubSeq(<<1>>, <<2, 1, 1>>) = 2
  /\ ReplaceSubSeqAt(2, <<9>>, <<1, 1>>, <<0, 1, 1, 0>>) = <<0, 9, 0>>
  /\ ReplaceFirstSubSeq(<<9>>, <<1>>, <<0, 1, 1>>) = <<0, 9, 1>>
  /\ ReplaceAllSubSeqs(<<4>>, <<>>, <<>>) = <<4>>
  /\ ReplaceAllSubSeqs(<<2>>, <<3>>, <<1, 3>>) = <<1, 2>>
  /\ ReplaceAllSubSeqs(<<2, 2>>, <<1, 1>>, <<1, 1, 1>>) = <<2, 2, 1>>
  /\ ReplaceFirstSubSeq("x", "b", "abcb") = "axcb"
===============================================================================
