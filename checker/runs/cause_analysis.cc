#include "checker/runs/cause_analysis.h"

#include "absl/strings/str_cat.h"
#include "checker/runs/cause_blame.h"
#include "checker/runs/cause_exhibits.h"

namespace checker::runs {

using causes::Answer;
using causes::Family;
using causes::LatticeSearch;
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

// For a temporal property: without a step, or with a promise more, a design has fewer behaviours;
// and so it has without a constant of which the graph shows it.
SuspectSet CauseAnalyst::MonotoneFor(const CauseSearch::Findings& found) const {
  SuspectSet monotone = 0;
  if (!found.temporal || search_.one_by_one()) return monotone;
  for (uint32_t i = 0; i < inquiry_.line_up->suspects.size(); ++i) {
    const SuspectKind kind = inquiry_.line_up->suspects[i].shown.kind;
    if (kind == SuspectKind::kAction || kind == SuspectKind::kFairness) monotone |= Only(i);
  }
  return monotone | search_.only_add();
}

void CauseAnalyst::Begin(const CauseSearch::Findings& found, const CauseAnalysis& analysis,
                         LatticeSearch* lattice) const {
  const SuspectSet actual = inquiry_.line_up->actual;
  lattice->Learn(Answer::Kind::kViolated, found.violated);
  lattice->Learn(Answer::Kind::kHolds, found.holds);
  lattice->Learn(Answer::Kind::kUnknown, found.unreadable);
  if (found.temporal && !search_.one_by_one()) {
    const causes::Knowledge known = search_.judge()->KnownOf(analysis.property);
    lattice->Learn(Answer::Kind::kViolated, pool_.Minus(known.violated, found.faulty));
    lattice->Learn(Answer::Kind::kHolds, pool_.Minus(known.holds, found.faulty));
  }
  if (analysis.design == Verdict::kFail)
    lattice->Learn(Answer::Kind::kViolated, pool_.Exactly(actual));
  if (analysis.design == Verdict::kPass)
    lattice->Learn(Answer::Kind::kHolds, pool_.Exactly(actual));
}

// When little can be found out, what to change is worth most.
CauseAnalyst::Sets CauseAnalyst::FindSets(Verdict design, SuspectSet declared,
                                          LatticeSearch* lattice) const {
  const SuspectSet actual = inquiry_.line_up->actual;
  Sets sets;
  const bool fixes_first = search_.cut_short();
  if (design == Verdict::kFail && fixes_first) sets.fixes = lattice->FindFixes(actual);
  sets.causes = lattice->FindCauses();
  if (design == Verdict::kFail && !fixes_first) sets.fixes = lattice->FindFixes(actual);
  if (design == Verdict::kPass && search_.every_design())
    sets.dangers = lattice->FindDangers(actual);
  // A declaration is put to the test where it has most to say: with all that it speaks of guilty.
  for (size_t i = 0; i < sets.causes.sets.size() && declared != 0; ++i)
    lattice->Confirm(sets.causes.sets[i] | declared);
  return sets;
}

// A declaration that answers contradict is taken back, and the rest looked for again. What was
// answered is not asked again.
CauseAnalyst::Sets CauseAnalyst::FindSets(const CauseSearch::Findings& found, CaseOracle* oracle,
                                          CauseAnalysis* analysis, causes::Knowledge* knowledge) {
  const SuspectSet proved = MonotoneFor(found);
  analysis->shown_monotone = ExhibitMaker(inquiry_, analysis).NamesOf(proved);
  SuspectSet declared = inquiry_.line_up->monotone & ~proved;
  const Family valid = ValidFor(found);
  causes::Knowledge answered;
  uint64_t questions = 0;
  for (;;) {
    LatticeSearch lattice(&pool_, valid, {.shown = proved, .declared = declared}, oracle);
    Begin(found, *analysis, &lattice);
    lattice.Learn(Answer::Kind::kViolated, answered.violated);
    lattice.Learn(Answer::Kind::kHolds, answered.holds);
    Sets sets = FindSets(analysis->design, declared, &lattice);
    questions += lattice.questions();
    const std::optional<causes::Contradiction> contradiction = lattice.FindContradiction();
    const ExhibitMaker names(inquiry_, analysis);
    if (contradiction && (declared & (contradiction->violated ^ contradiction->holds)) != 0) {
      const SuspectSet blamed = declared & (contradiction->violated ^ contradiction->holds);
      for (std::string& name : names.NamesOf(blamed)) analysis->not_monotone.push_back(name);
      declared &= ~blamed;
      answered = lattice.answered();
      continue;
    }
    *knowledge = lattice.knowledge();
    const Family without_up = pool_.UpClosure(lattice.answered().violated, proved);
    const Family without_down = pool_.DownClosure(lattice.answered().holds, proved);
    const bool needed =
        declared != 0 && (!pool_.IsSubfamily(pool_.And(knowledge->violated, valid), without_up) ||
                          !pool_.IsSubfamily(pool_.And(knowledge->holds, valid), without_down));
    if (needed) analysis->rests_on_monotone = names.NamesOf(declared);
    if (oracle->judges()) analysis->judgements = questions;
    return sets;
  }
}

bool CauseAnalyst::Analyse(size_t property, CauseAnalysis* analysis) {
  const CauseSearch::Findings found = search_.FindingsOf(property);
  const Family valid = ValidFor(found);
  CaseOracle oracle(inquiry_, search_, &pool_, found, analysis);
  inquiry_.Phase(absl::StrCat("looking for causes: ", analysis->property));
  causes::Knowledge knowledge;
  const Sets sets = FindSets(found, &oracle, analysis, &knowledge);
  analysis->searched = true;
  analysis->complete = sets.causes.complete && sets.fixes.complete && sets.dangers.complete &&
                       analysis->design != Verdict::kIncomplete;
  Count(valid, analysis);

  const bool confirmed = Exhibit(sets, analysis);
  analysis->reason.clear();
  if (analysis->complete) Classify(analysis);
  if (!analysis->complete)
    SayWhyIncomplete(property, found, knowledge, valid, oracle.why_unknown(), analysis);
  if (analysis->violation && !inquiry_.TimeIsUp()) {
    inquiry_.Phase(absl::StrCat("blaming steps: ", analysis->property));
    BlameAlongTrace(inquiry_, analysis);
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

bool CauseAnalyst::Exhibit(const Sets& sets, CauseAnalysis* analysis) const {
  const ExhibitMaker exhibits(inquiry_, analysis);
  bool confirmed = exhibits.ShowCauses(sets.causes);
  // Changes of a design in which everybody is innocent are causes.
  if (inquiry_.line_up->actual != 0) confirmed &= exhibits.ShowDangers(sets.dangers);
  exhibits.ShowFixes(sets.fixes);
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
                                    const std::string& why_unknown, CauseAnalysis* analysis) const {
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
    analysis->reason = absl::StrCat("some designs could not be judged",
                                    why_unknown.empty() ? "" : ": ", why_unknown);
  }
}

}  // namespace checker::runs
