// Level by level: all states of one depth are expanded before any of the next, so the first path
// found to a state is a shortest one.
//
// A level is worked off in stretches. A short one is expanded by this thread alone (Expansion), a
// long one in rounds by all workers (ParallelRound). Both leave the same states, numbers, counts
// and discoveries behind, those of a sequential search; so the result depends neither on the number
// of workers nor on how the level was cut. Where a round comes upon something to report, it is
// dropped and its states are expanded one by one; where a limit on the number of states comes near,
// too: then it stops in the same place every time.
//
// Between stretches, and about every millisecond within, the thread looks at the limits and reports
// progress.

#include "checker/exploration/breadth_first_search.h"

#include <algorithm>
#include <limits>
#include <new>
#include <string>
#include <utility>
#include <vector>

#include "checker/exploration/conclusion.h"
#include "checker/exploration/discovery.h"
#include "checker/exploration/expansion.h"
#include "checker/exploration/initial_round.h"
#include "checker/exploration/parallel_round.h"
#include "checker/exploration/process_usage.h"
#include "checker/exploration/progress_meter.h"
#include "checker/exploration/search_clock.h"
#include "checker/exploration/search_plan.h"
#include "checker/exploration/state_cost.h"
#include "checker/exploration/state_store.h"
#include "checker/exploration/tally.h"
#include "checker/exploration/trace_replay.h"
#include "checker/exploration/worker_explorers.h"
#include "checker/parallel/worker_pool.h"

namespace checker::exploration {
namespace {

using model::transitions::Explorer;
using model::transitions::Fault;
using model::transitions::SearchFigures;
using model::transitions::TransitionSystem;

// Less work than this is done before the others have woken up.
constexpr double kShortStretchSeconds = 100e-6;
// Time for initial states before the other workers are called.
constexpr double kAloneInitialSeconds = 0.002;
// States that are expanded alone before the cost of one is known.
constexpr uint64_t kFirstStretch = 32;
constexpr double kClaimSeconds = 500e-6;
constexpr uint64_t kLargestClaim = 512;
// Candidates carry their state's place in the round in 32 bits.
constexpr uint64_t kLargestRound = uint64_t{1} << 24;
// The numbers that a fingerprint set keeps for a sink have 32 bits.
constexpr uint64_t kMostNumberedStates = std::numeric_limits<uint32_t>::max() - uint64_t{1};

}  // namespace

class BreadthFirstSearch::Engine {
 public:
  Engine(const TransitionSystem& system, const SearchOptions& options, SearchObserver* observer,
         BehaviourSink* sink)
      : plan_(MakePlan(system, options, sink != nullptr, sink != nullptr && sink->WantsLabels())),
        sink_(sink),
        explorer_(system.NewExplorer()),
        store_(plan_),
        tally_(plan_.info->actions.size()),
        discoveries_(plan_.info->properties.size(), options.continue_after_violation),
        pool_(plan_.workers),
        expansion_(plan_, explorer_.get(), &store_, &tally_, &discoveries_, sink),
        explorers_(system, plan_.workers, explorer_.get()),
        initial_round_(plan_, &pool_, &explorers_, &store_, &tally_, &discoveries_, sink),
        round_(plan_, &pool_, &store_, &discoveries_, sink, &explorers_),
        meter_(plan_.options, observer),
        past_(plan_, &store_) {}

  results::Result Run();
  bool complete() const { return complete_; }
  SearchFigures Figures(uint64_t level) const;
  const model::transitions::ActionInfo& action(uint32_t index) const {
    return plan_.info->actions[index];
  }
  TraceReplay Replay() { return TraceReplay(plan_, explorer_.get(), &store_); }
  // What the model is shown as its counterexample: the first.
  void Keep(model::transitions::Behaviour behaviour) {
    if (!counterexample_) counterexample_ = std::move(behaviour);
  }

