// Random expressions and actions as text: well typed mostly, so that they have values, but free to
// divide by zero, to choose from nothing or to apply a function outside its domain.

#ifndef TESTS_AGREEMENT_RANDOM_EXPRESSION_H_
#define TESTS_AGREEMENT_RANDOM_EXPRESSION_H_

#include <cstdint>
#include <random>
#include <string>
#include <utility>
#include <vector>

namespace agreement {

// What an expression's value looks like. A record is [a : integer, b : boolean]; a function goes
// from integers; a pair is of an integer and a string.
struct Type {
  enum class Kind : uint8_t {
    kBoolean,
    kInteger,
    kString,
    kSet,
    kSequence,
    kFunction,
    kRecord,
    kPair
  };
  Kind kind = Kind::kInteger;
  std::vector<Type> of;  // of a set, a sequence, a function: what it holds
};

// Definitions that the random texts use; to be put before them. The first line gives strings their
// alphabetical order.
extern const char kPrelude[];

class RandomExpression {
 public:
  using Names = std::vector<std::pair<std::string, Type>>;

  // `variables`: names that may be used, with their types.
  RandomExpression(uint64_t seed, Names variables) : random_(seed), names_(std::move(variables)) {}

  Type AnyType(int depth);
  std::string Expression(const Type& type, int depth);
  // An action over the `variables`.
  std::string Action(int depth);

 private:
  uint32_t Below(uint32_t n) { return static_cast<uint32_t>(random_() % n); }
  bool OneIn(uint32_t n) { return Below(n) == 0; }
  std::string Pick(std::initializer_list<const char*> choices);
  std::string NewName() { return "n" + std::to_string(++last_name_); }
  std::string Leaf(const Type& type);
  std::string Literal(const Type& type);
  std::string Common(const Type& type, int depth);
  std::string Special(const Type& type, int depth);
  std::string BooleanOf(int depth);
  std::string IntegerOf(int depth);
  std::string SetOf(const Type& element, int depth);
  std::string SequenceOf(const Type& element, int depth);
  std::string FunctionOf(const Type& result, int depth);
  std::string RecordOf(int depth);
  std::string SmallSet(const Type& element);
  // A bound over a set of integers, and then, with its name in scope, what `inside` gives.
  template <typename Inside>
  std::string Bound(const Type& element, int depth, std::string* bound, Inside inside);
  std::string Assignment(size_t variable, int depth);

  std::mt19937_64 random_;
  Names names_;
  size_t variable_count_ = 0;
  int last_name_ = 0;
};

}  // namespace agreement

#endif  // TESTS_AGREEMENT_RANDOM_EXPRESSION_H_
