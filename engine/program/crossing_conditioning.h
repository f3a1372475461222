// Conditionings of when a series first passes another, and of questions about that.
// Place: program, beside conditioning. Threads: belongs to the one thread that compiles.
#pragma once

#include <map>
#include <memory>
#include <optional>

#include "program/closed_form.h"
#include "program/crossing_law.h"

namespace botec {

// The bound that a comparison of a value with a constant sets.
struct Bound {
  NodeId value;
  double constant;
  bool upper;
  bool closed;   // it may be met
};
std::optional<Bound> bound_of(const Graph& graph, NodeId node);

class CrossingFinder {
 public:
  explicit CrossingFinder(const Program& program) : program_(program) {}
  std::optional<Conditioning> of_output(NodeId node);
  // Whether the question was one about a crossing, alone, between two bounds, or against another one.
  bool answer(ProgramQuestion& question);

 private:
  std::shared_ptr<const CrossingLaw> law_of(NodeId node);
  std::optional<Conditioning> of_bound(const Bound& bound);
  std::optional<Conditioning> of_comparison(NodeId node);
  bool stands_apart(NodeId node, const CrossingLaw& law) const;

  const Program& program_;
  std::optional<std::vector<std::optional<ClosedForm>>> forms_;
  std::map<NodeId, std::shared_ptr<const CrossingLaw>> laws_;
};

}  // namespace botec
