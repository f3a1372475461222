// run() where trials have weights, because something is observed; and what evidence leaves of the inputs.
// Place: inside the façade. Threads: one call on one thread.
#pragma once

#include "engine.h"
#include "prepare.h"

namespace botec {

// Fills outputs, questions and how the run went; goes on until the tolerance is met, the cap, or the trials asked for.
void run_weighted(const Prepared& prepared, const RunOptions& options, Result& result, Diagnostics& diagnostics);

// Of a model with `given:`, after its run: the inputs in the trials that are kept.
void add_conditional_inputs(const Prepared& prepared, const RunOptions& options, Result& result);

// An error where a command works on trials that are all alike.
void refuse_evidence(const Program& program, const char* command, Diagnostics& diagnostics);

}  // namespace botec
