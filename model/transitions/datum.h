// A value as the checker and its reports see it: a plain tree, without any knowledge of how a model
// stores it.
//
// Made only for what a person or a file will see (traces, action parameters), never while
// exploring.

#ifndef MODEL_TRANSITIONS_DATUM_H_
#define MODEL_TRANSITIONS_DATUM_H_

#include <string>
#include <vector>

namespace model::transitions {

struct Datum {
  enum class Kind {
    kBoolean,     // text "TRUE" or "FALSE"
    kInteger,     // text = decimal digits, perhaps with a minus sign
    kString,      // text = the characters, unescaped
    kModelValue,  // text = its name
    kSet,         // items, in order
    kInterval,    // text = "lo..hi"; items empty
    kTuple,       // items (a sequence too)
    kRecord,      // names[i] has the value items[i]
    kFunction,    // keys[i] maps to items[i]
    kOpaque,      // text only: what has no finite form, such as Nat; also "null" for an unassigned
                  // variable
  };
  Kind kind = Kind::kOpaque;
  std::string text;
  std::vector<Datum> items;
  std::vector<Datum> keys;
  std::vector<std::string> names;

  friend bool operator==(const Datum&, const Datum&) = default;
};

// One line, in TLA+'s own notation.
std::string ToText(const Datum& datum);

}  // namespace model::transitions

#endif  // MODEL_TRANSITIONS_DATUM_H_
