// How products of units are written: which names meet, which cancel, which stay.
#include <algorithm>
#include <cstdlib>

#include "units/unit_entries.h"

namespace botec {
namespace {

struct Member {
  std::size_t index;   // among the factors
  int weight;          // exponent × power: how much of the direction it holds
  int power;
};

}  // namespace

UnitFactors by_name(const UnitFactors& factors) {
  UnitFactors result;
  for (const auto& factor : factors) {
    const auto same = std::find_if(result.begin(), result.end(), [&](const auto& f) { return f.name == factor.name; });
    if (same == result.end()) {
      result.push_back(factor);
    } else {
      same->exponent += factor.exponent;
    }
  }
  std::erase_if(result, [](const auto& f) { return f.exponent == 0; });
  return result;
}

UnitFactors inverse(UnitFactors factors) {
  for (auto& factor : factors) factor.exponent = -factor.exponent;
  return factors;
}

// Factors along one direction (hour and day, km and L) become one, in the name that holds most of it, the first of equals.
UnitFactors UnitEntries::merged(const UnitFactors& all) {
  UnitFactors factors = by_name(all);
  std::erase_if(factors, [&](const auto& f) { return find(f.name)->power == 0; });   // `%` folds into the values
  std::vector<bool> done(factors.size(), false);
  UnitFactors result;
  for (std::size_t first = 0; first < factors.size(); ++first) {
    if (done[first]) continue;
    const int direction = find(factors[first].name)->direction;
    std::vector<Member> members;
    int total = 0;
    for (std::size_t i = first; i < factors.size(); ++i) {
      const UnitEntry* entry = find(factors[i].name);
      if (entry->direction != direction) continue;
      members.push_back({i, factors[i].exponent * entry->power, entry->power});
      total += members.back().weight;
      done[i] = true;
    }
    if (total == 0) continue;
    std::vector<Member> candidates = members;
    std::stable_sort(candidates.begin(), candidates.end(),
                     [](const Member& a, const Member& b) { return std::abs(a.weight) > std::abs(b.weight); });
    const auto chosen = std::find_if(candidates.begin(), candidates.end(), [&](const Member& m) { return total % m.power == 0; });
    if (chosen != candidates.end()) {
      result.push_back({factors[chosen->index].name, total / chosen->power});
    } else {
      for (const Member& member : members) result.push_back(factors[member.index]);
    }
  }
  return cancelled(std::move(result));
}

// Drops the largest set of factors that together are a pure number: kW hour/kWh in `kW hour USD/kWh`.
UnitFactors UnitEntries::cancelled(UnitFactors factors) {
  constexpr std::size_t most = 10;   // 2^10 subsets; longer products are nobody's idea of a unit
  if (factors.size() < 2 || factors.size() > most) return factors;
  unsigned best = 0;
  int best_count = 0;
  for (unsigned subset = 1; subset < (1U << factors.size()); ++subset) {
    const int count = __builtin_popcount(subset);
    if (count <= best_count) continue;
    std::vector<int> sums(bases_.size(), 0);
    for (std::size_t i = 0; i < factors.size(); ++i) {
      if ((subset >> i & 1U) == 0) continue;
      for (const auto& [base, power] : find(factors[i].name)->powers) sums[static_cast<std::size_t>(base)] += power * factors[i].exponent;
    }
    if (std::any_of(sums.begin(), sums.end(), [](int sum) { return sum != 0; })) continue;
    best = subset;
    best_count = count;
  }
  UnitFactors rest;
  for (std::size_t i = 0; i < factors.size(); ++i) {
    if ((best >> i & 1U) == 0) rest.push_back(std::move(factors[i]));
  }
  return rest;
}

Expected<Unit> UnitEntries::root(const Unit& a, int degree) {
  if (degree < 1 || degree > 100) return Complaint{"unit-power", "roots of units go from 1 to 100", {}, {}, 0, 0};
  if (a.is_pure_number() || degree == 1) return degree == 1 ? a : Unit{};
  UnitFactors factors = a.factors;
  const auto divides = [&] {
    return std::all_of(factors.begin(), factors.end(), [&](const auto& f) { return f.exponent % degree == 0; });
  };
  if (!divides()) factors = merged(factors);
  if (divides()) {
    for (auto& factor : factors) factor.exponent /= degree;
    return make(std::move(factors));
  }
  // The names do not divide, but what they stand for may: the root of J/kg is m/s.
  const auto dimension = dimensions_.root(a.handle, degree);
  if (!dimension) {
    const std::string which = degree == 2 ? "square root" : degree == 3 ? "cube root" : "root of degree " + std::to_string(degree);
    return Complaint{"unit-power", "the " + which + " of `" + to_text(a) + "` is not a unit with whole powers", {}, {}, 0, 0};
  }
  UnitFactors bases;
  for (const auto& [base, power] : dimensions_.powers(*dimension)) bases.push_back({bases_[static_cast<std::size_t>(base)], power});
  std::stable_sort(bases.begin(), bases.end(), [](const auto& x, const auto& y) { return x.exponent > 0 && y.exponent < 0; });
  return make(std::move(bases));
}

}  // namespace botec
