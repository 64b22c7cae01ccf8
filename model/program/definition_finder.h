// Finds the definition in whose text a place stands: for messages that say where evaluation was.
//
// THREADS: immutable after construction. The program must outlive it.

#ifndef MODEL_PROGRAM_DEFINITION_FINDER_H_
#define MODEL_PROGRAM_DEFINITION_FINDER_H_

#include <vector>

#include "model/program/program.h"

namespace model::program {

class DefinitionFinder {
 public:
  explicit DefinitionFinder(const Program& program);

  // The innermost one around the place; null outside all.
  const Definition* Around(const source::Range& place) const;

 private:
  std::vector<const Definition*> by_begin_;
};

}  // namespace model::program

#endif  // MODEL_PROGRAM_DEFINITION_FINDER_H_
