// The answer of `botec trend` as plain data: what the data say, how surely, and what another choice of them would have said.
// Place: sensitivity → result → report. Threads: plain data.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "result/result.h"

namespace botec {

// Of the data as they are, and the ends and the middle of what the uncertainty makes of it.
struct TrendFigure {
  double point = 0;
  Estimate low, median, high;
};

struct TrendFigures {
  std::string rule;                    // of selection: "records", "largest 10"
  std::size_t n = 0;
  double r2 = 0;
  TrendFigure slope;                   // in the report's slope_unit
  TrendFigure growth;                  // factor per unit of x; on a log scale
  TrendFigure doubling_time, tenfold_time;   // in units of x, infinite where the slope is not above 0; on a log scale
  Estimate not_positive;               // P(slope <= 0)
};

struct TrendReport {
  std::string name, description, source, note;
  std::string data, x, y, unit, x_unit, slope_unit;
  bool dates = false;
  std::string scale, fit, method;      // log, linear; least_squares, …; bootstrap, least_squares
  double noise = 1;
  std::size_t eligible = 0, missing = 0;   // rows the rule could choose from; rows without x or y
  double first_x = 0, last_x = 0;      // a date as a calendar year
  std::string first, last;             // as people read them
  TrendFigures figures;
  double residual_sd = 0;              // on the trend's scale
  std::optional<TrendFigure> change;   // of two regimes; a date as a calendar year
  struct Without {
    std::string row;
    double slope = 0;
    std::optional<double> doubling_time;
  };
  std::optional<Without> lowest, highest;
  std::vector<TrendFigures> sweep;
  struct Point {
    double x = 0, y = 0;               // on the trend's own scales
    bool chosen = false;
  };
  std::vector<Point> points;
  std::vector<double> line;            // of the fit, at points[i].x
};

struct TrendResult {
  ModelInfo model;
  RunInfo run;
  std::vector<TrendReport> trends;
  std::vector<Diagnostic> warnings;
};

}  // namespace botec
