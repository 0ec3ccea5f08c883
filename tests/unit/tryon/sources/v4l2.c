/* A webcam without one: stands between a program and the kernel (LD_PRELOAD) and answers as a V4L2 driver would, so that
 * OpenCV's own camera code meets real error numbers.
 *
 * $FAKE_V4L2/videoN is the device /dev/videoN. It exists: the camera is plugged in. A lock on it (flock): a program
 * streams from it. Its lines: the camera's name, its place, what is wrong with it, if anything, and which time it is
 * plugged in (what was opened at another time is dead). Wrong may be: "hangs" (no picture comes any more), "denied" (may
 * not be opened), "metadata" (no pictures at all), "depth" (only 16 bits).
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/videodev2.h>
#include <poll.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/select.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

enum { MOST_FDS = 1024, MOST_BUFFERS = 4 };

struct device {
    int is_ours, holds, streams, is_due, width, height, count, first, queued;
    unsigned frames;
    char path[512], name[32], place[32], fault[32], time[32], born[32];
    void *buffers[MOST_BUFFERS];
    int order[MOST_BUFFERS];
};

static struct device devices[MOST_FDS];
static int film = -1;

#define REAL(type, name, ...) ((type(*)(__VA_ARGS__))dlsym(RTLD_NEXT, name))

static void told(struct device *it) {
    char text[256] = {0}, *line, *rest = text;
    int file = REAL(int, "open", const char *, int, ...)(it->path, O_RDONLY);
    if (file < 0) return;
    if (read(file, text, sizeof text - 1) < 0) text[0] = 0;
    REAL(int, "close", int)(file);
    char *into[] = {it->name, it->place, it->fault, it->time};
    for (int at = 0; at < 4; at++) {
        line = strsep(&rest, "\n");
        snprintf(into[at], 32, "%s", line ? line : "");
    }
}

static int is_gone(struct device *it) {
    told(it);
    return access(it->path, F_OK) != 0 || strcmp(it->time, it->born) != 0;
}

static int opened(const char *path, int flags, mode_t mode, const char *with) {
    const char *folder = getenv("FAKE_V4L2");
    char redirected[512];
    if (folder && strncmp(path, "/dev/video", 10) == 0) {
        snprintf(redirected, sizeof redirected, "%s/%s", folder, path + 5);
        path = redirected;
    }
    int fd = REAL(int, with, const char *, int, ...)(path, flags & ~O_NONBLOCK, mode);
    size_t length = folder ? strlen(folder) : 0;
    if (fd < 0 || fd >= MOST_FDS || !folder || strncmp(path, folder, length) || strncmp(path + length, "/video", 6))
        return fd;
    struct device *it = &devices[fd];
    memset(it, 0, sizeof *it);
    snprintf(it->path, sizeof it->path, "%s", path);
    told(it);
    memcpy(it->born, it->time, sizeof it->born);
    if (strcmp(it->fault, "denied") == 0) {
        REAL(int, "close", int)(fd);
        errno = EACCES;
        return -1;
    }
    if (film < 0) {
        snprintf(redirected, sizeof redirected, "%s/film", folder);
        film = REAL(int, "open", const char *, int, ...)(redirected, O_RDONLY);
    }
    it->is_ours = 1, it->width = 640, it->height = 480;
    return fd;
}

#define OPENS(name)                                             \
    int name(const char *path, int flags, ...) {                \
        va_list more;                                           \
        va_start(more, flags);                                  \
        mode_t mode = flags & O_CREAT ? va_arg(more, mode_t) : 0; \
        va_end(more);                                           \
        return opened(path, flags, mode, #name);                \
    }
OPENS(open)
OPENS(open64)

int stat(const char *path, struct stat *into) { /* OpenCV asks whether /dev/videoN is a device at all */
    const char *folder = getenv("FAKE_V4L2");
    char redirected[512];
    if (folder && strncmp(path, "/dev/video", 10) == 0) {
        snprintf(redirected, sizeof redirected, "%s/%s", folder, path + 5);
        int found = REAL(int, "stat", const char *, struct stat *)(redirected, into);
        if (found == 0) into->st_mode = S_IFCHR | 0660;
        return found;
    }
    return REAL(int, "stat", const char *, struct stat *)(path, into);
}

int close(int fd) {
    if (fd >= 0 && fd < MOST_FDS) devices[fd].is_ours = 0;
    return REAL(int, "close", int)(fd);
}

static unsigned size_of(struct device *it) { return (unsigned)(it->width * it->height * 2); }

