#include "distributions/table_builder.h"

#include <algorithm>
#include <cmath>

#include "distributions/cdf_point.h"
#include "distributions/composite.h"
#include "distributions/hermite.h"

namespace botec {

namespace {

constexpr double epsilon = std::numeric_limits<double>::epsilon();
constexpr double nan = std::numeric_limits<double>::quiet_NaN();
const double smallest_p = std::ldexp(0.5, -kernels::SegmentTable::octaves);

// What a segment may be off in probability at the points where it is tested: far below what the Sampler promises, because the
// largest error lies between them. Further out than one in a million the relative error is what counts.
double tolerance(double p) { return p > 1e-6 ? std::min(3e-12, 1e-9 * p) : 1e-8 * p; }

// In x no double is asked to be better than this, which matters where x has almost reached a bound.
constexpr double x_tolerance = 16 * epsilon;

// At a kink that is not known beforehand halving goes on so deep; what is left there, 2^-18 of an octave, is
// answered by the scalar quantile, a thousandth of a nanosecond a draw. A law with very many kinks (a kernel density of data with
// many outliers) is content with less, so that no table takes more than about 1e5 calls.
int deepest(std::size_t cdf_calls) { return cdf_calls < 20000 ? 18 : cdf_calls < 60000 ? 10 : 5; }
constexpr int hopeless = 4;
constexpr int whole_stretch = -1;  // in place of a depth: a segment over many octaves
constexpr std::size_t most_atoms = 20000;

// Zeros of the Chebyshev polynomial of degree 6, stretched so that the outer ones are the ends: nearly the points that make
// the remainder smallest when the ends are given.
constexpr std::array<double, hermite::points> places = {-1, -0.73205080756887729, -0.26794919243112271,
                                                        0.26794919243112271, 0.73205080756887729, 1};
// Halfway between neighbouring points the remainder is largest.
constexpr std::array tested = {-0.89, 0.5};

// Values so small that doubles lose their digits are no matter for polynomials: after a few halvings the scalar quantile has them.
constexpr double vanishing = 1e-290;
constexpr int deepest_vanishing = 6;

bool nearly_equal(double a, double b) { return std::abs(a - b) <= x_tolerance * std::max(std::abs(a), std::abs(b)); }

}  // namespace

double TableBuilder::slope_at(double x) const {
  const double slope = 1 / density(d_, x);
  return tail_ == Tail::lower ? slope : -slope;
}

TableBuilder::Node TableBuilder::at(double x) {
  ++cdf_calls_;
  const CdfPoint here = cdf_point(d_, x, tail_);
  return {here.probability, x, (tail_ == Tail::lower ? 1 : -1) / here.density};
}

// Newton on the logarithm of the probability, from a guess that is usually good to a few digits. The end is the cubic
// through the last two points; how far it lies from the tangent's answer tells how good it is.
TableBuilder::Node TableBuilder::node(double p, double guess) {
  Node before = at(guess);
  for (int i = 0; i < 10; ++i) {
    const double x = before.x + std::log(p / before.p) * before.p * before.slope;
    if (!std::isfinite(x)) break;
    const Node here = at(x);
    const double far = before.p - p, near = here.p - p, apart = near - far;
    const double tangent = x - near * here.slope;
    // Closer together than this the two points say the same.
    const bool same = !(std::abs(apart) > 1e-5 * p);
    const double end = same ? tangent
                            : hermite::cubic({0, before.x, apart * before.slope}, {1, x, apart * here.slope}, -far / apart);
    // The tangent is off by a share of its step in proportion to curvature; the cubic by a share of that share squared.
    const double share = std::abs(end - tangent) / std::abs(near * here.slope);
    if (near == 0 || (share < 0.01 && std::abs(near) * share * share < 0.01 * tolerance(p)) ||
        (same && std::abs(near) < 1e-13 * p))
      return {p, end, slope_at(end)};
    before = here;
  }
  cdf_calls_ += 20;
  const double x = quantile(d_, p, tail_);
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

std::optional<std::vector<TableBuilder::Event>> TableBuilder::events() {
  std::vector<Event> all;
  for (const Distribution& part : d_.parts) {
    const Support range = support(part);
    for (const double x : {range.low, range.high})
      if (const double p = std::isfinite(x) ? cdf(d_, x, tail_) : 0; p > 0 && p < 1) all.push_back({x, p, p});
  }
  const auto values = atoms_between(d_, quantile(d_, smallest_p), quantile(d_, smallest_p, Tail::upper), most_atoms);
  if (!values) return std::nullopt;
  for (const double x : *values) {
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
  const auto all = events();
  if (!all) return false;
  for (const Event& event : *all) {
    if (event.p1 <= smallest_p || event.p0 >= middle) continue;
    if (event.p0 > from_p) {
      const double x = inwards(event.x, false);
      stretch({from_p, from_x, slope_at(from_x)}, {event.p0, x, slope_at(x)});
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
    stretch({from_p, from_x, slope_at(from_x)}, {middle, x, slope_at(x)});
  } else if (segments_.back().last < middle) {
    emit_scalar(middle);
  }
  return true;
}

// The quantile function between two nodes without a jump: octave by octave, found from the median outwards.
void TableBuilder::stretch(Node from, Node to) {
  std::vector<Node> nodes = {to};
  for (double p = std::exp2(std::ceil(std::log2(to.p)) - 1); p > from.p; p /= 2) {
    nodes.push_back(extrapolated(p, nodes));
    if (whole(from, nodes.back())) {
      from = nodes.back();
      break;
    }
  }
  if (nodes.back().p > from.p) nodes.push_back(from);
  depth_ = 0;
  for (std::size_t i = nodes.size() - 1; i > 0; --i) {
    // What one octave needed the next will need, unless that was for a kink; now and then less is tried.
    const int expected = std::min(i % 8 == 0 ? depth_ - 1 : depth_, 2);
    depth_ = 0;
    smooth(nodes[i], nodes[i - 1], 0, expected);
  }
}

// Where a law is cut off with a density that is neither 0 nor infinite its quantile function is smooth up to the very
// end: then all the octaves near it are one segment.
bool TableBuilder::whole(const Node& from, const Node& to) {
  const double ratio = to.slope / from.slope;
  if (!(from.p < to.p / 4 && ratio > 0.5 && ratio < 2)) return false;
  Segment segment;
  if (!fit(from, to, segment, whole_stretch)) return false;
  segments_.push_back(segment);
  return true;
}

void TableBuilder::smooth(const Node& a, const Node& b, int depth, int expected) {
  depth_ = std::max(depth_, depth);
  if (nearly_equal(a.x, b.x)) {
    emit_linear(a, b);
    return;
  }
  Segment segment;
  const bool wide = b.p - a.p > 8 * epsilon * b.p, vanishes = std::max(std::abs(a.x), std::abs(b.x)) < vanishing;
  if (wide && !vanishes && depth >= expected && fit(a, b, segment, depth)) {
    segments_.push_back(segment);
    return;
  }
  if (!wide || depth >= (vanishes ? deepest_vanishing : deepest(cdf_calls_))) {
    emit_scalar(b.p);
    return;
  }
  const double h = (b.p - a.p) / 2;
  const double guess = hermite::cubic({-1, a.x, h * a.slope}, {1, b.x, h * b.slope}, 0);
  const bool between = (guess > a.x) != (guess >= b.x);
  const Node middle = node(a.p + h, between ? guess : a.x / 2 + b.x / 2);
  smooth(a, middle, depth + 1, expected);
  smooth(middle, b, depth + 1, expected);
}

bool TableBuilder::fit(const Node& a, const Node& b, Segment& segment, int depth) {
  const bool whole = depth == whole_stretch;
  if (!std::isfinite(a.slope) || !std::isfinite(b.slope)) return false;
  // A segment over many octaves counts from its outer end, where x must keep its relative accuracy.
  const double h = (b.p - a.p) / 2, centre = whole ? a.p : a.p + h, unit = whole ? 2 * h : h;
  const auto place = [&](double p) { return (p - centre) / unit; };
  std::array<hermite::Point, hermite::points> points;
  points.front() = {place(a.p), a.x, unit * a.slope};
  points.back() = {place(b.p), b.x, unit * b.slope};
  for (std::size_t i = 1; i + 1 < points.size(); ++i) {
    const double wanted = place(a.p + h + h * places[i]);
    const double guess = hermite::cubic(points.front(), points.back(), wanted);
    if ((guess > a.x) == (guess >= b.x)) return false;
    // The node need not lie exactly where it was wanted: its true place is known.
    const Node node = at(guess);
    points[i] = {place(node.p), node.x, unit * node.slope};
    if (!(std::abs(node.p - a.p - h) < 0.8 * h) || !(points[i].s - points[i - 1].s > 0.1) || !std::isfinite(node.slope)) return false;
  }
  segment = {.last = b.p, .centre = centre, .inverse = 1 / unit, .c = hermite::through(points)};
  if (whole) segment.c[0] = a.x;
  const auto value = [&](double p) {
    double x = 0;
    for (std::size_t k = segment.c.size(); k-- > 0;) x = x * place(p) + segment.c[k];
    return x;
  };
  const double direction = tail_ == Tail::lower ? 1 : -1;
  double before = value(a.p);
  for (int step = 1; step <= 16; ++step) {
    const double x = value(a.p + h * step / 8);
    if (!((x - before) * direction >= 0)) return false;
    before = x;
  }
  for (double p = b.p / 16; whole && p > a.p; p /= 256)
    if (!close_enough(p, value(p), 0)) return false;
  return std::all_of(tested.begin(), tested.end(), [&](double s) { return close_enough(a.p + h + h * s, value(a.p + h + h * s), depth); });
}

bool TableBuilder::close_enough(double p, double x, int depth) {
  const Node there = at(x);
  const double error = std::abs(there.p - p);
  // Where halving does not help the relative accuracy of the tail the law itself is rounded there.
  const double rounding = depth >= hopeless ? 1e-14 : 0;
  return error <= std::max(tolerance(p), rounding) || error * std::abs(there.slope) <= x_tolerance * std::abs(x);
}

void TableBuilder::emit_constant(double last, double x) {
  Segment segment{.last = last};
  segment.c[0] = x;
  segments_.push_back(segment);
}

void TableBuilder::emit_linear(const Node& a, const Node& b) {
  Segment segment{.last = b.p, .centre = a.p, .inverse = 1 / (b.p - a.p)};
  segment.c[0] = a.x;
  segment.c[1] = b.x - a.x;
  segments_.push_back(segment);
}

void TableBuilder::emit_scalar(double last) {
  Segment segment{.last = last};
  segment.c.fill(nan);
  segments_.push_back(segment);
}

}  // namespace botec
