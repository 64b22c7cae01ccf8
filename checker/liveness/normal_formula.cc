// Formulas of TLA+ have no "until" and no "next": below boolean operators there are only [] and <>.
// Two facts about this fragment make an automaton unnecessary for nearly everything that
// specifications say.
//
// 1. *Far enough along any behaviour, <>f and []<>f agree, and so do []f and <>[]f.* (If f recurs
//    for ever, both hold everywhere; if not, both are false from some point on.) Below []<> or <>[]
//    only the far end counts, so each <>f in there may be replaced by []<>f and each []f by <>[]f.
//    These have one truth value along the whole behaviour, and what is left below []<> is a boolean
//    combination of predicates b and such constants T, which move out where they can:
//        []<>(b /\ T) = []<>b /\ T     []<>(f \/ g) = []<>f \/ []<>g     and the duals for <>[].
//    So the innermost are *tail atoms* []<>b and <>[]b over propositional b.
//
// 2. A constant T moves out of a single temporal operator too:
//        [](f /\ T) = []f /\ T     [](f \/ T) = []f \/ T     and the duals for <>.
//    Where it stands deeper it stays; nothing is ever multiplied out. branch.h splits on the atoms
//    that are left inside.
//
// What has no tail atom inside is *core*: its temporal operators look at a finite part of a
// behaviour and at safety. Tail atoms are conditions on strongly connected components (branch.h);
// only core formulas need an automaton (core_automaton.h), and mostly one of two states.
//
// Fairness is made of tail atoms only: WF_v(A) = []<>~ENABLED<<A>>_v \/ []<><<A>>_v =
// []<>(~ENABLED<<A>>_v \/ <<A>>_v), one condition; SF_v(A) = <>[]~ENABLED<<A>>_v \/ []<><<A>>_v, a
// Streett pair.
//
// Sources: the replacement at the far end is the "eventual and universal formulas" of K. Etessami
// and G. Holzmann, Optimizing Buchi Automata (CONCUR 2000), taken to the fragment LTL(F, G); that a
// tail need not burden the automaton is "suspension", T. Babiak, T. Badie, A. Duret-Lutz, M.
// Kretinsky and J. Strejcek, Compositional Approach to Suspension and Other Improvements to LTL
// Translation (SPIN 2013).

#include "checker/liveness/normal_formula.h"

#include <algorithm>
#include <cassert>

