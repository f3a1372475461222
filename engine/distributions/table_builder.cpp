#include "distributions/table_builder.h"

#include <algorithm>
#include <cmath>

#include "distributions/composite.h"
#include "distributions/hermite.h"

namespace botec {

namespace {

constexpr double epsilon = std::numeric_limits<double>::epsilon();
constexpr double nan = std::numeric_limits<double>::quiet_NaN();
const double smallest_p = std::ldexp(0.5, -QuantileTable::octaves);

// What a segment may be off at the points where it is tested, in probability; a tenth of what the Sampler promises, since
// the largest error lies between the points.
constexpr double absolute_tolerance = 3e-12;
constexpr double relative_tolerance = 1e-9;
// In x no double is asked to be better than this, which matters where x has almost reached a bound.
constexpr double x_tolerance = 16 * epsilon;

// At a kink that is not known beforehand halving goes on so deep; what is left there, 2^-18 of an octave, is
// answered by the scalar quantile, a thousandth of a nanosecond a draw.
constexpr int deepest = 18;
constexpr std::size_t most_cdf_calls = 60000;
constexpr std::size_t most_atoms = 20000;

// Zeros of the Chebyshev polynomial of degree 5, stretched so that the outer ones are the ends: nearly the points that make
// the remainder smallest when the ends are given.
constexpr double inner_zero = 0.61803398874989485;
// Halfway between neighbouring points the remainder is largest.
constexpr std::array tested = {-0.88, 0.33};

bool nearly_equal(double a, double b) { return std::abs(a - b) <= x_tolerance * std::max(std::abs(a), std::abs(b)); }

}  // namespace

double TableBuilder::slope_at(double x) const {
  const double slope = 1 / density(d_, x);
  return tail_ == Tail::lower ? slope : -slope;
}

TableBuilder::Node TableBuilder::at(double x) {
  ++cdf_calls_;
  return {cdf(d_, x, tail_), x, slope_at(x)};
}

// Newton on the logarithm of the probability, from a guess that is usually good to a few digits.
TableBuilder::Node TableBuilder::node(double p, double guess) {
  double x = guess;
  for (int i = 0; i < 8 && std::isfinite(x); ++i) {
    const Node here = at(x);
    const double step = std::log(p / here.p) * here.p * here.slope;
    if (!std::isfinite(step)) break;
    // The error after this step is about the square of it, relative to the scale on which the law changes.
    if (std::abs(here.p / p - 1) < 3e-7) return {p, x + (p - here.p) * here.slope, slope_at(x + (p - here.p) * here.slope)};
    x += step;
  }
  cdf_calls_ += 20;
  x = quantile(d_, p, tail_);
  return {p, x, slope_at(x)};
}

// From nodes at 2p, 4p, 8p: the three-step formula of Adams and Bashforth for dx/dlog p, in log x where x changes by factors.
TableBuilder::Node TableBuilder::extrapolated(double p, const std::vector<Node>& nodes) {
  const std::size_t n = nodes.size();
  const Node& last = nodes[n - 1];
  const bool in_log = n > 1 && last.x * nodes[n - 2].x > 0 && !(std::abs(std::log(nodes[n - 2].x / last.x)) < 0.1);
  const auto derivative = [&](std::size_t back) {
    const Node& node = nodes[n - 1 - back];
    return node.p * node.slope / (in_log ? node.x : 1);
  };
  const double h = std::log(p / last.p);
  double change = h * derivative(0);
  const bool regular = n > 2 && nodes[n - 2].p == 2 * last.p && nodes[n - 3].p == 4 * last.p && p * 2 == last.p;
  if (regular) change = h * (23 * derivative(0) - 16 * derivative(1) + 5 * derivative(2)) / 12;
  return node(p, in_log ? last.x * std::exp(change) : last.x + change);
}

double TableBuilder::inwards(double x, bool towards_median) const {
  const bool up = (tail_ == Tail::lower) == towards_median;
  return std::nextafter(x, up ? std::numeric_limits<double>::infinity() : -std::numeric_limits<double>::infinity());
}

std::vector<TableBuilder::Event> TableBuilder::events() {
  std::vector<Event> all;
  for (const Distribution& part : d_.parts) {
    const Support range = support(part);
    for (const double x : {range.low, range.high})
      if (const double p = std::isfinite(x) ? cdf(d_, x, tail_) : 0; p > 0 && p < 1) all.push_back({x, p, p});
  }
  const auto values = atoms_between(d_, quantile(d_, smallest_p), quantile(d_, smallest_p, Tail::upper), most_atoms);
  if (!values) cdf_calls_ = most_cdf_calls;
  for (const double x : values ? *values : std::vector<double>{}) {
    const double before = cdf_before(d_, x, tail_), after = cdf(d_, x, tail_);
    std::erase_if(all, [&](const Event& event) { return event.x == x; });
    all.push_back({x, std::min(before, after), std::max(before, after)});
  }
  std::sort(all.begin(), all.end(), [&](const Event& a, const Event& b) {
    return tail_ == Tail::lower ? a.x < b.x : a.x > b.x;
  });
  return all;
}

bool TableBuilder::build() {
  constexpr double middle = 0.5;
  double from_p = smallest_p, from_x = quantile(d_, smallest_p, tail_);
  // P(X > x) = last belongs to what lies left of the event, P(X <= x) = last to what lies right of it.
  const auto close = [&] {
    if (tail_ == Tail::upper && !segments_.empty()) segments_.back().last = std::nextafter(segments_.back().last, 0.0);
  };
  for (const Event& event : events()) {
    if (event.p1 <= smallest_p || event.p0 >= middle) continue;
    if (event.p0 > from_p) {
      const double x = inwards(event.x, false);
      if (!stretch({from_p, from_x, slope_at(from_x)}, {event.p0, x, slope_at(x)})) return false;
      close();
    }
    if (event.p1 > event.p0) {
      emit_constant(std::min(event.p1, middle), event.x);
      if (event.p1 <= middle) close();
    }
    from_p = event.p1;
    from_x = inwards(event.x, true);
  }
  if (from_p < middle) {
    const double x = quantile(d_, middle);
    if (!stretch({from_p, from_x, slope_at(from_x)}, {middle, x, slope_at(x)})) return false;
  } else if (segments_.back().last < middle) {
    emit_scalar(middle);
  }
  return true;
}

// The quantile function between two nodes without a jump: octave by octave, found from the median outwards.
bool TableBuilder::stretch(Node from, Node to) {
  std::vector<Node> nodes = {to};
  for (double p = std::exp2(std::ceil(std::log2(to.p)) - 1); p > from.p; p /= 2)
    nodes.push_back(extrapolated(p, nodes));
  nodes.push_back(from);
  for (std::size_t i = nodes.size() - 1; i > 0; --i)
    if (!smooth(nodes[i], nodes[i - 1], 0)) return false;
  return true;
}

bool TableBuilder::smooth(const Node& a, const Node& b, int depth) {
  if (cdf_calls_ >= most_cdf_calls) return false;
  if (nearly_equal(a.x, b.x)) {
    emit_linear(a, b);
    return true;
  }
  Segment segment;
  const bool wide = b.p - a.p > 8 * epsilon * b.p;
  if (wide && fit(a, b, segment)) {
    segments_.push_back(segment);
    return true;
  }
  if (!wide || depth == deepest) {
    emit_scalar(b.p);
    return true;
  }
  const double h = (b.p - a.p) / 2;
  const double guess = hermite::cubic({-1, a.x, h * a.slope}, {1, b.x, h * b.slope}, 0);
  const bool between = (guess > a.x) != (guess >= b.x);
  const Node middle = node(a.p + h, between ? guess : a.x / 2 + b.x / 2);
  return smooth(a, middle, depth + 1) && smooth(middle, b, depth + 1);
}

bool TableBuilder::fit(const Node& a, const Node& b, Segment& segment) {
  if (!std::isfinite(a.slope) || !std::isfinite(b.slope)) return false;
  const double h = (b.p - a.p) / 2, centre = a.p + h;
  std::array<hermite::Point, hermite::points> points;
  points.front() = {-1, a.x, h * a.slope};
  points.back() = {1, b.x, h * b.slope};
  for (std::size_t i = 1; i + 1 < points.size(); ++i) {
    const double wanted = (static_cast<double>(i) - 2) * inner_zero;
    const double guess = hermite::cubic(points.front(), points.back(), wanted);
    if ((guess > a.x) == (guess >= b.x)) return false;
    // The node need not lie exactly where it was wanted: its true place is known.
    const Node node = at(guess);
    points[i] = {(node.p - centre) / h, node.x, h * node.slope};
    if (!(std::abs(points[i].s - wanted) < 0.15) || !std::isfinite(points[i].slope)) return false;
  }
  segment = {b.p, centre, 1 / h, hermite::through(points)};
  const auto value = [&](double s) {
    double x = 0;
    for (std::size_t k = segment.c.size(); k-- > 0;) x = x * s + segment.c[k];
    return x;
  };
  const double direction = tail_ == Tail::lower ? 1 : -1;
  for (double s = -1, before = value(-1); s < 1;) {
    const double x = value(s += 0.125);
    if (!((x - before) * direction >= 0)) return false;
    before = x;
  }
  return std::all_of(tested.begin(), tested.end(), [&](double s) { return close_enough(centre + h * s, value(s)); });
}

bool TableBuilder::close_enough(double p, double x) {
  const Node there = at(x);
  const double error = std::abs(there.p - p);
  return error <= std::min(absolute_tolerance, relative_tolerance * p) || error * std::abs(there.slope) <= x_tolerance * std::abs(x);
}

void TableBuilder::emit_constant(double last, double x) {
  Segment segment{last, 0, 0, {}};
  segment.c[0] = x;
  segments_.push_back(segment);
}

void TableBuilder::emit_linear(const Node& a, const Node& b) {
  Segment segment{b.p, a.p, 1 / (b.p - a.p), {}};
  segment.c[0] = a.x;
  segment.c[1] = b.x - a.x;
  segments_.push_back(segment);
}

void TableBuilder::emit_scalar(double last) {
  Segment segment{last, 0, 0, {}};
  segment.c.fill(nan);
  segments_.push_back(segment);
}

}  // namespace botec
