#include "cli/output.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <utility>
#include <vector>

#include "cli/signals.h"

namespace botec {
namespace {

Complaint cannot_write(const std::string& shown, int error_number) {
  Complaint complaint;
  complaint.kind = "cannot-write";
  complaint.message = "cannot write " + shown + ": " + std::strerror(error_number);
  return complaint;
}

std::string in_quotes(const std::string& path) { return "`" + path + "`"; }

mode_t mode_of_new_files() {
  const mode_t mask = umask(0);
  umask(mask);
  return 0666 & ~mask;
}

// "folder/.name.XXXXXX", in the same folder so that renaming never copies. A long name is cut: names end at 255 bytes.
std::string temporary_pattern(const std::string& path) {
  const std::size_t slash = path.rfind('/');
  const std::size_t name = slash == std::string::npos ? 0 : slash + 1;
  return path.substr(0, name) + "." + path.substr(name, 200) + ".XXXXXX";
}

}  // namespace

Expected<OutputFile> OutputFile::open(const std::string& path, Existing existing) {
  if (path == "-" || path == "/dev/stdout") return OutputFile(STDOUT_FILENO, "standard output");
  struct stat info {};
  const bool exists = lstat(path.c_str(), &info) == 0;
  if (existing == Existing::refuse) {
    if (exists) return cannot_write(in_quotes(path), EEXIST);
    const int fd = ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    if (fd < 0) return cannot_write(in_quotes(path), errno);
    OutputFile output(fd, in_quotes(path));
    output.path_ = path;
    output.is_new_ = true;
    return output;
  }
  if (!exists) return open_beside(path, std::nullopt);
  if (S_ISREG(info.st_mode)) {
    // A file that may not be written is not replaced either, though its folder would allow it.
    if (access(path.c_str(), W_OK) != 0) return cannot_write(in_quotes(path), errno);
    return open_beside(path, info.st_mode & 07777u);
  }
  const int fd = ::open(path.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, 0666);
  if (fd < 0) return cannot_write(in_quotes(path), errno);
  OutputFile output(fd, in_quotes(path));
  output.truncate_first_ = fstat(fd, &info) == 0 && S_ISREG(info.st_mode);
  return output;
}

Expected<OutputFile> OutputFile::open_beside(const std::string& path, std::optional<unsigned> mode) {
  std::string name = temporary_pattern(path);
  const int fd = mkostemp(name.data(), O_CLOEXEC);
  if (fd < 0) return cannot_write(in_quotes(path), errno);
  OutputFile output(fd, in_quotes(path));
  output.path_ = path;
  output.temporary_ = name;
  remove_if_ended(name);
  if (fchmod(fd, mode ? static_cast<mode_t>(*mode) : mode_of_new_files()) != 0) return cannot_write(in_quotes(path), errno);
  return output;
}

OutputFile::OutputFile(OutputFile&& other) noexcept
    : descriptor_(std::exchange(other.descriptor_, -1)),
      shown_(std::move(other.shown_)),
      path_(std::exchange(other.path_, {})),
      temporary_(std::exchange(other.temporary_, {})),
      truncate_first_(other.truncate_first_),
      is_new_(std::exchange(other.is_new_, false)),
      complaint_(std::move(other.complaint_)) {}

OutputFile::~OutputFile() {
  if (descriptor_ > STDERR_FILENO) ::close(descriptor_);
  if (!temporary_.empty()) {
    unlink(temporary_.c_str());
    release(temporary_);
  }
  if (is_new_) unlink(path_.c_str());
}

bool OutputFile::fail(int error_number) {
  if (!complaint_) complaint_ = cannot_write(shown_, error_number);
  return false;
}

bool OutputFile::write_all(std::string_view bytes, std::optional<std::int64_t> at) {
  if (complaint_) return false;
  while (!bytes.empty()) {
    const ssize_t written = at ? pwrite(descriptor_, bytes.data(), bytes.size(), static_cast<off_t>(*at))
                               : ::write(descriptor_, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) {
      if (!interrupted()) continue;
      complaint_ = Complaint{"interrupted", "interrupted", {}, {}, 0, 0};
      return false;
    }
    if (written < 0) return fail(errno);
    if (written == 0) return fail(ENOSPC);
    if (at) *at += written;
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  return true;
}

bool OutputFile::write(std::string_view bytes) {
  if (truncate_first_ && !complaint_) {
    truncate_first_ = false;
    if (ftruncate(descriptor_, 0) != 0) return fail(errno);
  }
  return write_all(bytes, std::nullopt);
}

bool OutputFile::rewrite_beginning(std::string_view bytes) { return write_all(bytes, 0); }

bool OutputFile::is_terminal() const { return isatty(descriptor_) == 1; }

std::optional<Complaint> OutputFile::commit() {
  if (complaint_) return complaint_;
  const bool is_file = !temporary_.empty() || is_new_;
  if (is_file && fsync(descriptor_) != 0) fail(errno);
  // Network file systems tell only now that there was no room. Standard output stays open for the messages of others.
  if (descriptor_ > STDERR_FILENO && ::close(std::exchange(descriptor_, -1)) != 0) fail(errno);
  if (!complaint_ && !temporary_.empty()) {
    if (rename(temporary_.c_str(), path_.c_str()) == 0) {
      release(temporary_);
      temporary_.clear();
    } else {
      fail(errno);
    }
  }
  if (!complaint_) is_new_ = false;
  return complaint_;
}

void write_message(std::string_view text) {
  while (!text.empty()) {
    const ssize_t written = ::write(STDERR_FILENO, text.data(), text.size());
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return;
    text.remove_prefix(static_cast<std::size_t>(written));
  }
}

}  // namespace botec