namespace checker::liveness {

namespace {

using Kind = NormalFormula::Kind;
using model::transitions::Formula;
using model::transitions::FormulaId;
using model::transitions::LivenessProblem;

// Beyond this many formulas distribution has exploded; real specifications need hundreds.
constexpr size_t kFormulaLimit = 200'000;
// Absorption compares operands in pairs; longer lists go without.
constexpr size_t kAbsorptionLimit = 64;

Kind Dual(Kind kind) {
  switch (kind) {
    case Kind::kAnd: return Kind::kOr;
    case Kind::kOr: return Kind::kAnd;
    case Kind::kAlways: return Kind::kEventually;
    case Kind::kEventually: return Kind::kAlways;
    default: assert(false); return kind;
  }
}

// [] goes with /\, <> with \/: the boolean operator that a temporal one distributes over.
Kind BooleanOf(Kind temporal) { return temporal == Kind::kAlways ? Kind::kAnd : Kind::kOr; }
Kind TemporalOf(Kind boolean) { return boolean == Kind::kAnd ? Kind::kAlways : Kind::kEventually; }

}  // namespace

NormalPool::NormalPool() {
  Intern({.kind = Kind::kFalse});
  Intern({.kind = Kind::kTrue});
}

NormalId NormalPool::Intern(NormalFormula formula) {
  std::vector<uint32_t> key = {static_cast<uint32_t>(formula.kind) << 1 | formula.negated,
                               formula.predicate};
  for (const NormalId operand : formula.operands) key.push_back(static_cast<uint32_t>(operand));
  const auto [found, is_new] =
      known_.try_emplace(std::move(key), static_cast<uint32_t>(formulas_.size()));
  if (!is_new) return NormalId{found->second};
  if (formulas_.size() >= kFormulaLimit) {
    too_complex_ = true;
    known_.erase(found);
    return kFalse;
  }
  formulas_.push_back(std::move(formula));
  return NormalId{found->second};
}

NormalId NormalPool::Literal(Kind kind, uint32_t predicate, bool negated) {
  return Intern({.kind = kind, .negated = negated, .predicate = predicate});
}

NormalId NormalPool::MakeTemporal(Kind kind, NormalId operand) {
  NormalFormula made{.kind = kind, .propositional = false, .operands = {operand}};
  const NormalFormula& inner = (*this)[operand];
  made.tail = inner.kind == Dual(kind);
  made.has_tail = made.tail || inner.has_tail;
  return Intern(std::move(made));
}

bool NormalPool::IsTailAtom(NormalId id, Kind outer) const {
  const NormalFormula& formula = (*this)[id];
  return formula.kind == outer && formula.tail && (*this)[Body(id)].propositional;
}

// --- /\ and \/ ---

void NormalPool::Flatten(Kind kind, std::vector<NormalId>* operands) const {
  std::vector<NormalId> flat;
  for (const NormalId id : *operands) {
    const NormalFormula& operand = (*this)[id];
    if (operand.kind == kind) {
      flat.insert(flat.end(), operand.operands.begin(), operand.operands.end());
    } else {
      flat.push_back(id);
    }
  }
  *operands = std::move(flat);
}

// []a /\ []b = [](a /\ b) and <>[]a /\ <>[]b = <>[](a /\ b) for propositional a and b; the duals
// for \/.
void NormalPool::MergeTemporal(Kind kind, std::vector<NormalId>* operands) {
  const Kind outer = TemporalOf(kind);
  std::vector<NormalId> kept, bodies, tail_bodies;
  for (const NormalId id : *operands) {
    const NormalFormula& operand = (*this)[id];
    if (operand.kind == outer && (*this)[operand.operands[0]].propositional) {
      bodies.push_back(operand.operands[0]);
    } else if (IsTailAtom(id, Dual(outer))) {
      tail_bodies.push_back(Body(id));
    } else {
      kept.push_back(id);
    }
  }
  if (bodies.size() > 1) {
    kept.push_back(Temporal(outer, Combine(kind, bodies)));
  } else if (bodies.size() == 1) {
    kept.push_back(MakeTemporal(outer, bodies[0]));
  }
  if (tail_bodies.size() > 1) {
    kept.push_back(Tail(Dual(outer), Combine(kind, tail_bodies)));
  } else if (tail_bodies.size() == 1) {
    kept.push_back(MakeTemporal(Dual(outer), MakeTemporal(outer, tail_bodies[0])));
  }
  *operands = std::move(kept);
}

// Sorts, removes duplicates and what others absorb. False: the whole collapses (to FALSE for /\,
// TRUE for \/).
bool NormalPool::Simplify(Kind kind, std::vector<NormalId>* operands) const {
  const NormalId neutral = kind == Kind::kAnd ? kTrue : kFalse;
  const NormalId absorbing = kind == Kind::kAnd ? kFalse : kTrue;
  std::erase(*operands, neutral);
  std::sort(operands->begin(), operands->end());
  operands->erase(std::unique(operands->begin(), operands->end()), operands->end());
  absl::flat_hash_map<std::pair<int, uint32_t>, bool> literals;
  for (const NormalId id : *operands) {
    if (id == absorbing) return false;
    const NormalFormula& operand = (*this)[id];
    if (operand.kind != Kind::kState && operand.kind != Kind::kStep) continue;
    const auto [found, is_new] =
        literals.try_emplace({static_cast<int>(operand.kind), operand.predicate}, operand.negated);
    if (!is_new && found->second != operand.negated) return false;
  }
  if (operands->size() > kAbsorptionLimit) return true;
  const std::vector<NormalId> all = *operands;
  std::erase_if(*operands, [&](NormalId id) {  // x /\ (x \/ y) = x
    const NormalFormula& operand = (*this)[id];
    if (operand.kind != Dual(kind)) return false;
    return std::any_of(operand.operands.begin(), operand.operands.end(), [&](NormalId inner) {
      return std::binary_search(all.begin(), all.end(), inner);
    });
  });
  return true;
}

NormalId NormalPool::Combine(Kind kind, std::vector<NormalId> operands) {
  Flatten(kind, &operands);
  MergeTemporal(kind, &operands);
  Flatten(kind, &operands);
  if (!Simplify(kind, &operands)) return kind == Kind::kAnd ? kFalse : kTrue;
  if (operands.empty()) return kind == Kind::kAnd ? kTrue : kFalse;
  if (operands.size() == 1) return operands[0];
  NormalFormula made{.kind = kind, .tail = true, .operands = std::move(operands)};
  for (const NormalId id : made.operands) {
    const NormalFormula& operand = (*this)[id];
    made.propositional &= operand.propositional;
    made.tail &= operand.tail;
    made.has_tail |= operand.has_tail;
  }
  return Intern(std::move(made));
}

// --- [] and <> ---

NormalId NormalPool::Temporal(Kind kind, NormalId id) {
  if (too_complex_ || id == kFalse || id == kTrue) return id;
  const NormalFormula formula = (*this)[id];
  if (formula.tail || formula.kind == kind) return id;
  if (formula.propositional) return MakeTemporal(kind, id);
  if (formula.kind == Dual(kind)) return Tail(kind, formula.operands[0]);
  std::vector<NormalId> outside, inside;
  for (const NormalId operand : formula.operands) {
    ((*this)[operand].tail ? outside : inside).push_back(operand);
  }
  if (formula.kind == BooleanOf(kind)) {  // goes to each part; the propositional ones stay together
    std::vector<NormalId> propositional;
    for (const NormalId operand : inside) {
      if ((*this)[operand].propositional) {
        propositional.push_back(operand);
      } else {
        outside.push_back(Temporal(kind, operand));
      }
    }
    outside.push_back(Temporal(kind, Combine(formula.kind, std::move(propositional))));
    return Combine(formula.kind, std::move(outside));
  }
  if (outside.empty()) return MakeTemporal(kind, id);
  outside.push_back(Temporal(kind, Combine(formula.kind, std::move(inside))));
  return Combine(formula.kind, std::move(outside));
}

// `formula` with each <>f replaced by []<>f and each []f by <>[]f: equal to it from some position
// of any behaviour on.
NormalId NormalPool::AtFarEnd(NormalId id) {
  const NormalFormula formula = (*this)[id];
  if (formula.propositional || formula.tail || too_complex_) return id;
  if (formula.kind == Kind::kAlways || formula.kind == Kind::kEventually) {
    return Tail(Dual(formula.kind), formula.operands[0]);
  }
  std::vector<NormalId> operands;
  for (const NormalId operand : formula.operands) operands.push_back(AtFarEnd(operand));
  return Combine(formula.kind, std::move(operands));
}

// outer = [] : []<>formula; outer = <> : <>[]formula.
NormalId NormalPool::Tail(Kind outer, NormalId formula) {
  return TailOfFarEnd(outer, AtFarEnd(formula));
}

NormalId NormalPool::TailOfFarEnd(Kind outer, NormalId id) {
  if (too_complex_ || id == kFalse || id == kTrue) return id;
  const NormalFormula formula = (*this)[id];
  if (formula.tail) return id;
  const Kind easy = BooleanOf(Dual(outer));  // []<> distributes over \/
  if (formula.propositional) return MakeTemporal(outer, MakeTemporal(Dual(outer), id));
  if (formula.kind == easy) {
    std::vector<NormalId> parts;
    for (const NormalId operand : formula.operands) parts.push_back(TailOfFarEnd(outer, operand));
    return Combine(easy, std::move(parts));
  }
  std::vector<NormalId> outside, inside;
  for (const NormalId operand : formula.operands) {
    ((*this)[operand].tail ? outside : inside).push_back(operand);
  }
  if (outside.empty()) return MakeTemporal(outer, MakeTemporal(Dual(outer), id));
  outside.push_back(TailOfFarEnd(outer, Combine(formula.kind, std::move(inside))));
  return Combine(formula.kind, std::move(outside));
}

// --- Tail atoms inside ---

NormalId NormalPool::FirstTailAtom(NormalId id) const {
  while (!IsTailAtom(id, Kind::kAlways) && !IsTailAtom(id, Kind::kEventually)) {
    const std::vector<NormalId>& operands = (*this)[id].operands;
    id = *std::find_if(operands.begin(), operands.end(),
                       [&](NormalId operand) { return (*this)[operand].has_tail; });
  }
  return id;
}

NormalId NormalPool::Replace(NormalId id,
                             const absl::flat_hash_map<NormalId, NormalId>& constants) {
  const NormalFormula formula = (*this)[id];
  if (!formula.has_tail || too_complex_) return id;
  if (const auto found = constants.find(id); found != constants.end()) return found->second;
  if (formula.kind == Kind::kAlways || formula.kind == Kind::kEventually) {
    if (formula.tail) return Tail(formula.kind, Replace(Body(id), constants));
    return Temporal(formula.kind, Replace(formula.operands[0], constants));
  }
  std::vector<NormalId> operands;
  for (const NormalId operand : formula.operands) operands.push_back(Replace(operand, constants));
  return Combine(formula.kind, std::move(operands));
}

NormalId NormalPool::Negation(NormalId id) {
  const NormalFormula formula = (*this)[id];
  switch (formula.kind) {
    case Kind::kFalse: return kTrue;
    case Kind::kTrue: return kFalse;
    case Kind::kState:
    case Kind::kStep: return Literal(formula.kind, formula.predicate, !formula.negated);
    case Kind::kAlways:
    case Kind::kEventually: return Tail(Dual(formula.kind), Negation(Body(id)));
    case Kind::kAnd:
    case Kind::kOr: break;
  }
  std::vector<NormalId> operands;
  for (const NormalId operand : formula.operands) operands.push_back(Negation(operand));
  return Combine(Dual(formula.kind), std::move(operands));
}

// --- From the problem ---

NormalId NormalPool::Convert(const LivenessProblem& problem, FormulaId id, bool negated) {
  if (too_complex_) return kFalse;
  const Formula& formula = problem[id];
  const auto convert = [&](size_t operand, bool negate) {
    return Convert(problem, formula.operands[operand], negate);
  };
  const auto junction = [&](Kind kind) {
    std::vector<NormalId> operands;
    for (size_t i = 0; i < formula.operands.size(); ++i) operands.push_back(convert(i, negated));
    return Combine(negated ? Dual(kind) : kind, std::move(operands));
  };
  const auto temporal = [&](Kind kind, NormalId operand) {
    return Temporal(negated ? Dual(kind) : kind, operand);
  };
  switch (formula.kind) {
    case Formula::Kind::kTrue: return negated ? kFalse : kTrue;
    case Formula::Kind::kFalse: return negated ? kTrue : kFalse;
    case Formula::Kind::kState: return Literal(Kind::kState, formula.predicate, negated);
    case Formula::Kind::kStep: return Literal(Kind::kStep, formula.predicate, negated);
    case Formula::Kind::kNot: return convert(0, !negated);
    case Formula::Kind::kAnd: return junction(Kind::kAnd);
    case Formula::Kind::kOr: return junction(Kind::kOr);
    case Formula::Kind::kImplies:
      return Combine(negated ? Kind::kAnd : Kind::kOr, {convert(0, !negated), convert(1, negated)});
    case Formula::Kind::kEquivalent:
      return Or({And({convert(0, false), convert(1, negated)}),
                 And({convert(0, true), convert(1, !negated)})});
    case Formula::Kind::kAlways: return temporal(Kind::kAlways, convert(0, negated));
    case Formula::Kind::kEventually: return temporal(Kind::kEventually, convert(0, negated));
    case Formula::Kind::kLeadsTo: {  // [](p => <>q), negated <>(p /\ []~q)
      const NormalId consequence = temporal(Kind::kEventually, convert(1, negated));
      return temporal(Kind::kAlways, Combine(negated ? Kind::kAnd : Kind::kOr,
                                             {convert(0, !negated), consequence}));
    }
    case Formula::Kind::kWeakFairness:
    case Formula::Kind::kStrongFairness: {
      const auto& fairness = problem.fairness[formula.predicate];
      const NormalId disabled = Literal(Kind::kState, fairness.enabled, !negated);
      const NormalId taken = Literal(Kind::kStep, fairness.taken, negated);
      const bool strong = formula.kind == Formula::Kind::kStrongFairness;
      // The negation of []<>f is <>[]~f; the literals are negated already.
      const Kind recurs = negated ? Kind::kEventually : Kind::kAlways;
      return Combine(negated ? Kind::kAnd : Kind::kOr,
                     {Tail(strong ? Dual(recurs) : recurs, disabled), Tail(recurs, taken)});
    }
  }
  assert(false);
  return kFalse;
}

// --- Propositional formulas ---

bool NormalPool::Holds(NormalId id, LabelWords state, LabelWords step) const {
  const NormalFormula& formula = (*this)[id];
  const auto holds = [&](NormalId operand) { return Holds(operand, state, step); };
  switch (formula.kind) {
    case Kind::kFalse: return false;
    case Kind::kTrue: return true;
    case Kind::kState: return HasLabel(state, formula.predicate) != formula.negated;
    case Kind::kStep: return HasLabel(step, formula.predicate) != formula.negated;
    case Kind::kAnd: return std::all_of(formula.operands.begin(), formula.operands.end(), holds);
    case Kind::kOr: return std::any_of(formula.operands.begin(), formula.operands.end(), holds);
    default: assert(false); return false;
  }
}

NormalId NormalPool::Assuming(NormalId id, NormalId known) {
  const NormalFormula formula = (*this)[id];
  if (formula.kind == Kind::kAnd || formula.kind == Kind::kOr) {
    std::vector<NormalId> operands;
    for (const NormalId operand : formula.operands) operands.push_back(Assuming(operand, known));
    return Combine(formula.kind, std::move(operands));
  }
  if (formula.kind != Kind::kState && formula.kind != Kind::kStep) return id;
  const NormalId opposite = Literal(formula.kind, formula.predicate, !formula.negated);
  const std::vector<NormalId> facts =
      (*this)[known].kind == Kind::kAnd ? (*this)[known].operands : std::vector<NormalId>{known};
  if (std::find(facts.begin(), facts.end(), id) != facts.end()) return kTrue;
  if (std::find(facts.begin(), facts.end(), opposite) != facts.end()) return kFalse;
  return id;
}

}  // namespace checker::liveness