 private:
  bool Explore();
  bool TakeInitialStates();
  bool EnumerateInitialStates();
  bool ExploreLevel();
  bool Pause();
  bool ExpandAlone(uint64_t end);
  bool ExpandTogether(uint64_t end);
  bool Accept(Expansion::Outcome outcome);
  bool Halt();
  bool HaltBecause(std::string reason);
  bool RunOut(const std::string& message);
  uint64_t StatesLeft() const;
  uint64_t Depth() const;
  results::Result MakeResult();
  void AddViolations(results::Result* result);
  void DescribeViolation(const Discovery& discovery, results::Violation* violation,
                         results::Result* result);

  const SearchPlan plan_;
  BehaviourSink* const sink_;
  std::unique_ptr<Explorer> explorer_;
  StateStore store_;
  Tally tally_;
  Discoveries discoveries_;
  parallel::WorkerPool pool_;
  Expansion expansion_;
  WorkerExplorers explorers_;
  InitialRound initial_round_;
  ParallelRound round_;
  ProgressMeter meter_;
  StoredPast past_;  // of the state that is being expanded, if the states are kept
  std::optional<model::transitions::Behaviour> counterexample_;

  uint64_t level_ = 0;     // that is being expanded
  uint64_t expanded_ = 0;  // states expanded: the number of the next
  uint64_t next_pause_ = BehaviourSink::kNoPause;
  std::vector<uint64_t> level_begins_;
  uint64_t initial_generated_ = 0;
  StateCost cost_;
  bool ended_ = false;  // by a discovery
  bool complete_ = false;
  std::string halted_;
};

results::Result BreadthFirstSearch::Engine::Run() {
  if (plan_.info->has_behaviour) {
    try {
      complete_ = Explore();
      round_.Deliver();
    } catch (const std::bad_alloc&) {
      RunOut("out of memory");
    } catch (const std::exception& limit) {
      RunOut(limit.what());
    }
  } else {
    complete_ = true;
  }
  if (plan_.options.interrupt != nullptr) plan_.options.interrupt->Disarm();
  return MakeResult();
}

// True: every reachable state was expanded.
bool BreadthFirstSearch::Engine::Explore() {
  if (sink_ != nullptr) next_pause_ = sink_->NextPause();
  if (!TakeInitialStates()) return false;
  while (store_.next.end() != store_.next.begin()) {
    if (plan_.options.max_depth != 0 && level_ + 1 >= plan_.options.max_depth) {
      return HaltBecause("the limit of depth " + std::to_string(plan_.options.max_depth) +
                         " was reached");
    }
    store_.NextLevel();
    level_begins_.push_back(store_.next.begin());
    ++level_;
    if (!ExploreLevel()) return false;
  }
  return !ended_;
}

bool BreadthFirstSearch::Engine::TakeInitialStates() {
  level_begins_.push_back(0);
  const bool goes_on = EnumerateInitialStates();
  initial_generated_ = tally_.generated();
  return goes_on;
}

// Alone first, because most models have few; then with all workers; then, if these came upon
// something, alone up to there.
bool BreadthFirstSearch::Engine::EnumerateInitialStates() {
  constexpr double kNoLimit = std::numeric_limits<double>::infinity();
  const SearchFigures figures = Figures(1);
  InitialProgress progress;
  const auto alone = [&](double seconds) {
    return Accept(expansion_.TakeInitialStates(
        figures, seconds, [this] { return meter_.clock().Due() && Halt(); }, &progress));
  };
  if (!alone(plan_.info->needs_single_worker ? kNoLimit : kAloneInitialSeconds)) return false;
  if (progress.complete) return true;
  if (pool_.workers() > 1) {
    switch (initial_round_.Take(
        figures, [this] { return Halt(); }, &progress)) {
      case InitialRound::Outcome::kDone: return true;
      case InitialRound::Outcome::kNews: break;
      case InitialRound::Outcome::kHalted: return Accept(Expansion::Outcome::kHalted);
      case InitialRound::Outcome::kNoMemory: return Accept(Expansion::Outcome::kNoMemory);
    }
  }
  return alone(kNoLimit);
}

bool BreadthFirstSearch::Engine::ExploreLevel() {
  const uint64_t level_end = store_.current.end();
  while (expanded_ < level_end) {
    if (expanded_ >= next_pause_ && !Pause()) return false;
    const uint64_t end = std::min(level_end, next_pause_);
    const uint64_t left = end - expanded_;
    const bool is_short = cost_.known()
                              ? static_cast<double>(left) * cost_.seconds() < kShortStretchSeconds
                              : left <= kFirstStretch;
    if (pool_.workers() == 1 || left == 1 || is_short) {
      if (!ExpandAlone(end)) return false;
    } else if (!cost_.known()) {
      if (!ExpandAlone(std::min(end, expanded_ + kFirstStretch))) return false;
    } else if (!ExpandTogether(end)) {
      return false;
    }
  }
  return true;
}

// The sink looks at what there is so far: the same states for any number of workers.
bool BreadthFirstSearch::Engine::Pause() {
  round_.Deliver();
  if (!sink_->GoesOn()) return HaltBecause("the search ended early");
  next_pause_ = std::max(sink_->NextPause(), expanded_ + 1);
  return true;
}

bool BreadthFirstSearch::Engine::ExpandAlone(uint64_t end) {
  round_.Deliver();
  const uint64_t begin = expanded_;
  cost_.Begin();
  SearchFigures figures = Figures(level_);
  while (expanded_ < end) {
    figures.distinct = store_.distinct();
    figures.generated = tally_.generated();
    figures.queue = StatesLeft();
    past_.EndAt(StateIndex{expanded_});
    if (plan_.keep_states) figures.past = &past_;
    if (!Accept(expansion_.Expand(expanded_, figures, &pool_))) return false;
    ++expanded_;
    if (expanded_ % 1024 == 0) store_.current.ReleaseBefore(expanded_);
    if (plan_.options.max_states != 0 && store_.distinct() >= plan_.options.max_states &&
        StatesLeft() > 0) {
      return HaltBecause("the limit of " + std::to_string(plan_.options.max_states) +
                         " states was reached");
    }
    if (meter_.clock().Due() && Halt()) return false;
  }
  cost_.End(expanded_ - begin);
  return true;
}

bool BreadthFirstSearch::Engine::ExpandTogether(uint64_t end) {
  ParallelRound::Request request;
  request.begin = expanded_;
  request.end = std::min(end, expanded_ + kLargestRound);
  const double affordable = std::min(kClaimSeconds / cost_.seconds(), 1e6);
  request.longest_claim = std::clamp<uint64_t>(static_cast<uint64_t>(affordable), 1, kLargestClaim);
  request.figures = Figures(level_);
  const ParallelRound::Outcome outcome = round_.Explore(request, [this] { return Halt(); });
  if (outcome == ParallelRound::Outcome::kHalted) return false;
  const uint64_t most = store_.distinct() + round_.candidates();
  const uint64_t limit = plan_.options.max_states;
  if (outcome == ParallelRound::Outcome::kNews || (limit != 0 && most >= limit)) {
    return ExpandAlone(round_.end());
  }
  switch (store_.Reserve(round_.candidates(), &pool_)) {
    case StateStore::Room::kEnough: break;
    case StateStore::Room::kLimitReached: return Accept(Expansion::Outcome::kHalted);
    case StateStore::Room::kNoMemory: return Accept(Expansion::Outcome::kNoMemory);
  }
  round_.Accept(&tally_);
  expanded_ = round_.end();
  store_.current.ReleaseBefore(expanded_);
  cost_.Set(round_.seconds_per_state());
  return true;
}

bool BreadthFirstSearch::Engine::Accept(Expansion::Outcome outcome) {
  switch (outcome) {
    case Expansion::Outcome::kDone: return true;
    case Expansion::Outcome::kEnded: ended_ = true; return false;
    case Expansion::Outcome::kHalted:
      return halted_.empty() ? HaltBecause("the limit of memory was reached") : false;
    case Expansion::Outcome::kNoMemory: return RunOut("out of memory");
  }
  return false;
}

// Whether a limit or a request ends the search now.
bool BreadthFirstSearch::Engine::Halt() {
  meter_.Report([this] {
    return Progress{.generated = tally_.generated(),
                    .distinct = store_.distinct(),
                    .left = StatesLeft(),
                    .depth = Depth()};
  });
  if (sink_ != nullptr && store_.distinct() > kMostNumberedStates) {
    return !HaltBecause("a behavior graph holds at most 4,294,967,294 states");
  }
  std::string reason = meter_.ReasonToHalt();
  return !reason.empty() && !HaltBecause(std::move(reason));
}

bool BreadthFirstSearch::Engine::HaltBecause(std::string reason) {
  halted_ = std::move(reason);
  return false;
}

bool BreadthFirstSearch::Engine::RunOut(const std::string& message) {
  Discovery discovery;
  discovery.kind = Discovery::Kind::kFault;
  discovery.fault = Fault{
      .kind = Fault::Kind::kOutOfMemory,
      .message = message + " after " + std::to_string(store_.distinct()) + " distinct states"};
  discoveries_.Record(std::move(discovery));
  return false;
}

// A state in which the search ended was never queued; nor is the one being expanded then.
uint64_t BreadthFirstSearch::Engine::StatesLeft() const {
  uint64_t left = store_.distinct() - expanded_;
  if (ended_ && level_ > 0) --left;
  if (ended_ && expansion_.ended_on_new_state()) --left;
  return left;
}

uint64_t BreadthFirstSearch::Engine::Depth() const {
  return level_ +
         (store_.next.end() != store_.next.begin() || (level_ == 0 && initial_generated_ > 0));
}

SearchFigures BreadthFirstSearch::Engine::Figures(uint64_t level) const {
  SearchFigures figures;
  figures.level = level;
  figures.diameter = Depth();
  figures.distinct = store_.distinct();
  figures.generated = tally_.generated();
  figures.queue = StatesLeft();
  figures.seconds = static_cast<uint64_t>(meter_.clock().Seconds());
  if (counterexample_) figures.counterexample = &*counterexample_;
  return figures;
}

results::Result BreadthFirstSearch::Engine::MakeResult() {
  results::Result result;
  result.specification = plan_.info->name;
  results::Statistics& statistics = result.statistics;
  statistics.states_generated = tally_.generated();
  statistics.distinct_states = store_.distinct();
  statistics.states_left = StatesLeft();
  statistics.depth = Depth();
  statistics.initial_generated = initial_generated_;
  level_begins_.push_back(store_.distinct());
  for (size_t i = 0; i + 1 < level_begins_.size(); ++i) {
    const uint64_t states = level_begins_[i + 1] - level_begins_[i];
    if (states > 0) statistics.states_per_level.push_back(states);
  }
  statistics.initial_states = level_begins_[1] - level_begins_[0];
  statistics.workers = plan_.workers;
  statistics.actions = ActionStatisticsOf(tally_, *plan_.info);
  statistics.table_bytes = store_.memory_bytes();
  const auto states = static_cast<double>(store_.distinct());
  // The odds that any two of n states share one of 2^b fingerprints.
  const double fingerprints = plan_.options.fingerprint_bits > 64 ? 0x1p128 : 0x1p64;
  statistics.collision_probability = std::min(1.0, states * (states - 1) / 2 / fingerprints);
  meter_.Finish(&statistics);
  result.properties = JudgedProperties(discoveries_.all(), plan_, complete_);
  if (!halted_.empty())
    halted_ += " with " + std::to_string(statistics.states_left) + " states left on the queue";
  Conclude(discoveries_.all(), plan_, halted_, &result);
  if (plan_.info->needs_single_worker && plan_.options.workers > 1) {
    result.diagnostics.push_back({.name = "SingleWorker",
                                  .severity = "note",
                                  .message = "the search used one worker, because what " +
                                             plan_.info->single_worker_reason +
                                             " does depends on the order of evaluation"});
  }
  AddViolations(&result);
  return result;
}

void BreadthFirstSearch::Engine::AddViolations(results::Result* result) {
  for (const Discovery& discovery : discoveries_.all()) {
    if (IsNoViolation(discovery)) continue;
    result->violations.push_back(ViolationOf(discovery, plan_));
    DescribeViolation(discovery, &result->violations.back(), result);
  }
}

void BreadthFirstSearch::Engine::DescribeViolation(const Discovery& discovery,
                                                   results::Violation* violation,
                                                   results::Result* result) {
  try {
    TraceReplay replay = Replay();
    const Path path = replay.PathTo(discovery);
    violation->trace = replay.Describe(path);
    // A VIEW may have passed over the states of a shorter way.
    violation->trace.shortest = !plan_.info->uses_view && result->violations.size() == 1;
    Keep({.states = path});
    if (discovery.fault) AppendUnfinished(*plan_.info, *discovery.fault, &violation->trace);
    if (discovery.kind != Discovery::Kind::kProperty) return;
    const bool of_step = plan_.info->properties[discovery.property].kind ==
                         model::transitions::PropertyKind::kActionProperty;
    const PathState& state = path[path.size() - (of_step ? 2 : 1)];
    violation->explanation = explorer_->Explain(discovery.property, state.bytes, path.back().bytes);
  } catch (const ReplayMismatch& mismatch) {
    result->diagnostics.push_back(
        {.name = "replay_mismatch",
         .severity = "error",
         .message = std::string("no trace can be shown: ") + mismatch.what()});
  }
}

BreadthFirstSearch::BreadthFirstSearch(const TransitionSystem& system, const SearchOptions& options,
                                       SearchObserver* observer, BehaviourSink* sink)
    : engine_(std::make_unique<Engine>(system, options, observer, sink)) {}

BreadthFirstSearch::~BreadthFirstSearch() = default;

results::Result BreadthFirstSearch::Run() { return engine_->Run(); }

bool BreadthFirstSearch::complete() const { return engine_->complete(); }

SearchFigures BreadthFirstSearch::FinalFigures() const { return engine_->Figures(0); }

results::Trace BreadthFirstSearch::ReplayPath(StateIndex state) {
  TraceReplay replay = engine_->Replay();
  return replay.Describe(replay.PathTo(state));
}

std::optional<results::Trace> BreadthFirstSearch::ReplayLasso(StateIndex start,
                                                              std::span<const PathStep> stem,
                                                              std::span<const PathStep> loop,
                                                              bool* closes) {
  TraceReplay replay = engine_->Replay();
  Path path = replay.PathTo(start);
  if (!replay.Follow(stem, &path)) return std::nullopt;
  if (loop.empty()) {
    results::Trace trace = replay.Describe(path);
    trace.stuttering = true;
    engine_->Keep({.states = path, .loop_start = path.size() - 1});
    return trace;
  }
  const size_t loop_start = path.size();
  if (!replay.Follow(loop, &path)) return std::nullopt;
  const PathState back = std::move(path.back());
  if (closes != nullptr) *closes = back.bytes == path[loop_start - 1].bytes;
  path.pop_back();
  results::Trace trace = replay.Describe(path, &back);
  trace.loop_start = static_cast<uint32_t>(loop_start);
  trace.loop_action = engine_->action(back.action);
  engine_->Keep({.states = path, .loop_start = loop_start - 1, .loop_action = back.action});
  return trace;
}

}  // namespace checker::exploration
