// What the `fit` functions of the families share: reading arguments, complaining in one voice, the line through two quantiles.
// Place: inside distributions only. Threads: pure functions.
#pragma once

#include <string>
#include <string_view>

#include "distributions/family.h"

namespace botec {

bool has(const Arguments& arguments, std::string_view name);
// The argument, or `fallback` (NaN) where it is not given.
double number(const Arguments& arguments, std::string_view name,
              double fallback = std::numeric_limits<double>::quiet_NaN());

// Two quantiles: P(X <= x1) = p1, P(X <= x2) = p2, with p1 < p2 and x1 < x2 (make_distribution has seen to it).
struct QuantilePair {
  double p1, x1, p2, x2;
};
QuantilePair quantile_pair(const Arguments& arguments);

std::string quantile_name(double p);  // "p5", "p97.5"
std::string show(double value);       // as few digits as tell it from its neighbours, at most 6 of a computed one

// Kinds of complaint; each is one of diagnostic_kinds(), where several of ours are one of the user's.
inline constexpr std::string_view kind_unknown_family = "unknown-distribution";
inline constexpr std::string_view kind_unknown_argument = "bad-input";
inline constexpr std::string_view kind_missing_argument = "missing-argument";
inline constexpr std::string_view kind_conflicting_arguments = "conflicting-arguments";
inline constexpr std::string_view kind_bad_argument = "bad-input";    // a value the family cannot have
inline constexpr std::string_view kind_reversed_range = "reversed-range";
inline constexpr std::string_view kind_zero_width_range = "zero-width-range";
inline constexpr std::string_view kind_impossible_fit = "bad-input";  // no member of the family is like that

Complaint complain(std::string_view kind, std::string_view argument, std::string message, std::string help = {});
Complaint bad_argument(std::string_view argument, std::string message, std::string help = {});

// The complaint where a family of positive values is given a quantile at or below 0; nothing otherwise.
std::optional<Complaint> not_positive(std::string_view family, std::string_view instead, const QuantilePair& pair);
// The complaint where low is not below high; nothing otherwise.
std::optional<Complaint> not_ordered(std::string_view low_name, double low, std::string_view high_name, double high);
// The complaint where not low <= mode <= high with low < high; nothing otherwise.
std::optional<Complaint> mode_outside(double low, double mode, double high);
// Whether high - low is a double with all its digits, so that densities do not overflow.
bool usable_width(double low, double high);
// Parameters that overflow or vanish as doubles.
Complaint beyond_doubles(std::string_view family);

// x = location + scale·z through (z1, x1) and (z2, x2), z1 < z2: the fit of every location-scale family, exact to rounding.
struct Line {
  double location, scale;
};
Line line_through(double z1, double x1, double z2, double x2);
// The same through (z1, log x1) and (z2, log x2), accurate also where x1 and x2 nearly agree.
Line log_line_through(double z1, double x1, double z2, double x2);

// The end of a location-scale fit: complains where the line is not one that doubles can hold.
Expected<Distribution> location_scale(const Family& family, const Line& line);

}  // namespace botec
