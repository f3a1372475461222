#include "text/diagnostic.h"

#include <algorithm>

namespace botec {

void Diagnostics::add(Diagnostic diagnostic) { list_.push_back(std::move(diagnostic)); }

void Diagnostics::error(std::string kind, const Span& span, std::string message, std::string help) {
  add({Severity::error, std::move(kind), std::move(message), std::move(help), span});
}

void Diagnostics::warning(std::string kind, const Span& span, std::string message, std::string help) {
  add({Severity::warning, std::move(kind), std::move(message), std::move(help), span});
}

void Diagnostics::error(const Complaint& complaint, const Span& span) {
  error(complaint.kind, span, complaint.message, complaint.help);
}

std::size_t Diagnostics::error_count() const {
  return static_cast<std::size_t>(std::count_if(
      list_.begin(), list_.end(), [](const Diagnostic& d) { return d.severity == Severity::error; }));
}

bool Diagnostics::has_errors() const { return error_count() > 0; }

bool Diagnostics::has_error_within(const Span& span) const {
  return std::any_of(list_.begin(), list_.end(), [&span](const Diagnostic& d) {
    return d.severity == Severity::error && d.span.file == span.file && span && d.span.begin >= span.begin && d.span.end <= span.end;
  });
}

std::vector<Diagnostic> Diagnostics::sorted() const {
  std::vector<const SourceFile*> files;  // in order of first mention, so that an importing file comes before the imported
  const auto file_index = [&files](const Diagnostic& d) {
    const auto* file = d.span.file.get();
    const auto found = std::find(files.begin(), files.end(), file);
    if (found != files.end()) return found - files.begin();
    files.push_back(file);
    return static_cast<std::ptrdiff_t>(files.size() - 1);
  };
  std::vector<std::pair<std::ptrdiff_t, Diagnostic>> keyed;
  for (const auto& d : list_) keyed.emplace_back(file_index(d), d);
  std::stable_sort(keyed.begin(), keyed.end(), [](const auto& a, const auto& b) {
    return a.first != b.first ? a.first < b.first : a.second.span.begin < b.second.span.begin;
  });
  std::vector<Diagnostic> result;
  for (auto& [index, d] : keyed) {
    const auto elsewhere = [&d = d](const Diagnostic& seen) {
      return seen.span.file != d.span.file || seen.span.begin != d.span.begin;
    };
    const auto end = std::find_if(result.rbegin(), result.rend(), elsewhere);   // what stands at one place is together
    const bool repeated = std::any_of(result.rbegin(), end, [&d = d](const Diagnostic& seen) { return seen.message == d.message; });
    if (!repeated) result.push_back(std::move(d));
  }
  return result;
}

}  // namespace botec
