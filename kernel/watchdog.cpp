// SPDX-License-Identifier: GPL-2.0-only
//
// CPUs that are stuck, seen by a timer on each of them, every 2/5 of watchdog_thresh (10 seconds):
//
//	soft lockup   the CPU takes interrupts, but has let no task run for 2 * watchdog_thresh: preemption disabled, or softirqs
//	              without end. Its own timer sees that.
//	hard lockup   the CPU takes no interrupts. Its own timer does not come, so a buddy looks: the next CPU's count of timers has
//	              not moved while three came here.
//
//	CPU 0 ── looks at ──▶ CPU 1 ──▶ CPU 2 ──▶ CPU 3 ──┐
//	  ▲───────────────────────────────────────────────┘
//
// A task could have run on a CPU whose timer interrupts code that may be preempted, or which has switched tasks since the last timer. Linux
// asks for more, that a thread of the highest priority has run since; here such a thread runs as soon as an interrupt returns to code
// that may be preempted, so it is the same question without the thread.
//
// Parameters: nowatchdog, nosoftlockup, nmi_watchdog=[panic,|nopanic,][0|1], watchdog_thresh=, softlockup_panic=,
// softlockup_all_cpu_backtrace=, hardlockup_all_cpu_backtrace=; the same below /proc/sys/kernel. Linux 6.12: kernel/watchdog.c, watchdog_buddy.c (CONFIG_HARDLOCKUP_DETECTOR_BUDDY).

#include "kernel/sched/sched.hpp"

#include <asm/irq_regs.h>
#include <linux/cpuhotplug.h>
#include <linux/cpumask.h>
#include <linux/export.h>
#include <linux/hrtimer.h>
#include <linux/init.h>
#include <linux/interrupt.h>
#include <linux/kernel.h>
#include <linux/nmi.h>
#include <linux/panic.h>
#include <linux/sched/clock.h>
#include <linux/sched/debug.h>
#include <linux/smp.h>
#include <linux/string.h>
#include <linux/sysctl.h>
#include <linux/workqueue.h>

#undef pr_fmt
#define pr_fmt(fmt) "watchdog: " fmt

constinit int watchdog_thresh = 10;

