/*
 * Loaded before a program (LD_PRELOAD), this writes down everything the program asks of the files in one
 * folder, in order: what it creates, writes, cuts off, removes, renames and flushes. What it writes to
 * the file of notes is written down in the same order. What is mapped into memory is not seen: of
 * SQLite's files that is only "-shm", which is made anew after a crash.
 *
 *   RECORDER_FOLDER   the folder
 *   RECORDER_NOTES    the file of notes
 *   RECORDER_LOG      where it is written down
 *
 * A record is its kind (1 byte), the length of the name (2), an offset (8), the length of the data (4),
 * all little-endian, and then the name within the folder and the data.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <unistd.h>

#define LONGEST_PATH 4096

static pthread_once_t once = PTHREAD_ONCE_INIT;
static pthread_mutex_t one_at_a_time = PTHREAD_MUTEX_INITIALIZER;
static int log_fd = -1;
static const char *folder = "";
static const char *notes = "";

static int (*real_open)(const char *, int, ...);
static ssize_t (*real_write)(int, const void *, size_t);
static ssize_t (*real_pwrite)(int, const void *, size_t, off64_t);
static int (*real_ftruncate)(int, off64_t);
static int (*real_fsync)(int);
static int (*real_fdatasync)(int);
static int (*real_unlink)(const char *);
static int (*real_rename)(const char *, const char *);

static void begin(void) {
  real_open = dlsym(RTLD_NEXT, "open64");
  real_write = dlsym(RTLD_NEXT, "write");
  real_pwrite = dlsym(RTLD_NEXT, "pwrite64");
  real_ftruncate = dlsym(RTLD_NEXT, "ftruncate64");
  real_fsync = dlsym(RTLD_NEXT, "fsync");
  real_fdatasync = dlsym(RTLD_NEXT, "fdatasync");
  real_unlink = dlsym(RTLD_NEXT, "unlink");
  real_rename = dlsym(RTLD_NEXT, "rename");
  if (getenv("RECORDER_FOLDER")) folder = getenv("RECORDER_FOLDER");
  if (getenv("RECORDER_NOTES")) notes = getenv("RECORDER_NOTES");
  if (getenv("RECORDER_LOG")) {
    log_fd = real_open(getenv("RECORDER_LOG"), O_CREAT | O_WRONLY | O_APPEND | O_CLOEXEC, 0644);
  }
}

static void ready(void) { pthread_once(&once, begin); }

static void record(char kind, const char *name, uint64_t offset, const void *data, uint32_t length) {
  uint16_t name_length = (uint16_t)strlen(name);
  unsigned char head[15];
  head[0] = (unsigned char)kind;
  memcpy(head + 1, &name_length, 2);
  memcpy(head + 3, &offset, 8);
  memcpy(head + 11, &length, 4);
  pthread_mutex_lock(&one_at_a_time);
  real_write(log_fd, head, sizeof head);
  real_write(log_fd, name, name_length);
  if (length > 0) real_write(log_fd, data, length);
  pthread_mutex_unlock(&one_at_a_time);
}

/* The name within the folder, "" for the folder itself, NULL for what lies elsewhere. */
static const char *name_within(const char *path) {
  size_t length = strlen(folder);
  if (log_fd < 0 || length == 0 || strncmp(path, folder, length) != 0) return NULL;
  if (path[length] == '\0') return path + length;
  return path[length] == '/' ? path + length + 1 : NULL;
}

static int path_of(int fd, char *path) {
  char link[64];
  snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
  ssize_t length = readlink(link, path, LONGEST_PATH - 1);
  if (length < 0) return 0;
  path[length] = '\0';
  return 1;
}

static const char *name_of(int fd, char *path) {
  return log_fd >= 0 && path_of(fd, path) ? name_within(path) : NULL;
}

static int open_and_record(const char *path, int flags, mode_t mode) {
  const char *name = name_within(path);
  struct stat64 found;
  int is_new = name && (flags & O_CREAT) && stat64(path, &found) != 0;
  int fd = real_open(path, flags, mode);
  if (fd >= 0 && is_new) record('C', name, 0, NULL, 0);
  else if (fd >= 0 && name && (flags & O_TRUNC)) record('T', name, 0, NULL, 0);
  return fd;
}

int open64(const char *path, int flags, ...) {
  ready();
  va_list more;
  va_start(more, flags);
  mode_t mode = (flags & (O_CREAT | O_TMPFILE)) ? va_arg(more, mode_t) : 0;
  va_end(more);
  return open_and_record(path, flags, mode);
}

int open(const char *path, int flags, ...) {
  ready();
  va_list more;
  va_start(more, flags);
  mode_t mode = (flags & (O_CREAT | O_TMPFILE)) ? va_arg(more, mode_t) : 0;
  va_end(more);
  return open_and_record(path, flags | O_LARGEFILE, mode);
}

static void record_at_end(int fd, const void *data, ssize_t written) {
  char path[LONGEST_PATH];
  if (written <= 0 || log_fd < 0 || fd == log_fd || !path_of(fd, path)) return;
  if (strcmp(path, notes) == 0) {
    record('N', "", 0, data, (uint32_t)written);
    return;
  }
  const char *name = name_within(path);
  if (name) record('W', name, (uint64_t)(lseek64(fd, 0, SEEK_CUR) - written), data, (uint32_t)written);
}

ssize_t write(int fd, const void *data, size_t size) {
  ready();
  ssize_t written = real_write(fd, data, size);
  record_at_end(fd, data, written);
  return written;
}

ssize_t pwrite64(int fd, const void *data, size_t size, off64_t offset) {
  ready();
  char path[LONGEST_PATH];
  ssize_t written = real_pwrite(fd, data, size, offset);
  const char *name = written > 0 ? name_of(fd, path) : NULL;
  if (name) record('W', name, (uint64_t)offset, data, (uint32_t)written);
  return written;
}

ssize_t pwrite(int fd, const void *data, size_t size, off_t offset) {
  return pwrite64(fd, data, size, offset);
}

int ftruncate64(int fd, off64_t size) {
  ready();
  char path[LONGEST_PATH];
  int result = real_ftruncate(fd, size);
  const char *name = result == 0 ? name_of(fd, path) : NULL;
  if (name) record('T', name, (uint64_t)size, NULL, 0);
  return result;
}

int ftruncate(int fd, off_t size) { return ftruncate64(fd, size); }

static void record_flush(int fd, int result) {
  char path[LONGEST_PATH];
  const char *name = result == 0 ? name_of(fd, path) : NULL;
  if (name) record(*name == '\0' ? 'D' : 'S', name, 0, NULL, 0);
}

int fsync(int fd) {
  ready();
  int result = real_fsync(fd);
  record_flush(fd, result);
  return result;
}

int fdatasync(int fd) {
  ready();
  int result = real_fdatasync(fd);
  record_flush(fd, result);
  return result;
}

int unlink(const char *path) {
  ready();
  int result = real_unlink(path);
  const char *name = result == 0 ? name_within(path) : NULL;
  if (name) record('U', name, 0, NULL, 0);
  return result;
}

int rename(const char *from, const char *to) {
  ready();
  int result = real_rename(from, to);
  const char *name = result == 0 ? name_within(from) : NULL;
  const char *new_name = result == 0 ? name_within(to) : NULL;
  if (name && new_name) record('R', name, 0, new_name, (uint32_t)strlen(new_name));
  return result;
}
