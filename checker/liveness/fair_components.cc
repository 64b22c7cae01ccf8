// Strongly connected components first, conditions second, and a second look where strong fairness
// asks for it.
//
// 1. Components are found in one depth-first search without recursion, with one number for each
//    node: its *rank*, at first the time of its discovery, then the least rank that it is known to
//    reach. A node that keeps its own rank is the root of a component; the nodes closed since then
//    with ranks no less belong to it. Ranks are given back when a component is finished, so that a
//    finished node needs no further mark than kDone. The targets of an entered node are decoded at
//    once into a stack shared by all nodes on the path, and their ranks prefetched: the search is
//    bound by memory, not by decoding.
//
// 2. In each component the conditions of all steps inside are collected (every node has at least
//    its stuttering step). A recurrence or promise that no step satisfies rules the component out.
//    A Streett pair <>[]a \/ []<>b is fine if some step satisfies b, or all satisfy a. Otherwise a
//    behaviour that stays must in the end avoid every step with ~a: these steps are taken away, and
//    the component is searched again on its own. This ends, because every round settles at least
//    one more pair.
//
// 3. A component that satisfies everything is fair as a whole: a behaviour that takes all its steps
//    again and again does it.
//
// Steps are never removed from memory; a round knows which pairs are *confined* and asks for their
// `a` bits. Components waiting for another round are lists of nodes, disjoint, so that they need no
// more than a number for each node together.
//
// Memory: for each node 4 bytes of rank, and during the search 4 for the closed nodes and 8 for
// those on the path; for each step from the path to a node not yet entered 4 bytes.
//
// Sources: R. Tarjan, Depth-First Search and Linear Graph Algorithms (1972), in the form of D.
// Pearce, A Space-Efficient Algorithm for Finding Strongly Connected Components (2016); E. A.
// Emerson and C.-L. Lei, Modalities for Model Checking (1987); O. Lichtenstein and A. Pnueli,
// Checking That Finite State Concurrent Programs Satisfy Their Linear Specification (POPL 1985).

#include "checker/liveness/fair_components.h"

#include <algorithm>
#include <cassert>

