#include "model/interpreter/split_predicate.h"

#include <algorithm>
#include <span>
#include <utility>

#include "model/interpreter/enumerate.h"
#include "model/interpreter/footprint.h"
#include "model/interpreter/kept_values.h"
#include "model/states/format.h"
#include "model/values/evaluation_error.h"

namespace model::interpreter {
namespace {

using states::PartPath;

constexpr size_t kMostPieces = 512;

// The values at the positions below a part of the sample; empty where there are none that a layout
// finds.
std::span<const Value> ValuesAt(const PartPath& path, const Value* sample) {
  Value value = sample[path[0]];
  for (size_t i = 1;; ++i) {
    if (!value.is_object()) return {};
    const values::Object* object = value.object();
    std::span<const Value> values;
    if (object->kind == values::ObjectKind::kTuple && object->size < states::kShortTuples) {
      values = {object->words(), object->size};
    } else if (object->kind == values::ObjectKind::kFunction && object->words()[0].is_small_set()) {
      values = {object->words() + 1, object->size};
    }
    if (i == path.size() || values.size() <= path[i]) return values;
    value = values[path[i]];
  }
}

class Split {
 public:
  Split(Machine& machine, const Value* sample) : machine_(machine), sample_(sample) {}

  // False: it can't be taken apart.
  bool Add(const Node* node) {
    if (pieces_.size() > kMostPieces) return false;
    if (node->fn == EvalKept) node = node->a;
    switch (node->operation) {
      case Operation::kAnd:
        return std::all_of(node->operands.begin(), node->operands.end(),
                           [this](const Node* operand) { return Add(operand); });
      case Operation::kLet:
      case Operation::kLazy: return Add(node->a);
      case Operation::kForAll:
        if (AreConstant(node->more->bounds)) return AddQuantified(*node);
        break;
      case Operation::kIn:
        if (IsConstant(node->b)) return AddMember(*node);
        break;
      default: break;
    }
    std::optional<std::vector<PartPath>> reads = ReadsOf(machine_, node, presets_, sample_);
    if (!reads) return false;
    pieces_.push_back(*std::move(reads));
    return true;
  }
  std::vector<std::vector<PartPath>>& pieces() { return pieces_; }

 private:
  static bool IsConstant(const Node* node) {
    return node->operation == Operation::kLiteral || node->operation == Operation::kCell;
  }
  static bool AreConstant(std::span<const LinkedBound> bounds) {
    return std::all_of(bounds.begin(), bounds.end(), [](const LinkedBound& bound) {
      return bound.pattern == 0 && IsConstant(bound.set);
    });
  }

  // What says something of each pair of values is no simpler in pieces.
  bool AddQuantified(const Node& quantified) {
    const size_t first = pieces_.size();
    if (!AddInstances(quantified, 0)) return false;
    std::vector<PartPath> reads;
    for (size_t i = first; i < pieces_.size(); ++i)
      reads.insert(reads.end(), pieces_[i].begin(), pieces_[i].end());
    states::Tidy(&reads);
    if (pieces_.size() - first > reads.size()) {
      pieces_.resize(first);
      pieces_.push_back(std::move(reads));
    }
    return true;
  }

  bool AddInstances(const Node& quantified, size_t bound) {
    const std::span<const LinkedBound> bounds = quantified.more->bounds;
    if (bound == bounds.size()) return Add(quantified.a);
    const Value set = Evaluate(bounds[bound].set, machine_, machine_.root);
    return VisitElements(*machine_.heap, set, [&](Value element) {
      machine_.root[bounds[bound].slot] = element;
      presets_.emplace_back(bounds[bound].slot, element);
      const bool is_done = AddInstances(quantified, bound + 1);
      presets_.pop_back();
      return is_done;
    });
  }

  // a \in b: of a function in [S -> T] each value for itself is in T, and its domain is the
  // sample's.
  bool AddMember(const Node& node) {
    const std::optional<std::vector<PartPath>> reads = ReadsOf(machine_, node.a, presets_, sample_);
    if (!reads) return false;
    if (IsPart(node.a) && reads->size() == 1) {
      AddMemberAt((*reads)[0], Evaluate(node.b, machine_, machine_.root));
    } else {
      pieces_.push_back(*reads);
    }
    return true;
  }
  void AddMemberAt(const PartPath& path, Value set) {
    const values::Object* object = set.is_object() ? set.object() : nullptr;
    const bool is_of_functions =
        object != nullptr && object->kind == values::ObjectKind::kFunctionSet;
    const std::span<const Value> values = ValuesAt(path, sample_);
    if (!is_of_functions || values.empty()) {
      pieces_.push_back({path});
      return;
    }
    for (uint32_t i = 0; i < values.size(); ++i) {
      PartPath value = path;
      value.push_back(i);
      AddMemberAt(value, object->words()[1]);
    }
  }
  // As far as the sample goes: what is read of x[7] may be all of x.
  bool IsPart(const Node* node) const {
    if (node->fn == EvalKept) node = node->a;
    return node->operation == Operation::kCurrent;
  }

  Machine& machine_;
  const Value* sample_;
  std::vector<std::pair<uint32_t, Value>> presets_;
  std::vector<std::vector<PartPath>> pieces_;
};

}  // namespace

std::optional<std::vector<std::vector<PartPath>>> SplitPredicate(Machine& machine,
                                                                 const Node* predicate,
                                                                 const Value* sample) {
  Split split(machine, sample);
  try {
    if (!split.Add(predicate)) return std::nullopt;
  } catch (const values::EvaluationError&) {
    return std::nullopt;
  }
  return std::move(split.pieces());
}

}  // namespace model::interpreter
