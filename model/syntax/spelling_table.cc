#include "model/syntax/spelling_table.h"

#include <algorithm>

#include "absl/container/flat_hash_map.h"

namespace model::syntax {
namespace {

constexpr Spelling kSymbols[] = {
#define TOKEN(name, description)
#define SYMBOL(name, spelling) {spelling, TokenKind::k##name, Operator::kNone},
#define SYMBOL_SPELLING(name, spelling) {spelling, TokenKind::k##name, Operator::kNone},
#define KEYWORD(name, spelling)
#define KEYWORD_SPELLING(name, spelling)
#include "model/syntax/tokens.def"
#undef TOKEN
#undef SYMBOL
#undef SYMBOL_SPELLING
#undef KEYWORD
#undef KEYWORD_SPELLING
};

constexpr Spelling kKeywords[] = {
#define TOKEN(name, description)
#define SYMBOL(name, spelling)
#define SYMBOL_SPELLING(name, spelling)
#define KEYWORD(name, spelling) {spelling, TokenKind::k##name, Operator::kNone},
#define KEYWORD_SPELLING(name, spelling) {spelling, TokenKind::k##name, Operator::kNone},
#include "model/syntax/tokens.def"
#undef TOKEN
#undef SYMBOL
#undef SYMBOL_SPELLING
#undef KEYWORD
#undef KEYWORD_SPELLING
};

struct OperatorSpelling {
  std::string_view text;
  Operator op;
};

constexpr OperatorSpelling kOperators[] = {
#define OPERATOR(name, spelling, fixity, low, high, associativity) {spelling, Operator::k##name},
#define SPELLING(name, spelling) {spelling, Operator::k##name},
#include "model/syntax/operators.def"
#undef OPERATOR
#undef SPELLING
};

// Bullets of junction lists are kinds of their own; `\land` and `\lor` are no bullets.
TokenKind KindOfOperator(const OperatorSpelling& row) {
  if (row.op == Operator::kNegative) return TokenKind::kNegativeName;
  if (row.op == Operator::kAnd && row.text != "\\land") return TokenKind::kAnd;
  if (row.op == Operator::kOr && row.text != "\\lor") return TokenKind::kOr;
  switch (TraitsOf(row.op).fixity) {
    case Fixity::kPrefix: return TokenKind::kPrefix;
    case Fixity::kPostfix: return TokenKind::kPostfix;
    case Fixity::kInfix: break;
  }
  return TokenKind::kInfix;
}

bool IsLetter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

}  // namespace

const SpellingTable& SpellingTable::Get() {
  static const SpellingTable& table = *new SpellingTable();
  return table;
}

SpellingTable::SpellingTable() {
  const auto add = [this](const Spelling& spelling) {
    if (IsLetter(spelling.text[0])) return;  // ENABLED and its kin are words
    if (spelling.text == "\\") {
      set_minus_ = spelling;
    } else {
      buckets_[BucketOf(spelling.text)].push_back(spelling);
    }
  };
  for (const Spelling& symbol : kSymbols) add(symbol);
  for (const OperatorSpelling& row : kOperators) add({row.text, KindOfOperator(row), row.op});
  for (std::vector<Spelling>& bucket : buckets_) {
    std::stable_sort(bucket.begin(), bucket.end(), [](const Spelling& a, const Spelling& b) {
      return a.text.size() > b.text.size();
    });
  }
}

size_t SpellingTable::BucketOf(std::string_view text) {
  const auto byte = [&text](size_t i) -> size_t {
    return i < text.size() ? static_cast<unsigned char>(text[i]) : 0;
  };
  if (byte(0) == '\\') return 256 + byte(1);
  if (byte(0) >= 0xE0) return 512 + byte(2);
  if (byte(0) >= 0x80) return 512 + byte(1);
  return byte(0);
}

const Spelling* SpellingTable::LongestMatch(std::string_view text) const {
  for (const Spelling& candidate : buckets_[BucketOf(text)]) {
    if (text.starts_with(candidate.text)) return &candidate;
  }
  return text[0] == '\\' ? &set_minus_ : nullptr;
}

TokenKind KeywordOf(std::string_view word) {
  static const auto& keywords = *[] {
    auto* map = new absl::flat_hash_map<std::string_view, TokenKind>();
    for (const Spelling& keyword : kKeywords) map->emplace(keyword.text, keyword.kind);
    return map;
  }();
  if (word.size() < 2 || word.size() > 11 || word[0] < 'A' || word[0] > 'Z') {
    return TokenKind::kIdentifier;
  }
  const auto found = keywords.find(word);
  return found == keywords.end() ? TokenKind::kIdentifier : found->second;
}

}  // namespace model::syntax
