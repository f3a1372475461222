// Lines through rows redrawn with replacement: the bootstrap of pairs (Efron 1979) as a function of a trial's word.
// Place: TrendPoints → Resampler, which the evaluator asks for one line a trial. Promise: a line is a pure function of the word,
// the same bytes on every instruction set and in every block; nothing is allocated for a trial.
// Threads: const after construction.
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <vector>

#include "data/line_sums.h"
#include "data/redrawings.h"
#include "data/trend_fit.h"

namespace botec {

// Where draws go, one column a quantity, `n` doubles each; null: not wanted. As in LineFit, about the same centre.
struct LineDraws {
  double* level = nullptr;
  double* slope = nullptr;
  // Of the redrawn rows, times √(n / freedom): redrawn rows scatter less about their own line than new ones about the true line,
  // once for the line they chose and once for the line that the data chose.
  double* residual_sd = nullptr;
  // Two regimes; of other methods -inf and the line itself.
  double* change = nullptr;
  double* level_before = nullptr;
  double* slope_before = nullptr;
};

// The word of a number in (0, 1): equal numbers give equal words, and neighbours unrelated ones.
std::uint64_t word_of(double u);

// A redrawing that no line fits (all x equal; too few different x for two regimes) is drawn again, so a draw is from the
// bootstrap given that there is a line. Of two points that is every second redrawing, of five one in 625.
class Resampler {
 public:
  // The points must be such that fit_line gives a line.
  // `noise` >= 1: each redrawn value is also multiplied by a log-uniform factor in [1/noise, noise] of its own.
  Resampler(const TrendPoints& points, FitMethod method, TrendScale scale, double noise);

  // One line a word: rows as random numbers under that key say.
  void draw(const std::uint64_t* words, std::size_t n, const LineDraws& out) const;
  // One line a number in (0, 1). Of few rows it chooses the redrawing by its probability and with the rest of its digits the noise of
  // the row on which the slope leans most; of more rows its digits are a word.
  void draw_at(const double* u, std::size_t n, const LineDraws& out) const;

  const LineFit& fit() const { return fit_; }   // of the points as they are

 private:
  struct Row {          // about the centre of x and the fitted line, so that little cancels
    double x, y, xx, xy, yy, unused = 0;
  };
  struct Pair {
    std::uint32_t first, second;
  };
  struct Drawn {        // one line
    double level, slope, squares;
    double change, level_before, slope_before;
  };
  struct Noise {        // of the lower half of a word: its place among 2^32, -width to width
    double shift = 0, scale = 0;
    double of(std::uint64_t word) const { return shift + scale * static_cast<double>(static_cast<std::uint32_t>(word)); }
  };
  struct Scratch;

  struct Trial {        // what a redrawing is made from
    std::uint64_t word = 0;
    const std::uint8_t* rows = nullptr;   // where those are chosen already, and
    std::uint32_t noise = 0;              // of the first of them
  };
  using Trials = const Trial*;

  // Trials first … first + count - 1 of the columns, as many as there are lanes at most.
  void draw_lanes(Trials trials, std::size_t first, std::size_t count, const LineDraws& out, Scratch& scratch) const;

  // The first redrawing of each trial, side by side in the scratch; a lane without a line is not ok.
  void redraw_lanes(Trials trials, std::size_t count, const LineDraws& wanted, Scratch& scratch) const;
  void lines_of_squares(Trials trials, std::size_t count, bool squares, Scratch& scratch) const;
  bool sum_lanes(Trials trials, std::size_t count, Scratch& scratch) const;
  void lines_of_medians(Trials trials, std::size_t count, bool level, Scratch& scratch) const;
  void lines_of_regimes(Trials trials, std::size_t count, bool squares, Scratch& scratch) const;
  void count_rows(Trials trials, std::size_t count, Scratch& scratch) const;
  // One redrawing alone.
  bool redraw(const Trial& trial, std::uint64_t attempt, Scratch& scratch, Drawn& drawn) const;
  void draw_words(const Trial& trial, std::uint64_t attempt, std::uint64_t* words) const;
  LineSums sums_of_squares(Scratch& scratch) const;
  LineSums plain_sums(const Scratch& scratch) const;
  LineSums noisy_sums(const Scratch& scratch) const;
  LineSums sums_of_values(const Scratch& scratch) const;
  bool median_line(Scratch& scratch, Drawn& drawn) const;
  void median_level(Scratch& scratch, Drawn& drawn) const;
  bool broken_line(Scratch& scratch, Drawn& drawn) const;
  bool line_of(const LineSums& sums, Drawn& drawn) const;
  Noise noise_of() const;
  void draw_values(Scratch& scratch) const;
  // `count(row)` is how often a row was taken, `before` the weight of the pairs before pair k, where the search begins.
  template <class Count>
  double median_slope(Count count, std::size_t k, std::uint64_t before, std::uint64_t all) const;
  double noisy_median_slope(Scratch& scratch, std::uint64_t all) const;
  void prepare_groups();
  void prepare_pairs();
  void find_usual_slopes();

  LineFit fit_;
  Redrawings redrawings_;              // of few rows,
  std::vector<std::uint32_t> half_of_;   // and the half of a word that chooses each
  TrendScale scale_;
  double noise_;
  Noise noise_part_;
  std::vector<double> x_, y_;          // from the centre; as in the points
  std::vector<Row> rows_;
  double least_spread_ = 0;            // of x: less than this is rounding
  std::vector<std::uint32_t> group_;   // number of each row's x among the different ones; where each of those begins, and the end;
  std::vector<std::uint32_t> first_row_;
  std::vector<double> group_x_;        // and is
  std::vector<double> from_line_;      // y of each row
  std::vector<double> padded_x_, padded_y_;   // least squares of not too many rows: x and that, with zeros to a multiple of 16
  std::vector<Pair> pairs_;            // Theil and Sen: pairs of different x in the order of their slopes,
  std::vector<double> slopes_;         // and those;
  std::size_t middle_ = 0;             // a place among them, and of each row the later ones with which it makes a pair before that,
  std::vector<std::uint16_t> partners_;   // from first_partner_[row] on; with noise where slopes mostly lie
  std::vector<std::uint32_t> first_partner_;
  std::vector<std::uint16_t> around_;  // rows of the pairs in the stretches around it
  std::size_t stretch_ = 0;
  double low_slope_ = -std::numeric_limits<double>::infinity(), high_slope_ = std::numeric_limits<double>::infinity();
};

}  // namespace botec