namespace
{

constinit int watchdog_user_enabled = 1, soft_watchdog = 1, hard_watchdog = 1;
constinit int softlockup_panic = 0, hardlockup_panic = 0;
constinit int softlockup_all_cpu_backtrace = 0, hardlockup_all_cpu_backtrace = 0;
// Somebody has the other CPUs tell: who is stuck meanwhile is among them.
constinit unsigned long telling_soft = 0, telling_hard = 0;
constexpr int most_seconds = 60;

struct watchdog {
	struct hrtimer timer;
	int interrupts;            // its timer has come so often
	int seen;                  // by the buddy, when it last looked
	bool touched;              // the buddy is to look again later
	bool reported;             // the buddy has said it
	unsigned int switches;     // of tasks, at the last timer
	unsigned long ran;         // seconds: a task could run last
	unsigned long reported_at; // or that; the next report is due that much later
};
DEFINE_PER_CPU(watchdog, watchdogs);

// Seconds of 2^30 ns, as Linux counts here.
unsigned long now()
{
	return sched_clock() >> 30;
}

ktime_t sample_period()
{
	return ns_to_ktime(watchdog_thresh * 2 * (NSEC_PER_SEC / 5));
}

bool watching(int which)
{
	return watchdog_user_enabled && which && watchdog_thresh;
}

void note_running(watchdog *w)
{
	w->ran = w->reported_at = now();
}

bool could_run_a_task(watchdog *w)
{
	const unsigned int before = w->switches;

	w->switches = this_rq()->nr_switches;
	return preempt_count() == HARDIRQ_OFFSET || is_idle_task(current) || w->switches != before;
}

void check_soft(watchdog *w)
{
	if (could_run_a_task(w))
		note_running(w);
	if (!watching(soft_watchdog) ||
	    !time_after(now(), w->reported_at + 2 * static_cast<unsigned long>(watchdog_thresh)))
		return;
	const bool all = READ_ONCE(softlockup_all_cpu_backtrace);

	if (all && test_and_set_bit_lock(0, &telling_soft))
		return;
	w->reported_at = now();
	pr_emerg("BUG: soft lockup - CPU#%d stuck for %us! [%s:%d]\n", smp_processor_id(),
		 static_cast<unsigned int>(now() - w->ran), current->comm, current->pid);
	if (struct pt_regs *const regs = get_irq_regs())
		show_regs(regs);
	else
		dump_stack();
	if (all) {
		trigger_allbutcpu_cpu_backtrace(smp_processor_id());
		if (!softlockup_panic)
			clear_bit_unlock(0, &telling_soft);
	}
	add_taint(TAINT_SOFTLOCKUP, LOCKDEP_STILL_OK);
	if (softlockup_panic)
		panic("softlockup: hung tasks");
}

void check_buddy(unsigned int cpu)
{
	watchdog *const w = per_cpu_ptr(&watchdogs, cpu);

	if (READ_ONCE(w->touched)) {
		WRITE_ONCE(w->touched, false);
		return;
	}

	const int interrupts = READ_ONCE(w->interrupts);
	const bool stuck = interrupts == w->seen;

	w->seen = interrupts;
	if (stuck && !w->reported) {
		const bool all = READ_ONCE(hardlockup_all_cpu_backtrace);

		if (all && test_and_set_bit_lock(0, &telling_hard))
			return;
		pr_emerg("Watchdog detected hard LOCKUP on cpu %d\n", cpu);
		trigger_single_cpu_backtrace(cpu);
		if (all) {
			trigger_allbutcpu_cpu_backtrace(cpu);
			if (!hardlockup_panic)
				clear_bit_unlock(0, &telling_hard);
		}
		if (hardlockup_panic)
			panic("Hard LOCKUP");
	}
	w->reported = stuck;
}

enum hrtimer_restart watchdog_timer_fn(struct hrtimer *timer)
{
	watchdog *const w = this_cpu_ptr(&watchdogs);

