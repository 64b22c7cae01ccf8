#include "model/interpreter/specification_system.h"

#include <new>

#include "absl/cleanup/cleanup.h"
#include "absl/strings/str_cat.h"
#include "model/interpreter/asymmetry.h"
#include "model/interpreter/datum_conversion.h"
#include "model/interpreter/explain.h"
#include "model/interpreter/faults.h"
#include "model/interpreter/specification_explorer.h"
#include "model/values/operations.h"

namespace model::interpreter {
namespace {

using program::Predicate;
using transitions::Fault;
using transitions::PropertyKind;
using transitions::SystemInfo;

std::string NameOf(const Predicate& predicate, const source::SourceSet& sources) {
  return predicate.name.empty() ? sources.Describe(predicate.range) : predicate.name;
}

void AddProperties(const std::vector<Predicate>& predicates, PropertyKind kind,
                   const source::SourceSet& sources, SystemInfo* info) {
  for (const Predicate& predicate : predicates) {
    info->properties.push_back(
        {NameOf(predicate, sources), kind, LocationOf(sources, predicate.range),
         predicate.root_name.empty() ? predicate.name : predicate.root_name});
  }
}

SystemInfo MakeInfo(const SpecificationParts& parts) {
  const program::Program& program = *parts.program;
  const source::SourceSet& sources = *parts.sources;
  SystemInfo info;
  info.name = parts.name;
  info.variables = program.variables;
  info.switches = program.switches;
  for (const program::Action& action : program.actions) {
    transitions::ActionInfo described{action.name, {}, LocationOf(sources, action.range)};
    for (const auto& [name, value] : action.parameters) {
      described.parameters.emplace_back(name, ToDatum(parts.constants->heap(), value));
    }
    info.actions.push_back(std::move(described));
  }
  // The order is what SpecificationExplorer counts by.
  AddProperties(program.invariants, PropertyKind::kInvariant, sources, &info);
  AddProperties(program.initial_predicates, PropertyKind::kInitialPredicate, sources, &info);
  AddProperties(program.action_properties, PropertyKind::kActionProperty, sources, &info);
  const auto first_temporal = static_cast<uint32_t>(info.properties.size());
  AddProperties(parts.temporal_properties, PropertyKind::kTemporal, sources, &info);
  info.check_deadlock = program.check_deadlock;
  info.has_behaviour = program.has_behaviour;
  info.has_constraints = !program.constraints.empty() || !program.action_constraints.empty();
  info.uses_symmetry = !program.symmetry.empty();
  info.uses_view = program.view != program::kNoExpression;
  info.has_alias = program.alias != program::kNoExpression;
  info.looks_for_states = !program.possible_states.empty();
  info.looks_for_steps = !program.possible_steps.empty();
  const auto asks_nothing_else = [&](const program::Predicate& predicate) {
    return !program[predicate.expression].impure;
  };
  info.judges_states_of_steps =
      std::all_of(program.action_properties.begin(), program.action_properties.end(),
                  asks_nothing_else) &&
      std::all_of(program.possible_steps.begin(), program.possible_steps.end(), asks_nothing_else);
  info.needs_single_worker = program.is_impure;
  info.single_worker_reason = program.impure_operator;
  if (!parts.temporal_properties.empty()) {
    info.liveness = parts.liveness;
    for (transitions::TemporalProperty& property : info.liveness->properties)
      property.property += first_temporal;
  }
  if (info.liveness && info.uses_symmetry) {
    values::Heap heap(&parts.constants->heap().atoms());
    info.asymmetry = info.uses_view ? "the VIEW" : FindAsymmetry(program, heap);
  }
  return info;
}

class SpecificationSystem final : public transitions::TransitionSystem {
 public:
  SpecificationSystem(SpecificationParts parts, const SpecificationOptions& options)
      : shared_(std::make_shared<SharedSpecification>()) {
    shared_->options = options;
    if (options.print) {
      shared_->options.print = [print = options.print,
                                mutex = std::make_shared<std::mutex>()](std::string_view line) {
        std::lock_guard lock(*mutex);
        print(line);
      };
    }
    parts.constants->Resize(parts.program->cells.size());
    shared_->info = MakeInfo(parts);
    const size_t possibilities =
        parts.program->possible_states.size() + parts.program->possible_steps.size();
    for (size_t i = 0; i < possibilities; ++i) shared_->met.emplace_back(false);
    shared_->parts = std::move(parts);
  }

