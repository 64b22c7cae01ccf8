// The walk knows of each subexpression a value that it may have, the sample's, and claims that
// wherever the inputs are like the sample's, its value is like that one. Integers stay small: an
// input has less than 22 bits, and what few nodes make of it less than 32.

#include "model/interpreter/unfailing.h"

#include <algorithm>
#include <cstdlib>
#include <optional>

#include "model/interpreter/constant_cells.h"
#include "model/interpreter/enumerate.h"
#include "model/interpreter/footprint.h"
#include "model/interpreter/kept_values.h"
#include "model/states/format.h"
#include "model/values/evaluation_error.h"

namespace model::interpreter {
namespace {

using states::PartPath;

constexpr int64_t kMostInput = int64_t{1} << 21;
constexpr size_t kMostVisits = 512;
constexpr size_t kMostVarintBytes = 3;

bool IsPlain(Value value) { return AreAlike(value, value); }

// A subexpression's value in the sample, and where it comes from.
struct Seen {
  Value value;
  std::optional<PartPath> part;  // of a state
  bool is_constant = false;
  bool is_term = false;
};

class Walk {
 public:
  Walk(Machine& machine, Linker::Presets presets, const Value* sample, Inputs* inputs)
      : machine_(machine), sample_(sample), inputs_(*inputs) {
    for (const auto& [slot, value] : presets) Bind(slot, {value, {}, true});
  }

  bool IsBoolean(const Node* node) {
    const std::optional<Seen> seen = Visit(node);
    return seen && seen->value.is_boolean() && Use(*seen);
  }

 private:
  void Bind(uint32_t slot, Seen seen) {
    machine_.root[slot] = seen.value;
    bound_.emplace_back(slot, std::move(seen));
  }

  // What can't be looked into is a term.
  std::optional<Seen> Visit(const Node* node) {
    if (++visits_ > kMostVisits) return std::nullopt;
    const size_t scalars = inputs_.scalars.size(), terms = inputs_.terms.size();
    const size_t bound = bound_.size();
    if (node->fn != EvalKept) {
      if (std::optional<Seen> seen = LookInto(*node)) return seen;
    }
    inputs_.scalars.resize(scalars);
    inputs_.terms.resize(terms);
    bound_.resize(bound);
    return AddTerm(node);
  }

  std::optional<Seen> LookInto(const Node& node) {
    switch (node.operation) {
      case Operation::kLiteral: return Seen{node.literal, {}, true};
      case Operation::kCell: return Seen{ValueOf(node), {}, true};
      case Operation::kSlot: return BoundTo(node.slot);
      case Operation::kCurrent:
      case Operation::kNext: return Seen{sample_[node.index], PartPath{node.index}};
      case Operation::kField: return LookAt(node.a, {node.literal, {}, true});
      case Operation::kApply: {
        const std::optional<Seen> key = Visit(node.b);
        return key ? LookAt(node.a, *key) : std::nullopt;
      }
      case Operation::kAnd:
      case Operation::kOr:
      case Operation::kNot:
      case Operation::kImplies:
      case Operation::kEquivalent:
        return Known(std::all_of(node.operands.begin(), node.operands.end(),
                                 [this](const Node* operand) { return IsBoolean(operand); }));
      case Operation::kForAll:
      case Operation::kExists: return Known(AreBoolean(node, 0));
      case Operation::kEqual:
      case Operation::kNotEqual: return Known(AreComparable(node.a, node.b));
      case Operation::kIn: return Known(IsInSmallSet(node));
      case Operation::kUnchanged:
        return Known(std::all_of(node.slots.begin(), node.slots.end(), [this](uint32_t variable) {
          return Use({sample_[variable], PartPath{variable}});
        }));
      case Operation::kLess:
      case Operation::kLessEqual:
      case Operation::kGreater:
      case Operation::kGreaterEqual: return Known(AreIntegers(node));
      case Operation::kAdd:
      case Operation::kSubtract:
        if (!AreIntegers(node)) return std::nullopt;
        return Seen{Value::SmallInteger(0)};
      case Operation::kIf: return LookAtBranches(node);
      case Operation::kRecord:
      case Operation::kTuple: return LookAtComponents(node);
      case Operation::kExcept: return LookAtExcept(node);
      default: return std::nullopt;
    }
  }

  static std::optional<Seen> Known(bool is_boolean) {
    if (!is_boolean) return std::nullopt;
    return Seen{Value::Boolean(true)};
  }

  std::optional<Seen> BoundTo(uint32_t slot) const {
    const auto found = std::find_if(bound_.rbegin(), bound_.rend(),
                                    [slot](const auto& bound) { return bound.first == slot; });
    if (found == bound_.rend()) return std::nullopt;
    return found->second;
  }