	if (!watching(1))
		return HRTIMER_NORESTART;
	WRITE_ONCE(w->interrupts, w->interrupts + 1);
	if (watching(hard_watchdog) && w->interrupts % 3 == 0) {
		const unsigned int here = smp_processor_id();
		unsigned int buddy = cpumask_next(here, cpu_online_mask);

		if (buddy >= nr_cpu_ids)
			buddy = cpumask_first(cpu_online_mask);
		if (buddy != here)
			check_buddy(buddy);
	}
	hrtimer_forward_now(timer, sample_period());
	check_soft(w);
	return HRTIMER_RESTART;
}

// On the CPU, interrupts masked. Also when the settings have changed.
void restart_watchdog(void *)
{
	watchdog *const w = this_cpu_ptr(&watchdogs);

	if (!w->timer.function) {
		hrtimer_init(&w->timer, CLOCK_MONOTONIC, HRTIMER_MODE_REL_PINNED_HARD);
		w->timer.function = watchdog_timer_fn;
	}
	note_running(w);
	w->touched = true;
	if (watching(soft_watchdog || hard_watchdog))
		hrtimer_start(&w->timer, sample_period(), HRTIMER_MODE_REL_PINNED_HARD);
}

int watchdog_online_cpu(unsigned int)
{
	unsigned long flags;

	local_irq_save(flags);
	restart_watchdog(nullptr);
	local_irq_restore(flags);
	return 0;
}

int settings_handler(const struct ctl_table *table, int write, void *buffer, size_t *lenp,
		     loff_t *ppos)
{
	const int err = proc_dointvec_minmax(table, write, buffer, lenp, ppos);

	if (!err && write)
		on_each_cpu(restart_watchdog, nullptr, true);
	return err;
}

#define SWITCH(name, variable, handler)                                                            \
	{                                                                                          \
		.procname = name, .data = &variable, .maxlen = sizeof(int), .mode = 0644,          \
		.proc_handler = handler, .extra1 = SYSCTL_ZERO, .extra2 = SYSCTL_ONE,              \
	}
constexpr struct ctl_table watchdog_table[] = {
	SWITCH("watchdog", watchdog_user_enabled, settings_handler),
	{
		.procname = "watchdog_thresh",
		.data = &watchdog_thresh,
		.maxlen = sizeof(int),
		.mode = 0644,
		.proc_handler = settings_handler,
		.extra1 = SYSCTL_ZERO,
		.extra2 = const_cast<int *>(&most_seconds),
	},
	SWITCH("soft_watchdog", soft_watchdog, settings_handler),
	SWITCH("softlockup_panic", softlockup_panic, proc_dointvec_minmax),
	SWITCH("softlockup_all_cpu_backtrace", softlockup_all_cpu_backtrace, proc_dointvec_minmax),
	SWITCH("nmi_watchdog", hard_watchdog, settings_handler),
	SWITCH("hardlockup_panic", hardlockup_panic, proc_dointvec_minmax),
	SWITCH("hardlockup_all_cpu_backtrace", hardlockup_all_cpu_backtrace, proc_dointvec_minmax),
};

int __init start_watchdogs()
{
	on_each_cpu(restart_watchdog, nullptr, true);
	cpuhp_setup_state_nocalls(CPUHP_AP_ONLINE_DYN, "lockup_detector:online",
				  watchdog_online_cpu, nullptr);
	return register_sysctl("kernel", watchdog_table) ? 0 : -ENOMEM;
}
late_initcall(start_watchdogs);

int __init nowatchdog_setup(char *)
{
	watchdog_user_enabled = 0;
	return 1;
}
__setup("nowatchdog", nowatchdog_setup);

int __init nosoftlockup_setup(char *)
{
	soft_watchdog = 0;
	return 1;
}
__setup("nosoftlockup", nosoftlockup_setup);

int __init watchdog_thresh_setup(char *text)
{
	int seconds;

	if (kstrtoint(text, 0, &seconds) || seconds < 0 || seconds > most_seconds)
		return 0;
	watchdog_thresh = seconds;
	return 1;
}
__setup("watchdog_thresh=", watchdog_thresh_setup);

int __init softlockup_panic_setup(char *text)
{
	return kstrtoint(text, 0, &softlockup_panic) == 0;
}
__setup("softlockup_panic=", softlockup_panic_setup);

int __init softlockup_all_cpu_backtrace_setup(char *text)
{
	return kstrtoint(text, 0, &softlockup_all_cpu_backtrace) == 0;
}
__setup("softlockup_all_cpu_backtrace=", softlockup_all_cpu_backtrace_setup);

int __init hardlockup_all_cpu_backtrace_setup(char *text)
{
	return kstrtoint(text, 0, &hardlockup_all_cpu_backtrace) == 0;
}
__setup("hardlockup_all_cpu_backtrace=", hardlockup_all_cpu_backtrace_setup);

int __init nmi_watchdog_setup(char *text)
{
	while (char *word = strsep(&text, ",")) {
		if (!strcmp(word, "panic"))
			hardlockup_panic = 1;
		else if (!strcmp(word, "nopanic"))
			hardlockup_panic = 0;
		else if (!strcmp(word, "0") || !strcmp(word, "1"))
			hard_watchdog = *word == '1';
		else
			return 0;
	}
	return 1;
}
__setup("nmi_watchdog=", nmi_watchdog_setup);

} // namespace

void touch_softlockup_watchdog()
{
	note_running(raw_cpu_ptr(&watchdogs));
	wq_watchdog_touch(raw_smp_processor_id());
}
EXPORT_SYMBOL(touch_softlockup_watchdog);

void touch_nmi_watchdog()
{
	raw_cpu_ptr(&watchdogs)->touched = true;
	touch_softlockup_watchdog();
}
EXPORT_SYMBOL(touch_nmi_watchdog);