  const SystemInfo& info() const override { return shared_->info; }
  std::unique_ptr<transitions::Explorer> NewExplorer() const override {
    return std::make_unique<SpecificationExplorer>(shared_);
  }
  std::unique_ptr<transitions::Explorer> NewExplorerWithoutSymmetry() const override {
    return std::make_unique<SpecificationExplorer>(shared_, Reduction::kWithoutSymmetry);
  }
  std::vector<Check> CheckAssumptions() const override {
    return RunChecks(shared_->program().assumptions, Fault::During::kAssumption, {});
  }
  std::vector<Check> CheckAssumptionsUnder(uint64_t switches, uint64_t* read) const override {
    return RunChecks(shared_->program().assumptions, Fault::During::kAssumption, {}, switches,
                     read);
  }
  std::vector<Check> CheckPostconditions(const transitions::SearchFigures& figures) const override {
    return RunChecks(shared_->program().postconditions, Fault::During::kPostcondition, figures);
  }
  std::vector<Check> CheckPossibilities() const override {
    const program::Program& program = shared_->program();
    std::vector<Check> checks;
    for (const auto* predicates : {&program.possible_states, &program.possible_steps}) {
      for (const Predicate& predicate : *predicates) {
        Check check;
        check.name = NameOf(predicate, *shared_->parts.sources);
        check.location = LocationOf(*shared_->parts.sources, predicate.range);
        check.holds = shared_->met[checks.size()];
        checks.push_back(std::move(check));
      }
    }
    return checks;
  }

 private:
  std::vector<Check> RunChecks(const std::vector<Predicate>& predicates, Fault::During during,
                               const transitions::SearchFigures& figures,
                               std::optional<uint64_t> switches = {},
                               uint64_t* read = nullptr) const;
  std::vector<std::string> Explain(Machine& machine, program::ExpressionId predicate) const;

  std::shared_ptr<SharedSpecification> shared_;
};

std::vector<std::string> SpecificationSystem::Explain(Machine& machine,
                                                      program::ExpressionId predicate) const {
  machine.silent = true;
  absl::Cleanup loud = [&] { machine.silent = false; };
  return FalsehoodExplainer(machine, *shared_->parts.sources).Explain(predicate);
}

// In order; the first that isn't true is the last.
std::vector<transitions::TransitionSystem::Check> SpecificationSystem::RunChecks(
    const std::vector<Predicate>& predicates, Fault::During during,
    const transitions::SearchFigures& figures, std::optional<uint64_t> switches,
    uint64_t* read) const {
  const program::Program& program = shared_->program();
  std::vector<Check> checks;
  if (predicates.empty()) return checks;
  Machine machine(program, *shared_->parts.constants,
                  program.units.empty() ? 0 : program.units[0].frame_size);
  machine.print = &shared_->options.print;
  machine.figures = figures;
  machine.sources = shared_->parts.sources;
  machine.has_switch_values = switches.has_value();
  machine.switch_values = switches.value_or(0);
  machine.EnterThread();
  // No variable has a value here.
  const std::vector<Value> no_state(program.variables.size());
  StateScope states(machine, no_state.data(), nullptr, 0);
  machine.ExpectNoState();
  FaultLocator locator(machine, *shared_->parts.sources);
  for (const Predicate& predicate : predicates) {
    Check check;
    check.name = NameOf(predicate, *shared_->parts.sources);
    check.location = LocationOf(*shared_->parts.sources, predicate.range);
    auto evaluate = [&] {
      return Evaluate(machine.Link(predicate.expression), machine, machine.root);
    };
    try {
      const Value value = evaluate();
      if (!value.is_boolean()) {
        throw values::EvaluationError(absl::StrCat("a boolean was expected, but the value is ",
                                                   values::Print(*machine.heap, value)));
      }
      check.holds = value.is_true();
      if (!check.holds) check.explanation = Explain(machine, predicate.expression);
    } catch (const values::EvaluationError& error) {
      check.fault = locator.Locate(error, during, check.name, evaluate);
    } catch (const std::bad_alloc&) {
      check.fault = OutOfMemoryFault(during, check.name);
    }
    if (check.fault && check.fault->location.file.empty()) check.fault->location = check.location;
    checks.push_back(std::move(check));
    if (!checks.back().holds) break;
  }
  if (read != nullptr) *read = machine.switches_read;
  return checks;
}

}  // namespace

std::unique_ptr<transitions::TransitionSystem> MakeSpecificationSystem(
    SpecificationParts parts, const SpecificationOptions& options) {
  return std::make_unique<SpecificationSystem>(std::move(parts), options);
}

}  // namespace model::interpreter
