// Walks are made in batches: each worker claims walk numbers and leaves an outcome per walk; then
// one thread adds the outcomes up in the order of the numbers and stops at the first that ends the
// search. What was walked beyond it is forgotten.

#include "checker/exploration/random_walk.h"

#include <algorithm>
#include <atomic>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "checker/exploration/conclusion.h"
#include "checker/exploration/discovery.h"
#include "checker/exploration/progress_meter.h"
#include "checker/exploration/search_plan.h"
#include "checker/exploration/tally.h"
#include "checker/exploration/trace_replay.h"
#include "checker/parallel/worker_pool.h"

namespace checker::exploration {
namespace {

using model::transitions::Explorer;
using model::transitions::Fault;
using model::transitions::Findings;
using model::transitions::SearchFigures;
using model::transitions::StateBytes;
using model::transitions::StepBatch;

constexpr double kShortBatchSeconds = 0.02;
constexpr double kLongBatchSeconds = 0.1;

// SplitMix64 (Steele, Lea, Flood: Fast splittable pseudorandom number generators): any seed will
// do.
class Random {
 public:
  Random(uint64_t seed, uint64_t walk) : state_(Mix(seed) + walk * kGamma) { state_ = Mix(state_); }

  // Evenly in 0 .. n-1, but for a bias of n in 2^64.
  uint64_t Below(uint64_t n) {
    state_ += kGamma;
    return static_cast<uint64_t>((static_cast<unsigned __int128>(Mix(state_)) * n) >> 64);
  }

 private:
  static constexpr uint64_t kGamma = 0x9e3779b97f4a7c15;
  static uint64_t Mix(uint64_t x) {
    x = (x ^ x >> 30) * 0xbf58476d1ce4e5b9;
    x = (x ^ x >> 27) * 0x94d049bb133111eb;
    return x ^ x >> 31;
  }
  uint64_t state_;
};

// A discovery and the behaviour that leads to it.
struct Sighting {
  Discovery discovery;
  Path path;
};

struct WalkOutcome {
  bool finished = false;
  uint64_t length = 0;
  std::optional<Tally> tally;
  std::vector<Sighting> sightings;  // more than one only if the search goes on after violations
};

// One walk after the other, on one thread.
class Walker final : private model::transitions::Past {
 public:
  Walker(const SearchPlan& plan, const std::vector<PathState>& initial_states)
      : plan_(plan), initial_states_(initial_states), explorer_(plan.system->NewExplorer()) {}

  // `known`: what earlier batches saw. `halt` is asked for each state.
  WalkOutcome Walk(uint64_t number, const Discoveries& known, const std::function<bool()>& halt) {
    Random random(plan_.options.seed, number);
    discoveries_ = known;
    outcome_ = WalkOutcome();
    outcome_.tally.emplace(plan_.info->actions.size());
    path_.assign(1, initial_states_[random.Below(initial_states_.size())]);
    while (path_.size() < plan_.options.walk_depth) {
      if (halt()) return std::move(outcome_);
      batch_.Clear();
      explorer_->Expand(FiguresAfter(0), path_.back().bytes, &batch_);
      if (!JudgeSteps()) break;
      const std::optional<size_t> step = Choose(&random);
      if (!step) break;
      const StateBytes bytes = batch_.Bytes(*step);
      path_.push_back({batch_[*step].action, {bytes.begin(), bytes.end()}});
    }
    outcome_.length = path_.size();
    outcome_.finished = true;
    return std::move(outcome_);
  }

 private:
  // So many steps beyond the end of the path.
  SearchFigures FiguresAfter(uint64_t steps) const {
    SearchFigures figures;
    figures.level = path_.size() + steps;
    figures.simulation = true;
    figures.past = this;
    return figures;
  }
  Path States() const override { return path_; }

  // False: the search ends here.
  bool JudgeSteps() {
    const bool all = plan_.options.continue_after_violation;
    for (size_t i = 0; i < batch_.size(); ++i) {
      outcome_.tally->CountStep(path_.size(), batch_[i].action);
      if (plan_.judge_states && !Accept(explorer_->JudgeState(FiguresAfter(1), i, all), i))
        return false;
      if (plan_.judge_steps && !Accept(explorer_->JudgeStep(FiguresAfter(0), i, all), i))
        return false;
    }
    outcome_.tally->CountGenerated(batch_.generated_besides);
    if (batch_.fault) {
      return Record({.kind = Discovery::Kind::kFault, .fault = batch_.fault}, std::nullopt);
    }
    if (batch_.size() > 0 || !plan_.check_deadlock) return true;
    return Record({.kind = Discovery::Kind::kDeadlock}, std::nullopt);
  }

