#include "program/crossing_law.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <set>

#include "program/correlation_matrix.h"

namespace botec {
namespace {

using Column = std::vector<double>;
using Forms = std::vector<std::optional<ClosedForm>>;

constexpr std::size_t most_normals = 64;   // eigenvalues of so many take some milliseconds
// A direction that moves a step by less than this part of its spread would leave the rest to be sampled all the same.
constexpr double least_part = 0.05;

double dot(const Column& a, const Column& b) { return std::inner_product(a.begin(), a.end(), b.begin(), 0.0); }
double length(const Column& a) { return std::sqrt(dot(a, a)); }

// The side that varies, per step, as a logarithm, and the bounds that it is compared with.
struct Sides {
  std::vector<ClosedForm> value;
  std::vector<double> bound;
};

// Bounds that are constants, or one value that varies, by which both sides are then divided: neither which of two scales is the
// straighter one nor where it passes changes by that.
std::optional<Sides> sides_of(const std::vector<NodeId>& varying, const std::vector<NodeId>& bounds, const Forms& forms) {
  Sides sides;
  const bool one = std::all_of(bounds.begin(), bounds.end(), [&](NodeId b) { return b == bounds[0]; });
  for (std::size_t k = 0; k < varying.size(); ++k) {
    if (!forms[varying[k]] || !forms[bounds[k]]) return std::nullopt;
    const auto value = as_logarithm(*forms[varying[k]]), bound = as_logarithm(*forms[bounds[k]]);
    if (!value || !bound || (!one && !bound->weights.empty())) return std::nullopt;
    const bool constant = bound->weights.empty();
    sides.value.push_back(constant ? *value : combine(*value, *bound, -1));
    sides.bound.push_back(constant ? bound->offset : 0);
  }
  return sides;
}

// Loads per step on independent normals (a column each) and on other inputs.
struct Loads {
  std::vector<Column> normal;
  std::vector<CrossingLaw::Other> others;
};

Column loads_on(const std::vector<ClosedForm>& values, std::uint32_t input) {
  Column column;
  for (const ClosedForm& value : values) {
    const auto found = value.weights.find(input);
    column.push_back(found == value.weights.end() ? 0 : found->second);
  }
  return column;
}

// Nothing where an input that is not normal is correlated with another.
std::optional<Loads> find_loads(const Program& program, const std::vector<ClosedForm>& values) {
  std::set<std::uint32_t> left;
  for (const ClosedForm& value : values) {
    for (const auto& [input, weight] : value.weights) left.insert(input);
  }
  Loads loads;
  for (const CopulaGroup& group : program.copulas) {
    std::vector<Column> behind(group.inputs.size(), Column(values.size(), 0.0));
    bool any = false;
    for (std::size_t i = 0; i < group.inputs.size(); ++i) {
      if (left.erase(group.inputs[i]) == 0) continue;
      if (!is_normal(program.drawn[group.inputs[i]])) return std::nullopt;
      any = true;
      const Column own = loads_on(values, group.inputs[i]);
      for (std::size_t j = 0; j <= i; ++j) {
        for (std::size_t k = 0; k < own.size(); ++k) behind[j][k] += own[k] * group.cholesky[i * group.inputs.size() + j];
      }
    }
    for (Column& column : behind) {
      if (any && length(column) > 0) loads.normal.push_back(std::move(column));
    }
  }
  for (const std::uint32_t input : left) {
    if (is_normal(program.drawn[input])) loads.normal.push_back(loads_on(values, input));
    else loads.others.push_back({input, loads_on(values, input)});
  }
  return loads.normal.size() > most_normals ? std::nullopt : std::optional(std::move(loads));
}

Column row_of(const std::vector<Column>& columns, std::size_t k) {
  Column row;
  for (const Column& column : columns) row.push_back(column[k]);
  return row;
}

// Directions among the normals, of length 1, judged by what they move each step by.
class Directions {
 public:
  Directions(const std::vector<Column>& normal, const std::vector<bool>& fixed) : normal_(normal) {
    for (std::size_t k = 0; k < fixed.size(); ++k) {
      if (!fixed[k]) rows_.push_back(row_of(normal, k));
    }
  }
  std::optional<Column> best() const;

