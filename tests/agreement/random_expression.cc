#include "tests/agreement/random_expression.h"

#include "absl/strings/str_cat.h"

namespace agreement {

using absl::StrCat;
using Kind = Type::Kind;

namespace {

const Type kBoolean{Kind::kBoolean, {}};
const Type kInteger{Kind::kInteger, {}};
const Type kString{Kind::kString, {}};

}  // namespace

const char kPrelude[] = R"(EXTENDS Integers, Sequences, FiniteSets, TLC
Letters == [a |-> 1, b |-> 2, c |-> 3]
Twice(x) == x + x
Both(x, y) == IF x > y THEN x ELSE y
Apply2(F(_), x) == F(F(x))
Fold(F(_, _), x, y) == F(x, F(y, x))
x ++ y == x * x - y
RECURSIVE Sum(_)
Sum(S) == IF S = {} THEN 0 ELSE LET m == CHOOSE m \in S : TRUE IN m + Sum(S \ {m})
RECURSIVE Even(_), Odd(_)
Even(n) == IF n <= 0 THEN TRUE ELSE Odd(n - 1)
Odd(n) == IF n <= 0 THEN FALSE ELSE Even(n - 1)
factorial[n \in 0..6] == IF n = 0 THEN 1 ELSE n * factorial[n - 1]
)";

std::string RandomExpression::Pick(std::initializer_list<const char*> choices) {
  return choices.begin()[Below(static_cast<uint32_t>(choices.size()))];
}

Type RandomExpression::AnyType(int depth) {
  switch (Below(depth > 0 ? 9 : 3)) {
    case 0: return kBoolean;
    case 1: return kString;
    case 2:
    case 3: return kInteger;
    case 4: return {Kind::kSet, {AnyType(depth - 1)}};
    case 5: return {Kind::kSequence, {AnyType(depth - 1)}};
    case 6: return {Kind::kFunction, {AnyType(depth - 1)}};
    case 7: return {Kind::kRecord, {}};
    default: return {Kind::kPair, {}};
  }
}

static bool Same(const Type& a, const Type& b) {
  if (a.kind != b.kind || a.of.size() != b.of.size()) return false;
  for (size_t i = 0; i < a.of.size(); ++i) {
    if (!Same(a.of[i], b.of[i])) return false;
  }
  return true;
}

std::string RandomExpression::Literal(const Type& type) {
  switch (type.kind) {
    case Kind::kBoolean: return Pick({"TRUE", "FALSE"});
    case Kind::kInteger: return Pick({"0", "1", "2", "3", "5", "-1", "70", "-4"});
    case Kind::kString: return Pick({"\"a\"", "\"b\"", "\"c\""});
    case Kind::kSet: return SmallSet(type.of[0]);
    case Kind::kSequence:
      return OneIn(3) ? "<<>>"
                      : StrCat("<<", Literal(type.of[0]),
                               OneIn(2) ? StrCat(", ", Literal(type.of[0])) : "", ">>");
    case Kind::kFunction:
      return StrCat("[", NewName(), " \\in ", Pick({"0..2", "1..2", "{3, 7}", "{}"}), " |-> ",
                    Literal(type.of[0]), "]");
    case Kind::kRecord:
      return StrCat("[a |-> ", Literal(kInteger), ", b |-> ", Literal(kBoolean), "]");
    case Kind::kPair: return StrCat("<<", Literal(kInteger), ", ", Literal(kString), ">>");
  }
  return "0";
}

std::string RandomExpression::SmallSet(const Type& element) {
  if (element.kind == Kind::kInteger && OneIn(2))
    return Pick({"0..2", "1..3", "2..1", "-1..1", "{}", "{1, 5}", "62..65"});
  std::string text = "{";
  const uint32_t size = Below(4);
  for (uint32_t i = 0; i < size; ++i) absl::StrAppend(&text, i == 0 ? "" : ", ", Literal(element));
  return text + "}";
}

std::string RandomExpression::Leaf(const Type& type) {
  std::vector<std::string> fitting;
  for (const auto& [name, of] : names_) {
    if (Same(of, type)) fitting.push_back(name);
  }
  if (!fitting.empty() && !OneIn(3)) return fitting[Below(static_cast<uint32_t>(fitting.size()))];
  return Literal(type);
}

template <typename Inside>
std::string RandomExpression::Bound(const Type& element, int depth, std::string* bound,
                                    Inside inside) {
  const std::string name = NewName();
  *bound = StrCat(name, " \\in ", Expression({Kind::kSet, {element}}, depth));
  names_.emplace_back(name, element);
  std::string text = inside();
  names_.pop_back();
  return text;
}

