#include "report/table.h"

#include <algorithm>

namespace botec {
namespace {

constexpr std::size_t indent = 2;
constexpr std::size_t gap = 2;

std::vector<std::size_t> natural_widths(const TextTable& table) {
  std::vector<std::size_t> widths(table.columns.size(), 0);
  for (std::size_t c = 0; c < widths.size(); ++c) {
    for (const auto& row : table.rows) widths[c] = std::max(widths[c], display_width(row[c]));
    if (widths[c] > 0) widths[c] = std::max(widths[c], display_width(table.columns[c].header));
  }
  return widths;
}

std::size_t total(const std::vector<std::size_t>& widths) {
  std::size_t sum = indent;
  bool first = true;
  for (const std::size_t w : widths) {
    if (w == 0) continue;
    sum += w + (first ? 0 : gap);
    first = false;
  }
  return sum;
}

// The columns in the order in which they give way.
std::vector<std::size_t> by_give_way(const TextTable& table) {
  std::vector<std::size_t> order;
  for (std::size_t c = 0; c < table.columns.size(); ++c) order.push_back(c);
  std::stable_sort(order.begin(), order.end(), [&table](std::size_t a, std::size_t b) {
    return table.columns[a].give_way > table.columns[b].give_way;
  });
  return order;
}

// What even the narrowest columns leave no room for is dropped; then the rest is cut to fit.
void shrink(const TextTable& table, std::vector<std::size_t>& widths, std::size_t width) {
  const auto order = by_give_way(table);
  auto narrowest = widths;
  for (std::size_t c = 0; c < widths.size(); ++c) {
    if (table.columns[c].least > 0) narrowest[c] = std::min(widths[c], table.columns[c].least);
  }
  for (const std::size_t c : order) {
    if (total(narrowest) <= width || table.columns[c].give_way == 0) break;
    narrowest[c] = widths[c] = 0;
  }
  for (const std::size_t c : order) {
    const std::size_t needed = total(widths);
    if (needed <= width) return;
    widths[c] = std::max(narrowest[c], widths[c] - std::min(widths[c], needed - width));
  }
}

std::string line_of(const TextTable& table, const std::vector<std::string>& cells, const std::vector<std::size_t>& widths,
                    bool ascii) {
  std::string line(indent, ' ');
  bool first = true;
  for (std::size_t c = 0; c < cells.size(); ++c) {
    if (widths[c] == 0) continue;
    if (!first) line.append(gap, ' ');
    line += pad(cut(cells[c], widths[c], ascii), widths[c], table.columns[c].align);
    first = false;
  }
  line.erase(line.find_last_not_of(' ') + 1);
  return line;
}

}  // namespace

std::size_t natural_width(const TextTable& table) { return total(natural_widths(table)); }

std::vector<std::string> lay_out(const TextTable& table, const TextOptions& options) {
  auto widths = natural_widths(table);
  shrink(table, widths, options.width);
  std::vector<std::string> lines;
  std::vector<std::string> headers;
  bool any_header = false;
  for (const TextColumn& column : table.columns) {
    headers.push_back(column.header);
    any_header = any_header || !column.header.empty();
  }
  if (any_header) lines.push_back(paint(line_of(table, headers, widths, options.ascii), Paint::dim, options));
  for (const auto& row : table.rows) lines.push_back(line_of(table, row, widths, options.ascii));
  return lines;
}

}  // namespace botec