 private:
  bool moves_all(const Column& direction) const {
    return std::all_of(rows_.begin(), rows_.end(), [&](const Column& row) { return dot(row, direction) > least_part * length(row) * length(direction); });
  }
  double moved(const Column& direction) const {
    double sum = 0;
    for (const Column& row : rows_) sum += dot(row, direction) * dot(row, direction);
    return sum / dot(direction, direction);
  }
  Column main() const;
  const std::vector<Column>& normal_;
  std::vector<Column> rows_;
};

SquareMatrix second_moments(const std::vector<Column>& columns) {
  SquareMatrix moments(columns.size());
  double trace = 0;
  for (std::size_t i = 0; i < columns.size(); ++i) {
    for (std::size_t j = 0; j <= i; ++j) moments(i, j) = moments(j, i) = dot(columns[i], columns[j]);
    trace += moments(i, i);
  }
  for (double& value : moments.values) value /= trace > 0 ? trace : 1;
  return moments;
}

// Eigenvectors of the second moments of the rows, by how much they move: nearly, because any turn of independent normals will do.
Eigen principal(const std::vector<Column>& columns, std::vector<std::size_t>& order) {
  constexpr double nearly = 1e-20;   // what is left beside the diagonal, of a trace of 1, is less than 1e-10
  Eigen eigen = symmetric_eigen(second_moments(columns), nearly);
  order.resize(columns.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return eigen.values[a] > eigen.values[b]; });
  return eigen;
}

// The one that moves the steps most, up on the whole: by the power method, from what moves all of them, until it hardly turns.
Column Directions::main() const {
  const SquareMatrix moments = second_moments(normal_);
  Column direction(normal_.size(), 0.0);
  for (const Column& row : rows_) {
    for (std::size_t i = 0; i < direction.size(); ++i) direction[i] += row[i];
  }
  constexpr int most_turns = 200;
  constexpr double still = 1e-12;
  for (int turn = 0; turn < most_turns; ++turn) {
    const double size = length(direction);
    if (!(size > 0)) break;
    for (double& value : direction) value /= size;
    Column next(direction.size(), 0.0);
    for (std::size_t i = 0; i < next.size(); ++i) {
      for (std::size_t j = 0; j < next.size(); ++j) next[i] += moments(i, j) * direction[j];
    }
    const double along = dot(next, direction), all = dot(next, next);
    direction = std::move(next);
    if (all - along * along <= still * all) break;
  }
  const double size = length(direction);
  for (double& value : direction) value /= size > 0 ? size : 1;
  double sum = 0;
  for (const Column& row : rows_) sum += dot(row, direction);
  for (double& value : direction) value = sum < 0 ? -value : value;
  return direction;
}

// The one that moves the steps most or, where that moves some of them the other way, as much of it as may be mixed with one that
// does not. Those that move all steps up form a cone, so that halving finds the edge.
std::optional<Column> Directions::best() const {
  if (rows_.empty() || normal_.empty()) return std::nullopt;
  const Column wanted = main();
  if (moves_all(wanted)) return wanted;
  std::vector<Column> sure;
  Column all(normal_.size(), 0.0);
  for (const Column& row : rows_) {
    const double size = length(row);
    if (!(size > 0)) return std::nullopt;
    sure.push_back(row);
    for (double& value : sure.back()) value /= size;
    for (std::size_t i = 0; i < all.size(); ++i) all[i] += sure.back()[i];
  }
  sure.push_back(all);
  std::erase_if(sure, [&](const Column& direction) { return !moves_all(direction); });
  if (sure.empty()) return std::nullopt;
  const Column safe = *std::max_element(sure.begin(), sure.end(), [&](const Column& a, const Column& b) { return moved(a) < moved(b); });
  const auto mixed = [&](double part) {
    Column result;
    for (std::size_t i = 0; i < safe.size(); ++i) result.push_back((1 - part) * safe[i] / length(safe) + part * wanted[i]);
    return result;
  };
  double low = 0, high = 1;
  for (int step = 0; step < 30; ++step) (moves_all(mixed((low + high) / 2)) ? low : high) = (low + high) / 2;
  Column result = mixed(low);
  const double size = length(result);
  for (double& value : result) value /= size;
  return result;
}

// Beside the direction: the rest of the normals, turned so that few of them carry most.
void add_rest(const std::vector<Column>& normal, const Column& direction, CrossingLaw& law) {
  std::vector<Column> rest = normal;
  for (std::size_t i = 0; i < rest.size(); ++i) {
    for (std::size_t k = 0; k < law.load.size(); ++k) rest[i][k] -= law.load[k] * direction[i];
  }
  std::vector<std::size_t> order;
  double total = 0;
  for (const Column& column : normal) total += dot(column, column);
  const Eigen eigen = principal(rest, order);
  constexpr double rounding = 1e-12;   // of the second moments of all
  for (const std::size_t which : order) {
    Column loads(law.load.size(), 0.0);
    for (std::size_t i = 0; i < rest.size(); ++i) {
      for (std::size_t k = 0; k < loads.size(); ++k) loads[k] += rest[i][k] * eigen.vectors(i, which);
    }
    if (dot(loads, loads) > rounding * total) law.normal.push_back(std::move(loads));
  }
}

// Of inputs that are not normal, the one that moves the last step most, where it moves all of them one way.
bool choose_other(const Program& program, Loads& loads, CrossingLaw& law) {
  double best = 0;
  std::size_t chosen = loads.others.size();
  for (std::size_t i = 0; i < loads.others.size(); ++i) {
    const DrawnInput& drawn = program.drawn[loads.others[i].input];
    const Distribution& distribution = drawn.sampler.distribution();
    if (has_atoms(distribution) || !drawn.ordered) continue;
    const Column& load = loads.others[i].load;
    const double sign = load.back() < 0 ? -1 : 1;
    bool all = true;
    for (std::size_t k = 0; k < load.size(); ++k) all = all && (law.fixed[k] || sign * load[k] > 0);
    const double spread = std::abs(load.back()) * drawn.sampler.scale() * (quantile(distribution, 0.95) - quantile(distribution, 0.05));
    if (all && spread > best) {
      best = spread;
      chosen = i;
    }
  }
  if (chosen == loads.others.size()) return false;
  law.along = loads.others[chosen].input;
  law.load = loads.others[chosen].load;
  law.against = law.load.back() < 0;
  for (double& value : law.load) value = std::abs(value);
  loads.others.erase(loads.others.begin() + static_cast<std::ptrdiff_t>(chosen));
  return true;
}

// False where a step that does not vary decides the crossing.
bool find_fixed(const Program& program, const GraphCrossing& crossing, const Sides& sides, CrossingLaw& law) {
  constexpr double rounding = 1e-9;   // of logarithms: nearer to the bound than this the calls themselves decide
  for (std::size_t k = 0; k < crossing.at.size(); ++k) {
    law.fixed.push_back(sides.value[k].weights.empty());
    if (!law.fixed.back()) continue;
    const auto holds = program.graph.known_value(crossing.holds[k]);
    if (holds ? *holds != 0 : law.sign * (sides.value[k].offset - sides.bound[k]) > -rounding) return false;
  }
  return true;
}

}  // namespace