// Forms that any type has.
std::string RandomExpression::Common(const Type& type, int depth) {
  std::string bound;
  switch (Below(9)) {
    case 0:
      return StrCat("IF ", Expression(kBoolean, depth), " THEN ", Expression(type, depth), " ELSE ",
                    Expression(type, depth));
    case 1:
      return StrCat("CASE ", Expression(kBoolean, depth), " -> ", Expression(type, depth), " [] ",
                    Expression(kBoolean, depth), " -> ", Expression(type, depth),
                    OneIn(2) ? StrCat(" [] OTHER -> ", Expression(type, depth)) : "");
    case 2: {
      const std::string name = NewName();
      const Type of = AnyType(1);
      const std::string definition = Expression(of, depth);
      names_.emplace_back(name, of);
      const std::string body = Expression(type, depth);
      names_.pop_back();
      return StrCat("LET ", name, " == ", definition, " IN ", body);
    }
    case 3: {  // LET Op(p) == .. IN Op(..)
      const std::string op = NewName(), parameter = NewName();
      const Type of = AnyType(1);
      names_.emplace_back(parameter, of);
      const std::string body = Expression(type, depth);
      names_.pop_back();
      return StrCat("LET ", op, "(", parameter, ") == ", body, " IN ", op, "(",
                    Expression(of, depth), ")");
    }
    case 4: {
      std::string body = Bound(type, depth, &bound, [&] { return Expression(kBoolean, depth); });
      return StrCat("CHOOSE ", bound, " : ", body);
    }
    case 5:
      return StrCat("(", Expression({Kind::kFunction, {type}}, depth), ")[",
                    Expression(kInteger, depth), "]");
    case 6:
      return StrCat("(", Expression({Kind::kSequence, {type}}, depth), ")[",
                    Expression(kInteger, depth), "]");
    case 7: return StrCat("Head(", Expression({Kind::kSequence, {type}}, depth), ")");
    default: {
      const std::string x = NewName();
      names_.emplace_back(x, type);
      const std::string body = Expression(type, depth - 1);
      names_.pop_back();
      return StrCat("Apply2(LAMBDA ", x, " : ", body, ", ", Expression(type, depth), ")");
    }
  }
}

std::string RandomExpression::BooleanOf(int depth) {
  std::string bound, other;
  const Type type = AnyType(1);
  switch (Below(13)) {
    case 0: return StrCat("~(", Expression(kBoolean, depth), ")");
    case 1:
    case 2:
      return StrCat("(", Expression(kBoolean, depth), ") ", Pick({"/\\", "\\/", "=>", "<=>"}), " (",
                    Expression(kBoolean, depth), ")");
    case 3:
    case 4:
      return StrCat("(", Expression(type, depth), ") ", Pick({"=", "#"}), " (",
                    Expression(type, depth), ")");
    case 5:
      return StrCat("(", Expression(kInteger, depth), ") ", Pick({"<", ">", "<=", ">="}), " (",
                    Expression(kInteger, depth), ")");
    case 6:
      return StrCat("(", Expression(type, depth), ") ", Pick({"\\in", "\\notin"}), " (",
                    Expression({Kind::kSet, {type}}, depth), ")");
    case 7:
      return StrCat("(", Expression({Kind::kSet, {type}}, depth), ") \\subseteq (",
                    Expression({Kind::kSet, {type}}, depth), ")");
    case 8: {
      std::string body = Bound(type, depth, &bound, [&] { return Expression(kBoolean, depth); });
      return StrCat(Pick({"\\A ", "\\E "}), bound, " : ", body);
    }
    case 9: {
      std::string body = Bound(type, depth, &bound, [&] {
        const std::string inner =
            Bound(kInteger, 0, &other, [&] { return Expression(kBoolean, depth); });
        return StrCat(Pick({"\\A ", "\\E "}), other, " : ", inner);
      });
      return StrCat(Pick({"\\A ", "\\E "}), bound, " : ", body);
    }
    case 10: return StrCat("(", Expression(kInteger, depth), ") \\in ", Pick({"Nat", "Int"}));
    case 11:
      return StrCat("(", Expression({Kind::kSequence, {kInteger}}, depth), ") \\in Seq(",
                    Expression({Kind::kSet, {kInteger}}, depth), ")");
    default: return StrCat(Pick({"Even", "Odd"}), "((", Expression(kInteger, depth), ") % 9)");
  }
}

