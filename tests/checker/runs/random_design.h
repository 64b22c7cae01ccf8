// Random small specifications with switches, for comparing causes with brute force: the text, and
// the text of each of its designs.

#ifndef TESTS_CHECKER_RUNS_RANDOM_DESIGN_H_
#define TESTS_CHECKER_RUNS_RANDOM_DESIGN_H_

#include <cstdint>
#include <random>
#include <string>
#include <vector>

namespace checker::runs {

class RandomDesign {
 public:
  static constexpr uint32_t kSwitches = 4;
  static constexpr uint32_t kActions = 4;

  explicit RandomDesign(uint32_t seed) : random_(seed) {
    for (uint32_t a = 0; a < kActions; ++a) actions_.push_back(Action());
    init_ = Pick(3) == 0 ? "x = (IF " + Switch() + " THEN 1 ELSE 0) /\\ y = 0"
                         : "x \\in {0, " + Number() + "} /\\ y = 0";
    invariant_ = Pick(3) == 0 ? "~(" + StateTest(true) + " /\\ y = " + Number() + ")"
                              : "~(x = " + Number() + " /\\ y = " + Number() + ")";
    step_ = "x' # " + Number() + " \\/ " + StateTest(true);
    switch (Pick(4)) {
      case 0: live_ = "<>(" + StateTest(false) + ")"; break;
      case 1: live_ = "[]<>(" + StateTest(true) + ")"; break;
      case 2: live_ = "(" + StateTest(false) + ") ~> (" + StateTest(true) + ")"; break;
      default:
        live_ = "IF " + Switch() + " THEN <>[](" + StateTest(false) + ") ELSE []<>(y = 1)";
        break;
    }
    for (uint32_t a = 0; a < kActions; ++a) {
      const std::string name = "Act" + std::to_string(a);
      switch (Pick(6)) {
        case 0:
        case 1: fairness_.push_back("WF_vars(" + name + ")"); break;
        case 2: fairness_.push_back("SF_vars(" + name + ")"); break;
        case 3:
          fairness_.push_back("(IF " + Switch() + " THEN WF_vars(" + name + ") ELSE TRUE)");
          break;
        default: break;
      }
    }
    if (Pick(4) == 0) fairness_.push_back("WF_vars(Anything)");
    assumption_ = Pick(4) == 0 ? "ASSUME " + Switch() + " => " + Switch() : "";
    if (assumption_ == "ASSUME A => ~A") assumption_.clear();
    constraint_ = Pick(5) == 0 ? "x + y < " + std::to_string(3 + Pick(3)) : "";
    bound_depends_ = Pick(4) == 0;  // a switch that Next's quantifier depends on, in a way that
                                    // can't stay open where it is a constant
    crew_ = Pick(4) == 0;
    symmetry_ = crew_ && Pick(3) > 0;
    switch (Pick(8)) {
      case 0: view_ = "<<y, x, crew>>"; break;
      case 1: view_ = "<<x + y, crew>>"; break;
      default: break;
    }
    alias_ = Pick(6) == 0;
    static const char* const kAbstractions[] = {"x", "y", "(x + y) % 4"};
    refined_ = kAbstractions[Pick(3)];
    if (Pick(3) == 0) refined_ = "(IF " + Switch() + " THEN " + refined_ + " ELSE y)";
  }

  uint32_t Pick(uint32_t below) { return random_() % below; }

  static std::string SwitchName(uint32_t i) { return std::string(1, static_cast<char>('A' + i)); }

