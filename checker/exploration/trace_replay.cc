#include "checker/exploration/trace_replay.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>

namespace checker::exploration {
namespace {

using model::transitions::Datum;
using model::transitions::Fingerprint;
using model::transitions::SearchFigures;
using model::transitions::StateBytes;
using model::transitions::StepBatch;

SearchFigures FiguresAt(uint64_t level) {
  SearchFigures figures;
  figures.level = level;
  return figures;
}

PathState Copy(const StepBatch& batch, size_t i) {
  const StateBytes bytes = batch.Bytes(i);
  return {batch[i].action, {bytes.begin(), bytes.end()}};
}

// Stops at the initial state with the given ordinal.
class FindInitial final : public model::transitions::InitialShare {
 public:
  FindInitial(uint64_t ordinal, const StepBatch* batch) : left_(ordinal), batch_(batch) {}

  Parts Claim() override { return std::exchange(parts_, Parts()); }
  bool Take() override {
    if (left_ >= batch_->size()) {
      left_ -= batch_->size();
      return true;
    }
    found_ = Copy(*batch_, left_);
    fingerprint_ = (*batch_)[left_].fingerprint;
    return false;
  }

  // Absent: there are not that many.
  const std::optional<PathState>& found() const { return found_; }
  const Fingerprint& fingerprint() const { return fingerprint_; }

