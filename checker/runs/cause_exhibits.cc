#include "checker/runs/cause_exhibits.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "checker/runs/design_run.h"

namespace checker::runs {

using results::CauseAnalysis;
using results::SuspectNames;
using results::Verdict;

namespace {

constexpr size_t kMostTraces = 40;  // causes and fixes beyond these are only named

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

}  // namespace

SuspectNames ExhibitMaker::NamesOf(causes::SuspectSet set) const {
  SuspectNames names;
  for (uint32_t i = 0; i < case_.line_up->suspects.size(); ++i) {
    if ((set & causes::Only(i)) != 0) names.push_back(case_.line_up->suspects[i].shown.name);
  }
  std::sort(names.begin(), names.end());
  return names;
}

bool ExhibitMaker::ShowCauses(const causes::MinimalSets& found, CauseAnalysis* analysis) const {
  bool confirmed = true;
  for (size_t i = 0; i < found.sets.size(); ++i) {
    results::Cause cause;
    cause.suspects = NamesOf(found.sets[i]);
    cause.proved_minimal = found.proved[i];
    if (found.sets[i] == case_.line_up->actual && analysis->violation) {
      cause.violation = analysis->violation;
    } else if (i < kMostTraces && !case_.time_is_up()) {
      if (case_.listener != nullptr) {
        case_.listener->OnPhase(absl::StrCat("tracing cause ", i + 1, " of ", found.sets.size(),
                                             ": ", analysis->property));
      }
      if (const auto design =
              MakeDesign(*case_.text, *case_.line_up, found.sets[i], analysis->property)) {
        DesignVerdict verdict =
            RunDesign(*design, analysis->property, *case_.check, case_.deadline, case_.listener);
        ++analysis->runs;
        analysis->distinct_states += verdict.distinct_states;
        if (verdict.verdict == Verdict::kFail) {
          cause.violation = std::move(verdict.violation);
        } else if (verdict.verdict != Verdict::kIncomplete) {
          confirmed = cause.proved_minimal = analysis->complete = false;
        }
      }
    }
    analysis->minimal_causes.push_back(std::move(cause));
  }
  SortBySuspects(&analysis->minimal_causes);
  return confirmed;
}

void ExhibitMaker::ShowFixes(const causes::MinimalSets& found, CauseAnalysis* analysis) const {
  for (size_t i = 0; i < found.sets.size(); ++i) {
    results::Fix fix;
    fix.suspects = NamesOf(found.sets[i]);
    fix.proved_minimal = found.proved[i];
    if (analysis->violation && i < kMostTraces && !case_.time_is_up()) {
      const causes::SuspectSet rest = case_.line_up->actual & ~found.sets[i];
      if (const auto design = MakeDesign(*case_.text, *case_.line_up, rest, analysis->property)) {
        fix.divergence = FollowTrace(*design, analysis->violation->trace);
      }
    }
    analysis->minimal_fixes.push_back(std::move(fix));
  }
  SortBySuspects(&analysis->minimal_fixes);
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
