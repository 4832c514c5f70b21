/*
 * Loaded before a program (LD_PRELOAD), this lets the disk under one folder fail, as its first letter in
 * a file of orders says at that moment:
 *
 *   '-'  nothing fails
 *   'f'  full: what is there can be written anew, but nothing grows; the last write is cut short
 *   'e'  writing and flushing fail (EIO)
 *   's'  only flushing fails (EIO)
 *   'r'  the file system has become read-only (EROFS)
 *
 *   FAILING_FOLDER   the folder
 *   FAILING_ORDERS   the file of orders
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <unistd.h>

#define LONGEST_PATH 4096
/* A full disk takes half of a larger write, and nothing of a smaller one. */
#define SMALLEST_CUT_SHORT 1024

static pthread_once_t once = PTHREAD_ONCE_INIT;
static const char *folder = "";
static volatile const char *orders = "-";

static int (*real_open)(const char *, int, ...);
static ssize_t (*real_write)(int, const void *, size_t);
static ssize_t (*real_pwrite)(int, const void *, size_t, off64_t);
static int (*real_ftruncate)(int, off64_t);
static int (*real_fsync)(int);
static int (*real_fdatasync)(int);

static void begin(void) {
  real_open = dlsym(RTLD_NEXT, "open64");
  real_write = dlsym(RTLD_NEXT, "write");
  real_pwrite = dlsym(RTLD_NEXT, "pwrite64");
  real_ftruncate = dlsym(RTLD_NEXT, "ftruncate64");
  real_fsync = dlsym(RTLD_NEXT, "fsync");
  real_fdatasync = dlsym(RTLD_NEXT, "fdatasync");
  if (getenv("FAILING_FOLDER")) folder = getenv("FAILING_FOLDER");
  int fd = getenv("FAILING_ORDERS") ? real_open(getenv("FAILING_ORDERS"), O_RDONLY) : -1;
  if (fd < 0) return;
  void *page = mmap(NULL, 1, PROT_READ, MAP_SHARED, fd, 0);
  if (page != MAP_FAILED) orders = page;
  close(fd);
}

static int is_within(const char *path) {
  size_t length = strlen(folder);
  return length > 0 && strncmp(path, folder, length) == 0 && path[length] == '/';
}

/* What fails now for this file: '-' for nothing. */
static char order_for(int fd) {
  char link[64];
  char path[LONGEST_PATH];
  pthread_once(&once, begin);
  if (orders[0] == '-') return '-';
  snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
  ssize_t length = readlink(link, path, sizeof path - 1);
  if (length < 0) return '-';
  path[length] = '\0';
  return is_within(path) ? orders[0] : '-';
}

static int fail(int code) {
  errno = code;
  return -1;
}

static off64_t size_of(int fd) {
  struct stat64 found;
  return fstat64(fd, &found) == 0 ? found.st_size : 0;
}

/* How much of a write is taken, or -1 with errno set. */
static ssize_t taken_of(int fd, size_t size, off64_t offset) {
  switch (order_for(fd)) {
    case 'e': return fail(EIO);
    case 'r': return fail(EROFS);
    case 'f':
      if (offset + (off64_t)size <= size_of(fd)) return (ssize_t)size;
      return size >= SMALLEST_CUT_SHORT ? (ssize_t)(size / 2) : fail(ENOSPC);
    default: return (ssize_t)size;
  }
}

ssize_t write(int fd, const void *data, size_t size) {
  ssize_t taken = order_for(fd) == '-' ? (ssize_t)size : taken_of(fd, size, lseek64(fd, 0, SEEK_CUR));
  return taken < 0 ? -1 : real_write(fd, data, (size_t)taken);
}

ssize_t pwrite64(int fd, const void *data, size_t size, off64_t offset) {
  ssize_t taken = taken_of(fd, size, offset);
  return taken < 0 ? -1 : real_pwrite(fd, data, (size_t)taken, offset);
}

ssize_t pwrite(int fd, const void *data, size_t size, off_t offset) {
  return pwrite64(fd, data, size, offset);
}

int ftruncate64(int fd, off64_t size) {
  char order = order_for(fd);
  if (order == 'e') return fail(EIO);
  if (order == 'r') return fail(EROFS);
  if (order == 'f' && size > size_of(fd)) return fail(ENOSPC);
  return real_ftruncate(fd, size);
}

int ftruncate(int fd, off_t size) { return ftruncate64(fd, size); }

static int flushing_fails(int fd) {
  char order = order_for(fd);
  return order == 'e' || order == 's';
}

int fsync(int fd) { return flushing_fails(fd) ? fail(EIO) : real_fsync(fd); }

int fdatasync(int fd) { return flushing_fails(fd) ? fail(EIO) : real_fdatasync(fd); }

static int open_unless_failing(const char *path, int flags, mode_t mode) {
  pthread_once(&once, begin);
  if (orders[0] != '-' && is_within(path)) {
    struct stat64 found;
    int is_new = (flags & O_CREAT) && stat64(path, &found) != 0;
    if (orders[0] == 'r' && (is_new || (flags & O_ACCMODE) != O_RDONLY)) return fail(EROFS);
    if (orders[0] == 'f' && is_new) return fail(ENOSPC);
    if (orders[0] == 'e' && is_new) return fail(EIO);
  }
  return real_open(path, flags, mode);
}

int open64(const char *path, int flags, ...) {
  va_list more;
  va_start(more, flags);
  mode_t mode = (flags & (O_CREAT | O_TMPFILE)) ? va_arg(more, mode_t) : 0;
  va_end(more);
  return open_unless_failing(path, flags, mode);
}

int open(const char *path, int flags, ...) {
  va_list more;
  va_start(more, flags);
  mode_t mode = (flags & (O_CREAT | O_TMPFILE)) ? va_arg(more, mode_t) : 0;
  va_end(more);
  return open_unless_failing(path, flags | O_LARGEFILE, mode);
}
