#include "checker/runs/restricted_system.h"

#include <algorithm>

namespace checker::runs {
namespace {

using model::transitions::Datum;
using model::transitions::Explorer;
using model::transitions::Fault;
using model::transitions::Findings;
using model::transitions::Rare;
using model::transitions::SearchFigures;
using model::transitions::StateBytes;
using model::transitions::StepBatch;
using model::transitions::SystemInfo;
using model::transitions::TransitionSystem;

// Leaves steps out; the current steps are those that stay, and `kept_` knows them by the numbers of
// the explorer behind.
class RestrictedExplorer final : public Explorer {
 public:
  RestrictedExplorer(std::unique_ptr<Explorer> behind, const std::vector<bool>& disabled,
                     const SystemInfo& info, bool judge)
      : behind_(std::move(behind)), disabled_(disabled), info_(info), judge_(judge) {}

  void Initial(const SearchFigures& figures, StepBatch* batch) override {
    all_.Clear();
    behind_->Initial(figures, &all_);
    Keep(batch);
  }
  void Expand(const SearchFigures& figures, StateBytes state, StepBatch* batch) override {
    all_.Clear();
    behind_->Expand(figures, state, &all_);
    Keep(batch);
  }
  Findings JudgeState(const SearchFigures& figures, size_t step, bool all) override {
    return judge_ ? behind_->JudgeState(figures, kept_[step], all) : Findings{};
  }
  Findings JudgeStep(const SearchFigures& figures, size_t step, bool all) override {
    return judge_ ? behind_->JudgeStep(figures, kept_[step], all) : Findings{};
  }
  Rare<Fault> LabelExpanded(std::span<uint64_t> state, std::span<uint64_t> stutter) override {
    return behind_->LabelExpanded(state, stutter);
  }
  Rare<Fault> LabelState(size_t step, std::span<uint64_t> out) override {
    return behind_->LabelState(kept_[step], out);
  }
  Rare<Fault> LabelStep(size_t step, std::span<uint64_t> out) override {
    return behind_->LabelStep(kept_[step], out);
  }
  Rare<Fault> LabelStutter(size_t step, std::span<uint64_t> out) override {
    return behind_->LabelStutter(kept_[step], out);
  }
  std::vector<std::pair<std::string, Datum>> Describe(const SearchFigures& figures,
                                                      StateBytes state, StateBytes next) override {
    return behind_->Describe(figures, state, next);
  }
  std::vector<std::pair<std::string, Datum>> Variables(StateBytes state) override {
    return behind_->Variables(state);
  }
  std::vector<std::string> Explain(uint32_t property, StateBytes state, StateBytes next) override {
    return behind_->Explain(property, state, next);
  }

 private:
  void Keep(StepBatch* batch) {
    kept_.clear();
    batch->Clear();
    for (size_t i = 0; i < all_.size(); ++i) {
      const StepBatch::Step& step = all_[i];
      if (step.action != StepBatch::kInitialAction && disabled_[step.action]) continue;
      kept_.push_back(i);
      batch->Add(step.action, step.inside, step.fingerprint, all_.Bytes(i));
    }
    if (all_.fault && !IsDisabled(all_.fault->subject)) {
      batch->fault = all_.fault;
      batch->generated_besides = all_.generated_besides;
    }
  }
  bool IsDisabled(const std::string& action) const {
    for (size_t i = 0; i < disabled_.size(); ++i) {
      if (disabled_[i] && info_.actions[i].name == action) return true;
    }
    return false;
  }

  const std::unique_ptr<Explorer> behind_;
  const std::vector<bool>& disabled_;
  const SystemInfo& info_;
  const bool judge_;
  StepBatch all_;
  std::vector<size_t> kept_;
};

class RestrictedSystem final : public TransitionSystem {
 public:
  RestrictedSystem(const TransitionSystem& system, const Restriction& restriction)
      : system_(system),
        info_(system.info()),
        switches_(restriction.switches),
        leaves_steps_out_(!restriction.disabled_actions.empty()),
        judge_(restriction.judge_properties) {
    info_.switches.clear();
    for (const auto& action : info_.actions) {
      const auto& names = restriction.disabled_actions;
      disabled_.push_back(std::find(names.begin(), names.end(), action.name) != names.end());
    }
    if (!judge_) {
      info_.properties.clear();
      info_.liveness.reset();
    }
    if (info_.liveness) {
      std::vector<model::transitions::FormulaId> kept;
      for (uint32_t i = 0; i < info_.liveness->assumptions.size(); ++i) {
        const auto& withdrawn = restriction.withdrawn_promises;
        if (std::find(withdrawn.begin(), withdrawn.end(), i) == withdrawn.end()) {
          kept.push_back(info_.liveness->assumptions[i]);
        }
      }
      info_.liveness->assumptions = std::move(kept);
    }
  }

  const SystemInfo& info() const override { return info_; }
  std::unique_ptr<Explorer> NewExplorer() const override {
    return Restricted(system_.NewExplorer());
  }
  std::unique_ptr<Explorer> NewExplorerWithoutSymmetry() const override {
    return Restricted(system_.NewExplorerWithoutSymmetry());
  }
  std::vector<Check> CheckAssumptions() const override {
    uint64_t read = 0;
    return switches_ ? system_.CheckAssumptionsUnder(*switches_, &read)
                     : system_.CheckAssumptions();
  }

 private:
  std::unique_ptr<Explorer> Restricted(std::unique_ptr<Explorer> explorer) const {
    if (switches_) explorer->SetSwitches(*switches_);
    if (!leaves_steps_out_ && judge_) return explorer;
    return std::make_unique<RestrictedExplorer>(std::move(explorer), disabled_, info_, judge_);
  }

  const TransitionSystem& system_;
  SystemInfo info_;
  const std::optional<uint64_t> switches_;
  const bool leaves_steps_out_;
  const bool judge_;
  std::vector<bool> disabled_;
};

}  // namespace

std::unique_ptr<TransitionSystem> Restrict(const TransitionSystem& system,
                                           const Restriction& restriction) {
  return std::make_unique<RestrictedSystem>(system, restriction);
}

}  // namespace checker::runs
