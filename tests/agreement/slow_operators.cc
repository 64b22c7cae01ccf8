// The operators of the language and of the standard modules.

#include <algorithm>
#include <utility>

#include "tests/agreement/slow_evaluator.h"

namespace agreement {

using model::semantics::Builtin;

namespace {

constexpr size_t kMaxBase = 10;         // of SUBSET
constexpr int64_t kMaxInterval = 2000;  // elements

using Operation = bool (*)(int64_t, int64_t, int64_t*);  // true: it overflowed

int64_t Checked(Operation operation, int64_t a, int64_t b) {
  int64_t result = 0;
  if (operation(a, b, &result)) throw Error{"overflow"};
  return result;
}

int64_t Quotient(int64_t a, int64_t b) {
  if (b == 0) throw Error{"division by 0"};
  const int64_t towards_zero = a / b;
  return a % b != 0 && (a < 0) != (b < 0) ? towards_zero - 1 : towards_zero;
}

int64_t Power(int64_t base, int64_t exponent) {
  if (exponent < 0 || (base == 0 && exponent == 0)) throw Error{"no such power"};
  int64_t result = 1;
  for (int64_t i = 0; i < exponent; ++i) {
    if (__builtin_mul_overflow(result, base, &result)) throw Error{"overflow"};
    if (result == 0 || (result == 1 && base == 1)) break;
  }
  return result;
}

int64_t Arithmetic(const std::string& name, int64_t a, int64_t b) {
  const auto add = [](int64_t x, int64_t y, int64_t* r) { return __builtin_add_overflow(x, y, r); };
  const auto subtract = [](int64_t x, int64_t y, int64_t* r) {
    return __builtin_sub_overflow(x, y, r);
  };
  const auto multiply = [](int64_t x, int64_t y, int64_t* r) {
    return __builtin_mul_overflow(x, y, r);
  };
  if (name == "+") return Checked(add, a, b);
  if (name == "-") return Checked(subtract, a, b);
  if (name == "*") return Checked(multiply, a, b);
  if (name == "\\div") return Quotient(a, b);
  if (name == "^") return Power(a, b);
  if (b <= 0) throw Error{"% by a number that is not positive"};
  return a - b * Quotient(a, b);
}

Value CheckedInterval(const Value& a, const Value& b) {
  const int64_t low = Integer(a, ".."), high = Integer(b, "..");
  if (high - low > kMaxInterval) throw Exhausted();
  return Interval(low, high);
}

Value Subsets(const Set& base) {
  if (base.size() > kMaxBase) throw Exhausted();
  std::vector<Set> subsets = {{}};
  for (const Value& element : base) {
    const size_t count = subsets.size();
    for (size_t i = 0; i < count; ++i) {
      subsets.push_back(subsets[i]);
      subsets.back().insert(element);
    }
  }
  Set result;
  for (Set& subset : subsets) result.insert(Of(std::move(subset)));
  return Of(std::move(result));
}

// Whether {1} \X {2} has the element [a |-> 1], {1} \X {} the element 1, or SUBSET {1} the element
// {{}}: of course not, but TLC may refuse to look for it.
bool IsMember(const Value& element, const Value& set) {
  const bool is_member = Contains(set, element);
  const auto* elements = std::get_if<std::shared_ptr<const Set>>(&set);
  if (elements != nullptr && ((*elements)->empty() || !AreAlike(*(*elements)->rbegin(), element))) {
    throw Exhausted();
  }
  return is_member;
}

Value BigUnion(const Set& sets) {
  Set result;
  for (const Value& set : sets) {
    for (const Value& element : Elements(set, "UNION")) result.insert(element);
  }
  return Of(std::move(result));
}

bool IsSubset(const Value& a, const Value& b) {
  const Set& elements = Elements(a, "\\subseteq");
  if (elements.empty() && !IsSet(b)) throw Exhausted();  // see SetAlgebra
  if (!IsSet(b)) throw Error{"\\subseteq of a value that is no set"};
  return std::all_of(elements.begin(), elements.end(),
                     [&](const Value& element) { return IsMember(element, b); });
}

Value Domain(const Function& function) {
  Set keys;
  for (const auto& [key, value] : function) keys.insert(key);
  return Of(std::move(keys));
}

Value Combined(const Value& a, const Value& b) {
  Function combined = Map(a, "@@");
  for (const auto& [key, value] : Map(b, "@@")) combined.emplace(key, value);
  return Of(std::move(combined));
}

Value SubSequence(const std::vector<Value>& list, int64_t from, int64_t to) {
  if (from > to) return Tuple({});
  const auto length = static_cast<int64_t>(list.size());
  if (from < 1 || from > length || to > length) throw Error{"SubSeq outside the sequence"};
  return Tuple({list.begin() + (from - 1), list.begin() + to});
}

// Strings are sequences to some operators.
Value OfText(const std::string& name, const std::string& text,
             const std::vector<Value>& arguments) {
  const auto length = static_cast<int64_t>(text.size());
  if (name == "Len") return length;
  if (name == "Tail" && length > 0) return text.substr(1);
  if (name == "\\o") {
    if (const auto* second = std::get_if<std::string>(&arguments[1])) return text + *second;
  }
  if (name == "SubSeq") {
    const int64_t from = Integer(arguments[1], "SubSeq"), to = Integer(arguments[2], "SubSeq");
    if (from > to) return std::string();
    if (from >= 1 && to <= length)
      return text.substr(static_cast<size_t>(from - 1), static_cast<size_t>(to - from + 1));
  }
  throw Error{name + " of a string"};
}

bool IsEmptySet(const Value& value) {
  const auto* set = std::get_if<std::shared_ptr<const Set>>(&value);
  return set != nullptr && (*set)->empty();
}

// \cup, \cap and \ of enumerated sets: elements that are compared have to be of one kind. What may
// stand beside an empty set, and whether elements are looked for in it, depends on how it is kept:
// anything in {}, only tuples in {} \X S.
Value SetAlgebra(Builtin builtin, const Value& left, const Value& right) {
  if (IsEmptySet(left) != IsEmptySet(right) &&
      (builtin != Builtin::kCup || !IsSet(left) || !IsSet(right))) {
    throw Exhausted();
  }
  const Set& a = Elements(left, "a set operation");
  const Set& b = Elements(right, "a set operation");
  Set result;
  for (const Value& element : a) {
    const bool in_b =
        std::any_of(b.begin(), b.end(), [&](const Value& other) { return other == element; });
    if (builtin == Builtin::kCup || in_b == (builtin == Builtin::kCap)) result.insert(element);
  }
  if (builtin == Builtin::kCup) result.insert(b.begin(), b.end());
  return Of(std::move(result));
}

}  // namespace

Value SlowEvaluator::EvalPrime(const Meaning& operand) {
  if (next_ == nullptr) throw Error{"a prime outside an action"};
  const State* const current = std::exchange(current_, next_);
  State* const next = std::exchange(next_, nullptr);
  const auto restore = [&] {
    current_ = current;
    next_ = next;
  };
  try {
    const Value value = Force(operand);
    restore();
    return value;
  } catch (...) {
    restore();
    throw;
  }
}

Value SlowEvaluator::EvalBuiltin(Builtin builtin, const std::vector<Meaning>& arguments) {
  const auto value = [&](size_t i) { return Force(arguments[i]); };
  const auto boolean = [&](size_t i) { return Boolean(value(i), "a connective"); };
  switch (builtin) {
    case Builtin::kTrue: return true;
    case Builtin::kFalse: return false;
    case Builtin::kBoolean: return Of(Set{false, true});
    case Builtin::kString: return Infinite::kString;
    case Builtin::kNot: return !boolean(0);
    case Builtin::kAnd: return boolean(0) && boolean(1);
    case Builtin::kOr: return boolean(0) || boolean(1);
    case Builtin::kImplies: return !boolean(0) || boolean(1);
    case Builtin::kEquivalent:
    case Builtin::kEquiv: {
      const bool left = boolean(0);
      return left == boolean(1);
    }
    case Builtin::kPrime: return EvalPrime(arguments[0]);
    case Builtin::kUnchanged: {
      const Value now = value(0);
      return now == EvalPrime(arguments[0]);
    }
    case Builtin::kSubset: return Subsets(Elements(value(0), "SUBSET"));
    case Builtin::kUnion: return BigUnion(Elements(value(0), "UNION"));
    case Builtin::kDomain: return Domain(Map(value(0), "DOMAIN"));
    default: break;
  }
  const Value a = value(0), b = value(1);
  switch (builtin) {
    case Builtin::kEqual: return a == b;
    case Builtin::kNotEqual: return !(a == b);
    case Builtin::kIn: return IsMember(a, b);
    case Builtin::kNotIn: return !IsMember(a, b);
    case Builtin::kSubsetEqual: return IsSubset(a, b);
    case Builtin::kCup:
    case Builtin::kCap:
    case Builtin::kMinus: return SetAlgebra(builtin, a, b);
    default: throw Exhausted();  // the tests don't write it
  }
}

Value SlowEvaluator::EvalStandard(const std::string& name, const std::vector<Meaning>& arguments) {
  if (name == "Nat") return Infinite::kNat;
  if (name == "Int") return Infinite::kInt;
  std::vector<Value> values;
  for (const Meaning& argument : arguments) {
    if (argument.symbol == model::semantics::kNoSymbol && argument.parameters.empty())
      values.push_back(Force(argument));
  }
  if (name == "-.") return Arithmetic("-", 0, Integer(values[0], "-"));
  if (name == "..") return CheckedInterval(values[0], values[1]);
  if (name == "<") return Integer(values[0], "<") < Integer(values[1], "<");
  if (name == ">") return Integer(values[0], ">") > Integer(values[1], ">");
  if (name == "<=") return Integer(values[0], "<=") <= Integer(values[1], "<=");
  if (name == ">=") return Integer(values[0], ">=") >= Integer(values[1], ">=");
  if (name == "Cardinality") return static_cast<int64_t>(Elements(values[0], "Cardinality").size());
  if (name == "Seq" && !IsSet(values[0])) throw Exhausted();  // an error, now or when it is used
  if (name == "Seq") return Sequences{std::make_shared<const Value>(values[0])};
  if (name == ":>") return Of(Function{{values[0], values[1]}});
  if (name == "@@") return Combined(values[0], values[1]);
  if (name == "+" || name == "-" || name == "*" || name == "\\div" || name == "%" || name == "^") {
    return Arithmetic(name, Integer(values[0], name.c_str()), Integer(values[1], name.c_str()));
  }
  if (const auto* text = std::get_if<std::string>(&values.at(0)))
    return OfText(name, *text, values);
  std::vector<Value> list = List(values[0], name.c_str());
  if (name == "Len") return static_cast<int64_t>(list.size());
  if (name == "SubSeq")
    return SubSequence(list, Integer(values[1], "SubSeq"), Integer(values[2], "SubSeq"));
  if (name == "Append") {
    list.push_back(values[1]);
    return Tuple(list);
  }
  if (name == "\\o") {
    const std::vector<Value> second = List(values[1], "\\o");
    list.insert(list.end(), second.begin(), second.end());
    return Tuple(list);
  }
  if (name == "SelectSeq") {
    std::vector<Value> selected;
    for (const Value& element : list) {
      Meaning argument;
      argument.value = element;
      if (Boolean(CallMeaning(arguments[1], {argument}), "SelectSeq")) selected.push_back(element);
    }
    return Tuple(selected);
  }
  if (list.empty()) throw Error{name + " of the empty sequence"};
  if (name == "Head") return list.front();
  if (name == "Tail") return Tuple({list.begin() + 1, list.end()});
  throw Exhausted();  // the tests don't write it
}

}  // namespace agreement