  bool Accept(const Findings& findings, size_t i) {
    if (findings.empty() || !discoveries_.IsNews(findings)) return true;
    for (const uint32_t property : findings.violated) {
      if (!Record({.kind = Discovery::Kind::kProperty, .property = property}, i)) return false;
    }
    return !findings.fault || Record({.kind = Discovery::Kind::kFault, .fault = findings.fault}, i);
  }

  bool Record(Discovery discovery, std::optional<size_t> step) {
    discovery.from = StateIndex{0};  // not an initial state; the path says which
    const size_t before = discoveries_.all().size();
    const bool goes_on = discoveries_.Record(discovery);
    if (discoveries_.all().size() > before) {
      Sighting& sighting = outcome_.sightings.emplace_back();
      sighting.discovery = std::move(discovery);
      sighting.path = path_;
      if (step) {
        const StateBytes bytes = batch_.Bytes(*step);
        sighting.path.push_back({batch_[*step].action, {bytes.begin(), bytes.end()}});
      }
    }
    return goes_on;
  }

  std::optional<size_t> Choose(Random* random) {
    choices_.clear();
    for (size_t i = 0; i < batch_.size(); ++i) {
      const uint32_t action = batch_[i].action;
      if (batch_[i].inside &&
          std::find(choices_.begin(), choices_.end(), action) == choices_.end()) {
        choices_.push_back(action);
      }
    }
    if (choices_.empty()) return std::nullopt;
    const uint32_t action = choices_[random->Below(choices_.size())];
    const auto eligible = [&](size_t i) { return batch_[i].inside && batch_[i].action == action; };
    uint64_t count = 0;
    for (size_t i = 0; i < batch_.size(); ++i) count += eligible(i);
    uint64_t rank = random->Below(count);
    size_t chosen = 0;
    while (!eligible(chosen) || rank-- > 0) ++chosen;
    return chosen;
  }

  const SearchPlan& plan_;
  const std::vector<PathState>& initial_states_;
  std::unique_ptr<Explorer> explorer_;
  StepBatch batch_;
  Path path_;
  std::vector<uint32_t> choices_;
  WalkOutcome outcome_;
  Discoveries discoveries_{0, false};
};

class Walks {
 public:
  Walks(const model::transitions::TransitionSystem& system, const SearchOptions& options,
        SearchObserver* observer)
      : plan_(MakePlan(system, options, false, false)),
        pool_(plan_.workers),
        meter_(plan_.options, observer),
        explorer_(system.NewExplorer()),
        discoveries_(plan_.info->properties.size(), options.continue_after_violation),
        tally_(plan_.info->actions.size()) {}

  results::Result Run() {
    if (plan_.info->has_behaviour && TakeInitialStates() && !initial_states_.empty()) {
      walkers_.resize(pool_.workers());
      uint64_t batch = pool_.workers();
      while (WalkBatch(&batch)) {
      }
    }
    if (plan_.options.interrupt != nullptr) plan_.options.interrupt->Disarm();
    return MakeResult();
  }

 private:
  bool TakeInitialStates() {
    StepBatch batch;
    SearchFigures figures;
    figures.level = 1;
    figures.simulation = true;
    explorer_->Initial(figures, &batch);
    for (size_t i = 0; i < batch.size(); ++i) {
      tally_.CountGenerated(1);
      const StateBytes bytes = batch.Bytes(i);
      PathState state{StepBatch::kInitialAction, {bytes.begin(), bytes.end()}};
      if (plan_.judge_initial_states) {
        const Findings findings =
            explorer_->JudgeState(figures, i, plan_.options.continue_after_violation);
        for (const uint32_t property : findings.violated) {
          if (!Record({{.kind = Discovery::Kind::kProperty, .property = property}, {state}}))
            return false;
        }
        if (findings.fault)
          return Record({{.kind = Discovery::Kind::kFault, .fault = findings.fault}, {state}});
      }
      if (batch[i].inside) initial_states_.push_back(std::move(state));
    }
    tally_.CountGenerated(batch.generated_besides);
    initial_generated_ = tally_.generated();
    return !batch.fault || Record({{.kind = Discovery::Kind::kFault, .fault = batch.fault}, {}});
  }

