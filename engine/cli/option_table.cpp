// The rows of the option table.
#include <algorithm>
#include <array>
#include <limits>

#include "cli/arguments.h"
#include "cli/option_values.h"
#include "text/nearest_name.h"

namespace botec {
namespace {

using Complained = std::optional<Complaint>;

Complaint wants(std::string_view option, std::string_view what, const std::string& value) {
  return command_line_complaint("`" + std::string(option) + "` wants " + std::string(what) + ", not `" + value + "`");
}

Complained set_samples(CommandLine& a, const std::string& value) {
  a.run.samples = read_count(value);
  if (!a.run.samples) return wants("--samples", "a whole number of at least 1, such as 1e6 or 1M", value);
  return std::nullopt;
}

Complained set_tolerance(CommandLine& a, const std::string& value) {
  a.run.tolerance = read_fraction(value);
  if (!a.run.tolerance) return wants("--tolerance", "a fraction between 0 and 1, such as 0.1% or 0.001", value);
  return std::nullopt;
}

Complained set_method(CommandLine& a, const std::string& value) {
  static const std::vector<std::string> methods = {"sobol", "lhs", "plain"};
  if (std::find(methods.begin(), methods.end(), value) == methods.end()) {
    Complaint complaint = wants("--method", "sobol, lhs or plain", value);
    complaint.help = did_you_mean(value, methods);
    return complaint;
  }
  a.run.method = value;
  return std::nullopt;
}

Complained set_seed(CommandLine& a, const std::string& value) {
  a.run.seed = read_seed(value);
  if (!a.run.seed) return wants("--seed", "a whole number from 0 to 18446744073709551615", value);
  return std::nullopt;
}

Complained set_scenario(CommandLine& a, const std::string& value) {
  a.run.scenario = value;
  return std::nullopt;
}

Complained add_override(CommandLine& a, const std::string& value) {
  const std::size_t equals = value.find('=');
  if (equals == std::string::npos || equals == 0 || equals + 1 == value.size()) {
    return wants("--set", "NAME=INPUT, such as population=\"10 to 80 agent\"", value);
  }
  a.run.overrides.emplace_back(value.substr(0, equals), value.substr(equals + 1));
  return std::nullopt;
}

Complained set_level(CommandLine& a, const std::string& value) {
  a.run.level = read_fraction(value);
  if (a.run.level) return std::nullopt;
  Complaint complaint = wants("--level", "a fraction between 0 and 1, such as 90% or 0.9", value);
  if (const auto percent = read_fraction(value + "%")) complaint.help = "did you mean `" + value + "%`?";
  return complaint;
}

// One of two words.
Complained choose(std::optional<std::string>& into, std::string_view option, const std::string& first, const std::string& second,
                  const std::string& value) {
  if (value != first && value != second) {
    Complaint complaint = wants(option, first + " or " + second, value);
    complaint.help = did_you_mean(value, {first, second});
    return complaint;
  }
  into = value;
  return std::nullopt;
}

Complained set_scale(CommandLine& a, const std::string& value) { return choose(a.rank.scale, "--scale", "log", "linear", value); }
Complained set_tail(CommandLine& a, const std::string& value) { return choose(a.rank.tail, "--tail", "high", "low", value); }

Complained add_ranked(CommandLine& a, const std::string& value) {
  if (value.empty()) return wants("--of", "the name of a formula or question", value);
  a.rank.of.push_back(value);
  return std::nullopt;
}

Complained set_replicates(CommandLine& a, const std::string& value) {
  const auto count = read_count(value);
  if (!count || *count > std::numeric_limits<std::uint32_t>::max()) {
    return wants("--replicates", "a whole number of at least 1, such as 16", value);
  }
  a.run.replicates = static_cast<std::uint32_t>(*count);
  return std::nullopt;
}

Complained set_threads(CommandLine& a, const std::string& value) {
  constexpr std::uint64_t most = 4096;
  const auto count = value == "0" ? std::optional<std::uint64_t>(0) : read_count(value);
  if (!count || *count > most) return wants("--threads", "a whole number from 0 (as many as there are cores) to 4096", value);
  a.run.threads = static_cast<unsigned>(*count);
  return std::nullopt;
}

Complained set_memory(CommandLine& a, const std::string& value) {
  std::optional<std::string> chosen;
  const Complained complaint = choose(chosen, "--memory", "low", "normal", value);
  a.run.low_memory = chosen == "low";
  return complaint;
}

Complained set_format(CommandLine& a, const std::string& value) {
  a.format = value;
  return std::nullopt;
}

Complained set_output(CommandLine& a, const std::string& value) {
  if (value.empty()) return wants("--output", "the name of a file", value);
  a.output = value;
  return std::nullopt;
}

Complained set_digits(CommandLine& a, const std::string& value) {
  constexpr std::uint64_t most = 17;  // a double has no more
  const auto count = read_count(value);
  if (!count || *count > most) return wants("--digits", "a whole number from 1 to 17", value);
  a.digits = static_cast<int>(*count);
  return std::nullopt;
}

Complained no_conditioning(CommandLine& a, const std::string&) {
  a.run.conditioning = false;
  return std::nullopt;
}

Complained set_form(CommandLine& a, const std::string& value) {
  a.export_as = value;
  return std::nullopt;
}

Complained set_source_form(CommandLine& a, const std::string& value) {
  a.import_from = value;
  return std::nullopt;
}

template <std::optional<std::string> ExportOptions::* quantity>
Complained set_quantity(CommandLine& a, const std::string& value) {
  a.exports.*quantity = value;
  return std::nullopt;
}

template <bool ExportOptions::* flag>
Complained set_export_flag(CommandLine& a, const std::string&) {
  a.exports.*flag = true;
  return std::nullopt;
}

Complained set_bins(CommandLine& a, const std::string& value) {
  constexpr std::uint64_t most = 200;   // the platform takes no more
  const auto count = read_count(value);
  if (!count || *count > most) return wants("--bins", "a whole number from 1 to 200", value);
  a.exports.bins = static_cast<std::size_t>(*count);
  return std::nullopt;
}

template <bool CommandLine::* flag>
Complained set_flag(CommandLine& a, const std::string&) {
  a.*flag = true;
  return std::nullopt;
}

constexpr auto table = std::to_array<Option>({
    {"--samples", "-n", "N", sampling, "How many trials: 1e6, 1M. Without it, as many as the tolerance needs.", set_samples},
    {"--tolerance", "", "T", sampling, "Stop when the interval's ends are this exact: 0.1%.", set_tolerance},
    {"--method", "", "NAME", sampling, "How trials are laid out: sobol, lhs or plain.", set_method, "sobol lhs plain"},
    {"--seed", "", "S", sampling, "Another seed gives other random numbers; the same one the same bytes.", set_seed},
    {"--replicates", "", "R", sampling, "Independent randomisations; their spread is the standard error.", set_replicates},
    {"--level", "", "P", sampling, "Level of the interval: 90%.", set_level},
    {"--threads", "", "N", sampling, "Threads to use; 0 for as many as there are cores. The result does not depend on it.", set_threads},
    {"--memory", "", "NAME", sampling, "low: hold less of a long run in memory, for a little time; else normal.", set_memory, "low normal"},
    {"--no-conditioning", "", "", sampling, "Sample everything, also what could be integrated out exactly.", no_conditioning},
    {"--scenario", "", "NAME", model_choice, "Run this scenario of the model.", set_scenario},
    {"--set", "", "NAME=INPUT", model_choice, "Another input in its string form: population=\"10 to 80 agent\". Repeatable.", add_override},
    {"--of", "", "NAME", ranking | exporting | trending, "This formula or question, of trend this trend. Of both: repeatable, and all outputs or trends without it.", add_ranked},
    {"--scale", "", "NAME", ranking, "Explain the spread of the value (linear) or of its logarithm (log).", set_scale, "log linear"},
    {"--tail", "", "SIDE", ranking, "high or low: what drives the top or the bottom tenth.", set_tail, "high low"},
    {"--as", "", "FORM", exporting, "metaculus: the distribution function, or the probability, that the platform takes; sipmath: a library of draws.", set_form, "metaculus sipmath"},
    {"--from", "", "FORM", importing, "squiggle, guesstimate, fermi or decisionsupport; without it by the ending of the file.", set_source_form, "squiggle guesstimate fermi decisionsupport"},
    {"--lower", "", "Q", exporting, "Lower bound of the question's scale, in any unit of the output: \"1e21 FLOP\".", set_quantity<&ExportOptions::lower>},
    {"--upper", "", "Q", exporting, "Its upper bound.", set_quantity<&ExportOptions::upper>},
    {"--open-lower", "", "", exporting, "The outcome may lie below the lower bound.", set_export_flag<&ExportOptions::open_lower>},
    {"--open-upper", "", "", exporting, "The outcome may lie above the upper bound.", set_export_flag<&ExportOptions::open_upper>},
    {"--zero-point", "", "Q", exporting, "The zero point of a logarithmic scale.", set_quantity<&ExportOptions::zero_point>},
    {"--bins", "", "N", exporting, "Bins of the scale, 200 unless the question is discrete.", set_bins},
    {"--list", "", "", scoring, "Explain the scores, and score nothing.", set_flag<&CommandLine::list>},
    {"--expect", "", "", expecting, "Also run the model and compare with its `expect:`.", set_flag<&CommandLine::expect>},
    {"--format", "-f", "NAME", answering, "", set_format},
    {"--output", "-o", "FILE", answering, "Write the answer there; `-` is standard output. The file is whole or not there.", set_output},
    {"--quiet", "-q", "", talking, "The answer alone: no warnings, no progress.", set_flag<&CommandLine::quiet>},
    {"--watch", "-w", "", drawing, "Run again whenever the model, an import or its data is saved, and show what changed; Ctrl-C ends it.",
     set_flag<&CommandLine::watch>},
    {"--digits", "", "N", drawing, "Significant digits to show, as far as the standard errors support them.", set_digits},
    {"--ascii", "", "", talking, "No characters beyond ASCII.", set_flag<&CommandLine::ascii>},
    {"--help", "-h", "", always, "Show this help.", set_flag<&CommandLine::help>},
});

}  // namespace

std::span<const Option> option_table() { return table; }

}  // namespace botec