std::shared_ptr<const CrossingLaw> crossing_law(const Program& program, const GraphCrossing& crossing, const Forms& forms) {
  constexpr std::size_t fewest_steps = 3;   // of two values nothing says how they bend
  if (forms.empty() || crossing.at.size() < fewest_steps) return nullptr;
  auto law = std::make_shared<CrossingLaw>();
  law->sign = crossing.rising ? 1 : -1;
  auto sides = sides_of(crossing.a, crossing.b, forms);
  if (!sides) {
    sides = sides_of(crossing.b, crossing.a, forms);
    law->sign = -law->sign;
  }
  if (!sides || !find_fixed(program, crossing, *sides, *law)) return nullptr;
  auto loads = find_loads(program, sides->value);
  if (!loads || (loads->normal.empty() && loads->others.empty())) return nullptr;
  law->at = crossing.at;
  std::set<std::uint32_t> inputs;
  for (std::size_t k = 0; k < crossing.at.size(); ++k) {
    law->offset.push_back(law->sign * sides->value[k].offset);
    law->bound.push_back(law->sign * sides->bound[k]);
    for (const auto& [input, weight] : sides->value[k].weights) inputs.insert(input);
  }
  law->inputs.assign(inputs.begin(), inputs.end());
  for (Column& column : loads->normal) {
    for (double& value : column) value *= law->sign;
  }
  for (auto& other : loads->others) {
    for (double& value : other.load) value *= law->sign;
  }
  if (const auto direction = Directions(loads->normal, law->fixed).best()) {
    for (std::size_t k = 0; k < law->at.size(); ++k) law->load.push_back(law->fixed[k] ? 0 : dot(row_of(loads->normal, k), *direction));
    add_rest(loads->normal, *direction, *law);
  } else if (!loads->normal.empty() || !choose_other(program, *loads, *law)) {
    return nullptr;
  }
  law->others = std::move(loads->others);
  return law;
}

}  // namespace botec