  // Of the sample; throws where it has none.
  Value ValueOf(const Node& node) { return Evaluate(&node, machine_, machine_.root); }

  // function[key]
  std::optional<Seen> LookAt(const Node* function, const Seen& key) {
    std::optional<Seen> seen = Visit(function);
    if (!seen || !key.is_constant) return std::nullopt;
    const std::optional<uint32_t> position = PositionOf(*machine_.heap, seen->value, key.value);
    if (!position) return std::nullopt;
    if (seen->part) seen->part->push_back(*position);
    seen->value = ValueAt(seen->value, *position);
    return seen;
  }

  // Whatever it is looked at for.
  bool Use(const Seen& seen) {
    return IsPlain(seen.value) && (!seen.part || AddScalars(*seen.part, seen.value));
  }
  // False: it has none, by which others would be known to be like it.
  bool AddScalars(const PartPath& path, Value value) {
    if (!value.is_object()) {
      inputs_.scalars.push_back({path, value});
      return true;
    }
    for (uint32_t i = 0; i < value.object()->size; ++i) {
      PartPath part = path;
      part.push_back(i);
      if (!AddScalars(part, ValueAt(value, i))) return false;
    }
    return value.object()->size > 0;
  }

  bool AreComparable(const Node* a, const Node* b) {
    const std::optional<Seen> left = Visit(a), right = Visit(b);
    return left && right && Use(*left) && Use(*right) && AreAlike(left->value, right->value);
  }

  bool AreIntegers(const Node& node) {
    return std::all_of(node.operands.begin(), node.operands.end(), [this](const Node* operand) {
      const std::optional<Seen> seen = Visit(operand);
      return seen && seen->value.is_small_integer() && Use(*seen);
    });
  }

  bool IsInSmallSet(const Node& node) {
    const std::optional<Seen> element = Visit(node.a), set = Visit(node.b);
    if (!element || !set || !Use(*element) || !set->is_constant) return false;
    const values::Tag tag = set->value.tag();
    return (tag == values::Tag::kSmallIntegers && element->value.is_small_integer()) ||
           (tag == values::Tag::kSmallAtoms && element->value.is_atom());
  }

  // For each of the values of the bound variables; they are in constant sets.
  bool AreBoolean(const Node& quantified, size_t bound) {
    const std::span<const LinkedBound> bounds = quantified.more->bounds;
    if (bound == bounds.size()) return IsBoolean(quantified.a);
    const std::optional<Seen> set = Visit(bounds[bound].set);
    if (!set || !set->is_constant || bounds[bound].pattern != 0) return false;
    if (!set->value.is_small_set()) return false;
    return VisitElements(*machine_.heap, set->value, [&](Value element) {
      Bind(bounds[bound].slot, {element, {}, true});
      const bool is_boolean = AreBoolean(quantified, bound + 1);
      bound_.pop_back();
      return is_boolean;
    });
  }

  std::optional<Seen> LookAtBranches(const Node& node) {
    if (!IsBoolean(node.a) || !AreComparable(node.b, node.c)) return std::nullopt;
    return Seen{ValueOf(node)};
  }

  std::optional<Seen> LookAtComponents(const Node& node) {
    for (const Node* operand : node.operands) {
      const std::optional<Seen> seen = Visit(operand);
      if (!seen || !Use(*seen)) return std::nullopt;
    }
    return Seen{ValueOf(node)};
  }

  // [f EXCEPT ![constant] = value], which f has. @ is an input.
  std::optional<Seen> LookAtExcept(const Node& node) {
    const std::span<const LinkedUpdate> updates = node.more->updates;
    if (updates.size() != 1 || updates[0].keys.size() != 1) return std::nullopt;
    const LinkedUpdate& update = updates[0];
    const std::optional<Seen> function = Visit(node.a), key = Visit(update.keys[0]);
    const bool is_input = function && (function->part || function->is_term);
    if (!is_input || !Use(*function) || !key || !key->is_constant) return std::nullopt;
    const std::optional<uint32_t> position =
        PositionOf(*machine_.heap, function->value, key->value);
    if (!position) return std::nullopt;
    const Value old = ValueAt(function->value, *position);
    if (update.at_slot != kNoSlot) Bind(update.at_slot, {old});
    const std::optional<Seen> value = Visit(update.value);
    if (update.at_slot != kNoSlot) bound_.pop_back();
    if (!value || !Use(*value) || !AreAlike(old, value->value)) return std::nullopt;
    return Seen{function->value};
  }

