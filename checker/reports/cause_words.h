// The words for causes that text and page share: sets, steps, sentences of the verdict.

#ifndef CHECKER_REPORTS_CAUSE_WORDS_H_
#define CHECKER_REPORTS_CAUSE_WORDS_H_

#include <string>
#include <vector>

#include "checker/results/causes.h"

namespace checker::reports {

// "A + B"; "nobody" for the empty set.
std::string SetText(const results::SuspectNames& names);
// "after 4 steps", "after 6 steps, where it may stand still for ever", "in an initial state"; and
// whether fewer may do.
std::string WhenText(const results::Violation& violation);
// The steps of a trace, in order, with the way it goes on for ever as the last entry.
std::vector<std::string> StepsOf(const results::Trace& trace);
// "HaltOnMissing = FALSE"; "DeleteByHand never happens".
std::string InnocentText(const results::Suspect& suspect);
std::string GuiltyText(const results::Suspect& suspect);
// "A = TRUE and B = FALSE", "the steps C and D and without WF(E)".
std::string CauseText(const results::CauseAnalysis& analysis, const results::Cause& cause);
// What changes to the design as it is amount to: "A = TRUE and B never happens".
std::string ChangesText(const results::CauseAnalysis& analysis, const results::SuspectNames& names);
std::string FixText(const results::CauseAnalysis& analysis, const results::Fix& fix);
// What is to be said of the fix beside: whether it is minimal, and whether it would do for every
// design of the line-up. Empty, or in brackets after a blank.
std::string FixRemark(const results::CauseAnalysis& analysis, const results::Fix& fix);
// The verdict on the suspects, a sentence an entry.
std::vector<std::string> VerdictSentences(const results::CauseAnalysis& analysis);
// How far a sound design is from danger; empty unless that was asked.
std::vector<std::string> DangerSentences(const results::CauseAnalysis& analysis);
// "12 designs (4 more combinations are none, for an ASSUME is false there)".
std::string ScopeText(const results::CauseAnalysis& analysis);
// Whether every cause and fix is there, and on what that rests; empty if not all is known.
std::string CompletenessText(const results::CauseAnalysis& analysis);
// Which declarations turned out to be wrong; empty if none did.
std::string RefutedText(const results::CauseAnalysis& analysis);
// One sentence: what the fixed design does where the failing one went wrong.
std::string DivergenceText(const results::Divergence& divergence);
// What blame the steps of the trace bear, or why that was not asked; empty without blame.
std::vector<std::string> BlameSentences(const results::CauseAnalysis& analysis);
// An earlier property with the very same causes, fixes and dangers, if there is one.
const results::CauseAnalysis* EarlierLike(const results::CausesResult& result, size_t number);
const results::Suspect* FindSuspect(const results::CauseAnalysis& analysis,
                                    const std::string& name);

enum class Part : uint8_t {
  kNone,
  kSome,
  kAlone,
  kEvery
};  // of a suspect in the causes of a property
Part PartOf(const results::CauseAnalysis& analysis, const std::string& suspect);

}  // namespace checker::reports

#endif  // CHECKER_REPORTS_CAUSE_WORDS_H_
