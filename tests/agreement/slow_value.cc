#include "tests/agreement/slow_value.h"

#include <algorithm>

namespace agreement {
namespace {

// <0, 0, >0 for two values of one kind.
int Compare(const Value& a, const Value& b);

template <typename Range>
int CompareInTurn(const Range& a, const Range& b) {
  auto i = a.begin();
  auto j = b.begin();
  for (; i != a.end() && j != b.end(); ++i, ++j) {
    if (const int order = Compare(*i, *j)) return order;
  }
  return 0;
}

int CompareFunctions(const Function& a, const Function& b) {
  std::vector<Value> keys_a, keys_b, values_a, values_b;
  for (const auto& [key, value] : a) keys_a.push_back(key), values_a.push_back(value);
  for (const auto& [key, value] : b) keys_b.push_back(key), values_b.push_back(value);
  if (const int order = CompareInTurn(keys_a, keys_b)) return order;
  return CompareInTurn(values_a, values_b);
}

int Compare(const Value& a, const Value& b) {
  if (a.index() != b.index()) {
    throw Error{"attempted to compare " + Text(a) + " with " + Text(b)};
  }
  const auto order = [](const auto& x, const auto& y) { return x < y ? -1 : y < x ? 1 : 0; };
  if (const auto* x = std::get_if<bool>(&a)) return order(*x, std::get<bool>(b));
  if (const auto* x = std::get_if<int64_t>(&a)) return order(*x, std::get<int64_t>(b));
  if (const auto* x = std::get_if<std::string>(&a)) return order(*x, std::get<std::string>(b));
  if (IsSet(a)) {
    const Set &x = Elements(a, "="), &y = Elements(b, "=");
    return x.size() != y.size() ? order(x.size(), y.size()) : CompareInTurn(x, y);
  }
  const Function &x = Map(a, "="), &y = Map(b, "=");
  if (!x.empty() && !y.empty() && IsRecord(a) != IsRecord(b)) throw Exhausted();
  return x.size() != y.size() ? order(x.size(), y.size()) : CompareFunctions(x, y);
}

std::string Joined(const std::vector<std::string>& parts, const char* between) {
  std::string text;
  for (size_t i = 0; i < parts.size(); ++i) text += (i > 0 ? between : "") + parts[i];
  return text;
}

bool IsList(const Function& function) {
  int64_t next = 1;
  for (const auto& [key, value] : function) {
    const auto* i = std::get_if<int64_t>(&key);
    if (i == nullptr || *i != next++) return false;
  }
  return true;
}

std::string FunctionText(const Function& function) {
  const bool list = IsList(function);
  const bool record = !list && std::holds_alternative<std::string>(function.begin()->first);
  std::vector<std::string> parts;
  for (const auto& [key, value] : function) {
    if (list) {
      parts.push_back(Text(value));
    } else if (record) {
      parts.push_back(std::get<std::string>(key) + " |-> " + Text(value));
    } else {
      parts.push_back(Text(key) + " :> " + Text(value));
    }
  }
  if (list) return "<<" + Joined(parts, ", ") + ">>";
  return record ? "[" + Joined(parts, ", ") + "]" : "(" + Joined(parts, " @@ ") + ")";
}

[[noreturn]] void Unfit(const char* what, const char* wanted, const Value& v) {
  throw Error{std::string(what) + " needs " + wanted + " instead of " + Text(v)};
}

}  // namespace

bool operator<(const Value& a, const Value& b) { return Compare(a, b) < 0; }
bool operator==(const Value& a, const Value& b) { return Compare(a, b) == 0; }

Value Of(Set set) { return std::make_shared<const Set>(std::move(set)); }
Value Of(Function function) { return std::make_shared<const Function>(std::move(function)); }

Value Tuple(const std::vector<Value>& elements) {
  Function function;
  for (const Value& element : elements)
    function.emplace(static_cast<int64_t>(function.size()) + 1, element);
  return Of(std::move(function));
}

Value Interval(int64_t low, int64_t high) {
  Set set;
  for (int64_t i = low; i <= high; ++i) set.insert(i);
  return Of(std::move(set));
}

bool Boolean(const Value& v, const char* what) {
  if (const auto* b = std::get_if<bool>(&v)) return *b;
  Unfit(what, "a boolean", v);
}

int64_t Integer(const Value& v, const char* what) {
  if (const auto* i = std::get_if<int64_t>(&v)) return *i;
  Unfit(what, "an integer", v);
}

const Set& Elements(const Value& v, const char* what) {
  if (const auto* set = std::get_if<std::shared_ptr<const Set>>(&v)) return **set;
  Unfit(what, "a finite set", v);
}

const Function& Map(const Value& v, const char* what) {
  if (const auto* function = std::get_if<std::shared_ptr<const Function>>(&v)) return **function;
  Unfit(what, "a function", v);
}

std::vector<Value> List(const Value& v, const char* what) {
  const Function& function = Map(v, what);
  if (!IsList(function)) Unfit(what, "a sequence", v);
  std::vector<Value> list;
  for (const auto& [key, value] : function) list.push_back(value);
  return list;
}

bool IsRecord(const Value& v) {
  const auto* function = std::get_if<std::shared_ptr<const Function>>(&v);
  return function != nullptr && !(*function)->empty() &&
         std::holds_alternative<std::string>((*function)->begin()->first);
}

bool IsSet(const Value& v) {
  return std::holds_alternative<std::shared_ptr<const Set>>(v) ||
         std::holds_alternative<Infinite>(v) || std::holds_alternative<Sequences>(v);
}

bool AreAlike(const Value& a, const Value& b) {
  if (a.index() != b.index()) return false;
  if (const auto* set = std::get_if<std::shared_ptr<const Set>>(&a)) {
    const Set &x = **set, &y = Elements(b, "alike");
    return x.empty() || y.empty() || AreAlike(*x.rbegin(), *y.rbegin());
  }
  if (const auto* function = std::get_if<std::shared_ptr<const Function>>(&a)) {
    const Function &x = **function, &y = Map(b, "alike");
    return x.empty() || y.empty() || (IsList(x) == IsList(y) && IsRecord(a) == IsRecord(b));
  }
  return true;
}

bool Contains(const Value& set, const Value& element) {
  if (const auto* infinite = std::get_if<Infinite>(&set)) {
    if (*infinite == Infinite::kString) {
      if (!std::holds_alternative<std::string>(element)) Unfit("STRING", "a string", element);
      return true;
    }
    const int64_t i = Integer(element, "Nat or Int");
    return *infinite == Infinite::kInt || i >= 0;
  }
  if (const auto* sequences = std::get_if<Sequences>(&set)) {
    for (const Value& member : List(element, "Seq")) {
      if (!Contains(*sequences->elements, member)) return false;
    }
    return true;
  }
  for (const Value& member : Elements(set, "\\in")) {
    if (member == element) return true;
  }
  return false;
}

std::string Text(const Value& v) {
  if (const auto* b = std::get_if<bool>(&v)) return *b ? "TRUE" : "FALSE";
  if (const auto* i = std::get_if<int64_t>(&v)) return std::to_string(*i);
  if (const auto* s = std::get_if<std::string>(&v)) return '"' + *s + '"';
  if (std::holds_alternative<Infinite>(v)) return "an infinite set";
  if (std::holds_alternative<Sequences>(v)) return "Seq(..)";
  if (const auto* function = std::get_if<std::shared_ptr<const Function>>(&v))
    return FunctionText(**function);
  std::vector<std::string> parts;
  for (const Value& element : Elements(v, "text")) parts.push_back(Text(element));
  return "{" + Joined(parts, ", ") + "}";
}

}  // namespace agreement