  // A term depends on the states and on constants around it.
  std::optional<Seen> AddTerm(const Node* node) {
    if (node->id == program::kNoExpression) return std::nullopt;
    Inputs::Term term{node, {}, {}, {}};
    for (const uint32_t slot : machine_.program()[node->id].free_slots) {
      const std::optional<Seen> seen = BoundTo(slot);
      if (!seen || !seen->is_constant) return std::nullopt;
      term.presets.emplace_back(slot, seen->value);
    }
    std::optional<std::vector<PartPath>> reads = StepReadsOf(machine_, node, term.presets, sample_);
    if (!reads) return std::nullopt;
    term.reads = *std::move(reads);
    term.sample = CopyConstant(machine_.own_heap(), ValueOf(*node));
    if (!IsPlain(term.sample)) return std::nullopt;
    const Seen seen{term.sample, {}, false, true};
    inputs_.terms.push_back(std::move(term));
    return seen;
  }

  Machine& machine_;
  const Value* const sample_;
  Inputs& inputs_;
  std::vector<std::pair<uint32_t, Seen>> bound_;  // slots
  size_t visits_ = 0;
};

// Each once.
void Tidy(Inputs* inputs) {
  std::vector<Inputs::Scalar>& scalars = inputs->scalars;
  std::sort(scalars.begin(), scalars.end(),
            [](const auto& a, const auto& b) { return a.path < b.path; });
  scalars.erase(std::unique(scalars.begin(), scalars.end(),
                            [](const auto& a, const auto& b) { return a.path == b.path; }),
                scalars.end());
  std::vector<Inputs::Term> terms;
  for (Inputs::Term& term : inputs->terms) {
    const bool is_known = std::any_of(terms.begin(), terms.end(), [&term](const auto& other) {
      return term.node == other.node && term.presets == other.presets;
    });
    if (!is_known) terms.push_back(std::move(term));
  }
  inputs->terms = std::move(terms);
}

}  // namespace

bool AreAlike(Value sample, Value value) {
  if (sample.tag() != value.tag()) return false;
  switch (sample.tag()) {
    case values::Tag::kBoolean: return true;
    case values::Tag::kInteger:
      return std::abs(sample.small_integer()) <= kMostInput &&
             std::abs(value.small_integer()) <= kMostInput;
    case values::Tag::kAtom: return sample.atom_type() == 0 && value.atom_type() == 0;
    case values::Tag::kObject: break;
    default: return false;
  }
  const values::Object *a = sample.object(), *b = value.object();
  if (a->kind != b->kind || a->size != b->size) return false;
  const bool is_function = a->kind == values::ObjectKind::kFunction;
  if (is_function && !(a->words()[0].is_small_set() && a->words()[0] == b->words()[0])) {
    return false;
  }
  if (!is_function && (a->kind != values::ObjectKind::kTuple || a->size >= states::kShortTuples)) {
    return false;
  }
  for (uint32_t i = 0; i < a->size; ++i) {
    if (!AreAlike(ValueAt(sample, i), ValueAt(value, i))) return false;
  }
  return true;
}

bool IsAlike(const values::AtomTable& atoms, Value sample, std::span<const uint8_t> bytes) {
  const uint8_t tag = bytes[0];
  const bool is_short = bytes.size() == 1;
  switch (sample.tag()) {
    case values::Tag::kBoolean: return tag >= states::kTagBoolean && tag < states::kTagPositive;
    case values::Tag::kInteger:
      if (is_short) return tag < states::kTagAtom;
      return (tag == states::kTagPositive || tag == states::kTagNegative) &&
             bytes.size() <= 1 + kMostVarintBytes;
    case values::Tag::kAtom:
      return is_short && tag >= states::kTagAtom && tag < states::kTagTuple &&
             atoms.Get(tag - states::kTagAtom).atom_type() == 0;
    default: return false;
  }
}

bool CannotFail(Machine& machine, std::span<const Node* const> nodes, Linker::Presets presets,
                const Value* sample, Inputs* inputs) {
  Inputs mine;
  std::vector<Value> next(sample, sample + machine.variable_count);
  StateScope states(machine, sample, next.data(), 0);
  try {
    Walk walk(machine, presets, sample, &mine);
    for (const Node* node : nodes) {
      if (!walk.IsBoolean(node)) return false;
    }
  } catch (const values::EvaluationError&) {
    return false;
  }
  inputs->scalars.insert(inputs->scalars.end(), mine.scalars.begin(), mine.scalars.end());
  inputs->terms.insert(inputs->terms.end(), mine.terms.begin(), mine.terms.end());
  Tidy(inputs);
  return true;
}

}  // namespace model::interpreter