static void format_of(struct device *it, struct v4l2_format *into) {
    int is_deep = strcmp(it->fault, "depth") == 0;
    into->fmt.pix.width = (unsigned)it->width, into->fmt.pix.height = (unsigned)it->height;
    into->fmt.pix.pixelformat = is_deep ? v4l2_fourcc('Z', '1', '6', ' ') : V4L2_PIX_FMT_YUYV;
    into->fmt.pix.field = V4L2_FIELD_NONE;
    into->fmt.pix.bytesperline = (unsigned)it->width * 2, into->fmt.pix.sizeimage = size_of(it);
    into->fmt.pix.colorspace = V4L2_COLORSPACE_SRGB;
}

static int failed(int number) {
    errno = number;
    return -1;
}

static int takes(int fd, struct device *it) {
    if (!it->holds && flock(fd, LOCK_EX | LOCK_NB) != 0) return failed(EBUSY);
    it->holds = 1;
    return 0;
}

static int asks_buffers(int fd, struct device *it, struct v4l2_requestbuffers *asked) {
    if (takes(fd, it) != 0) return -1;
    if (asked->count == 0) {
        if (!it->streams) flock(fd, LOCK_UN), it->holds = 0, it->count = 0;
        return 0;
    }
    if (asked->count > MOST_BUFFERS) asked->count = MOST_BUFFERS;
    it->count = (int)asked->count, it->first = it->queued = 0;
    return 0;
}

/* The next picture of $FAKE_V4L2/film (1280 x 720, YUYV, one after the other), or a grey one. */
static void paint(struct device *it, unsigned char *into) {
    static unsigned next; /* goes on while a camera is unplugged; one of five pictures is a new one */
    struct stat about;
    if (film >= 0 && it->width == 1280 && fstat(film, &about) == 0 && about.st_size >= (off_t)size_of(it)) {
        off_t at = (off_t)(next++ / 5 % (unsigned)(about.st_size / size_of(it))) * size_of(it);
        if (pread(film, into, size_of(it), at) == (ssize_t)size_of(it)) return;
    }
    memset(into, 128, size_of(it));
    for (unsigned at = 0; at < size_of(it); at += 2) into[at] = (unsigned char)(40 + it->frames % 160);
    it->frames++;
}

static int hands_out(struct device *it, struct v4l2_buffer *into) {
    if (it->queued == 0 || !it->streams) return failed(EINVAL);
    if (!it->is_due) return failed(EAGAIN); /* no picture yet: a program waits for one by select */
    it->is_due = 0;
    int index = it->order[it->first];
    it->first = (it->first + 1) % MOST_BUFFERS, it->queued--;
    if (it->buffers[index]) paint(it, it->buffers[index]);
    into->index = (unsigned)index, into->bytesused = size_of(it), into->length = size_of(it);
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    long long taken = now.tv_sec * 1000000LL + now.tv_nsec / 1000 - 40000; /* some time ago */
    into->timestamp.tv_sec = taken / 1000000, into->timestamp.tv_usec = taken % 1000000;
    into->flags = V4L2_BUF_FLAG_DONE | V4L2_BUF_FLAG_TIMESTAMP_MONOTONIC, into->sequence = it->frames;
    return 0;
}

