// What botec says about a user's mistake: a kind, one sentence, a place, and a hint.
// Lower layers report a Complaint without a place; the caller that knows the place turns it into a Diagnostic.
// Threads: plain data; a Diagnostics collector belongs to one thread.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "text/source_file.h"

namespace botec {

enum class Severity { error, warning };

// A complaint of a layer that does not know where it stands ("sd must be positive").
struct Complaint {
  std::string kind;      // stable identifier, one of diagnostic_kinds()
  std::string message;   // one sentence in the user's terms, without a full stop
  std::string help;      // what to do, or empty
  std::string argument;  // the argument at fault, by name, so that the caller can point at it; or empty
  std::size_t begin = 0; // where the text that was handed down is at fault: bytes [begin, end) of it;
  std::size_t end = 0;   // both 0 when the whole of it is
};

struct Diagnostic {
  Severity severity = Severity::error;
  std::string kind;
  std::string message;
  std::string help;
  Span span;
};

// Collects every complaint of a reading, in whatever order they come up.
class Diagnostics {
 public:
  void error(std::string kind, const Span& span, std::string message, std::string help = {});
  void warning(std::string kind, const Span& span, std::string message, std::string help = {});
  void error(const Complaint& complaint, const Span& span);
  void add(Diagnostic diagnostic);

  bool has_errors() const;
  std::size_t error_count() const;
  // An error whose place lies inside the span: what stands there is known to be wrong already.
  bool has_error_within(const Span& span) const;

  // All of them in source order (files in order of first mention), each place and message once.
  std::vector<Diagnostic> sorted() const;

 private:
  std::vector<Diagnostic> list_;
};

// A value or the complaint that stands in its place.
template <class T>
class Expected {
 public:
  Expected(T value) : state_(std::in_place_index<0>, std::move(value)) {}
  Expected(Complaint complaint) : state_(std::in_place_index<1>, std::move(complaint)) {}

  explicit operator bool() const { return state_.index() == 0; }
  T& operator*() { return std::get<0>(state_); }
  const T& operator*() const { return std::get<0>(state_); }
  T* operator->() { return &std::get<0>(state_); }
  const T* operator->() const { return &std::get<0>(state_); }
  const Complaint& complaint() const { return std::get<1>(state_); }

 private:
  std::variant<T, Complaint> state_;
};

// Every kind of diagnostic that botec can report; the tests want a broken model for each.
struct DiagnosticKind {
  std::string_view name;
  Severity severity;
  std::string_view meaning;
};
const std::vector<DiagnosticKind>& diagnostic_kinds();

// Text for a terminal: `file:line:column: error: message`, the line, a caret under the place, the hint.
// Of the source line `width` characters are shown around the caret.
std::string render(const Diagnostic& diagnostic, std::size_t width = 100);

}  // namespace botec