  // Only the actions and promises whose bit is set.
  std::string Module(uint32_t actions = ~0u, uint32_t promises = ~0u) const {
    std::string text =
        "---- MODULE R ----\nEXTENDS Naturals, TLC\nCONSTANTS A, B, C, D, N, Crew\n"
        "VARIABLES x, y, crew\nvars == <<x, y, crew>>\n" +
        assumption_ + "\n";
    text += "Range == IF " + std::string(bound_depends_ ? "D" : "TRUE") + " THEN 0..N ELSE {0}\n";
    text += "Init == " + init_ + " /\\ crew = {}\n";
    for (uint32_t a = 0; a < kActions; ++a)
      text += "Act" + std::to_string(a) + " == " + actions_[a] +
              (crew_ && a == 0 ? " /\\ \\E c \\in Crew : crew' = crew \\cup {c}\n"
                               : " /\\ UNCHANGED crew\n");
    // What is promised stays the same whatever steps are left.
    text += "Anything == Act0";
    for (uint32_t a = 1; a < kActions; ++a) text += " \\/ Act" + std::to_string(a);
    text += "\nNext == \\/ FALSE /\\ UNCHANGED vars\n";
    for (uint32_t a = 0; a < kActions; ++a) {
      if ((actions >> a & 1) != 0) text += "        \\/ Act" + std::to_string(a) + "\n";
    }
    text += "Spec == /\\ Init /\\ [][Next]_vars\n";
    for (size_t f = 0; f < fairness_.size(); ++f) {
      if ((promises >> f & 1) != 0) text += "        /\\ " + fairness_[f] + "\n";
    }
    text += "Inv == " + invariant_ + "\nStep == [][" + step_ + "]_vars\nLive == " + live_ + "\n";
    text += "Abstract == INSTANCE Abstract WITH a <- " + refined_ + "\nRefined == Abstract!Spec\n";
    text += "Seen == " + (view_.empty() ? "0" : view_) + "\nAlike == Permutations(Crew)\n";
    text += "Shown == [sum |-> x + y]\n";
    text += "Inside == " + (constraint_.empty() ? "TRUE" : constraint_) + "\n====\n";
    return text;
  }

  // With the switches as in `values`, and without properties for a deadlock alone.
  std::string Configuration(uint32_t values, int n, bool properties,
                            const std::string& directives) const {
    std::string text = directives + "SPECIFICATION Spec\nCONSTANTS\n";
    for (uint32_t i = 0; i < kSwitches; ++i)
      text += "  " + SwitchName(i) + ((values >> i & 1) != 0 ? " = TRUE\n" : " = FALSE\n");
    text += "  N = " + std::to_string(n) + "\n  Crew = {ann, bob}\n";
    if (properties) text += "INVARIANT Inv\nPROPERTIES Step Live Refined\n";
    if (!constraint_.empty()) text += "CONSTRAINT Inside\n";
    if (!view_.empty()) text += "VIEW Seen\n";
    if (symmetry_) text += "SYMMETRY Alike\n";
    if (alias_) text += "ALIAS Shown\n";
    return text;
  }

  // The module that `Refined` says it implements.
  static std::string Abstract() {
    return "---- MODULE Abstract ----\nEXTENDS Naturals\nVARIABLE a\nMove == a' = (a + 1) % 4\n"
           "Spec == a \\in {0, 1} /\\ [][Move \\/ a' < 3]_a /\\ WF_a(Move)\n====\n";
  }
  bool merges_states() const { return !view_.empty(); }

  size_t promises() const { return fairness_.size(); }
  const std::string& Promise(size_t i) const { return fairness_[i]; }

 private:
  std::string Number() { return std::to_string(Pick(4)); }
  std::string Switch() { return (Pick(2) == 0 ? "~" : "") + SwitchName(Pick(kSwitches)); }
  std::string StateTest(bool may_read_switch) {
    const std::string variable = Pick(2) == 0 ? "x" : "y";
    switch (Pick(may_read_switch ? 5 : 4)) {
      case 0: return variable + " = " + Number();
      case 1: return variable + " > " + Number();
      case 2: return variable + " < " + Number();
      case 3: return "x # y";
      default: return "(" + Switch() + " \\/ " + variable + " = " + Number() + ")";
    }
  }
  std::string Target(const std::string& variable) {
    switch (Pick(5)) {
      case 0: return variable + "' = " + Number();
      case 1: return variable + "' = (" + variable + " + 1) % 4";
      case 2:
        return variable + "' = (IF " + Switch() + " THEN " + Number() + " ELSE " + variable + ")";
      case 3: return variable + "' \\in Range";
      default: return "UNCHANGED " + variable;
    }
  }
  std::string Action() {
    std::string text;
    const uint32_t guards = Pick(3);
    for (uint32_t g = 0; g < guards; ++g)
      text += (Pick(3) == 0 ? Switch() : StateTest(true)) + " /\\ ";
    if (Pick(4) == 0) return text + "\\E k \\in Range : x' = k /\\ " + Target("y");
    return text + Target("x") + " /\\ " + Target("y");
  }

  std::mt19937 random_;
  std::vector<std::string> actions_, fairness_;
  std::string init_, invariant_, step_, live_, assumption_, constraint_;
  bool bound_depends_ = false;
  bool crew_ = false, symmetry_ = false, alias_ = false;
  std::string view_, refined_;
};

}  // namespace checker::runs

#endif  // TESTS_CHECKER_RUNS_RANDOM_DESIGN_H_
