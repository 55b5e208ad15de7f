/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef _LINUX_HRTIMER_H
#define _LINUX_HRTIMER_H
/*
 * High-resolution timers: call a function at a nanosecond of a clock. kernel/time/hrtimer.cpp; Linux 6.12:
 * include/linux/hrtimer.h.
 *
 * The function runs in the timer's interrupt, or in HRTIMER_SOFTIRQ for HRTIMER_MODE_SOFT, without any lock of the timers held. What
 * takes a timer may be called from any context but NMI, unless told otherwise.
 */
#include <linux/hrtimer_defs.h>
#include <linux/hrtimer_types.h>
#include <linux/percpu-defs.h>
#include <linux/rbtree.h>
#include <linux/time.h>
#include <linux/timer.h>

__BEGIN_DECLS

struct clock_event_device;
struct task_struct;

enum hrtimer_mode {
	HRTIMER_MODE_ABS = 0x00,    /* a time of the clock */
	HRTIMER_MODE_REL = 0x01,    /* from now */
	HRTIMER_MODE_PINNED = 0x02, /* accepted: timers stay on the CPU that starts them anyway */
	HRTIMER_MODE_SOFT = 0x04,   /* the function runs in softirq context */
	HRTIMER_MODE_HARD = 0x08,

	HRTIMER_MODE_ABS_PINNED = HRTIMER_MODE_ABS | HRTIMER_MODE_PINNED,
	HRTIMER_MODE_REL_PINNED = HRTIMER_MODE_REL | HRTIMER_MODE_PINNED,
	HRTIMER_MODE_ABS_SOFT = HRTIMER_MODE_ABS | HRTIMER_MODE_SOFT,
	HRTIMER_MODE_REL_SOFT = HRTIMER_MODE_REL | HRTIMER_MODE_SOFT,
	HRTIMER_MODE_ABS_PINNED_SOFT = HRTIMER_MODE_ABS_PINNED | HRTIMER_MODE_SOFT,
	HRTIMER_MODE_REL_PINNED_SOFT = HRTIMER_MODE_REL_PINNED | HRTIMER_MODE_SOFT,
	HRTIMER_MODE_ABS_HARD = HRTIMER_MODE_ABS | HRTIMER_MODE_HARD,
	HRTIMER_MODE_REL_HARD = HRTIMER_MODE_REL | HRTIMER_MODE_HARD,
	HRTIMER_MODE_ABS_PINNED_HARD = HRTIMER_MODE_ABS_PINNED | HRTIMER_MODE_HARD,
	HRTIMER_MODE_REL_PINNED_HARD = HRTIMER_MODE_REL_PINNED | HRTIMER_MODE_HARD,
};

#define HRTIMER_STATE_INACTIVE 0x00
#define HRTIMER_STATE_ENQUEUED 0x01

#define hrtimer_resolution     ((unsigned int)HIGH_RES_NSEC)

/** struct hrtimer_sleeper - wakes @task, and clears it, when @timer expires. */
struct hrtimer_sleeper {
	struct hrtimer timer;
	struct task_struct *task;
};

/** hrtimer_init() - make @timer ready, for the clock @which_clock; set its function before starting it. */
void hrtimer_init(struct hrtimer *timer, clockid_t which_clock, enum hrtimer_mode mode);
/** hrtimer_setup() - the same with the function, as later kernels have it. */
void hrtimer_setup(struct hrtimer *timer, enum hrtimer_restart (*function)(struct hrtimer *),
		   clockid_t clock_id, enum hrtimer_mode mode);
#define hrtimer_setup_on_stack hrtimer_setup
static inline void hrtimer_init_on_stack(struct hrtimer *timer, clockid_t which_clock,
					 enum hrtimer_mode mode)
{
	hrtimer_init(timer, which_clock, mode);
}
static inline void destroy_hrtimer_on_stack(struct hrtimer *timer)
{
}

/**
 * hrtimer_start_range_ns() - start @timer, or move it, to run between @tim and @tim + @range_ns.
 * hrtimer_start() - at @tim. hrtimer_start_expires() - at the time that hrtimer_set_expires() has given. hrtimer_restart().
 */
void hrtimer_start_range_ns(struct hrtimer *timer, ktime_t tim, u64 range_ns,
			    const enum hrtimer_mode mode);
/** hrtimer_try_to_cancel() - take it out: 1 if it was queued, 0 if not, -1 if its function runs. */
int hrtimer_try_to_cancel(struct hrtimer *timer);
/** hrtimer_cancel() - and wait until its function does not run. Not from the function. Returns 1 if it was queued. */
int hrtimer_cancel(struct hrtimer *timer);
/** hrtimer_active() - queued, or its function runs. */
bool hrtimer_active(const struct hrtimer *timer);
/**
 * hrtimer_forward() - move the expiry by as many @interval as needed to lie behind @now. Returns how many. Only while it is not
 * queued: in its function.
 */
