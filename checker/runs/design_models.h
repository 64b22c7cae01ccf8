// Lowered specifications, each shared by all designs that it can stand for.
//
// The boolean constants of the line-up are left open, so that one lowering does for all their
// values: explorers are told them (Explorer::SetSwitches). A constant that decides what lowering
// must know (the bounds of a quantifier in Next, say) can't stay open: each of its values has a
// lowering of its own, and so has each alternative of a constant with several. And where constants
// decide what a temporal formula is (IF Fair THEN ... in a fairness condition), each design gets a
// lowering of its own for ordinary runs: `check` judges the formula of the one design, without what
// the others would add to it.

#ifndef CHECKER_RUNS_DESIGN_MODELS_H_
#define CHECKER_RUNS_DESIGN_MODELS_H_

#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <tuple>
#include <vector>

#include "checker/causes/suspect_family.h"
#include "checker/runs/cause_line_up.h"
#include "checker/runs/load.h"
#include "model/transitions/interrupt.h"

namespace checker::runs {

// What a lowering is for.
struct ModelUse {
  std::vector<std::string> properties;  // to judge; none: those of the configuration
  uint32_t fingerprint_bits = 64;
  bool ignore_alias = false;
  bool ignore_view = false;
  auto Key() const { return std::tie(properties, fingerprint_bits, ignore_alias, ignore_view); }
  bool operator<(const ModelUse& other) const { return Key() < other.Key(); }
  bool operator==(const ModelUse& other) const { return Key() == other.Key(); }
};

class DesignModels {
 public:
  // `text` and `line_up` outlive it. `properties`: all that are asked about, as in ModelUse.
  DesignModels(LoadedText* text, const LineUp* line_up, std::vector<std::string> properties);

  // A model of the design with the suspects in `set` guilty, and of those that differ from it in
  // open constants only. Null if lowering fails or is interrupted: reason() says why, and the text
  // keeps its diagnostics.
  std::shared_ptr<const LoadedModel> Get(causes::SuspectSet set, const ModelUse& use);
  // The use that the search through all designs has for it.
  ModelUse SearchOfAll() const { return {.properties = properties_, .fingerprint_bits = 128}; }
  // For a model of several designs: the values that SystemInfo::switches have in one of them.
  uint64_t SwitchValues(const model::transitions::SystemInfo& info, causes::SuspectSet set) const;

  // Suspects that are constants and open in the search of all; and those that each lowering
  // settles.
  causes::SuspectSet open_constants();
  causes::SuspectSet settled_constants();

  // Ends evaluations of any of the models, while it is armed.
  model::transitions::Interrupt* interrupt() { return &interrupt_; }
  const std::string& reason() const { return reason_; }

 private:
  std::shared_ptr<const LoadedModel> Lower(causes::SuspectSet set, causes::SuspectSet open,
                                           const ModelUse& use);
  std::shared_ptr<const LoadedModel> Keep(causes::SuspectSet settled, const ModelUse& use,
                                          std::shared_ptr<const LoadedModel> model);
  void FindOpenConstants();
  causes::SuspectSet OpenFor(const ModelUse& use);

  LoadedText& text_;
  const LineUp& line_up_;
  const std::vector<std::string> properties_;
  causes::SuspectSet booleans_ = 0;  // suspects that are constants
  causes::SuspectSet alternatives_ = 0;
  model::transitions::Interrupt interrupt_;
  std::optional<causes::SuspectSet> open_;
  std::set<ModelUse> decided_;  // uses of which constants decide a formula
  std::map<std::pair<causes::SuspectSet, ModelUse>, std::shared_ptr<const LoadedModel>> models_;
  std::string reason_;
};

}  // namespace checker::runs

#endif  // CHECKER_RUNS_DESIGN_MODELS_H_