static int answers(int fd, struct device *it, unsigned long what, void *with) {
    if (is_gone(it)) return failed(ENODEV);
    switch (what) {
    case VIDIOC_QUERYCAP: {
        struct v4l2_capability *said = with;
        memset(said, 0, sizeof *said);
        snprintf((char *)said->driver, sizeof said->driver, "uvcvideo");
        snprintf((char *)said->card, sizeof said->card, "%s", it->name);
        snprintf((char *)said->bus_info, sizeof said->bus_info, "%s", it->place);
        int is_metadata = strcmp(it->fault, "metadata") == 0;
        said->device_caps = (is_metadata ? V4L2_CAP_META_CAPTURE : V4L2_CAP_VIDEO_CAPTURE) | V4L2_CAP_STREAMING;
        said->capabilities = V4L2_CAP_VIDEO_CAPTURE | V4L2_CAP_STREAMING | V4L2_CAP_DEVICE_CAPS;
        return 0;
    }
    case VIDIOC_ENUMINPUT: return ((struct v4l2_input *)with)->index == 0 ? 0 : failed(EINVAL);
    case VIDIOC_G_INPUT: *(int *)with = 0; return 0;
    case VIDIOC_S_INPUT: return 0;
    case VIDIOC_G_FMT: format_of(it, with); return 0;
    case VIDIOC_TRY_FMT:
    case VIDIOC_S_FMT: {
        struct v4l2_format *asked = with;
        if (takes(fd, it) != 0) return -1;
        if (!it->count) flock(fd, LOCK_UN), it->holds = 0;
        it->width = asked->fmt.pix.width >= 1280 ? 1280 : 640, it->height = asked->fmt.pix.width >= 1280 ? 720 : 480;
        format_of(it, asked);
        return 0;
    }
    case VIDIOC_G_PARM:
    case VIDIOC_S_PARM: {
        struct v4l2_streamparm *said = with;
        said->parm.capture.capability = V4L2_CAP_TIMEPERFRAME;
        said->parm.capture.timeperframe.numerator = 1, said->parm.capture.timeperframe.denominator = 30;
        return 0;
    }
    case VIDIOC_REQBUFS: return asks_buffers(fd, it, with);
    case VIDIOC_QUERYBUF: {
        struct v4l2_buffer *said = with;
        if ((int)said->index >= it->count) return failed(EINVAL);
        said->length = size_of(it), said->m.offset = said->index << 12;
        return 0;
    }
    case VIDIOC_QBUF: {
        struct v4l2_buffer *said = with;
        if (it->queued >= MOST_BUFFERS) return failed(EINVAL);
        it->order[(it->first + it->queued++) % MOST_BUFFERS] = (int)said->index;
        return 0;
    }
    case VIDIOC_DQBUF: return hands_out(it, with);
    case VIDIOC_STREAMON: it->streams = 1; return 0;
    case VIDIOC_STREAMOFF: it->streams = 0, it->queued = 0; return 0;
    default: return failed(EINVAL);
    }
}

int ioctl(int fd, unsigned long what, ...) {
    va_list more;
    va_start(more, what);
    void *with = va_arg(more, void *);
    va_end(more);
    what &= 0xffffffffUL;
    if (fd < 0 || fd >= MOST_FDS || !devices[fd].is_ours) return REAL(int, "ioctl", int, unsigned long, ...)(fd, what, with);
    return answers(fd, &devices[fd], what, with);
}

static void *mapped(void *at, size_t length, int may, int flags, int fd, off_t offset, const char *with) {
    if (fd < 0 || fd >= MOST_FDS || !devices[fd].is_ours)
        return REAL(void *, with, void *, size_t, int, int, int, off_t)(at, length, may, flags, fd, offset);
    void *made = REAL(void *, with, void *, size_t, int, int, int, off_t)(
        NULL, length, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    devices[fd].buffers[(offset >> 12) % MOST_BUFFERS] = made == MAP_FAILED ? NULL : made;
    return made;
}

void *mmap(void *at, size_t length, int may, int flags, int fd, off_t offset) {
    return mapped(at, length, may, flags, fd, offset, "mmap");
}

void *mmap64(void *at, size_t length, int may, int flags, int fd, off64_t offset) {
    return mapped(at, length, may, flags, fd, offset, "mmap64");
}

static int waited(struct device *it, long most_ms) { /* thirty times a second (a tenth of that is enough here) */
    int is_hung = !is_gone(it) && strcmp(it->fault, "hangs") == 0;
    struct timespec gap = {is_hung ? most_ms / 1000 : 0, is_hung ? most_ms % 1000 * 1000000L : 3000000L};
    nanosleep(&gap, NULL);
    it->is_due = !is_hung;
    return it->is_due;
}

int select(int most, fd_set *reads, fd_set *writes, fd_set *others, struct timeval *until) {
    for (int fd = 0; reads && fd < most && fd < MOST_FDS; fd++)
        if (FD_ISSET(fd, reads) && devices[fd].is_ours)
            return waited(&devices[fd], until ? until->tv_sec * 1000 + until->tv_usec / 1000 : 10000);
    return REAL(int, "select", int, fd_set *, fd_set *, fd_set *, struct timeval *)(most, reads, writes, others, until);
}

#pragma GCC diagnostic ignored "-Wmaybe-uninitialized"
int poll(struct pollfd *asked, nfds_t count, int most_ms) {
    for (nfds_t at = 0; at < count; at++)
        if (asked[at].fd >= 0 && asked[at].fd < MOST_FDS && devices[asked[at].fd].is_ours) {
            asked[at].revents = (short)(waited(&devices[asked[at].fd], most_ms) ? POLLIN : 0);
            return asked[at].revents != 0;
        }
    return REAL(int, "poll", struct pollfd *, nfds_t, int)(asked, count, most_ms);
}