namespace checker::liveness {

namespace {

constexpr uint32_t kNodesBetweenLooksAtTheClock = 1 << 14;

bool HasAll(std::span<const uint64_t> bits, std::span<const uint64_t> wanted) {
  for (size_t i = 0; i < wanted.size(); ++i) {
    if ((wanted[i] & ~bits[i]) != 0) return false;
  }
  return true;
}

bool HasBit(std::span<const uint64_t> bits, uint32_t bit) {
  return (bits[bit / 64] >> (bit % 64) & 1) != 0;
}

}  // namespace

FairComponents::FairComponents(Product* product, std::vector<uint32_t> automaton_states,
                               const StateSet* region, const Interruption& interruption)
    : product_(*product),
      graph_(product->graph()),
      automaton_states_(std::move(automaton_states)),
      width_(static_cast<uint32_t>(automaton_states_.size())),
      is_plain_(product->is_plain()),
      positions_(product->automaton().state_count(), kOutside),
      region_(region),
      interruption_(interruption) {
  assert(Fits(graph_, width_));
  for (uint32_t i = 0; i < width_; ++i) positions_[automaton_states_[i]] = i;
}

bool FairComponents::FindAll(StateSet* fair) {
  fair_ = fair;
  wanted_.reset();
  ResetRanks();
  tasks_.push_back({});
  return RunTasks();
}

std::optional<FairComponent> FairComponents::FindContaining(uint32_t node) {
  fair_ = nullptr;
  wanted_ = node;
  found_.reset();
  ResetRanks();
  tasks_.push_back({});
  if (!RunTasks()) return std::nullopt;
  return std::move(found_);
}

void FairComponents::ResetRanks() {
  const size_t nodes = size_t{graph_.state_count()} * width_;
  if (region_ == nullptr) {
    ranks_.assign(size_t{graph_.expanded_count()} * width_, 0);
    ranks_.resize(nodes, kDone);
    return;
  }
  ranks_.assign(nodes, kDone);
  region_->ForEach([&](size_t state) {
    if (state >= graph_.expanded_count()) return false;
    std::fill_n(ranks_.begin() + static_cast<ptrdiff_t>(state * width_), width_, 0u);
    return true;
  });
}

void FairComponents::ReleaseMemory() {
  ranks_ = {};
  closed_ = {};
  pending_ = {};
  frames_ = {};
}

bool FairComponents::RunTasks() {
  while (!tasks_.empty()) {
    Task task = std::move(tasks_.back());
    tasks_.pop_back();
    if (!RunTask(std::move(task))) {
      tasks_.clear();
      return false;
    }
  }
  return true;
}

bool FairComponents::RunTask(Task task) {
  confined_to_ = std::move(task.confined_to);
  alone_.assign(graph_.kinds().size(), Alone::kUnknown);
  for (const uint32_t node : task.nodes) ranks_[node] = 0;
  if (wanted_) return ranks_[*wanted_] != 0 || Search(*wanted_);
  if (!task.nodes.empty()) {
    return std::all_of(task.nodes.begin(), task.nodes.end(),
                       [&](uint32_t node) { return ranks_[node] != 0 || Search(node); });
  }
  const auto search_from = [&](size_t state) {
    for (size_t node = state * width_; node < (state + 1) * width_; ++node) {
      if (ranks_[node] == 0 && !Search(static_cast<uint32_t>(node))) return false;
    }
    return true;
  };
  if (region_ != nullptr) return region_->ForEach(search_from);
  for (size_t state = 0; state < graph_.expanded_count(); ++state) {
    if (!search_from(state)) return false;
  }
  return true;
}

bool FairComponents::IsAllowed(uint32_t conditions) const {
  return conditions != Product::kForbidden &&
         (confined_to_.empty() || HasAll(product_.Bits(conditions), confined_to_));
}

// visit(node, conditions, kept promises) for each step that is allowed, stuttering included. On a
// plain product stuttering comes first.
template <typename Visit>
void FairComponents::ForEachTarget(uint32_t node, Visit visit) {
  const uint32_t state = width_ == 1 ? node : node / width_;
  const uint32_t position = width_ == 1 ? 0 : node % width_;
  const uint32_t kind = graph_.KindIndex(state);
  const uint32_t automaton_state = automaton_states_[position];
  const auto look = [&](uint32_t target, uint32_t step_class) {
    const uint32_t conditions = product_.ConditionsOf(kind, step_class);
    if (!IsAllowed(conditions)) return;
    if (is_plain_) {
      visit(target, conditions, uint64_t{0});
      return;
    }
    for (const CoreAutomaton::Move& move : product_.Moves(automaton_state, kind, step_class)) {
      const uint32_t to = positions_[move.to];
      if (to != kOutside) visit(target * width_ + to, conditions, move.kept);
    }
  };
  look(state, graph_.kinds()[kind].stutter_class);
  graph_.ForEachStep(state, look);
}

// visit(node) for each of them.
template <typename Visit>
void FairComponents::ForEachTargetAlone(uint32_t node, Visit visit) {
  if (is_plain_ && product_.allows_all() && confined_to_.empty()) {
    visit(node);
    graph_.ForEachStep(node, [&](uint32_t target, uint32_t) { visit(target); });
  } else {
    ForEachTarget(node, [&](uint32_t target, uint32_t, uint64_t) { visit(target); });
  }
}

void FairComponents::Enter(uint32_t node) {
  uint32_t rank = next_rank_++;
  ranks_[node] = rank;
  ++entered_;
  const size_t first = pending_.size();
  uint32_t loops = 0;
  ForEachTargetAlone(node, [&](uint32_t target) {
    if (target == node) {
      loops = std::min(loops + 1, 3u);
    } else {
      __builtin_prefetch(&ranks_[target]);
      pending_.push_back(target);
    }
  });
  // Only targets not yet entered have to wait.
  size_t kept = first;
  for (size_t i = first; i < pending_.size(); ++i) {
    const uint32_t target = pending_[i];
    if (ranks_[target] == 0) {
      pending_[kept++] = target;
    } else {
      rank = std::min(rank, ranks_[target]);
    }
  }
  pending_.Truncate(kept);
  const bool is_root = rank == ranks_[node];
  ranks_[node] = rank;
  frames_.push_back({node, static_cast<uint32_t>(kept - first), loops, is_root});
}

bool FairComponents::Search(uint32_t root) {
  Enter(root);
  while (!frames_.empty()) {
    Frame& frame = frames_.back();
    if (frame.pending == 0) {
      Leave();
      continue;
    }
    const uint32_t target = pending_.back();
    const uint32_t rank = ranks_[target];
    if (rank == 0) {
      // The target stays pending: looked at again after its return, it passes its rank on.
      Enter(target);
      if (entered_ % kNodesBetweenLooksAtTheClock == 0 && interruption_.due()) {
        frames_.Truncate(0), pending_.Truncate(0), closed_.Truncate(0);
        return false;
      }
      continue;
    }
    pending_.pop_back();
    --frame.pending;
    if (rank < ranks_[frame.node]) {
      ranks_[frame.node] = rank;
      frame.is_root = false;
    }
  }
  return true;
}

void FairComponents::Leave() {
  const Frame frame = frames_.back();
  frames_.pop_back();
  if (!frame.is_root) {
    closed_.push_back(frame.node);
    return;
  }
  const uint32_t rank = ranks_[frame.node];
  size_t first = closed_.size();
  if (frame.loops == 1 && is_plain_ && (first == 0 || ranks_[closed_[first - 1]] < rank) &&
      AloneOf(graph_.KindIndex(frame.node)) == Alone::kUnfair) {
    --next_rank_;
    ranks_[frame.node] = kDone;
    return;
  }
  while (first > 0 && ranks_[closed_[first - 1]] >= rank) --first;
  closed_.push_back(frame.node);
  next_rank_ -= static_cast<uint32_t>(closed_.size() - first);
  const std::span<const uint32_t> nodes = closed_.From(first);
  if (!wanted_ || frame.node == *wanted_) {
    Finish(nodes, frame.loops);
  } else {
    for (const uint32_t node : nodes) ranks_[node] = kDone;
  }
  closed_.Truncate(first);
}

// For most states of most graphs: they are on no cycle.
FairComponents::Alone FairComponents::AloneOf(uint32_t kind) {
  Alone& known = alone_[kind];
  if (known == Alone::kUnknown) {
    std::vector<uint64_t> refined;
    BeginSeeing();
    SeeStuttering(kind);
    known = !seen_.any            ? Alone::kForbidden
            : JudgeSeen(&refined) ? Alone::kPerhapsFair
                                  : Alone::kUnfair;
  }
  return known;
}

void FairComponents::Finish(std::span<const uint32_t> nodes, uint32_t loops) {
  std::vector<uint64_t> refined;
  bool fair = nodes.size() > 1 || loops > 0;
  if (fair) {
    SeeInside(nodes, loops);
    fair = JudgeSeen(&refined);
  }
  for (const uint32_t node : nodes) ranks_[node] = kDone;
  if (!fair) return;
  if (!refined.empty()) {
    tasks_.push_back({std::vector<uint32_t>(nodes.begin(), nodes.end()), std::move(refined)});
  } else if (wanted_) {
    found_ = FairComponent{StateSet(ranks_.size()), confined_to_};
    for (const uint32_t node : nodes) found_->nodes.Insert(node);
  } else {
    for (const uint32_t node : nodes) fair_->Insert(node);
  }
}

void FairComponents::See(uint32_t conditions, uint64_t kept) {
  const std::span<const uint64_t> bits = product_.Bits(conditions);
  for (size_t i = 0; i < bits.size(); ++i) {
    seen_.some[i] |= bits[i];
    seen_.all[i] &= bits[i];
  }
  seen_.kept |= kept;
  seen_.any = true;
}

bool FairComponents::SawAllToRecur() const {
  if (!seen_.any || seen_.kept != product_.automaton().all_promises()) return false;
  for (uint32_t i = 0; i < product_.recurrence_count(); ++i) {
    if (!HasBit(seen_.some, i)) return false;
  }
  return true;
}

// Every recurrence, promise and pair is served by some step: further steps can't change that.
bool FairComponents::SawEnough() const {
  if (!SawAllToRecur()) return false;
  for (uint32_t pair = 0; pair < product_.pair_count(); ++pair) {
    if (!HasBit(seen_.some, product_.RecurrentBit(pair))) return false;
  }
  return true;
}

void FairComponents::BeginSeeing() {
  seen_.some.assign(product_.words(), 0);
  seen_.all.assign(product_.words(), ~uint64_t{0});
  seen_.kept = 0;
  seen_.any = false;
}

// On a plain product. Nothing is seen if the step is forbidden.
void FairComponents::SeeStuttering(uint32_t kind) {
  const uint32_t conditions = product_.ConditionsOf(kind, graph_.kinds()[kind].stutter_class);
  if (IsAllowed(conditions)) See(conditions, 0);
}

void FairComponents::SeeInside(std::span<const uint32_t> nodes, uint32_t loops) {
  BeginSeeing();
  if (nodes.size() == 1 && loops == 1 &&
      is_plain_) {  // mostly it can only stutter: no need to decode its steps again
    SeeStuttering(graph_.KindIndex(nodes[0]));
    if (seen_.any) return;
  }
  for (const uint32_t node : nodes) ranks_[node] = kCurrent;
  uint32_t last = Product::kForbidden;
  uint64_t last_kept = 0;
  for (const uint32_t node : nodes) {
    bool is_new = false;
    ForEachTarget(node, [&](uint32_t target, uint32_t conditions, uint64_t kept) {
      if (conditions == last && kept == last_kept) return;
      if (ranks_[target] != kCurrent) return;
      See(conditions, kept);
      last = conditions;
      last_kept = kept;
      is_new = true;
    });
    if (is_new && SawEnough()) return;
  }
}

// Whether the component whose steps were seen may hold a fair behaviour: as it is, or, if `refined`
// is filled, confined to those bits.
bool FairComponents::JudgeSeen(std::vector<uint64_t>* refined) const {
  if (!SawAllToRecur()) return false;
  bool fine = true;
  for (uint32_t pair = 0; pair < product_.pair_count(); ++pair) {
    const uint32_t always = product_.AlwaysBit(pair);
    if (HasBit(seen_.some, product_.RecurrentBit(pair)) || HasBit(seen_.all, always)) continue;
    if (fine) *refined = confined_to_;
    fine = false;
    refined->resize(product_.words());
    (*refined)[always / 64] |= uint64_t{1} << (always % 64);
  }
  return true;
}

}  // namespace checker::liveness
