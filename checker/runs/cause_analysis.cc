#include "checker/runs/cause_analysis.h"

#include "absl/strings/str_cat.h"
#include "checker/runs/cause_blame.h"
#include "checker/runs/cause_exhibits.h"
#include "checker/runs/cause_oracle.h"

namespace checker::runs {

using causes::Answer;
using causes::Family;
using causes::LatticeSearch;
using causes::MinimalSets;
using causes::Only;
using causes::SuspectSet;
using results::CauseAnalysis;
using results::SuspectKind;
using results::Verdict;

// Promises can't matter but to temporal properties.
Family CauseAnalyst::ValidFor(const CauseSearch::Findings& found) const {
  SuspectSet absent = 0;
  for (uint32_t i = 0; i < inquiry_.line_up->suspects.size(); ++i) {
    if (inquiry_.line_up->suspects[i].shown.kind == SuspectKind::kFairness && !found.temporal)
      absent |= Only(i);
  }
  return pool_.And(found.valid, pool_.Agreeing(absent, 0));
}

// For a temporal property: without a step, or with a promise more, a design has fewer behaviours.
SuspectSet CauseAnalyst::MonotoneFor(const CauseSearch::Findings& found) const {
  SuspectSet monotone = 0;
  if (!found.temporal || search_.one_by_one()) return monotone;
  for (uint32_t i = 0; i < inquiry_.line_up->suspects.size(); ++i) {
    const SuspectKind kind = inquiry_.line_up->suspects[i].shown.kind;
    if (kind == SuspectKind::kAction || kind == SuspectKind::kFairness) monotone |= Only(i);
  }
  return monotone;
}

bool CauseAnalyst::Analyse(size_t property, CauseAnalysis* analysis) {
  const CauseSearch::Findings found = search_.FindingsOf(property);
  const Family valid = ValidFor(found);
  const SuspectSet actual = inquiry_.line_up->actual;
  CaseOracle oracle(inquiry_, search_, &pool_, found, analysis);
  LatticeSearch lattice(&pool_, valid, MonotoneFor(found), &oracle);
  lattice.Learn(Answer::Kind::kViolated, found.violated);
  lattice.Learn(Answer::Kind::kHolds, found.holds);
  lattice.Learn(Answer::Kind::kUnknown, found.unreadable);
  if (analysis->design == Verdict::kFail)
    lattice.Learn(Answer::Kind::kViolated, pool_.Exactly(actual));
  if (analysis->design == Verdict::kPass)
    lattice.Learn(Answer::Kind::kHolds, pool_.Exactly(actual));

  // When little can be found out, what to change is worth most.
  inquiry_.Phase(absl::StrCat("looking for causes: ", analysis->property));
  MinimalSets fixes, dangers;
  const bool fixes_first = search_.cut_short();
  if (analysis->design == Verdict::kFail && fixes_first) fixes = lattice.FindFixes(actual);
  const MinimalSets causes = lattice.FindCauses();
  if (analysis->design == Verdict::kFail && !fixes_first) fixes = lattice.FindFixes(actual);
  if (analysis->design == Verdict::kPass && search_.every_design())
    dangers = lattice.FindDangers(actual);
  analysis->searched = true;
  analysis->complete = causes.complete && fixes.complete && dangers.complete &&
                       analysis->design != Verdict::kIncomplete;
  Count(valid, analysis);
  if (oracle.judges()) analysis->judgements = lattice.questions();

  const bool confirmed = Exhibit(causes, fixes, dangers, analysis);
  analysis->reason.clear();
  if (analysis->complete) Classify(analysis);
  if (!analysis->complete) SayWhyIncomplete(property, found, lattice.knowledge(), valid, analysis);
  if (analysis->violation && !inquiry_.TimeIsUp()) {
    inquiry_.Phase(absl::StrCat("blaming steps: ", analysis->property));
    analysis->blame = BlameAlongTrace(inquiry_, analysis->property, *analysis->violation);
  }
  return confirmed;
}

void CauseAnalyst::Count(Family valid, CauseAnalysis* analysis) const {
  Family possible = inquiry_.line_up->Valid(&pool_);
  SuspectSet absent = 0;
  for (uint32_t i = 0; i < inquiry_.line_up->suspects.size(); ++i) {
    const std::string& name = inquiry_.line_up->suspects[i].shown.name;
    bool shown = false;
    for (const results::Suspect& suspect : analysis->suspects) shown |= suspect.name == name;
    if (!shown) absent |= Only(i);
  }
  possible = pool_.And(possible, pool_.Agreeing(absent, 0));
  analysis->designs = pool_.Count(valid);
  analysis->designs_excluded = pool_.Count(pool_.Minus(possible, valid));
  if (!search_.one_by_one() && !search_.cut_short())
    analysis->designs_idle = pool_.Count(pool_.Minus(valid, search_.begun()));
  analysis->runs += search_.runs();
  analysis->distinct_states += search_.distinct_states();
}

bool CauseAnalyst::Exhibit(const MinimalSets& causes, const MinimalSets& fixes,
                           const MinimalSets& dangers, CauseAnalysis* analysis) const {
  const ExhibitMaker exhibits(inquiry_, analysis);
  bool confirmed = exhibits.ShowCauses(causes);
  // Changes of a design in which everybody is innocent are causes.
  if (inquiry_.line_up->actual != 0) confirmed &= exhibits.ShowDangers(dangers);
  exhibits.ShowFixes(fixes);
  if (!search_.one_by_one() && !search_.cut_short()) {
    const Family begun = search_.begun();
    for (results::Fix& fix : analysis->minimal_fixes) {
      fix.leaves_no_behaviour =
          !pool_.Contains(begun, inquiry_.line_up->actual & ~exhibits.SetOf(fix.suspects));
    }
  }
  return confirmed;
}

void CauseAnalyst::SayWhyIncomplete(size_t property, const CauseSearch::Findings& found,
                                    const causes::Knowledge& knowledge, Family valid,
                                    CauseAnalysis* analysis) const {
  const Family open = pool_.Minus(pool_.Minus(valid, knowledge.violated), knowledge.holds);
  const Family pointless =
      pool_.Minus(pool_.UpClosure(knowledge.violated), pool_.Subsets(inquiry_.line_up->actual));
  analysis->designs_open = pool_.Count(pool_.Minus(open, pointless));
  const std::string faults = search_.ReasonOfFaults(property);
  if (inquiry_.TimeIsUp() || search_.cut_short()) {
    analysis->reason = "a limit or a signal stopped the search";
  } else if (pool_.And(found.faulty, open) != causes::kNoSets && !faults.empty()) {
    analysis->reason = absl::StrCat("some designs can't be evaluated: ", faults);
  } else {
    analysis->reason = "some designs could not be judged";
  }
}

}  // namespace checker::runs
