#include "checker/liveness/product.h"

#include <algorithm>
#include <utility>

namespace checker::liveness {

namespace {

using Kind = NormalFormula::Kind;

// The predicates that formulas look at.
struct Predicates {
  std::vector<uint32_t> state, step;
  std::vector<bool> visited;

  void Collect(const NormalPool& pool, NormalId id) {
    const uint32_t index = static_cast<uint32_t>(id);
    if (visited.size() < pool.size()) visited.resize(pool.size());
    if (visited[index]) return;
    visited[index] = true;
    const NormalFormula& formula = pool[id];
    if (formula.kind == Kind::kState) state.push_back(formula.predicate);
    if (formula.kind == Kind::kStep) step.push_back(formula.predicate);
    for (const NormalId operand : formula.operands) Collect(pool, operand);
  }
};

std::vector<uint32_t> Sorted(std::vector<uint32_t> numbers) {
  std::sort(numbers.begin(), numbers.end());
  numbers.erase(std::unique(numbers.begin(), numbers.end()), numbers.end());
  return numbers;
}

// Numbers the classes by the given predicates alone. `classes[i]` is the class of item i.
void Project(const LabelClasses& labels, std::span<const uint32_t> classes,
             const std::vector<uint32_t>& predicates, std::vector<uint32_t>* letters,
             std::vector<uint32_t>* examples) {
  absl::flat_hash_map<std::vector<bool>, uint32_t> numbers;
  for (const uint32_t label_class : classes) {
    std::vector<bool> seen;
    for (const uint32_t predicate : predicates) {
      seen.push_back(HasLabel(labels[label_class], predicate));
    }
    const auto [found, is_new] =
        numbers.try_emplace(std::move(seen), static_cast<uint32_t>(examples->size()));
    if (is_new) examples->push_back(label_class);
    letters->push_back(found->second);
  }
}

}  // namespace

Alphabet::Alphabet(const BehaviourGraph& graph, const NormalPool& pool,
                   std::span<const NormalId> formulas) {
  Predicates predicates;
  for (const NormalId formula : formulas) predicates.Collect(pool, formula);
  std::vector<uint32_t> state_classes, step_classes;
  for (const auto& kind : graph.kinds()) state_classes.push_back(kind.state_class);
  for (uint32_t i = 0; i < graph.step_classes().size(); ++i) step_classes.push_back(i);
  Project(graph.state_classes(), state_classes, Sorted(predicates.state), &of_kind,
          &state_examples);
  Project(graph.step_classes(), step_classes, Sorted(predicates.step), &of_step_class,
          &step_examples);
}

std::optional<Product> Product::Build(const BehaviourGraph& graph, const NormalPool& pool,
                                      const Branch& branch, AutomatonForm form) {
  Alphabet core_alphabet(graph, pool, std::span(&branch.core, 1));
  std::vector<CoreAutomaton::Letter> letters;
  for (const uint32_t state : core_alphabet.state_examples) {
    for (const uint32_t step : core_alphabet.step_examples) {
      letters.push_back({graph.state_classes()[state], graph.step_classes()[step]});
    }
  }
  const auto build =
      form == AutomatonForm::kTight ? CoreAutomaton::BuildTight : CoreAutomaton::Build;
  std::optional<CoreAutomaton> automaton =
      build(pool, branch.core, letters, CoreAutomaton::Limits());
  if (!automaton) return std::nullopt;
  std::vector<NormalId> conditions = branch.recurrences;
  conditions.push_back(branch.confinement);
  for (const StreettPair& pair : branch.pairs) {
    conditions.push_back(pair.always);
    conditions.push_back(pair.recurrent);
  }
  return Product(graph, pool, branch, Alphabet(graph, pool, conditions), std::move(core_alphabet),
                 *std::move(automaton));
}

Product::Product(const BehaviourGraph& graph, const NormalPool& pool, const Branch& branch,
                 Alphabet alphabet, Alphabet core_alphabet, CoreAutomaton automaton)
    : graph_(&graph),
      pool_(&pool),
      branch_(&branch),
      alphabet_(std::move(alphabet)),
      core_alphabet_(std::move(core_alphabet)),
      automaton_(std::move(automaton)),
      recurrence_count_(static_cast<uint32_t>(branch.recurrences.size())),
      pair_count_(static_cast<uint32_t>(branch.pairs.size())) {
  is_plain_ = branch.core == NormalPool::kTrue;
  sets_.words_each = (recurrence_count_ + 2 * pair_count_ + 63) / 64;
  const uint64_t letters =
      uint64_t{alphabet_.state_examples.size()} * alphabet_.step_examples.size();
  if (letters <= kDenseLimit) dense_.assign(letters, kUnknown);
  Merge();
}

void Product::Merge() {
  const uint32_t states = automaton_.state_count();
  const auto state_letters = static_cast<uint32_t>(core_alphabet_.state_examples.size());
  const auto step_letters = static_cast<uint32_t>(core_alphabet_.step_examples.size());
  if (uint64_t{states} * states * automaton_.letter_count() > kMovesCompared) return;
  const auto does_the_same = [&](uint32_t a, uint32_t b, uint32_t state_letter) {
    for (uint32_t step = 0; step < step_letters; ++step) {
      const auto of_a = automaton_.Moves(a, state_letter * step_letters + step);
      const auto of_b = automaton_.Moves(b, state_letter * step_letters + step);
      if (!std::equal(of_a.begin(), of_a.end(), of_b.begin(), of_b.end())) return false;
    }
    return true;
  };
  for (uint32_t state = 0; state < states; ++state) {
    for (uint32_t letter = 0; letter < state_letters; ++letter) {
      uint32_t least = 0;
      while (!does_the_same(least, state, letter)) ++least;
      merged_.push_back(least);
    }
  }
}

bool Product::MayBeFair() const {
  const size_t letters = alphabet_.state_examples.size() * alphabet_.step_examples.size();
  if (letters == 0 || letters > kLettersLookedAt) return true;
  std::vector<NormalId> unseen = branch_->recurrences;
  for (const uint32_t state_class : alphabet_.state_examples) {
    const LabelWords state = graph_->state_classes()[state_class];
    for (const uint32_t step_class : alphabet_.step_examples) {
      const LabelWords step = graph_->step_classes()[step_class];
      if (!pool_->Holds(branch_->confinement, state, step)) continue;
      std::erase_if(unseen, [&](NormalId each) { return pool_->Holds(each, state, step); });
      if (unseen.empty()) return true;
    }
  }
  return false;
}

uint32_t Product::LookUp(uint64_t letter) {
  if (letter < dense_.size()) return dense_[letter] = Evaluate(letter);
  const auto found = sparse_.find(letter);
  if (found != sparse_.end()) return found->second;
  return sparse_[letter] = Evaluate(letter);
}

uint32_t Product::Evaluate(uint64_t letter) {
  const uint64_t step_letters = alphabet_.step_examples.size();
  const LabelWords state = graph_->state_classes()[alphabet_.state_examples[letter / step_letters]];
  const LabelWords step = graph_->step_classes()[alphabet_.step_examples[letter % step_letters]];
  const auto holds = [&](NormalId formula) { return pool_->Holds(formula, state, step); };
  if (!holds(branch_->confinement)) return kForbidden;
  std::vector<uint64_t> bits(words());
  const auto set_if = [&](bool condition, uint32_t bit) {
    if (condition) bits[bit / 64] |= uint64_t{1} << (bit % 64);
  };
  for (uint32_t i = 0; i < recurrence_count_; ++i) set_if(holds(branch_->recurrences[i]), i);
  for (uint32_t i = 0; i < pair_count_; ++i) {
    set_if(holds(branch_->pairs[i].always), AlwaysBit(i));
    set_if(holds(branch_->pairs[i].recurrent), RecurrentBit(i));
  }
  const auto [found, is_new] =
      set_numbers_.try_emplace(std::move(bits), static_cast<uint32_t>(set_numbers_.size()));
  if (is_new) sets_.bits.insert(sets_.bits.end(), found->first.begin(), found->first.end());
  return found->second;
}

}  // namespace checker::liveness