  // Makes up to `*size` walks, and settles how many the next batch has. False: that was the last.
  bool WalkBatch(uint64_t* size) {
    const uint64_t limit = plan_.options.max_walks;
    if (limit != 0 && walks_ == limit) return false;
    const uint64_t count = limit == 0 ? *size : std::min(*size, limit - walks_);
    const double start = meter_.clock().Seconds();
    outcomes_.assign(count, WalkOutcome());
    std::atomic<uint64_t> next{0};
    std::atomic<uint64_t> end{count};  // walks from here on need not be made
    std::atomic<bool> halted{false};
    pool_.Run([&](uint32_t worker) {
      const auto halt = [&] {
        if (worker == 0 && meter_.clock().Due() && Halt())
          halted.store(true, std::memory_order_relaxed);
        return halted.load(std::memory_order_relaxed);
      };
      if (!walkers_[worker]) walkers_[worker] = std::make_unique<Walker>(plan_, initial_states_);
      for (uint64_t i; (i = next.fetch_add(1, std::memory_order_relaxed)) <
                       end.load(std::memory_order_relaxed);) {
        outcomes_[i] = walkers_[worker]->Walk(walks_ + i, discoveries_, halt);
        if (halt()) return;
        if (outcomes_[i].sightings.empty() || plan_.options.continue_after_violation) continue;
        for (uint64_t old = end.load(); i + 1 < old && !end.compare_exchange_weak(old, i + 1);) {
        }
      }
    });
    const double seconds = meter_.clock().Seconds() - start;
    if (seconds < kShortBatchSeconds) *size *= 2;
    if (seconds > kLongBatchSeconds) *size = std::max<uint64_t>(*size / 2, pool_.workers());
    return AddOutcomes() && !halted.load() && !Halt();
  }

  bool AddOutcomes() {
    for (WalkOutcome& outcome : outcomes_) {
      if (!outcome.finished) return false;
      ++walks_;
      tally_.Take(&*outcome.tally);
      depth_ = std::max(depth_, outcome.length);
      for (Sighting& sighting : outcome.sightings) {
        if (!Record(std::move(sighting))) return false;
      }
    }
    return true;
  }

  bool Record(Sighting sighting) {
    const size_t before = discoveries_.all().size();
    const bool goes_on = discoveries_.Record(sighting.discovery);
    if (discoveries_.all().size() > before) {
      depth_ = std::max<uint64_t>(depth_, sighting.path.size());
      paths_.push_back(std::move(sighting.path));
    }
    return goes_on;
  }

  bool Halt() {
    meter_.Report([this] {
      return Progress{.generated = tally_.generated(), .depth = depth_, .traces = walks_};
    });
    halted_ = meter_.ReasonToHalt();
    return !halted_.empty();
  }

  results::Result MakeResult() {
    results::Result result;
    result.specification = plan_.info->name;
    results::Statistics& statistics = result.statistics;
    statistics.states_generated = tally_.generated();
    statistics.actions = ActionStatisticsOf(tally_, *plan_.info);
    statistics.initial_generated = initial_generated_;
    statistics.initial_states = initial_states_.size();
    statistics.depth = depth_;
    statistics.traces = walks_;
    statistics.workers = plan_.workers;
    meter_.Finish(&statistics);
    result.properties = JudgedProperties(discoveries_.all(), plan_, /*complete=*/false);
    const std::string walked = std::to_string(walks_) + " random behaviors of up to " +
                               std::to_string(plan_.options.walk_depth) +
                               " states were walked, which proves nothing";
    const std::string reason = halted_.empty() ? walked : halted_ + " after " + walked;
    Conclude(discoveries_.all(), plan_, initial_states_.empty() ? "" : reason, &result);
    for (size_t i = 0; i < discoveries_.all().size(); ++i)
      AddViolation(discoveries_.all()[i], paths_[i], &result);
    return result;
  }

  void AddViolation(const Discovery& discovery, const Path& path, results::Result* result) {
    if (IsNoViolation(discovery)) return;
    results::Violation& violation = result->violations.emplace_back(ViolationOf(discovery, plan_));
    violation.trace =
        DescribePath(*plan_.info, path, nullptr, /*simulation=*/true, explorer_.get());
    if (discovery.fault) AppendUnfinished(*plan_.info, *discovery.fault, &violation.trace);
    if (discovery.kind != Discovery::Kind::kProperty) return;
    const bool of_step = plan_.info->properties[discovery.property].kind ==
                         model::transitions::PropertyKind::kActionProperty;
    const PathState& state = path[path.size() - (of_step ? 2 : 1)];
    violation.explanation = explorer_->Explain(discovery.property, state.bytes, path.back().bytes);
  }

  const SearchPlan plan_;
  parallel::WorkerPool pool_;
  ProgressMeter meter_;
  std::unique_ptr<Explorer> explorer_;
  Discoveries discoveries_;
  std::vector<Path> paths_;  // one for each discovery
  std::vector<PathState> initial_states_;
  std::vector<std::unique_ptr<Walker>> walkers_;
  std::vector<WalkOutcome> outcomes_;
  Tally tally_;
  uint64_t walks_ = 0;
  uint64_t initial_generated_ = 0;
  uint64_t depth_ = 0;
  std::string halted_;
};

}  // namespace

results::Result RandomWalk(const model::transitions::TransitionSystem& system,
                           const SearchOptions& options, SearchObserver* observer) {
  return Walks(system, options, observer).Run();
}

}  // namespace checker::exploration
