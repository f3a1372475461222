// The ways from one formula down to the values it uses exactly once, and what each step of such a way does.
// Threads: belongs to the one thread that compiles.
#pragma once

#include <optional>
#include <vector>

#include "program/conditioning.h"
#include "program/program.h"
#include "program/shape.h"

namespace botec {

// The values that a formula uses exactly once, and by whom.
class SinglePaths {
 public:
  SinglePaths(const Graph& graph, NodeId root);

  bool contains(NodeId node) const { return node < count_.size() && count_[node] == 1; }
  NodeId parent(NodeId node) const { return parent_[node]; }
  NodeId root() const { return root_; }

 private:
  NodeId root_;
  std::vector<unsigned char> count_;   // ways from the root: 0, 1, more
  std::vector<NodeId> parent_;
};

// The steps from the root down to `leaf`, which occurs once; nothing where one of them is not monotone or may leave its domain.
// `closed` is set by a comparison among them.
struct Path {
  std::vector<PathStep> steps;
  bool closed = true;
};
std::optional<Path> path_to(const Program& program, const std::vector<Shape>& shapes, const SinglePaths& paths, NodeId leaf);

}  // namespace botec