 private:
  Parts parts_{0, ~uint64_t{0}};  // all of them
  uint64_t left_;
  const StepBatch* batch_;
  std::optional<PathState> found_;
  Fingerprint fingerprint_;
};

// With an alias the names may differ from state to state; only equal names are compared.
std::vector<bool> Changed(const std::vector<std::pair<std::string, Datum>>& before,
                          const std::vector<std::pair<std::string, Datum>>& now) {
  std::vector<bool> changed(now.size(), true);
  for (size_t i = 0; i < now.size(); ++i) {
    if (i < before.size() && before[i].first == now[i].first) {
      changed[i] = before[i].second != now[i].second;
      continue;
    }
    const auto same_name = [&](const auto& entry) { return entry.first == now[i].first; };
    const auto found = std::find_if(before.begin(), before.end(), same_name);
    changed[i] = found == before.end() || found->second != now[i].second;
  }
  return changed;
}

}  // namespace
Path StoredPast::States() const { return TraceReplay(plan_, nullptr, store_).PathTo(end_); }

// Puts the state that step `ordinal` from the path's end leads to behind it, and checks that it is
// stored (as `state`).
void TraceReplay::Take(StateIndex state, uint64_t ordinal, Path* path) {
  const SearchFigures figures = FiguresAt(path->size());
  std::optional<PathState> found;
  Fingerprint fingerprint;
  if (path->empty()) {
    FindInitial share(ordinal, &batch_);
    explorer_->InitialInParts(figures, &share, &batch_);
    found = share.found();
    fingerprint = share.fingerprint();
  } else {
    batch_.Clear();
    explorer_->Expand(figures, path->back().bytes, &batch_);
    if (ordinal < batch_.size()) {
      found = Copy(batch_, ordinal);
      fingerprint = batch_[ordinal].fingerprint;
    }
  }
  if (!found || !IsStored(state, fingerprint)) {
    throw ReplayMismatch(
        "state " + std::to_string(NumberOf(state)) +
        " was not found again: the model's steps differ from those it gave before");
  }
  path->push_back(*std::move(found));
}

bool TraceReplay::IsStored(StateIndex state, const Fingerprint& fingerprint) const {
  const auto slot = store_->set.Find(store_->set.KeyOf(fingerprint));
  return slot != FingerprintSet::kAbsent &&
         (!plan_.record_graph || store_->set.NumberAt(slot) == NumberOf(state));
}

Path TraceReplay::PathTo(StateIndex state) {
  std::vector<StateIndex> states;
  for (StateIndex s = state; s != kNoState; s = store_->log.Get(s).parent) states.push_back(s);
  std::reverse(states.begin(), states.end());
  Path path;
  for (const StateIndex s : states) {
    if (plan_.keep_states) {
      const StateBytes bytes = store_->archive[NumberOf(s)];
      path.push_back({store_->archive_actions[NumberOf(s)], {bytes.begin(), bytes.end()}});
    } else {
      Take(s, store_->log.Get(s).ordinal, &path);
    }
  }
  return path;
}

Path TraceReplay::PathTo(const Discovery& discovery) {
  Path path = discovery.from == kNoState ? Path() : PathTo(discovery.from);
  if (discovery.step) path.push_back({discovery.step->action, discovery.step->target});
  return path;
}

// Current step `i` has the labels that are asked for.
bool TraceReplay::HasLabels(const PathStep& step, size_t i) {
  std::vector<uint64_t> labels(step.step_labels.size());
  const auto are = [&](std::span<const uint64_t> wanted) {
    return std::equal(labels.begin(), labels.end(), wanted.begin(), wanted.end());
  };
  if (!labels.empty() && (explorer_->LabelStep(i, labels) || !are(step.step_labels))) return false;
  labels.resize(step.target_labels.size());
  return labels.empty() || (!explorer_->LabelState(i, labels) && are(step.target_labels));
}

bool TraceReplay::Follow(std::span<const PathStep> steps, Path* path) {
  for (const PathStep& step : steps) {
    batch_.Clear();
    explorer_->Expand(FiguresAt(path->size()), path->back().bytes, &batch_);
    const auto leads_there = [&](size_t i) {
      if (i >= batch_.size() || !batch_[i].inside) return false;
      const auto slot = store_->set.Find(store_->set.KeyOf(batch_[i].fingerprint));
      return slot != FingerprintSet::kAbsent && store_->set.NumberAt(slot) == NumberOf(step.to) &&
             HasLabels(step, i);
    };
    size_t chosen = step.ordinal;
    if (!leads_there(chosen)) {
      for (chosen = 0; chosen < batch_.size() && !leads_there(chosen);) ++chosen;
    }
    if (chosen == batch_.size()) return false;
    path->push_back(Copy(batch_, chosen));
  }
  return true;
}

results::Trace TraceReplay::Describe(const Path& path, const PathState* after_last) {
  return DescribePath(*plan_.info, path, after_last, /*simulation=*/false, explorer_);
}

results::Trace DescribePath(const model::transitions::SystemInfo& info, const Path& path,
                            const PathState* after_last, bool simulation,
                            model::transitions::Explorer* explorer) {
  results::Trace trace;
  for (size_t i = 0; i < path.size(); ++i) {
    const PathState& next = i + 1 < path.size() ? path[i + 1] : after_last ? *after_last : path[i];
    results::TraceState& state = trace.states.emplace_back();
    state.number = static_cast<uint32_t>(i + 1);
    if (path[i].action < info.actions.size()) state.action = info.actions[path[i].action];
    const PathPast past(path, i + 1);
    SearchFigures figures = FiguresAt(i + 1);
    figures.simulation = simulation;
    figures.past = &past;
    state.variables = explorer->Describe(figures, path[i].bytes, next.bytes);
    state.changed = i == 0 ? std::vector<bool>(state.variables.size(), true)
                           : Changed(trace.states[i - 1].variables, state.variables);
  }
  return trace;
}

void AppendUnfinished(const model::transitions::SystemInfo& info,
                      const model::transitions::Fault& fault, results::Trace* trace) {
  if (!fault.unfinished || trace->states.empty()) return;
  results::TraceState state;
  state.number = static_cast<uint32_t>(trace->states.size() + 1);
  state.action = info.actions[fault.unfinished->action];
  state.variables = fault.unfinished->variables;
  state.changed = Changed(trace->states.back().variables, state.variables);
  trace->states.push_back(std::move(state));
}

}  // namespace checker::exploration
