// botec samples: the draws themselves, streamed.
#include <cstdio>
#include <memory>

#include "cli/answer.h"
#include "cli/commands.h"
#include "cli/exit_status.h"
#include "cli/progress.h"
#include "cli/signals.h"
#include "report/sample_formats.h"

namespace botec {
namespace {

constexpr std::uint64_t usual_samples = 1000;   // what a person can look at; more on demand
constexpr std::size_t buffer_bytes = 1u << 18;

// Takes blocks of rows and writes them in the format asked for. Only NPY needs the number of rows before the rows: it is
// written last where the output is a file; what is written to a pipe goes through a nameless file first.
class SampleWriter {
 public:
  SampleWriter(OutputFile& output, std::string format) : output_(output), format_(std::move(format)) {}

  bool begin(const std::vector<std::string>& names, const std::vector<std::string>& units) {
    names_ = names;
    units_ = units;
    if (format_ == "json") {
      buffer_ = samples_json_header(names, units);
    } else if (format_ == "csv") {
      buffer_ = samples_csv_header(names);
    } else if (output_.may_rewrite()) {
      buffer_ = samples_npy_header(0, names.size());
    } else {
      spool_.reset(std::tmpfile());
      if (!spool_) return fail_spool();
    }
    return true;
  }

  bool add(const Columns& columns) {
    if (columns.empty()) return true;
    if (format_ == "json") {
      append_samples_json(buffer_, columns, rows_ == 0);
    } else if (format_ == "csv") {
      append_samples_csv(buffer_, columns, units_);
    } else {
      append_samples_npy(buffer_, columns);
    }
    rows_ += columns.front().size();
    return buffer_.size() < buffer_bytes || flush();
  }

  bool finish() {
    if (format_ == "json") buffer_ += samples_json_footer();
    if (!flush()) return false;
    if (format_ != "npy") return true;
    const std::string header = samples_npy_header(rows_, names_.size());
    if (!spool_) return output_.rewrite_beginning(header);
    if (!output_.write(header)) return false;
    std::rewind(spool_.get());
    buffer_.resize(buffer_bytes);
    while (const std::size_t bytes = std::fread(buffer_.data(), 1, buffer_.size(), spool_.get())) {
      if (!output_.write(std::string_view(buffer_).substr(0, bytes))) return false;
    }
    return std::ferror(spool_.get()) == 0 || fail_spool();
  }

  const std::optional<Complaint>& complaint() const { return complaint_ ? complaint_ : output_.complaint(); }
  std::string names_file() const { return samples_npy_names(rows_, names_, units_); }

 private:
  struct Close {
    void operator()(std::FILE* file) const { std::fclose(file); }
  };

  bool flush() {
    bool good = true;
    if (spool_) {
      good = std::fwrite(buffer_.data(), 1, buffer_.size(), spool_.get()) == buffer_.size() || fail_spool();
    } else {
      good = output_.write(buffer_);
    }
    buffer_.clear();
    return good;
  }

  bool fail_spool() {
    complaint_ = Complaint{"cannot-write", "cannot write a temporary file for the samples",
                           "`--output FILE` needs none", {}, 0, 0};
    return false;
  }

  OutputFile& output_;
  std::string format_;
  std::vector<std::string> names_, units_;
  std::string buffer_;
  std::uint64_t rows_ = 0;
  std::unique_ptr<std::FILE, Close> spool_;
  std::optional<Complaint> complaint_;
};

int stream(const ModelText& model, const CommandLine& arguments, OutputFile& output) {
  std::optional<OutputFile> names_output;
  if (arguments.format == "npy" && output.may_rewrite()) {
    auto opened = OutputFile::open(arguments.output + ".json");
    if (!opened) return fail(opened.complaint(), arguments);
    names_output.emplace(std::move(*opened));
  }
  SampleWriter writer(output, arguments.format);
  Answer<std::uint64_t> answer;
  {
    ProgressLine progress(!arguments.quiet && !output.is_terminal());
    RunOptions options = arguments.run;
    if (!options.samples) options.samples = usual_samples;
    if (!options.replicates) options.replicates = 1;   // nobody reads an error off the draws, and the rows are as many as asked
    options.interrupted = &interrupted();
    options.progress = [&progress](std::uint64_t done, std::uint64_t planned) { progress.show(done, planned); };
    SampleSink sink;
    sink.header = [&writer](const auto& names, const auto& units) { return writer.begin(names, units); };
    sink.rows = [&writer](const auto& columns) { return writer.add(columns); };
    answer = samples(model, options, sink);
  }
  if (writer.complaint()) return fail(*writer.complaint(), arguments);
  if (answer.outcome != Outcome::done || !answer.value) return fail(answer.outcome, std::move(answer.diagnostics), arguments);
  if (!writer.finish()) return fail(*writer.complaint(), arguments);
  if (!arguments.quiet) show_diagnostics(answer.diagnostics, arguments.ascii);
  // The names first: a file of numbers without its names is the worse half.
  if (names_output) {
    if (const int status = hand_over(*names_output, writer.names_file(), arguments); status != exit_done) return status;
  }
  if (const auto complaint = output.commit()) return fail(*complaint, arguments);
  return exit_done;
}

}  // namespace

int samples_command(const CommandLine& arguments) {
  const auto model = open_model_for(arguments.paths.front(), arguments);
  if (!model) return fail(model.complaint(), arguments);
  catch_interrupts();
  auto output = OutputFile::open(arguments.output);
  if (!output) return fail(output.complaint(), arguments);
  if (arguments.format == "npy" && output->is_terminal()) {
    return fail(command_line_complaint("NPY is not for a terminal", "write it with `--output FILE.npy`"), arguments);
  }
  return stream(*model, arguments, *output);
}

}  // namespace botec
