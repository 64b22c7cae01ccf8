// Prints with a stack of its own, because values nest as deeply as a specification likes.

#include "model/transitions/datum.h"

#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace model::transitions {
namespace {

std::string Quoted(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    switch (c) {
      case '"': out += "\\\""; break;
      case '\\': out += "\\\\"; break;
      case '\n': out += "\\n"; break;
      case '\t': out += "\\t"; break;
      case '\r': out += "\\r"; break;
      case '\f': out += "\\f"; break;
      default: out += c;
    }
  }
  return out += '"';
}

// What is still to be printed: a value, or text between values.
using Pending = std::variant<const Datum*, std::string_view>;

struct Shape {
  std::string_view open, close, separator = ", ";
};

Shape ShapeOf(Datum::Kind kind) {
  switch (kind) {
    case Datum::Kind::kSet: return {"{", "}"};
    case Datum::Kind::kTuple: return {"<<", ">>"};
    case Datum::Kind::kRecord: return {"[", "]"};
    case Datum::Kind::kFunction: return {"(", ")", " @@ "};
    default: return {"", ""};
  }
}

// Pushes the parts of a composite value, last part first.
void PushParts(const Datum& datum, std::vector<Pending>* stack) {
  const Shape shape = ShapeOf(datum.kind);
  stack->push_back(shape.close);
  for (size_t i = datum.items.size(); i-- > 0;) {
    stack->push_back(&datum.items[i]);
    if (datum.kind == Datum::Kind::kRecord) {
      stack->push_back(std::string_view(" |-> "));
      stack->push_back(std::string_view(datum.names[i]));
    } else if (datum.kind == Datum::Kind::kFunction) {
      stack->push_back(std::string_view(" :> "));
      stack->push_back(&datum.keys[i]);
    }
    if (i > 0) stack->push_back(shape.separator);
  }
  stack->push_back(shape.open);
}

}  // namespace

std::string ToText(const Datum& datum) {
  std::string out;
  std::vector<Pending> stack = {&datum};
  while (!stack.empty()) {
    const Pending top = stack.back();
    stack.pop_back();
    if (const auto* text = std::get_if<std::string_view>(&top)) {
      out += *text;
      continue;
    }
    const Datum& value = *std::get<const Datum*>(top);
    switch (value.kind) {
      case Datum::Kind::kString: out += Quoted(value.text); break;
      case Datum::Kind::kSet:
      case Datum::Kind::kTuple:
      case Datum::Kind::kRecord: PushParts(value, &stack); break;
      case Datum::Kind::kFunction:
        if (value.items.empty()) {
          out += "<<>>";
        } else {
          PushParts(value, &stack);
        }
        break;
      default: out += value.text;
    }
  }
  return out;
}

}  // namespace model::transitions