std::string RandomExpression::IntegerOf(int depth) {
  switch (Below(11)) {
    case 0:
    case 1:
    case 2:
      return StrCat("(", Expression(kInteger, depth), ") ",
                    Pick({"+", "-", "*", "\\div", "%", "++"}), " (", Expression(kInteger, depth),
                    ")");
    case 3: return StrCat("-(", Expression(kInteger, depth), ")");
    case 4: return StrCat("Cardinality(", Expression({Kind::kSet, {AnyType(1)}}, depth), ")");
    case 5: return StrCat("Len(", Expression({Kind::kSequence, {AnyType(1)}}, depth), ")");
    case 6: return StrCat("(", Expression({Kind::kRecord, {}}, depth), ").a");
    case 7: return StrCat("Sum(", Expression({Kind::kSet, {kInteger}}, depth), ")");
    case 8:
      return StrCat("Both(", Expression(kInteger, depth), ", Twice(", Expression(kInteger, depth),
                    "))");
    case 9: return StrCat("factorial[(", Expression(kInteger, depth), ") % 8]");
    default:
      return StrCat("Fold(", Pick({"+", "-", "++", "Both", "LAMBDA u, v : u - 2 * v"}), ", ",
                    Expression(kInteger, depth), ", ", Expression(kInteger, depth), ")");
  }
}

std::string RandomExpression::SetOf(const Type& element, int depth) {
  const Type set{Kind::kSet, {element}};
  std::string bound;
  switch (Below(8)) {
    case 0:
    case 1:
      return StrCat("(", Expression(set, depth), ") ", Pick({"\\cup", "\\cap", "\\"}), " (",
                    Expression(set, depth), ")");
    case 2: {
      std::string body = Bound(element, depth, &bound, [&] { return Expression(kBoolean, depth); });
      return StrCat("{", bound, " : ", body, "}");
    }
    case 3: {
      if (OneIn(3)) {  // two bounds: the second set doesn't see the first name
        const std::string x = NewName(), y = NewName(), first = SmallSet(kInteger),
                          second = SmallSet(kString);
        names_.insert(names_.end(), {{x, kInteger}, {y, kString}});
        const std::string body = Expression(element, depth);
        names_.resize(names_.size() - 2);
        return StrCat("{", body, " : ", x, " \\in ", first, ", ", y, " \\in ", second, "}");
      }
      std::string body =
          Bound(AnyType(1), depth, &bound, [&] { return Expression(element, depth); });
      return StrCat("{", body, " : ", bound, "}");
    }
    case 4: return StrCat("UNION {", Expression(set, depth), ", ", Expression(set, depth), "}");
    case 5:
      if (element.kind == Kind::kInteger) {
        if (OneIn(2))
          return StrCat("DOMAIN (", Expression({Kind::kFunction, {AnyType(1)}}, depth), ")");
        return StrCat("((", Expression(kInteger, depth), ") % 5)..((", Expression(kInteger, depth),
                      ") % 9)");
      }
      if (element.kind == Kind::kSet) return StrCat("SUBSET ", SmallSet(element.of[0]));
      if (element.kind == Kind::kFunction)
        return StrCat("[", Pick({"0..1", "{}", "{4}"}), " -> ", SmallSet(element.of[0]), "]");
      if (element.kind == Kind::kRecord)
        return StrCat("[a : ", SmallSet(kInteger), ", b : ", SmallSet(kBoolean), "]");
      if (element.kind == Kind::kPair)
        return StrCat("(", SmallSet(kInteger), " \\X ", SmallSet(kString), ")");
      [[fallthrough]];
    default: return StrCat("{", Expression(element, depth), ", ", Expression(element, depth), "}");
  }
}

std::string RandomExpression::SequenceOf(const Type& element, int depth) {
  const Type sequence{Kind::kSequence, {element}};
  std::string bound;
  switch (Below(7)) {
    case 0:
      return StrCat("(", Expression(sequence, depth), ") \\o (", Expression(sequence, depth), ")");
    case 1:
      return StrCat("Append(", Expression(sequence, depth), ", ", Expression(element, depth), ")");
    case 2: return StrCat("Tail(", Expression(sequence, depth), ")");
    case 3:
      return StrCat("SubSeq(", Expression(sequence, depth), ", ", Literal(kInteger), ", ",
                    Expression(kInteger, depth), ")");
    case 4: {
      const std::string name = NewName();
      names_.emplace_back(name, element);
      const std::string test = Expression(kBoolean, depth);
      names_.pop_back();
      return StrCat("SelectSeq(", Expression(sequence, depth), ", LAMBDA ", name, " : ", test, ")");
    }
    case 5:
      return StrCat("[", Expression(sequence, depth), " EXCEPT ![", Literal(kInteger),
                    "] = ", OneIn(2) ? "@" : Expression(element, depth), "]");
    default:
      return StrCat("<<", Expression(element, depth), ", ", Expression(element, depth), ">>");
  }
}

