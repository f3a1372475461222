// How commands tell what went wrong and hand over what they found.
// Place: cli. Errors go to standard error, or with --format json as one object to standard output.
// Threads: main thread.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "cli/arguments.h"
#include "cli/output.h"

namespace botec {

// Each returns `status`, so that a command can end with it.
int fail(int status, std::span<const Diagnostic> diagnostics, bool json, bool ascii = false);
int fail(int status, const Complaint& complaint, bool json, bool ascii = false);
int fail(const Complaint& complaint, const CommandLine& arguments);   // status by its kind

// Diagnostics as text on standard error.
void show_diagnostics(std::span<const Diagnostic> diagnostics, bool ascii);

// The exit status that goes with an outcome of the façade.
int status_of(Outcome outcome);

// Tells the diagnostics of an outcome other than `done`; with --quiet the errors alone.
int fail(Outcome outcome, std::vector<Diagnostic> diagnostics, const CommandLine& arguments);

// Writes the answer and makes it appear.
int hand_over(OutputFile& output, std::string_view answer, const CommandLine& arguments);
// For answers that take no time: opens, writes, commits.
int hand_over(std::string_view answer, const CommandLine& arguments);

// Opens the model, or tells why not. With an output that would overwrite it, complains before anything is written.
Expected<ModelText> open_model_for(const std::string& path, const CommandLine& arguments);

}  // namespace botec
