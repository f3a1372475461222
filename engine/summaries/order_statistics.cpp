#include "summaries/order_statistics.h"

#include <algorithm>
#include <bit>
#include <cmath>

#include "kernels/kernels.h"
#include "summaries/sort_values.h"

namespace botec {
namespace {

// Equal values at the edge of a bracket from which on they are counted instead of held.
constexpr std::size_t many_ties = 64;

}  // namespace

void OrderStatistics::Part::clear() {
  for (auto& values : inside) values.clear();
  std::fill(below.begin(), below.end(), 0);
  std::fill(ties.begin(), ties.end(), 0);
  sample.clear();
  count = before = beyond = 0;
}

void OrderStatistics::Bracket::sort() {
  if (!sorted) sort_values(values);
  sorted = true;
}

OrderStatistics::OrderStatistics(const OrderOptions& options) : options_(options), next_narrowing_(options.first), brackets_(1) {
  brackets_[0].targets = options_.probabilities;
}

std::size_t OrderStatistics::held() const {
  std::size_t result = sample_.size();
  for (const Bracket& bracket : brackets_) result += bracket.values.size();
  return result;
}

void OrderStatistics::collect(const double* values, std::size_t n, Part& part) const {
  part.inside.resize(brackets_.size());
  part.below.resize(brackets_.size(), 0);
  part.ties.resize(brackets_.size(), 0);
  part.count += n;
  if (holds_all()) {
    part.inside[0].insert(part.inside[0].end(), values, values + n);
    return;
  }
  if (sample_.size() + part.sample.size() < options_.sample) part.sample.insert(part.sample.end(), values, values + n);
  for (std::size_t i = 0; i < n; i += kernels::block_size) sift(values + i, std::min(kernels::block_size, n - i), part);
}

void OrderStatistics::sift(const double* values, std::size_t n, Part& part) const {
  double taken[kernels::block_size];
  for (const std::uint32_t b : one_by_one_) {
    const Bracket& bracket = brackets_[b];
    std::size_t below = 0;
    const std::size_t count = kernels::active().take_between(bracket.atom() ? nullptr : taken, values, n, bracket.low, bracket.high, &below);
    part.below[b] += below;
    if (bracket.atom()) {
      part.ties[b] += count;
    } else {
      part.inside[b].insert(part.inside[b].end(), taken, taken + count);
    }
  }
  if (sieve_.count == 0) return;
  std::int16_t classes[kernels::block_size];
  std::uint64_t below[kernels::Sieve::most] = {};
  const std::size_t near = kernels::active().sift(values, n, sieve_, below, taken, classes);
  for (std::size_t i = 0; i < near; ++i) {
    const double value = taken[i];
    std::size_t after = 0;   // the first bracket above the value
    for (std::size_t s = 0; s < sieve_.count; ++s) after += sieved_low_[s] <= value ? 1 : 0;
    if (after > 0 && value <= sieved_high_[after - 1]) part.inside[sieved_[after - 1]].push_back(value);
    // Below a bracket, though in the class where it begins.
    for (std::size_t s = after; s < sieve_.count && sieve_.low[s] == classes[i]; ++s) ++below[s];
  }
  for (std::size_t s = 0; s < sieve_.count; ++s) part.below[sieved_[s]] += below[s];
}

void OrderStatistics::merge(const Part& part) {
  before_ += part.before;
  beyond_ += part.beyond;
  count_ += part.count + part.before + part.beyond;
  if (part.count == 0) return;   // a chunk of which nothing was kept never looked at the brackets
  const std::size_t wanted = options_.sample - std::min(options_.sample, sample_.size());
  sample_.insert(sample_.end(), part.sample.begin(), part.sample.begin() + static_cast<std::ptrdiff_t>(std::min(wanted, part.sample.size())));
  for (std::size_t b = 0; b < brackets_.size(); ++b) {
    Bracket& bracket = brackets_[b];
    bracket.below += part.below[b];
    bracket.ties += part.ties[b];
    // Of a long run, until the brackets narrow, room for all at once: growing would copy them again and again.
    constexpr std::size_t many = 8192;
    const std::size_t size = bracket.values.size() + part.inside[b].size();
    if (holds_all() && size >= many && size > bracket.values.capacity()) bracket.values.reserve(std::max<std::size_t>(size, options_.first));
    bracket.values.insert(bracket.values.end(), part.inside[b].begin(), part.inside[b].end());
    bracket.sorted = false;
  }
}

void OrderStatistics::narrow_when_due() {
  if (count_ < next_narrowing_) return;
  const bool all_wanted = holds_all() && count_ <= options_.sample;
  if (holds_all() && !all_wanted) {
    const std::vector<double>& all = brackets_[0].values;
    sample_.assign(all.begin(), all.begin() + static_cast<std::ptrdiff_t>(std::min(all.size(), options_.sample)));
  }
  std::vector<Bracket> result;
  for (Bracket& bracket : brackets_) {
    split(bracket, result, all_wanted);
    if (all_wanted) sample_ = std::move(bracket.values);
    bracket.values = {};   // whose memory the next one may need
  }
  brackets_ = std::move(result);
  while (next_narrowing_ <= count_) next_narrowing_ = static_cast<std::uint64_t>(std::ceil(static_cast<double>(next_narrowing_) * options_.growth));
  prepare_sieve();
}

namespace {

// Classes from a little below `low` to a little above `high`, so that what is beyond them has classes of its own.
kernels::Classes even_classes(double low, double high) {
  kernels::Classes classes;
  const double step = (high - low) / (kernels::Classes::last - 7);
  classes.origin = low - step;
  classes.scale = 1 / step;
  return classes;
}

kernels::Classes logarithmic_classes(double low, double high) {
  const auto upper = [](double value) {
    const auto bits = static_cast<std::int32_t>(std::bit_cast<std::uint64_t>(value) >> 32);
    return std::int64_t{bits ^ ((bits >> 31) & 0x7FFFFFFF)};
  };
  kernels::Classes classes;
  classes.logarithmic = true;
  while ((upper(high) - upper(low)) >> classes.shift > kernels::Classes::last - 7) ++classes.shift;
  classes.base = static_cast<std::int32_t>(std::max<std::int64_t>(upper(low) - (std::int64_t{1} << classes.shift), std::numeric_limits<std::int32_t>::min()));
  return classes;
}

// At most about so many of the values, from all over.
std::vector<double> few_of(const std::vector<double>& values, std::size_t most) {
  const std::size_t stride = (values.size() + most - 1) / most;
  std::vector<double> result;
  for (std::size_t i = 0; i < values.size(); i += stride) result.push_back(values[i]);
  return result;
}

}  // namespace

// The map of values to classes is the one, of two, that leaves fewer values of the sample to look at.
void OrderStatistics::prepare_sieve() {
  constexpr double many = 0.05;   // share of values from which on a bracket is better compared with alone
  sieve_ = {};
  sieved_.clear();
  one_by_one_.clear();
  double low = infinity, high = -infinity;   // of the brackets' finite ends
  for (const Bracket& bracket : brackets_) {
    for (const double end : {bracket.low, bracket.high}) {
      if (std::isinf(end)) continue;
      low = std::min(low, end);
      high = std::max(high, end);
    }
  }
  const std::vector<double> some = few_of(sample_, 4 * kernels::block_size);
  double least = infinity;
  for (const bool logarithmic : {false, true}) {
    const kernels::Classes classes = logarithmic ? logarithmic_classes(low, high) : even_classes(low, high);
    if (!(low < high) || !(logarithmic || (std::isnormal(classes.scale) && std::isfinite(classes.origin)))) continue;
    const auto class_of = [&](double value) {
      std::int16_t result = 0;
      kernels::active().classify(&result, &value, 1, classes);
      return result;
    };
    std::vector<std::int16_t> of_sample(some.size());
    kernels::active().classify(of_sample.data(), some.data(), some.size(), classes);
    kernels::Sieve sieve;
    sieve.classes = classes;
    std::vector<std::uint32_t> sieved, others;
    double share = 0;
    for (std::uint32_t b = 0; b < brackets_.size(); ++b) {
      const std::int16_t first = class_of(brackets_[b].low), last = class_of(brackets_[b].high);
      const auto inside = std::count_if(of_sample.begin(), of_sample.end(), [&](std::int16_t c) { return c >= first && c <= last; });
      const double part = static_cast<double>(inside) / static_cast<double>(std::max<std::size_t>(some.size(), 1));
      share += std::min(part, many);
      if (part > many || sieve.count == kernels::Sieve::most || brackets_[b].atom()) {
        others.push_back(b);
        continue;
      }
      sieve.low[sieve.count] = first;
      sieve.high[sieve.count++] = last;
      sieved.push_back(b);
    }
    if (share >= least) continue;
    least = share;
    sieve_ = sieve;
    sieved_ = std::move(sieved);
    one_by_one_ = std::move(others);
  }
  if (least == infinity) {
    for (std::uint32_t b = 0; b < brackets_.size(); ++b) one_by_one_.push_back(b);
  }
  for (std::size_t s = 0; s < sieve_.count; ++s) {
    sieved_low_[s] = brackets_[sieved_[s]].low;
    sieved_high_[s] = brackets_[sieved_[s]].high;
  }
}

namespace {

// Places, in a sorted bracket, of what has to stay for some of its targets.
struct Places {
  std::size_t first, last;
  std::vector<double> targets;
};

}  // namespace

// `keep`: the values of the old one are left as they are, but for their order.
// What must stay around each target becomes a bracket; overlapping ones become one, and an edge with many ties one of its own.
void OrderStatistics::split(Bracket& old, std::vector<Bracket>& result, bool keep) const {
  if (old.size() == 0) {
    result.push_back(std::move(old));
    return;
  }
  old.sort();
  const auto n = static_cast<double>(count_), below = static_cast<double>(old.below + before_);
  const auto last_place = static_cast<double>(old.size() - 1);
  std::vector<Places> groups;
  for (const double p : old.targets) {
    const double spread = options_.width * std::sqrt(n * p * (1 - p)) + 16;
    const double first = std::floor(n * p - spread) - below, last = std::ceil(n * p + spread) - below;
    if (last < 0 || first > last_place) continue;   // it is in another bracket, or has escaped
    const auto from = static_cast<std::size_t>(std::max(first, 0.0)), to = static_cast<std::size_t>(std::min(last, last_place));
    const bool joins = !groups.empty() && (from <= groups.back().last || old.atom() || old.values[from] <= old.values[groups.back().last]);
    if (!joins) groups.push_back({from, to, {}});
    groups.back().last = std::max(groups.back().last, to);
    groups.back().targets.push_back(p);
  }
  if (groups.empty()) return;
  if (old.atom()) {
    old.targets = std::move(groups[0].targets);
    result.push_back(std::move(old));
    return;
  }
  const auto at = [&old](std::size_t i) { return old.values.begin() + static_cast<std::ptrdiff_t>(i); };
  const auto begin_of = [&](double edge) { return static_cast<std::size_t>(std::lower_bound(at(0), old.values.end(), edge) - at(0)); };
  const auto end_of = [&](double edge) { return static_cast<std::size_t>(std::upper_bound(at(0), old.values.end(), edge) - at(0)); };
  for (const Places& group : groups) {
    const auto add = [&](double low, double high, bool alone = false) {
      if (low > high) return;
      Bracket piece{low, high, group.targets, 0, {}, 0, true};
      const std::size_t begin = begin_of(low), end = end_of(high);
      piece.below = old.below + begin;
      piece.ties = piece.atom() ? end - begin : 0;
      if (!piece.atom() && alone) {   // most of it stays where it is
        old.values.erase(at(end), old.values.end());
        old.values.erase(old.values.begin(), at(begin));
        piece.values = std::move(old.values);
      } else if (!piece.atom()) {
        piece.values.assign(at(begin), at(end));
      }
      result.push_back(std::move(piece));
    };
    // A bracket that reaches the end of the old one keeps the old edge: values beyond what was seen may still come.
    double low = group.first == 0 ? old.low : old.values[group.first];
    double high = group.last + 1 == old.size() ? old.high : old.values[group.last];
    const auto tied = [&](double edge) { return low < high && end_of(edge) - begin_of(edge) >= many_ties; };
    if (tied(low)) {
      add(low, low);
      low = std::nextafter(low, infinity);
    }
    const double atom = high;
    const bool upper = tied(high);
    if (upper) high = std::nextafter(high, -infinity);
    add(low, high, groups.size() == 1 && !upper && !keep);
    if (upper) add(atom, atom);
  }
}

void OrderStatistics::give_back_memory() {
  for (Bracket& bracket : brackets_) bracket.values.shrink_to_fit();
}

OrderStatistics OrderStatistics::seeded() const {
  OrderStatistics result(options_);
  result.brackets_.clear();
  for (const Bracket& bracket : brackets_) result.brackets_.push_back({bracket.low, bracket.high, bracket.targets, 0, {}, 0, false});
  result.next_narrowing_ = next_narrowing_;
  result.sieve_ = sieve_;
  result.sieved_ = sieved_;
  result.one_by_one_ = one_by_one_;
  std::copy_n(sieved_low_, sieve_.count, result.sieved_low_);
  std::copy_n(sieved_high_, sieve_.count, result.sieved_high_);
  return result;
}

OrderStatistics OrderStatistics::pooled(std::span<const OrderStatistics* const> parts) {
  OrderStatistics result(parts[0]->options_);
  using Edges = std::pair<double, double>;
  std::vector<Edges> common{{-infinity, infinity}};
  for (const OrderStatistics* part : parts) {
    if (part->count_ == 0) continue;
    result.count_ += part->count_;
    result.before_ += part->before_;
    result.beyond_ += part->beyond_;
    const std::vector<double> sample = part->sample();
    result.sample_.insert(result.sample_.end(), sample.begin(), sample.end());
    std::vector<Edges> both;
    for (const auto& [low, high] : common) {
      for (const Bracket& bracket : part->brackets_) {
        const Edges edges{std::max(low, bracket.low), std::min(high, bracket.high)};
        if (edges.first <= edges.second) both.push_back(edges);
      }
    }
    common = std::move(both);
  }
  result.brackets_.clear();
  for (const auto& [low, high] : common) {
    Bracket& bracket = result.brackets_.emplace_back();
    bracket.low = low;
    bracket.high = high;
    std::size_t most = 0;   // room for them once, instead of twice while it grows
    for (const OrderStatistics* part : parts) {
      for (const Bracket& source : part->brackets_) most += source.low <= low && source.high >= high ? source.values.size() : 0;
    }
    if (!bracket.atom()) bracket.values.reserve(most);
    for (const OrderStatistics* part : parts) {
      for (const Bracket& source : part->brackets_) {
        if (source.low > low || source.high < high || part->count_ == 0) continue;
        bracket.below += source.below;
        bracket.ties += source.ties;
        for (const double value : source.values) {
          bracket.below += value < low ? 1 : 0;
          if (value < low || value > high) continue;
          if (bracket.atom()) {
            ++bracket.ties;
          } else {
            bracket.values.push_back(value);
          }
        }
      }
    }
  }
  return result;
}

// Of values that are held and in order every so-many-th; otherwise the first ones. Every fourth point of a net, as it comes, is a net in
// a quarter of the first input's range.
std::vector<double> OrderStatistics::sample() const {
  if (!sample_.empty() || !holds_all()) return sample_;
  const std::vector<double>& all = brackets_[0].values;
  const std::size_t most = std::max<std::size_t>(options_.sample, 1);
  if (brackets_[0].sorted) return few_of(all, most);
  return {all.begin(), all.begin() + static_cast<std::ptrdiff_t>(std::min(all.size(), most))};
}

}  // namespace botec
