// A value is written flat when it fits, otherwise broken at its outermost constructor, and so on
// inside. Whether it fits is asked with a measure that gives up once the line is full, so that each
// level of nesting costs at most one line's width per element, and the whole layout is linear in
// the output times the width.

#include "checker/reports/datum_layout.h"

#include <algorithm>
#include <vector>

#include "checker/reports/concatenation.h"

namespace checker::reports {
namespace {

using model::transitions::Datum;
using Kind = Datum::Kind;

// Columns of the flat text of `datum`, or something above `limit` as soon as that is certain.
size_t FlatColumns(const Datum& datum, size_t limit) {
  switch (datum.kind) {
    case Kind::kString: return datum.text.size() > 4 * limit ? limit + 1 : ColumnsOf(ToText(datum));
    case Kind::kSet:
    case Kind::kTuple:
    case Kind::kRecord:
    case Kind::kFunction: break;
    default: return ColumnsOf(datum.text);
  }
  const auto left = [limit](size_t used) { return limit > used ? limit - used : 0; };
  size_t columns = datum.kind == Kind::kTuple ? 4 : 2;
  for (size_t i = 0; i < datum.items.size() && columns <= limit; ++i) {
    if (i > 0) columns += datum.kind == Kind::kFunction ? 4 : 2;
    if (datum.kind == Kind::kRecord) columns += ColumnsOf(datum.names[i]) + 5;
    if (datum.kind == Kind::kFunction) columns += FlatColumns(datum.keys[i], left(columns)) + 4;
    if (columns <= limit) columns += FlatColumns(datum.items[i], left(columns));
  }
  return columns;
}

bool IsAtom(const Datum& datum) {
  return datum.kind != Kind::kSet && datum.kind != Kind::kTuple && datum.kind != Kind::kRecord &&
         datum.kind != Kind::kFunction;
}

struct Brackets {
  std::string_view open, separator, close;
};

Brackets BracketsOf(Kind kind) {
  switch (kind) {
    case Kind::kSet: return {"{ ", ",", " }"};
    case Kind::kTuple: return {"<< ", ",", " >>"};
    case Kind::kRecord: return {"[ ", ",", " ]"};
    default: return {"( ", " @@", " )"};
  }
}

class Writer {
 public:
  explicit Writer(size_t width) : width_(width) {}

  // Writes `datum` from `column` on; `reserve` columns must stay free behind its last line.
  void Write(const Datum& datum, size_t column, size_t reserve) {
    if (IsAtom(datum) || datum.items.empty() || Fits(datum, column, reserve)) {
      text_ += ToText(datum);
      return;
    }
    const bool atoms = (datum.kind == Kind::kSet || datum.kind == Kind::kTuple) &&
                       std::all_of(datum.items.begin(), datum.items.end(), IsAtom);
    if (atoms) {
      WriteFilled(datum, column, reserve);
    } else {
      WriteOnePerLine(datum, column, reserve);
    }
  }

  void Put(std::string_view text) { text_ += text; }
  void NewLine(size_t column) {
    text_ += '\n';
    text_.append(column, ' ');
  }
  bool Fits(const Datum& datum, size_t column, size_t reserve) const {
    if (column + reserve >= width_) return false;
    const size_t room = width_ - column - reserve;
    return FlatColumns(datum, room) <= room;
  }
  std::string Take() { return std::move(text_); }

 private:
  void WriteOnePerLine(const Datum& datum, size_t column, size_t reserve) {
    const Brackets brackets = BracketsOf(datum.kind);
    const size_t inner = column + brackets.open.size();
    Put(brackets.open);
    for (size_t i = 0; i < datum.items.size(); ++i) {
      if (i > 0) NewLine(inner);
      const bool last = i + 1 == datum.items.size();
      const size_t behind = last ? reserve + brackets.close.size() : brackets.separator.size();
      WriteElement(datum, i, inner, behind);
      Put(last ? brackets.close : brackets.separator);
    }
  }

  // An item with its field name or key. The value goes below a key that leaves too little room for
  // it.
  void WriteElement(const Datum& datum, size_t i, size_t column, size_t reserve) {
    size_t value_column = column;
    if (datum.kind == Kind::kRecord) {
      Put(datum.names[i]);
      Put(" |->");
      value_column += ColumnsOf(datum.names[i]) + 5;
    } else if (datum.kind == Kind::kFunction) {
      const size_t start = text_.size();
      Write(datum.keys[i], column, 4);
      const size_t line = text_.rfind('\n');
      const bool broken = line != std::string::npos && line >= start;
      value_column =
          broken ? width_ : column + ColumnsOf(std::string_view(text_).substr(start)) + 4;
      Put(" :>");
    } else {
      Write(datum.items[i], column, reserve);
      return;
    }
    const Datum& value = datum.items[i];
    if (Fits(value, value_column, reserve) || value_column < column + width_ / 4) {
      Put(" ");
      Write(value, value_column, reserve);
    } else {
      NewLine(column + 4);
      Write(value, column + 4, reserve);
    }
  }

  // Atoms, as many on a line as fit.
  void WriteFilled(const Datum& datum, size_t column, size_t reserve) {
    const Brackets brackets = BracketsOf(datum.kind);
    const size_t inner = column + brackets.open.size();
    Put(brackets.open);
    size_t at = inner;
    for (size_t i = 0; i < datum.items.size(); ++i) {
      const bool last = i + 1 == datum.items.size();
      const std::string item = ToText(datum.items[i]);
      const size_t needed = ColumnsOf(item) + (last ? reserve + brackets.close.size() : 1);
      if (i > 0 && at + 1 + needed > width_) {
        NewLine(inner);
        at = inner;
      } else if (i > 0) {
        Put(" ");
        ++at;
      }
      Put(item);
      Put(last ? brackets.close : brackets.separator);
      at += ColumnsOf(item) + 1;
    }
  }

  size_t width_;
  std::string text_;
};

}  // namespace

size_t ColumnsOf(std::string_view text) {
  return std::count_if(text.begin(), text.end(),
                       [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; });
}

std::string Layout(const Datum& datum, size_t column, size_t width) {
  Writer writer(width);
  writer.Write(datum, column, 0);
  return writer.Take();
}

std::string LayoutAssignment(std::string_view name, const Datum& datum, size_t indent,
                             size_t width) {
  Writer writer(width);
  writer.Put(std::string(indent, ' '));
  writer.Put(Concat("/\\ ", name, " ="));
  const size_t column = indent + ColumnsOf(name) + 6;
  if (column <= indent + width / 3 || writer.Fits(datum, column, 0)) {
    writer.Put(" ");
    writer.Write(datum, column, 0);
  } else {
    writer.NewLine(indent + 6);
    writer.Write(datum, indent + 6, 0);
  }
  return writer.Take();
}

}  // namespace checker::reports
