#include "model/semantics/print_modules.h"

#include <gtest/gtest.h>

#include "tests/model/semantics/checked_text.h"

namespace model::semantics {
namespace {

TEST(PrintModules, ShowsDeclarationsDefinitionsAndSubstitutions) {
  CheckedText checked(
      {{"Root", "EXTENDS Naturals\nVARIABLE v\nI == INSTANCE Inner WITH x <- v\nA(n) == v' = n"},
       {"Inner", "VARIABLE x\nOp == x"}});
  ASSERT_EQ(checked.Complaints(), "");
  std::string text = PrintModules(*checked.specification, checked.sources);
  for (const char* part :
       {"module Root", "extends Naturals", "variable  v", "instance  I", "x <- ", "A(n)  action",
        "module Inner", "Op  state", "module Naturals  (standard"}) {
    EXPECT_NE(text.find(part), std::string::npos) << part << " in\n" << text;
  }
}

}  // namespace
}  // namespace model::semantics
