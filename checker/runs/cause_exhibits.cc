#include "checker/runs/cause_exhibits.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "checker/runs/cause_comparison.h"
#include "checker/runs/design_run.h"

namespace checker::runs {

using results::CauseAnalysis;
using results::SuspectNames;
using results::Verdict;

namespace {

constexpr size_t kMostTraces = 100;  // causes and fixes beyond these are only named

// By size, then by name.
template <typename Entry>
void SortBySuspects(std::vector<Entry>* entries) {
  std::stable_sort(entries->begin(), entries->end(), [](const Entry& a, const Entry& b) {
    return a.suspects.size() != b.suspects.size() ? a.suspects.size() < b.suspects.size()
                                                  : a.suspects < b.suspects;
  });
}

bool Has(const SuspectNames& names, const std::string& name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

// Among the smallest fixes, the first of those that go with the failing trace longest.
std::optional<size_t> NearestOf(const std::vector<results::Fix>& fixes) {
  std::optional<size_t> nearest;
  for (size_t i = 0; i < fixes.size(); ++i) {
    if (!fixes[i].divergence || fixes[i].suspects.size() > fixes[0].suspects.size()) continue;
    if (!nearest || fixes[i].divergence->state > fixes[*nearest].divergence->state) nearest = i;
  }
  return nearest;
}

}  // namespace

SuspectNames ExhibitMaker::NamesOf(causes::SuspectSet set) const {
  SuspectNames names;
  for (uint32_t i = 0; i < inquiry_.line_up->suspects.size(); ++i) {
    if ((set & causes::Only(i)) != 0) names.push_back(inquiry_.line_up->suspects[i].shown.name);
  }
  std::sort(names.begin(), names.end());
  return names;
}

causes::SuspectSet ExhibitMaker::SetOf(const SuspectNames& names) const {
  causes::SuspectSet set = 0;
  for (uint32_t i = 0; i < inquiry_.line_up->suspects.size(); ++i) {
    if (Has(names, inquiry_.line_up->suspects[i].shown.name)) set |= causes::Only(i);
  }
  return set;
}

bool ExhibitMaker::AddTrace(causes::SuspectSet set, results::Cause* cause) const {
  if (set == inquiry_.line_up->actual && analysis_.violation) {
    cause->violation = analysis_.violation;
    return true;
  }
  if (inquiry_.TimeIsUp()) return true;
  std::optional<DesignVerdict> verdict = JudgeDesign(inquiry_, set, analysis_.property);
  if (!verdict) return true;
  analysis_.runs += verdict->runs;
  analysis_.distinct_states += verdict->distinct_states;
  if (verdict->verdict == Verdict::kFail) cause->violation = std::move(verdict->violation);
  return verdict->verdict != Verdict::kPass;
}

bool ExhibitMaker::Show(const causes::MinimalSets& found, causes::SuspectSet from,
                        std::vector<results::Cause>* shown) const {
  for (size_t i = 0; i < found.sets.size(); ++i) {
    shown->push_back({.suspects = NamesOf(found.sets[i]), .proved_minimal = found.proved[i]});
  }
  SortBySuspects(shown);
  bool confirmed = true;
  for (size_t i = 0; i < shown->size() && i < kMostTraces; ++i) {
    results::Cause& cause = (*shown)[i];
    inquiry_.Phase(
        absl::StrCat("tracing cause ", i + 1, " of ", shown->size(), ": ", analysis_.property));
    if (AddTrace(from ^ SetOf(cause.suspects), &cause)) continue;
    confirmed = cause.proved_minimal = analysis_.complete = false;
  }
  return confirmed;
}

bool ExhibitMaker::ShowCauses(const causes::MinimalSets& found) const {
  return Show(found, 0, &analysis_.minimal_causes);
}

bool ExhibitMaker::ShowDangers(const causes::MinimalSets& found) const {
  return Show(found, inquiry_.line_up->actual, &analysis_.minimal_dangers);
}

void ExhibitMaker::ShowFixes(const causes::MinimalSets& found) const {
  std::vector<results::Fix>& fixes = analysis_.minimal_fixes;
  for (size_t i = 0; i < found.sets.size(); ++i) {
    fixes.push_back({.suspects = NamesOf(found.sets[i]), .proved_minimal = found.proved[i]});
  }
  SortBySuspects(&fixes);
  for (size_t i = 0; i < fixes.size() && i < kMostTraces && analysis_.violation; ++i) {
    if (inquiry_.TimeIsUp()) break;
    const causes::SuspectSet rest = inquiry_.line_up->actual & ~SetOf(fixes[i].suspects);
    if (const auto design = MakeDesign(inquiry_, rest, analysis_.property, StatesOf::kWithoutAlias))
      fixes[i].divergence = CompareWithTrace(design->system(), PlainTrace(analysis_));
  }
  analysis_.nearest_fix = NearestOf(fixes);
}

void Classify(CauseAnalysis* analysis) {
  const auto& all = analysis->minimal_causes;
  for (const results::Suspect& suspect : analysis->suspects) {
    size_t in = 0;
    bool alone = false;
    for (const results::Cause& cause : all) {
      const bool has = Has(cause.suspects, suspect.name);
      in += has ? 1 : 0;
      alone |= has && cause.suspects.size() == 1;
    }
    if (in == 0) {
      analysis->in_no_cause.push_back(suspect.name);
      continue;
    }
    if (in == all.size()) analysis->in_every_cause.push_back(suspect.name);
    if (alone) analysis->sufficient_alone.push_back(suspect.name);
    if (in < all.size() && !alone) analysis->contributing.push_back(suspect.name);
  }
  for (SuspectNames* names : {&analysis->in_no_cause, &analysis->in_every_cause,
                              &analysis->sufficient_alone, &analysis->contributing}) {
    std::sort(names->begin(), names->end());
  }
  analysis->irrelevant = analysis->in_no_cause;
  analysis->necessary = analysis->in_every_cause;
}

}  // namespace checker::runs