u64 hrtimer_forward(struct hrtimer *timer, ktime_t now, ktime_t interval);
ktime_t __hrtimer_get_remaining(const struct hrtimer *timer, bool adjust);
/** hrtimer_get_next_event() - when this CPU's first timer expires; KTIME_MAX: never. */
u64 hrtimer_get_next_event(void);
/** hrtimer_interrupt() - the event device's handler. */
void hrtimer_interrupt(struct clock_event_device *dev);
/** hrtimers_init() - boot step: the queues. Before the event device is found. */
void hrtimers_init(void);
/** hrtimer_init_sleeper() - @sl wakes the calling task when its timer expires. hrtimer_sleeper_start_expires() starts it. */
void hrtimer_init_sleeper(struct hrtimer_sleeper *sl, clockid_t clock_id, enum hrtimer_mode mode);
void hrtimer_sleeper_start_expires(struct hrtimer_sleeper *sl, enum hrtimer_mode mode);
#define hrtimer_init_sleeper_on_stack  hrtimer_init_sleeper
#define hrtimer_setup_sleeper_on_stack hrtimer_init_sleeper
/**
 * schedule_hrtimeout_range() - sleep until between *@expires and *@expires + @delta ns. The caller has set its state; it is running
 * afterwards. Returns 0 when the time is over, -EINTR when it was woken before. @expires NULL: no limit.
 * schedule_hrtimeout() - without a range.
 */
int schedule_hrtimeout_range(ktime_t *expires, u64 delta, const enum hrtimer_mode mode);
int schedule_hrtimeout_range_clock(ktime_t *expires, u64 delta, const enum hrtimer_mode mode,
				   clockid_t clock_id);
int schedule_hrtimeout(ktime_t *expires, const enum hrtimer_mode mode);
/** ktime_add_safe() - a sum that stays at KTIME_MAX instead of overflowing. */
ktime_t ktime_add_safe(const ktime_t lhs, const ktime_t rhs);

static inline void hrtimer_set_expires(struct hrtimer *timer, ktime_t time)
{
	timer->node.expires = time;
	timer->_softexpires = time;
}
static inline void hrtimer_set_expires_range_ns(struct hrtimer *timer, ktime_t time, u64 delta)
{
	timer->_softexpires = time;
	timer->node.expires = ktime_add_safe(time, ns_to_ktime(delta));
}
static inline void hrtimer_set_expires_range(struct hrtimer *timer, ktime_t time, ktime_t delta)
{
	hrtimer_set_expires_range_ns(timer, time, (u64)delta);
}
static inline void hrtimer_add_expires(struct hrtimer *timer, ktime_t time)
{
	timer->node.expires = ktime_add_safe(timer->node.expires, time);
	timer->_softexpires = ktime_add_safe(timer->_softexpires, time);
}
static inline void hrtimer_add_expires_ns(struct hrtimer *timer, u64 ns)
{
	hrtimer_add_expires(timer, ns_to_ktime(ns));
}
static inline ktime_t hrtimer_get_expires(const struct hrtimer *timer)
{
	return timer->node.expires;
}
static inline ktime_t hrtimer_get_softexpires(const struct hrtimer *timer)
{
	return timer->_softexpires;
}
static inline s64 hrtimer_get_expires_ns(const struct hrtimer *timer)
{
	return ktime_to_ns(timer->node.expires);
}
static inline ktime_t hrtimer_cb_get_time(struct hrtimer *timer)
{
	return timer->base->get_time();
}
static inline ktime_t hrtimer_expires_remaining(const struct hrtimer *timer)
{
	return ktime_sub(timer->node.expires, timer->base->get_time());
}
static inline ktime_t hrtimer_get_remaining(const struct hrtimer *timer)
{
	return __hrtimer_get_remaining(timer, false);
}
static inline int hrtimer_is_hres_active(struct hrtimer *timer)
{
	return 1;
}
static inline bool hrtimer_is_queued(struct hrtimer *timer)
{
	return (READ_ONCE(timer->state) & HRTIMER_STATE_ENQUEUED) != 0;
}
static inline int hrtimer_callback_running(struct hrtimer *timer)
{
	return timer->base->running == timer;
}
static inline void hrtimer_update_function(struct hrtimer *timer,
					   enum hrtimer_restart (*function)(struct hrtimer *))
{
	timer->function = function;
}
static inline void hrtimer_start(struct hrtimer *timer, ktime_t tim, const enum hrtimer_mode mode)
{
	hrtimer_start_range_ns(timer, tim, 0, mode);
}
static inline void hrtimer_start_expires(struct hrtimer *timer, enum hrtimer_mode mode)
{
	const ktime_t soft = hrtimer_get_softexpires(timer);

	hrtimer_start_range_ns(timer, soft, (u64)(hrtimer_get_expires(timer) - soft), mode);
}
static inline void hrtimer_restart(struct hrtimer *timer)
{
	hrtimer_start_expires(timer, HRTIMER_MODE_ABS);
}
static inline u64 hrtimer_forward_now(struct hrtimer *timer, ktime_t interval)
{
	return hrtimer_forward(timer, timer->base->get_time(), interval);
}

DECLARE_PER_CPU(struct hrtimer_cpu_base, hrtimer_bases);

__END_DECLS

#endif
