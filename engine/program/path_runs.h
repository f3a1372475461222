// Runs of products (or of sums) along a path, each brought to one step. Next to a lognormal value, factors that are lognormal too
// join it, so that more is integrated out at once; next to a normal one normal terms do.
// Threads: belongs to the one thread that compiles.
#pragma once

#include <functional>
#include <optional>
#include <vector>

#include "program/closed_form.h"
#include "program/conditioning.h"
#include "program/program.h"

namespace botec {

struct JoinedValue {
  ClosedForm form;              // of the value with all that joined it
  std::vector<NodeId> nodes;    // the value itself, then what joined it
};

// May the nodes be integrated out together: does nothing else depend on what they are made of?
using MayJoin = std::function<bool(const std::vector<NodeId>& nodes)>;

// Rewrites the steps in place, adding nodes to the program's graph for the products and sums that remain. `value` has a form where
// it is normal or lognormal. Nothing where nothing joined it.
std::optional<JoinedValue> gather_runs(Program& program, const std::vector<std::optional<ClosedForm>>& forms, NodeId value,
                                       const MayJoin& may_join, std::vector<PathStep>& steps);

}  // namespace botec
