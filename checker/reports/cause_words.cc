#include "checker/reports/cause_words.h"

#include <algorithm>

#include "checker/reports/concatenation.h"
#include "checker/reports/figures.h"
#include "checker/reports/place_text.h"

namespace checker::reports {

using model::transitions::ToText;
using results::CauseAnalysis;
using results::Suspect;
using results::SuspectKind;
using results::SuspectNames;
using results::Verdict;

namespace {

// Long values would drown the sentence.
constexpr size_t kLongestValue = 60;

bool Has(const SuspectNames& names, const std::string& name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

std::string Shortened(std::string text) {
  if (text.size() > kLongestValue) text = text.substr(0, kLongestValue - 3) + "...";
  return text;
}

std::string IsOrAre(const SuspectNames& names, std::string_view singular, std::string_view plural) {
  return Concat(Enumeration(names), " ", names.size() == 1 ? singular : plural);
}

// "With X = FALSE", "If X never happens".
std::string WithInnocent(const Suspect& suspect) {
  if (suspect.kind == SuspectKind::kAction) return Concat("If ", InnocentText(suspect));
  return Concat("With ", InnocentText(suspect));
}

std::string EverySentence(const CauseAnalysis& analysis) {
  const SuspectNames& names = analysis.in_every_cause;
  if (names.empty()) return "";
  if (names.size() > 1) {
    return Concat(Enumeration(names),
                  " are in every cause. Make any one of them innocent, and no combination of the "
                  "others violates ",
                  analysis.property, ".");
  }
  const Suspect* suspect = FindSuspect(analysis, names[0]);
  if (suspect == nullptr) return "";
  if (Has(analysis.sufficient_alone, names[0])) {
    return Concat(names[0],
                  " did it, alone: no other cause is needed, and none would do without it.");
  }
  return Concat(names[0], " is in every cause. ", WithInnocent(*suspect),
                ", no combination of the others violates ", analysis.property, ".");
}

}  // namespace

const Suspect* FindSuspect(const CauseAnalysis& analysis, const std::string& name) {
  for (const Suspect& suspect : analysis.suspects) {
    if (suspect.name == name) return &suspect;
  }
  return nullptr;
}

std::string SetText(const SuspectNames& names) {
  if (names.empty()) return "nobody";
  std::string text;
  for (const std::string& name : names) Append(&text, text.empty() ? "" : " + ", name);
  return text;
}

std::string WhenText(const results::Violation& violation) {
  const size_t states = violation.trace.states.size();
  std::string text =
      states <= 1 ? "in an initial state" : Concat("after ", Plural(states - 1, "step"));
  if (violation.trace.stuttering) text += ", where it may stand still for ever";
  if (!violation.trace.stuttering && violation.trace.loop_start) {
    Append(&text, ", the last ", states - *violation.trace.loop_start + 1,
           " of a cycle that may go on for ever");
  }
  return text;
}

std::vector<std::string> StepsOf(const results::Trace& trace) {
  std::vector<std::string> steps;
  for (const results::TraceState& state : trace.states) {
    if (state.action) steps.push_back(CallText(*state.action));
  }
  if (trace.stuttering) {
    steps.emplace_back("then nothing more");
  } else if (trace.loop_start) {
    steps.push_back(Concat(trace.loop_action ? CallText(*trace.loop_action) : "a step",
                           " back to state ", *trace.loop_start));
  }
  return steps;
}

std::string InnocentText(const Suspect& suspect) {
  switch (suspect.kind) {
    case SuspectKind::kConstant:
      return Concat(suspect.name, " = ", suspect.innocent);
    case SuspectKind::kAlternative:
      return Concat(suspect.name.substr(0, suspect.name.find(" = ")), " = ", suspect.innocent);
    case SuspectKind::kAction:
      return Concat(suspect.name, " never happens");
    case SuspectKind::kFairness:
      return Concat(suspect.name.substr(8), " promised");
  }
  return "";
}

std::string GuiltyText(const Suspect& suspect) {
  switch (suspect.kind) {
    case SuspectKind::kConstant:
      return Concat(suspect.name, " = ", suspect.guilty);
    case SuspectKind::kAlternative:
      return suspect.name;
    case SuspectKind::kAction:
      return Concat(suspect.name, " may happen");
    case SuspectKind::kFairness:
      return suspect.name;
  }
  return "";
}

std::string CauseText(const CauseAnalysis& analysis, const results::Cause& cause) {
  std::vector<std::string> guilty, actions;
  for (const std::string& name : cause.suspects) {
    const Suspect* suspect = FindSuspect(analysis, name);
    if (suspect != nullptr && suspect->kind == SuspectKind::kAction) {
      actions.push_back(name);
    } else {
      guilty.push_back(suspect == nullptr ? name : GuiltyText(*suspect));
    }
  }
  if (!actions.empty())
    guilty.insert(guilty.begin(),
                  Concat(actions.size() == 1 ? "the step " : "the steps ", Enumeration(actions)));
  return guilty.empty() ? "nobody" : Enumeration(guilty);
}

std::string FixText(const CauseAnalysis& analysis, const results::Fix& fix) {
  std::vector<std::string> changes;
  for (const std::string& name : fix.suspects) {
    if (const Suspect* suspect = FindSuspect(analysis, name))
      changes.push_back(InnocentText(*suspect));
  }
  return Enumeration(changes);
}

Part PartOf(const CauseAnalysis& analysis, const std::string& suspect) {
  if (Has(analysis.in_every_cause, suspect)) return Part::kEvery;
  if (Has(analysis.sufficient_alone, suspect)) return Part::kAlone;
  return Has(analysis.contributing, suspect) ? Part::kSome : Part::kNone;
}

std::vector<std::string> VerdictSentences(const CauseAnalysis& analysis) {
  std::vector<std::string> sentences;
  const auto& causes = analysis.minimal_causes;
  const std::string so_far = analysis.complete ? "" : " as far as the search went";
  if (causes.empty()) {
    if (analysis.complete) {
      sentences.push_back(
          Concat("No set of suspects violates ", analysis.property, ": it holds in all ",
                 CountText(static_cast<uint64_t>(analysis.designs)), " designs of the line-up."));
    } else {
      sentences.push_back(Concat("No cause was found", so_far, "."));
    }
    return sentences;
  }
  if (causes.size() == 1 && causes[0].suspects.empty()) {
    sentences.push_back(Concat(analysis.property,
                               " is violated even with everybody innocent: none of the suspects is "
                               "needed, look elsewhere."));
    return sentences;
  }
  if (const std::string every = EverySentence(analysis); !every.empty()) sentences.push_back(every);
  for (const std::string& name : analysis.sufficient_alone) {
    if (!Has(analysis.in_every_cause, name)) sentences.push_back(Concat(name, " alone suffices."));
  }
  if (analysis.complete && analysis.in_every_cause.empty()) {
    sentences.push_back(
        Concat("There are ", causes.size(), " ways, and no suspect is in all of them."));
  }
  if (!analysis.contributing.empty()) {
    sentences.push_back(Concat(IsOrAre(analysis.contributing, "is", "are"),
                               " in some causes and not in others", so_far, "."));
  }
  if (!analysis.in_no_cause.empty()) {
    sentences.push_back(Concat(
        IsOrAre(analysis.in_no_cause, "is", "are"),
        analysis.complete ? " in no cause: acquitted." : Concat(" in no cause", so_far, ".")));
  }
  return sentences;
}

std::string DivergenceText(const results::Divergence& divergence) {
  if (divergence.step.empty())
    return "every step of the failing trace is still possible; what changes is what must follow";
  if (divergence.state == 0) return "it does not even begin in the same state";
  std::string text =
      Concat("it goes the same way up to state ", divergence.state, "; there ", divergence.step);
  if (!divergence.step_happens) return text + " can't happen";
  text += " leads elsewhere";
  size_t shown = 0;
  for (const auto& difference : divergence.differences) {
    if (++shown > 3) break;
    Append(&text, shown == 1 ? ": " : "; ", difference.variable, " = ",
           Shortened(ToText(difference.fixed)), " instead of ",
           Shortened(ToText(difference.failing)));
  }
  return text;
}

std::vector<std::string> BlameSentences(const CauseAnalysis& analysis) {
  std::vector<std::string> sentences;
  if (!analysis.blame || !analysis.violation) return sentences;
  std::vector<std::string> essential;
  for (const results::StepBlame& step : analysis.blame->steps) {
    if (step.essential) essential.push_back(Concat(step.step, " into state ", step.state));
  }
  if (!essential.empty()) {
    sentences.push_back(Concat("Forbidden where it stands in the trace, ", Enumeration(essential),
                               essential.size() == 1 ? "" : " (each)", " would have averted it."));
  } else if (!analysis.blame->steps.empty()) {
    sentences.emplace_back(
        "No single step of the trace is essential: forbidden where it stands, others lead to the "
        "same end.");
  }
  if (const auto& last = analysis.blame->point_of_no_return) {
    const auto& states = analysis.violation->trace.states;
    if (*last >= states.size()) {
      sentences.emplace_back(
          "There is no point of no return: even in the last state, another schedule could keep the "
          "promise.");
    } else {
      const auto& action = states[*last].action;
      sentences.push_back(Concat(
          "The point of no return is ", action ? CallText(*action) : "the step", " out of state ",
          *last, ": before it the promise could still be kept, after it no schedule can keep it."));
    }
  }
  return sentences;
}

}  // namespace checker::reports
