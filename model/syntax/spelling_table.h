// All fixed spellings of symbols and operators, found by longest match.

#ifndef MODEL_SYNTAX_SPELLING_TABLE_H_
#define MODEL_SYNTAX_SPELLING_TABLE_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "model/syntax/token.h"

namespace model::syntax {

struct Spelling {
  std::string_view text;
  TokenKind kind = TokenKind::kEndOfText;
  Operator op = Operator::kNone;
};

// Spellings in buckets by their first byte (second for `\`, last of three for Unicode signs),
// longest first within a bucket, so that a look-up compares a handful of candidates.
class SpellingTable {
 public:
  static const SpellingTable& Get();

  // The longest spelling that `text` begins with, or null. REQUIRES: text is not empty.
  const Spelling* LongestMatch(std::string_view text) const;

 private:
  SpellingTable();
  static size_t BucketOf(std::string_view text);

  std::array<std::vector<Spelling>, 768> buckets_;
  Spelling set_minus_;
};

// The keyword that `word` is, or kIdentifier.
TokenKind KeywordOf(std::string_view word);

}  // namespace model::syntax

#endif  // MODEL_SYNTAX_SPELLING_TABLE_H_
