// Builds one half of a quantile table: tail probabilities from 2^-54 to 1/2, counted from one end.
// Place: inside distributions, for quantile_table.cpp only. Threads: a builder belongs to one thread.
#pragma once

#include <optional>
#include <vector>

#include "distributions/quantile_table.h"

namespace botec {

class TableBuilder {
 public:
  TableBuilder(const Distribution& d, Tail tail) : d_(d), tail_(tail) {}

  bool build();  // false when there are too many atoms
  const std::vector<QuantileTable::Segment>& segments() const { return segments_; }
  std::size_t cdf_calls() const { return cdf_calls_; }

 private:
  using Segment = QuantileTable::Segment;

  // A point of the quantile function: tail probability, value, dx/dp (of the sign of this half).
  struct Node {
    double p, x, slope;
  };
  // A value where the cdf jumps, or where one part of a mixture ends: tail probabilities on its two sides, p0 <= p1.
  struct Event {
    double x, p0, p1;
  };

  Node at(double x);
  double slope_at(double x) const;
  Node node(double p, double guess);
  Node extrapolated(double p, const std::vector<Node>& nodes);
  std::optional<std::vector<Event>> events();
  void stretch(Node from, Node to);
  bool whole(const Node& from, const Node& to);
  void smooth(const Node& a, const Node& b, int depth, int expected);
  bool fit(const Node& a, const Node& b, Segment& segment, int depth);
  bool close_enough(double p, double x, int depth);
  void emit_constant(double last, double x);
  void emit_linear(const Node& a, const Node& b);
  void emit_scalar(double last);
  double inwards(double x, bool towards_median) const;

  const Distribution& d_;
  Tail tail_;
  std::vector<Segment> segments_;
  std::size_t cdf_calls_ = 0;
  int depth_ = 0;  // of the halvings in the octave at hand
};

}  // namespace botec
