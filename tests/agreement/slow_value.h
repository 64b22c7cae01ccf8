// Values of TLA+ as a textbook has them: nothing packed, nothing lazy but what is infinite.
//
// Shares no code with model/values, which it judges. Equality and order are TLC's: values of
// different kinds don't compare, which is an Error; sets are ordered by their size, then by their
// elements; functions by their size, their domains, then their values. A record and a function that
// is none may differ or not compare, as TLC likes it: they are not judged. Strings are in
// alphabetical order: the texts of the tests see to it that TLC's order of first appearance is the
// same.

#ifndef TESTS_AGREEMENT_SLOW_VALUE_H_
#define TESTS_AGREEMENT_SLOW_VALUE_H_

#include <cstdint>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <variant>
#include <vector>

namespace agreement {

// Evaluation failed.
struct Error {
  std::string message;
  // It came from the body of a function constructor, the predicate of a filter or from sorting a
  // set, which an evaluator may put off for as long as nobody looks at the value.
  bool may_be_late = false;
};

// What an expression means can't be told, or not in time.
struct Exhausted {};

struct Value;
using Set = std::set<Value>;
using Function = std::map<Value, Value>;
enum class Infinite : uint8_t { kNat, kInt, kString };
struct Sequences {  // Seq(S)
  std::shared_ptr<const Value> elements;
};

struct Value : std::variant<bool, int64_t, std::string, std::shared_ptr<const Set>,
                            std::shared_ptr<const Function>, Infinite, Sequences> {
  using variant::variant;
};

bool operator<(const Value& a, const Value& b);
bool operator==(const Value& a, const Value& b);

Value Of(Set set);
Value Of(Function function);
Value Tuple(const std::vector<Value>& elements);
Value Interval(int64_t low, int64_t high);

// Each is an Error for values of another kind. `what` says what wanted one.
bool Boolean(const Value& v, const char* what);
int64_t Integer(const Value& v, const char* what);
const Set& Elements(const Value& v, const char* what);  // of a finite set
const Function& Map(const Value& v, const char* what);
// A function over 1..n, as a list.
std::vector<Value> List(const Value& v, const char* what);
bool IsSet(const Value& v);
bool IsRecord(const Value& v);  // a function from strings, and not the empty one
// Whether they are of one kind, as are their parts as far as that is easily seen.
bool AreAlike(const Value& a, const Value& b);

bool Contains(const Value& set, const Value& element);

// {1, 2}, <<1, "a">>, [a |-> 1], (0 :> 1 @@ 1 :> 2): for comparing.
std::string Text(const Value& v);

}  // namespace agreement

#endif  // TESTS_AGREEMENT_SLOW_VALUE_H_