std::string RandomExpression::FunctionOf(const Type& result, int depth) {
  const Type function{Kind::kFunction, {result}};
  std::string bound;
  switch (Below(4)) {
    case 0:
      return StrCat("[", Expression(function, depth), " EXCEPT ![", Literal(kInteger),
                    "] = ", Expression(result, depth),
                    OneIn(2) ? ""
                             : StrCat(", ![", Literal(kInteger),
                                      "] = ", OneIn(2) ? "@" : Expression(result, depth)),
                    "]");
    case 1:
      return StrCat("(", Expression(function, depth), ") @@ (", Expression(function, depth), ")");
    case 2:
      return StrCat("(", Expression(kInteger, depth), ") :> (", Expression(result, depth), ")");
    default: {
      std::string body = Bound(kInteger, depth, &bound, [&] { return Expression(result, depth); });
      return StrCat("[", bound, " |-> ", body, "]");
    }
  }
}

std::string RandomExpression::RecordOf(int depth) {
  if (OneIn(2))
    return StrCat("[a |-> ", Expression(kInteger, depth), ", b |-> ", Expression(kBoolean, depth),
                  "]");
  const std::string value =
      OneIn(2) ? StrCat("@ + ", Expression(kInteger, 0)) : Expression(kInteger, depth);
  return StrCat("[", Expression({Kind::kRecord, {}}, depth), " EXCEPT !.a = ", value, "]");
}

std::string RandomExpression::Special(const Type& type, int depth) {
  switch (type.kind) {
    case Kind::kBoolean: return BooleanOf(depth);
    case Kind::kInteger: return IntegerOf(depth);
    case Kind::kString: return StrCat("(", Expression({Kind::kPair, {}}, depth), ")[2]");
    case Kind::kSet: return SetOf(type.of[0], depth);
    case Kind::kSequence: return SequenceOf(type.of[0], depth);
    case Kind::kFunction: return FunctionOf(type.of[0], depth);
    case Kind::kRecord: return RecordOf(depth);
    case Kind::kPair:
      return StrCat("<<", Expression(kInteger, depth), ", ", Expression(kString, depth), ">>");
  }
  return "0";
}

std::string RandomExpression::Expression(const Type& type, int depth) {
  if (depth <= 0) return Leaf(type);
  // Now and then something of a wrong type.
  if (OneIn(60)) return Leaf(AnyType(1));
  return StrCat("(", OneIn(4) ? Common(type, depth - 1) : Special(type, depth - 1), ")");
}

std::string RandomExpression::Assignment(size_t variable, int depth) {
  const auto [name, type] = names_[variable];
  switch (Below(5)) {
    case 0: return StrCat("UNCHANGED ", name);
    case 1: return StrCat(name, "' \\in ", Expression({Kind::kSet, {type}}, depth));
    default: return StrCat(name, "' = ", Expression(type, depth));
  }
}

std::string RandomExpression::Action(int depth) {
  if (variable_count_ == 0) variable_count_ = names_.size();
  if (depth <= 0) {
    // All variables, in any order: a complete step.
    std::string text = "(", sep;
    const size_t first = Below(static_cast<uint32_t>(variable_count_));
    for (size_t i = 0; i < variable_count_; ++i) {
      if (OneIn(40)) continue;
      absl::StrAppend(&text, sep, Assignment((first + i) % variable_count_, 1));
      sep = " /\\ ";
    }
    return sep.empty() ? "TRUE" : text + ")";
  }
  std::string bound;
  switch (Below(9)) {
    case 0: return StrCat("(", Action(depth - 1), " \\/ ", Action(depth - 1), ")");
    case 1:
    case 2: return StrCat("((", Expression(kBoolean, 2), ") /\\ ", Action(depth - 1), ")");
    case 3: return StrCat("(", Action(depth - 1), " /\\ (", Expression(kBoolean, 2), "))");
    case 4: {
      std::string body = Bound(kInteger, 1, &bound, [&] { return Action(depth - 1); });
      return StrCat("(\\E ", bound, " : ", body, ")");
    }
    case 5: {
      std::string body = Bound(kInteger, 0, &bound, [&] { return Action(depth - 1); });
      return StrCat("(\\A ", bound, " : ", body, ")");
    }
    case 6:
      return StrCat("(IF ", Expression(kBoolean, 2), " THEN ", Action(depth - 1), " ELSE ",
                    Action(depth - 1), ")");
    case 7: {
      const std::string op = NewName(), parameter = NewName();
      names_.emplace_back(parameter, kInteger);
      const std::string body = Action(depth - 1);
      names_.pop_back();
      return StrCat("(LET ", op, "(", parameter, ") == ", body, " IN ", op, "(",
                    Expression(kInteger, 1), "))");
    }
    default:
      return StrCat("(CASE ", Expression(kBoolean, 1), " -> ", Action(depth - 1), " [] OTHER -> ",
                    Action(depth - 1), ")");
  }
}

}  // namespace agreement
